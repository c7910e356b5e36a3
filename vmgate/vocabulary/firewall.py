"""Firewalls between workstations and the hypervisors' management servers (C34)."""

from __future__ import annotations

from ipaddress import ip_address, ip_network, summarize_address_range
from typing import TYPE_CHECKING, ClassVar, Final, TypeAlias

from msgspec import Struct

from vmgate.model.fact import NotExpressible
from vmgate.model.site import Role
from vmgate.vocabulary.thing import Thing, not_expressible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from ipaddress import IPv4Network, IPv6Network

    from vmgate.model.fact import Fact
    from vmgate.model.site import Site
    from vmgate.vocabulary.thing import Surroundings

    IPNetwork: TypeAlias = IPv4Network | IPv6Network

ANYWHERE: Final = "*"


class FirewallRule(Struct, frozen=True):
    """One rule. `sources` and `destinations` are addresses, networks, or `ANYWHERE`; one may be unknown.

    `everything` is whether it is about all services, `manages` whether about one that servers are managed by. `order`
    says which of two rules of one `firewall` is asked first.
    """

    name: str
    firewall: str
    where: Fact[object]
    active: Fact[bool]
    allows: Fact[bool]
    sources: Sequence[Fact[str]]
    destinations: Sequence[Fact[str]]
    everything: Fact[bool]
    manages: Fact[bool]
    order: Fact[tuple[int, ...]]


class FirewallPolicy(Thing):
    """A list of rules, or the rule that holds where none does."""

    kind: ClassVar[str] = "firewall policy"

    @property
    def firewall_rules(self) -> Sequence[FirewallRule]:
        """Its rules. Raises `UnknownValue`."""
        not_expressible("firewall rules")


def unauthorized(rule: FirewallRule, site: Site, surroundings: Surroundings) -> str | None:
    """Whom a rule lets reach a management server beside the staff who may, "everyone" say; None if nobody.

    Raises `NotExpressible` where the site does not tell the addresses of its management servers, and `UnknownValue`.
    """
    servers = _networks(site.addresses.management or _management(site))
    if not servers:
        raise NotExpressible("the addresses of the management servers")
    if (
        not rule.active.value
        or not rule.manages.value
        or not rule.allows.value
        or not _reaches(rule, servers)
    ):
        return None
    stranger = next(filter(None, (_stranger(source, site) for source in rule.sources)), None)
    if stranger is None or _denied_before(rule, servers, surroundings):
        return None
    return stranger


def _reaches(rule: FirewallRule, servers: Sequence[IPNetwork]) -> bool:
    return any(
        one.value == ANYWHERE or any(_overlap(own, server) for own in _meant(one) for server in servers)
        for one in rule.destinations
    )


def _stranger(source: Fact[str], site: Site) -> str | None:
    text = source.value
    if text == ANYWHERE:
        return "everyone"
    own, told = _meant(source), site.addresses
    if any(one.prefixlen == 0 for one in own):
        return "everyone"
    if _all_within(own, _networks((*(told.management or ()), *_management(site)))):
        return None
    if told.workstations is None:
        raise source.doubt("which workstations may is not told: the site policy lists none")
    known = (*told.workstations, *(told.hypervisors or ()), *(told.management or ()), *_management(site))
    return None if _all_within(own, _networks(known)) else f"{text}, where no authorized workstation is"


def _denied_before(rule: FirewallRule, servers: Sequence[IPNetwork], surroundings: Surroundings) -> bool:
    """Whether a rule that is asked before denies everybody everything on all the servers."""
    others = (one for policy in surroundings.of(FirewallPolicy) for one in _rules(policy))
    return any(
        one.firewall == rule.firewall and _denies(one, servers) and one.order.value < rule.order.value
        for one in others
    )


def _rules(policy: FirewallPolicy) -> Sequence[FirewallRule]:
    try:
        return policy.firewall_rules
    except NotExpressible:
        return ()


def _denies(rule: FirewallRule, servers: Sequence[IPNetwork]) -> bool:
    if rule.allows.value or not rule.active.value or not rule.everything.value:
        return False
    if not any(one.value == ANYWHERE for one in rule.sources):
        return False
    if any(one.value == ANYWHERE for one in rule.destinations):
        return True
    return _all_within(servers, [network for one in rule.destinations for network in _meant(one)])


def _management(site: Site) -> tuple[str, ...]:
    return tuple(one.cidr for one in site.networks if one.role is Role.MANAGEMENT and one.cidr)


def _networks(texts: Iterable[str]) -> list[IPNetwork]:
    return [ip_network(text.strip(), strict=False) for text in texts]


def _meant(end: Fact[str]) -> list[IPNetwork]:
    """An address, a network or a range `10.5.0.1-10.5.0.9` as networks. Raises `UnknownValue` for anything else."""
    first, dash, last = end.value.partition("-")
    try:
        if dash:
            return list(summarize_address_range(ip_address(first.strip()), ip_address(last.strip())))
        return _networks([first])
    except (ValueError, TypeError):
        raise end.doubt(f"which addresses {end.value} stands for is not told") from None


def _all_within(some: Iterable[IPNetwork], others: Sequence[IPNetwork]) -> bool:
    return all(any(_within(one, other) for other in others) for one in some)


def _overlap(one: IPNetwork, other: IPNetwork) -> bool:
    return _within(one, other) or _within(other, one)


def _within(own: IPNetwork, other: IPNetwork) -> bool:
    if own.version != other.version:
        return False
    low, high = int(other.network_address), int(other.broadcast_address)
    return low <= int(own.network_address) and int(own.broadcast_address) <= high

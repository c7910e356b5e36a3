"""The firewall in front of the nodes, which are their own management servers (C34).

Rules of a node are asked before those of the cluster, and what neither answers is left to `input_policy`. Rules of
guests are no concern of the nodes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact, NotExpressible, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive, told
from vmgate.translate.proxmox import defaults
from vmgate.translate.proxmox import resource_types as types
from vmgate.vocabulary.firewall import ANYWHERE, FirewallPolicy, FirewallRule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

PORTS: Final = ((22, 22), (3128, 3128), (5900, 5999), (8006, 8006))
"""Where a node is managed: SSH, the SPICE proxy, consoles, and the web interface with its API."""

NAMED_PORTS: Final = {"ssh": 22, "vnc": 5900}
MACROS: Final = frozenset({"ssh", "vnc", "spiceproxy"})
"""The macros that are about these ports."""

MANAGEMENT_SET: Final = "management"
"""The set whose members Proxmox itself lets reach the nodes."""

_LAST: Final = 1 << 31


class ClusterFirewall(FirewallPolicy):
    """Whether there is a firewall at all, and what it does with what no rule is about."""

    @property
    def firewall_rules(self) -> Sequence[FirewallRule]:
        """`enabled` and `input_policy`."""
        own = Attributes(self.resource)
        enabled = own.flag("enabled", default=False)
        policy = own.text("input_policy", defaults.text(types.CLUSTER_FIREWALL, "input_policy"))
        off = enabled.known and not enabled.value
        where = enabled if off or not enabled.known else policy
        allows = told(lambda: not enabled.value or policy.value == "ACCEPT")
        return [
            FirewallRule(
                name="by default" if not off else "of a firewall that is off",
                # Nothing is asked before a firewall that is off.
                firewall="off" if off else "cluster",
                where=where,
                active=_always(self.resource),
                allows=Fact(allows, where.resource, where.path),
                sources=[Fact(ANYWHERE, where.resource, where.path)],
                destinations=[Fact(ANYWHERE, where.resource, where.path)],
                everything=_always(self.resource),
                manages=_always(self.resource),
                order=Fact((_LAST,), where.resource, where.path),
            )
        ]


class HostRules(FirewallPolicy):
    """Rules of the cluster, or of one node."""

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate

    @property
    def firewall_rules(self) -> Sequence[FirewallRule]:
        """`rule`, with those of the security groups in it. Raises `UnknownValue`, or `NotExpressible` for a guest's."""
        own = Attributes(self.resource)
        if _of_guest(own):
            raise NotExpressible("a firewall in front of nodes")
        node = own.text("node_name").value
        firewall = "cluster" if node is None else f"node {node}"
        return [
            _rule(one, self._estate, firewall, (index,))
            for index, one in enumerate(_incoming(own.blocks("rule"), self._estate))
        ]


class ManagementSet(FirewallPolicy):
    """The addresses that Proxmox itself lets reach the nodes: `…_firewall_ipset` of the name `management`."""

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate

    @property
    def firewall_rules(self) -> Sequence[FirewallRule]:
        """One rule for all its members. Raises `UnknownValue`, or `NotExpressible` for another set."""
        own = Attributes(self.resource)
        if own.text("name", "").value != MANAGEMENT_SET or _of_guest(own):
            raise NotExpressible("a set of management addresses")
        where = own.anything("cidr")
        return [
            FirewallRule(
                name=MANAGEMENT_SET,
                firewall="cluster",
                where=where,
                active=_always(self.resource),
                allows=_always(self.resource),
                sources=_facts(lambda: _members(own), where),
                destinations=[Fact(ANYWHERE, self.resource, where.path)],
                everything=_always(self.resource),
                manages=_always(self.resource),
                order=Fact((_LAST - 1,), self.resource, where.path),
            )
        ]


def _incoming(rules: Sequence[Attributes], estate: Estate) -> Iterator[Attributes]:
    for one in rules:
        group = one.text("security_group", "")
        if group.value:
            named = estate.where("managed", (types.SECURITY_GROUP,), ("name",), group.value)
            if len(named) != 1:
                raise group.doubt(f"the rules of security group {group.value} are not in the configuration")
            yield from _incoming(Attributes(named[0]).blocks("rule"), estate)
        elif one.text("type", "").value.lower() == "in":
            yield one


def _rule(own: Attributes, estate: Estate, firewall: str, order: tuple[int, ...]) -> FirewallRule:
    where = own.anything("source")
    comment = own.text("comment", "")
    broad = told(lambda: not any(own.text(name, "").value for name in ("proto", "dport", "macro", "iface")))
    return FirewallRule(
        name=(comment.value if comment.known and comment.value else f"number {order[-1] + 1}"),
        firewall=firewall,
        where=where,
        active=own.flag("enabled", default=True),
        allows=derive(own.text("action", ""), lambda action: action.upper() == "ACCEPT"),
        sources=_ends(own.text("source", ""), estate),
        destinations=_ends(own.text("dest", ""), estate),
        everything=Fact(broad, own.resource, own.path),
        manages=Fact(told(lambda: _manages(own)), own.resource, own.path),
        order=Fact(order, own.resource, own.path),
    )


def _manages(own: Attributes) -> bool:
    """Whether a rule is about a port that a node is managed on."""
    macro, proto, ports = (own.text(name, "").value.lower() for name in ("macro", "proto", "dport"))
    if macro:
        return macro in MACROS
    if proto not in ("", "tcp", "6"):
        return False
    return not ports or any(_managed(port.strip()) for port in ports.split(","))


def _managed(port: str) -> bool:
    first, _, last = port.partition(":")
    low = NAMED_PORTS.get(first, int(first) if first.isdecimal() else None)
    if low is None:
        return False
    high = int(last) if last.isdecimal() else low
    return any(low <= to and start <= high for start, to in PORTS)


def _ends(text: Fact[str], estate: Estate) -> list[Fact[str]]:
    """What a `source` or `dest` stands for: addresses, sets (`+name`) and aliases, with commas between them."""
    return _facts(lambda: _addresses(text, estate), text)


def _facts(read: Callable[[], list[str]], where: Fact[object]) -> list[Fact[str]]:
    found = told(read)
    if isinstance(found, Unknown):
        return [Fact(found, where.resource, where.path)]
    return [Fact(one, where.resource, where.path) for one in found]


def _addresses(text: Fact[str], estate: Estate) -> list[str]:
    found: list[str] = []
    for part in filter(None, (part.strip() for part in text.value.split(","))):
        name = part.removeprefix("+").removeprefix("dc/")
        if part.startswith("+"):
            found += _members(Attributes(_named(types.IPSET, name, text, estate)))
        elif re.match(r"[A-Za-z]", part) and ":" not in part:
            found.append(Attributes(_named(types.ALIAS, name, text, estate)).text("cidr", "").value)
        else:
            found.append(part)
    return found or [ANYWHERE]


def _members(ipset: Attributes) -> list[str]:
    """The addresses of a set without its exceptions, which make it no larger. Raises `UnknownValue`."""
    return [
        one.text("name", "").value
        for one in ipset.blocks("cidr")
        if not one.flag("nomatch", default=False).value
    ]


def _named(type_: str, name: str, text: Fact[str], estate: Estate) -> Resource:
    found = estate.where("managed", (type_,), ("name",), name)
    if len(found) != 1:
        raise UnknownValue(f"{name} is not in the configuration", text.resource, text.path)
    return found[0]


def _of_guest(own: Attributes) -> bool:
    return any(own.number(name).value is not None for name in ("vm_id", "container_id"))


def _always(resource: Resource) -> Fact[bool]:
    return Fact(value=True, resource=resource, path=())

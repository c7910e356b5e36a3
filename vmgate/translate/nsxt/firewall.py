"""The distributed firewall and the gateways' (C34): policies, their rules, and the groups that these name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive, told
from vmgate.translate.nsxt import defaults
from vmgate.translate.nsxt.paths import PATH, referred, target
from vmgate.vocabulary.firewall import ANYWHERE, FirewallPolicy, FirewallRule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

CATEGORIES: Final = (
    "Ethernet", "Emergency", "SystemRules", "SharedPreRules", "Infrastructure", "LocalGatewayRules", "Environment",
    "AutoServiceRules", "Application", "Default",
)  # fmt: skip
"""In the order that they are asked in; the distributed firewall and the gateways' have some of them each."""

GROUPS: Final = ("nsxt_policy_group",)
ALLOWS: Final = frozenset({"ALLOW", "JUMP_TO_APPLICATION"})
_LAST: Final = 1 << 31


class Policy(FirewallPolicy):
    """A policy with its rules."""

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self.estate = estate
        self._own = Attributes(resource)

    @property
    def firewall_rules(self) -> Sequence[FirewallRule]:
        """`rule`, in the order that they are written in. Raises `UnknownValue`."""
        place = told(lambda: rank(self._own))
        rules = []
        for index, one in enumerate(self._own.blocks("rule")):
            order = place if isinstance(place, Unknown) else (*place, index)
            rules.append(read_rule(one, self.estate, Fact(order, self.resource, ("category",))))
        return rules


class SingleRule(FirewallPolicy):
    """A rule that is a resource by itself, of a policy that it names."""

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self.estate = estate

    @property
    def firewall_rules(self) -> Sequence[FirewallRule]:
        """Itself."""
        own = Attributes(self.resource)
        order = Fact(told(lambda: self._order(own)), self.resource, ("policy_path",))
        return [read_rule(own, self.estate, order)]

    def _order(self, own: Attributes) -> tuple[int, ...]:
        kind = self.resource.type.removesuffix("_rule")
        parents = (kind, kind.replace("_policy_", "_policy_parent_", 1))
        parent = target(self.estate, self.resource, ("policy_path",), parents)
        return (*rank(Attributes(parent)), own.number("sequence_number", 0).value)


class PredefinedPolicy(FirewallPolicy):
    """A policy that NSX brings along: its `default_rule` is asked when no other rule has answered."""

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self.estate = estate

    @property
    def firewall_rules(self) -> Sequence[FirewallRule]:
        """`rule` and `default_rule`. Raises `UnknownValue`."""
        own = Attributes(self.resource)
        found = [
            read_rule(one, self.estate, Fact((len(CATEGORIES), 0, index), self.resource, one.path))
            for index, one in enumerate(own.blocks("rule"))
        ]
        for one in own.blocks("default_rule"):
            order = Fact((len(CATEGORIES), _LAST, 0), self.resource, one.path)
            found.append(read_rule(one, self.estate, order))
        return found


def rank(policy: Attributes) -> tuple[int, int]:
    """Where a policy stands among those of its firewall. Raises `UnknownValue`."""
    category = policy.text("category", CATEGORIES[-1])
    if category.value not in CATEGORIES:
        raise category.doubt(f"when {category.value} is asked is not known")
    return CATEGORIES.index(category.value), policy.number("sequence_number", defaults.SEQUENCE).value


def read_rule(own: Attributes, estate: Estate, order: Fact[tuple[int, ...]]) -> FirewallRule:
    """One rule, wherever it stands."""
    action = own.text("action", str(defaults.RULE["action"]))
    disabled = own.flag("disabled", default=bool(defaults.RULE["disabled"]))
    name = own.text("display_name", "by default")
    services = Fact(told(lambda: not own.texts("services").value and not own.blocks("service_entries")),
                    own.resource, own.at("services"))  # fmt: skip
    return FirewallRule(
        name=name.value if name.known else "of an unknown name",
        firewall="gateway" if "gateway" in own.resource.type else "distributed",
        where=own.anything("source_groups"),
        active=derive(disabled, lambda off: not off),
        allows=derive(action, lambda name: name in ALLOWS),
        sources=_ends(own, estate, "source_groups", "sources_excluded"),
        destinations=_ends(own, estate, "destination_groups", "destinations_excluded"),
        everything=services,
        # A service goes by its path, which tells no port.
        manages=Fact(value=True, resource=own.resource, path=own.at("services")),
        order=order,
    )


def _ends(own: Attributes, estate: Estate, name: str, excluded: str) -> list[Fact[str]]:
    """The addresses of the groups and literals of one end; one unknown fact where they cannot be told."""
    path = own.at(name)
    try:
        if own.flag(excluded, default=bool(defaults.RULE[excluded])).value:
            everyone_but = name == "source_groups"
            reason = "what is left when its destinations are excluded is not worked out"
            return [Fact(ANYWHERE if everyone_but else Unknown(reason), own.resource, path)]
        return [Fact(text, own.resource, path) for text in _addresses(own, estate, name)] or [
            Fact(ANYWHERE, own.resource, path, "no group")
        ]
    except UnknownValue as missing:
        return [Fact(Unknown(missing.reason), missing.resource or own.resource, missing.path or path)]


def _addresses(own: Attributes, estate: Estate, name: str) -> list[str]:
    listed = own.raw(name)
    if isinstance(listed, Unknown):
        raise UnknownValue(listed.reason, own.resource, own.at(name))
    found: list[str] = []
    open_ = 0
    groups: dict[str, Resource] = {}
    maybe: dict[str, Resource] = {}
    for index, one in enumerate(listed if isinstance(listed, list) else ()):
        path = (*own.at(name), index)
        if isinstance(one, str) and one.startswith("/"):
            group = target(estate, own.resource, path, GROUPS)
            groups[group.address] = group
        elif isinstance(one, str):
            found.append(ANYWHERE if one.upper() == "ANY" else one)
        else:
            open_ += 1
            maybe |= {group.address: group for group in referred(estate, own.resource, path, GROUPS)}
    if len(maybe) < open_:
        raise UnknownValue("which groups it names is not known", own.resource, own.at(name))
    for group in (groups | maybe).values():
        found += _members(Attributes(group))
    return found


def _members(group: Attributes) -> list[str]:
    """The addresses of a group. Raises `UnknownValue` where it has members of another kind."""
    found: list[str] = []
    if group.blocks("extended_criteria"):
        raise UnknownValue(
            "the group is of people, by their directory", group.resource, ("extended_criteria",)
        )
    for criteria in group.blocks("criteria"):
        addresses = criteria.block("ipaddress_expression")
        if addresses is None:
            raise UnknownValue("who is in the group shows only when it runs", group.resource, criteria.path)
        found += addresses.texts("ip_addresses").value
    if not found:
        raise UnknownValue("the group has no addresses", group.resource, PATH)
    return found

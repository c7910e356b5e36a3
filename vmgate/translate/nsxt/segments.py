"""Segments: SpoofGuard, MAC discovery and VLANs (C09, C26)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive, told
from vmgate.translate.nsxt import defaults
from vmgate.translate.nsxt.paths import PATH, target
from vmgate.vocabulary.mac_filter import FilteredThing, MacFilter
from vmgate.vocabulary.network import Network, PortGroup, Vlan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.model.value import Path

SPOOFGUARD: Final = ("nsxt_policy_spoof_guard_profile", "nsxt_policy_spoofguard_profile")
MAC_DISCOVERY: Final = ("nsxt_policy_mac_discovery_profile",)
UNBOUND: Final = "the segment has no SpoofGuard profile"
OPEN: Final = "its SpoofGuard profile lets any address through"


class Segment(PortGroup, FilteredThing):
    """A segment, by VLAN or as an overlay. Machines are attached to it elsewhere, by its name."""

    kind: ClassVar[str] = PortGroup.kind

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate
        self._own = Attributes(resource)

    @property
    def name(self) -> Fact[str]:
        """`display_name`."""
        return self._own.text("display_name", "")

    @property
    def vlan(self) -> Fact[Vlan]:
        """`vlan_ids`; an overlay has a number of its own, which keeps it apart as a VLAN does.

        Raises `NotExpressible` for an overlay.
        """
        ids = self._own.texts("vlan_ids")
        if ids.known and not ids.value:
            return super().vlan
        return derive(ids, _vlan)

    @property
    def network(self) -> Network:
        """By its name."""
        name = self.name
        return Network(where=name, name=name.value if name.known else None, port_groups=(self,), managed=True)

    @property
    def mac_filters(self) -> Sequence[MacFilter]:
        """SpoofGuard by the profile that is bound, and what the MAC discovery profile lets through."""
        return [self._spoofguard(), *self._discovery()]

    def _spoofguard(self) -> MacFilter:
        path = ("security_profile", 0, "spoofguard_profile_path")
        try:
            block = self._own.block("security_profile")
            if block is None or block.raw("spoofguard_profile_path") in (None, ""):
                return MacFilter(UNBOUND, Fact(value=False, resource=self.resource, path=path[:1]))
            if self._is_default(path):
                return MacFilter(OPEN, Fact(value=False, resource=self.resource, path=path))
            profile = target(self._estate, self.resource, path, SPOOFGUARD)
        except UnknownValue as missing:
            return MacFilter(UNBOUND, Fact(Unknown(missing.reason), self.resource, missing.path or path))
        return MacFilter(
            OPEN,
            Attributes(profile).flag("address_binding_allowlist", default=False),
        )

    def _is_default(self, path: Path) -> bool:
        """Whether a profile is the system's own, which filters nothing and cannot be changed."""
        value = self.resource.at(path)
        if isinstance(value, str):
            if value.rpartition("/")[2] == defaults.SPOOFGUARD_PROFILE:
                return True
            found = self._estate.where("data", SPOOFGUARD, PATH, value)
        else:
            found = [one for other in self.resource.references(path) for one in self._estate.at(other)]
        named = [one.read("display_name") if one.mode == "data" else None for one in found]
        return bool(named) and all(name == defaults.SPOOFGUARD_PROFILE for name in named)

    def _discovery(self) -> list[MacFilter]:
        path = ("discovery_profile", 0, "mac_discovery_profile_path")
        changes, learning = "guests may change their MAC addresses", "any number of MAC addresses is learned"
        try:
            block = self._own.block("discovery_profile")
            if block is None or block.raw("mac_discovery_profile_path") in (None, ""):
                return []
            profile = Attributes(target(self._estate, self.resource, path, MAC_DISCOVERY))
        except UnknownValue as missing:
            return [MacFilter(changes, Fact(Unknown(missing.reason), self.resource, missing.path or path))]
        change = profile.flag(
            "mac_change_enabled", default=bool(defaults.MAC_DISCOVERY["mac_change_enabled"])
        )
        learned = profile.flag("mac_learning_enabled", default=False)
        return [
            MacFilter(changes, derive(change, lambda on: not on)),
            MacFilter(learning, Fact(told(lambda: not _learns_all(profile)), learned.resource, learned.path)),
        ]


def _learns_all(profile: Attributes) -> bool:
    """Whether it learns addresses, and lets those beyond its limit through, or has no limit to speak of."""
    if not profile.flag("mac_learning_enabled", default=False).value:
        return False
    limit = profile.number("mac_limit", int(defaults.MAC_DISCOVERY["mac_limit"])).value
    beyond = profile.text("mac_limit_policy", str(defaults.MAC_DISCOVERY["mac_limit_policy"])).value
    return beyond == "ALLOW" or limit >= defaults.MAC_DISCOVERY["mac_limit"]  # type: ignore[operator]  # the table has other defaults too


def _vlan(ids: tuple[str, ...]) -> Vlan | Unknown:
    ranges = []
    for text in ids:
        low, _, high = text.partition("-")
        if not low.strip().isdecimal() or not (high or low).strip().isdecimal():
            return Unknown(f"{text} is no range of VLANs")
        ranges.append((int(low), int(high or low)))
    return Vlan(tuple(ranges))

"""Measures against spoofed addresses: `iosxe_dhcp`, `iosxe_arp`, and commands (C12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.fact import Fact
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive, told
from vmgate.translate.fleet import vlan_ranges
from vmgate.translate.fleet_switch import SwitchCommands, SwitchMeasures
from vmgate.vocabulary.switching import Measure, Safeguard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.value import Unknown
    from vmgate.vocabulary.network import Vlan


class Dhcp(SwitchMeasures):
    """DHCP snooping, as a whole and by VLAN."""

    address = "host"

    @property
    def safeguards(self) -> Sequence[Safeguard]:
        """`snooping`, where it is written, in `snooping_vlans` and `snooping_vlans_legacy`."""
        own = Attributes(self.resource)
        snooping = own.flag("snooping")
        if snooping.known and snooping.value is None:
            return []
        # Where it is off as a whole, it is off whatever VLANs are listed.
        off = snooping.known and not snooping.value
        vlans = Fact([] if off else told(lambda: _listed(own)), self.resource, ("snooping_vlans",))
        return [Safeguard(Measure.DHCP_SNOOPING, derive(snooping, bool), derive(vlans, _joined))]


class Arp(SwitchMeasures):
    """ARP inspection by VLAN, and the static bindings that it may go by."""

    address = "host"

    @property
    def safeguards(self) -> Sequence[Safeguard]:
        """`inspection_vlan` and `inspection_filters.vlans.vlan_range`. Raises `UnknownValue`."""
        own = Attributes(self.resource)
        found = []
        inspected = own.text("inspection_vlan")
        if not inspected.known or inspected.value is not None:
            on = derive(inspected, lambda _: True)
            found.append(
                Safeguard(Measure.ARP_INSPECTION, on, derive(inspected, lambda text: vlan_ranges(text or "")))
            )
        for bindings in own.blocks("inspection_filters"):
            for vlans in bindings.blocks("vlans"):
                ranges = vlans.text("vlan_range", "")
                on = derive(ranges, lambda _: True)
                found.append(Safeguard(Measure.STATIC_BINDINGS, on, derive(ranges, vlan_ranges)))
        return found


class Commands(SwitchCommands):
    """`iosxe_cli`: commands in the switch's own language."""

    address = "host"


def _listed(own: Attributes) -> list[str]:
    return [
        one.text("vlan_id", "").value
        for name in ("snooping_vlans", "snooping_vlans_legacy")
        for one in own.blocks(name)
    ]


def _joined(ranges: list[str]) -> Vlan | Unknown:
    return vlan_ranges(",".join(ranges))

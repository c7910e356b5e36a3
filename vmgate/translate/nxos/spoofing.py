"""Measures against spoofed addresses: `nxos_dhcp`, and commands for what it has no attribute for (C12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive
from vmgate.translate.fleet_switch import SwitchCommands, SwitchMeasures
from vmgate.vocabulary.network import Vlan
from vmgate.vocabulary.switching import Measure, Safeguard

if TYPE_CHECKING:
    from collections.abc import Sequence


class Dhcp(SwitchMeasures):
    """DHCP snooping as a whole. The provider has no attribute for the VLANs: commands name them."""

    address = "url"

    @property
    def safeguards(self) -> Sequence[Safeguard]:
        """`snooping`, where it is written; in no VLAN of itself."""
        snooping = Attributes(self.resource).flag("snooping")
        if snooping.known and snooping.value is None:
            return []
        return [Safeguard(Measure.DHCP_SNOOPING, derive(snooping, bool), derive(snooping, lambda _: Vlan()))]


class Commands(SwitchCommands):
    """`nxos_cli`: commands in the switch's own language."""

    address = "url"

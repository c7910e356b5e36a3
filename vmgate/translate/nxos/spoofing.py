"""Measures against spoofed addresses: `nxos_dhcp`, and commands for what it has no attribute for (C12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.attributes import Attributes
from vmgate.translate.command_line import safeguards
from vmgate.translate.derivation import derive
from vmgate.translate.fleet import device_name
from vmgate.vocabulary.network import Vlan
from vmgate.vocabulary.switching import Measure, Safeguard, SwitchSecurity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.fact import Fact
    from vmgate.model.resource import Resource


class OfSwitch(SwitchSecurity):
    """What one resource says to one switch."""

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate

    @property
    def switch(self) -> Fact[str]:
        """The device's name."""
        return device_name(self.resource, self._estate, "url")


class Dhcp(OfSwitch):
    """DHCP snooping as a whole. The provider has no attribute for the VLANs: commands name them."""

    @property
    def safeguards(self) -> Sequence[Safeguard]:
        """`snooping`, where it is written; in no VLAN of itself."""
        snooping = Attributes(self.resource).flag("snooping")
        if snooping.known and snooping.value is None:
            return []
        return [Safeguard(Measure.DHCP_SNOOPING, derive(snooping, bool), derive(snooping, lambda _: Vlan()))]


class Commands(OfSwitch):
    """`nxos_cli`: commands in the switch's own language."""

    @property
    def safeguards(self) -> Sequence[Safeguard]:
        """See `command_line.safeguards`. Raises `UnknownValue`."""
        return safeguards(Attributes(self.resource).text("cli", ""))

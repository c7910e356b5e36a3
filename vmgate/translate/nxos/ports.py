"""Ports: `nxos_physical_interface` (C24)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive, told
from vmgate.translate.fleet import members
from vmgate.translate.nxos import defaults
from vmgate.vocabulary.switching import PortHolder, SwitchPort, says_unused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

_VLAN: Final = re.compile(r"vlan-(\d+)\Z")
UNMANAGED: Final = Unknown("nothing is written, and the switch keeps what it has")


class PhysicalInterfaces(PortHolder):
    """The ports of a switch that one resource manages."""

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate

    @property
    def switch_ports(self) -> Sequence[SwitchPort]:
        """`physical_interfaces` by their names. Raises `UnknownValue`."""
        return [
            self._port(name, one) for name, one in members(Attributes(self.resource), "physical_interfaces")
        ]

    def _port(self, name: str, one: Attributes) -> SwitchPort:
        state = one.text("admin_state")
        silent = state.known and state.value is None
        return SwitchPort(
            name=name,
            used=Fact(told(lambda: self._used(name, one)), self.resource, one.path),
            enabled=Fact(UNMANAGED, self.resource, state.path)
            if silent
            else derive(state, lambda to: to == "up"),
            trusted=Fact(None, self.resource, one.path),
            access_vlan=derive(one.text("access_vlan"), _number),
        )

    def _used(self, name: str, one: Attributes) -> bool:
        """Described, in a VLAN of its own, a trunk, routed, or a member of a port channel."""
        written = one.text("description")
        described = written.value is not None and not says_unused(written.value)
        in_vlan = one.text("access_vlan").value not in (None, "unknown", defaults.FIRST_VLAN)
        trunk = one.text("mode").value == "trunk" or one.text("trunk_vlans").value is not None
        routed = one.text("layer").value == "Layer3" or one.text("vrf_dn").value is not None
        if written.value is not None and not described:
            return False
        return described or in_vlan or trunk or routed or self._bundled(name)

    def _bundled(self, name: str) -> bool:
        own = Attributes(self.resource).text("device").value
        for channels in self._estate.of_type("nxos_port_channel_interface"):
            if Attributes(channels).text("device").value != own:
                continue
            for _, channel in members(Attributes(channels), "port_channel_interfaces"):
                if any(f"[{name}]" in member for member, _ in members(channel, "members")):
                    return True
        return False


def _number(vlan: str | None) -> int | None:
    found = _VLAN.match(vlan or "")
    return int(found.group(1)) if found else None

"""Ports and the switch's interfaces in VLANs: `iosxe_interface_ethernet`, `iosxe_interface_vlan` (C10, C12, C24)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive, told
from vmgate.vocabulary.network import DYNAMIC
from vmgate.vocabulary.switching import PortHolder, RoutedVlan, SwitchAddress, SwitchPort, says_unused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

UNMANAGED: Final = Unknown("nothing is written, and the switch keeps what it has")
USES: Final = ("ipv4_address", "channel_group_number", "vrf_forwarding", "encapsulation_dot1q_vlan_id")
"""What a port is given to do; in a VLAN or a trunk it is by `iosxe_interface_switchport`."""


class EthernetInterface(PortHolder):
    """One port of a switch."""

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate
        self._own = Attributes(resource)

    @property
    def switch_ports(self) -> Sequence[SwitchPort]:
        """The port. Its trust is one in ARP or in DHCP. Raises `UnknownValue`."""
        shut = self._own.flag("shutdown")
        silent = shut.known and shut.value is None
        trusts = [self._own.flag(name) for name in ("ip_arp_inspection_trust", "ip_dhcp_snooping_trust")]
        trust = next((one for one in trusts if not one.known or one.value), trusts[0])
        return [
            SwitchPort(
                name=f"{self._own.text('type', '').value} {self._own.text('name', '').value}",
                used=Fact(told(self._used), self.resource, ("description",)),
                enabled=Fact(UNMANAGED, self.resource, shut.path)
                if silent
                else derive(shut, lambda off: not off),
                trusted=trust,
                access_vlan=Fact(told(self._access_vlan), trust.resource, trust.path),
            )
        ]

    def _used(self) -> bool:
        written = self._own.text("description").value
        if written is not None and says_unused(written):
            return False
        if written is not None or self._own.flag("ipv4_address_dhcp").value:
            return True
        if any(self._own.text(name).value is not None for name in USES):
            return True
        return any(
            one.text("access_vlan").value not in (None, "1") or one.flag("mode_trunk").value
            for one in self._switchports()
        )

    def _access_vlan(self) -> int | None:
        for one in self._switchports():
            vlan = one.text("access_vlan").value
            if vlan is not None and vlan.isdecimal():
                return int(vlan)
        return None

    def _switchports(self) -> Sequence[Attributes]:
        found = map(Attributes, self._estate.of_type("iosxe_interface_switchport"))
        return [one for one in found if all(self._same(one, name) for name in ("device", "type", "name"))]

    def _same(self, other: Attributes, name: str) -> bool:
        return other.text(name).value == self._own.text(name).value


class VlanInterface(RoutedVlan):
    """An interface of the switch in a VLAN."""

    def __init__(self, resource: Resource, _estate: Estate) -> None:
        super().__init__(resource)

    @property
    def gateways(self) -> Sequence[SwitchAddress]:
        """`ipv4_address` or a lease, and `ipv6_addresses`. Raises `UnknownValue`."""
        own = Attributes(self.resource)
        lease = derive(own.flag("ipv4_address_dhcp"), lambda on: DYNAMIC if on else None)
        newer = [one.text("prefix") for one in own.blocks("ipv6_addresses")]
        vlan = own.number("name", 0)
        return [SwitchAddress(vlan, one) for one in (own.text("ipv4_address"), lease, *newer)]

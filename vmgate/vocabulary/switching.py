"""Physical switches: their ports, and what they do against spoofed addresses (C12, C24)."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Final

from msgspec import Struct

from vmgate.model.fact import NotExpressible
from vmgate.vocabulary.thing import Thing, not_expressible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.fact import Fact
    from vmgate.model.site import Role, Site
    from vmgate.vocabulary.network import Vlan

_UNUSED: Final = re.compile(
    r"\b(un-?used|not[ _-]in[ _-]use|not[ _-]used|spare|free|vacant)\b", re.IGNORECASE
)


class Measure(StrEnum):
    """What a switch does against spoofed addresses."""

    DHCP_SNOOPING = "DHCP snooping"
    ARP_INSPECTION = "ARP inspection"
    STATIC_BINDINGS = "static ARP bindings"


class Safeguard(Struct, frozen=True):
    """One measure, whether it is on, and in which VLANs; None is in every one."""

    measure: Measure
    on: Fact[bool]
    vlans: Fact[Vlan | None]


class SwitchSecurity(Thing):
    """What one resource states of a physical switch's measures."""

    kind: ClassVar[str] = "switch"

    @property
    def switch(self) -> Fact[str]:
        """The switch's name."""
        not_expressible("the name of a switch")

    @property
    def safeguards(self) -> Sequence[Safeguard]:
        """The measures that it speaks of. Raises `UnknownValue`."""
        not_expressible("measures against spoofing")


class SwitchPort(Struct, frozen=True):
    """A port of a physical switch. `used` is whether the configuration gives it anything to do.

    `trusted` is whether the switch's measures against spoofing leave it out, `access_vlan` the VLAN of what is plugged
    into it; None where the configuration does not say.
    """

    name: str
    used: Fact[bool]
    enabled: Fact[bool]
    trusted: Fact[bool | None]
    access_vlan: Fact[int | None]


class PortHolder(Thing):
    """What states ports of a physical switch."""

    kind: ClassVar[str] = "switch ports"

    @property
    def switch_ports(self) -> Sequence[SwitchPort]:
        """The ports that it speaks of. Raises `UnknownValue`."""
        not_expressible("ports of a switch")


class SwitchAddress(Struct, frozen=True):
    """An address that a physical switch has in a VLAN; None where it has none."""

    vlan: Fact[int]
    given: Fact[str | None]


class RoutedVlan(Thing):
    """An interface of a physical switch in a VLAN, by which the VLAN may be routed."""

    kind: ClassVar[str] = "routed VLAN"

    @property
    def gateways(self) -> Sequence[SwitchAddress]:
        """The addresses that the switch has in VLANs. Raises `UnknownValue`."""
        not_expressible("addresses of a switch")


def says_unused(description: str) -> bool:
    """Whether a port's description says that it has no use."""
    return not description.strip() or _UNUSED.search(description) is not None


def has_role(address: SwitchAddress, site: Site, role: Role) -> bool:
    """Whether the site has a network of a role in the VLAN.

    Raises `NotExpressible` where the site tells of no VLAN with the role, and `UnknownValue`.
    """
    told = {one.vlan for one in site.networks if one.role is role and one.vlan}
    if not told:
        raise NotExpressible(f"the VLANs of {role.value} networks")
    return address.vlan.value in told

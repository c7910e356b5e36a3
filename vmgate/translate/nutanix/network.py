"""Subnets, and guests' interfaces on them (C19, C26). A subnet is a VLAN of a virtual switch, or an overlay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.derivation import derive
from vmgate.translate.lookups import meant
from vmgate.translate.nutanix import defaults
from vmgate.translate.nutanix.attributes import Filled
from vmgate.translate.nutanix.connection import endpoint
from vmgate.translate.nutanix.lists import listed, name_of
from vmgate.translate.nutanix.resource_types import SUBNET_LOOKUPS, SUBNETS
from vmgate.vocabulary.network import GuestAttachment, Network, Nic, PortGroup, Vlan, tagged
from vmgate.vocabulary.thing import not_expressible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.thing import Thing

OVERLAY: Final = "OVERLAY"
TRUNK: Final = "TRUNK"
ALL: Final = Vlan(((0, 4094),))


class Subnet(PortGroup):
    """A subnet, of either API."""

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate
        self._own = Filled(resource)

    @property
    def name(self) -> Fact[str]:
        """Its name."""
        return self._own.text("name", "")

    @property
    def vlan(self) -> Fact[Vlan]:
        """`vlan_id`, or `network_id` since the fourth API; 0 is the native VLAN.

        An overlay is kept apart by a number of its own. Raises `NotExpressible` for one.
        """
        kind = self._own.text("subnet_type", "")
        if kind.known and kind.value == OVERLAY:
            not_expressible("the VLAN of an overlay")
        id_ = self._own.number("network_id" if self.resource.type.endswith("_v2") else "vlan_id", 0)
        if not kind.known and (not id_.known or not id_.value):
            return derive(kind, lambda _: tagged(0))
        return derive(id_, tagged)

    @property
    def network(self) -> Network:
        """It by its name."""
        name = self.name
        return Network(
            where=name,
            name=name.value,
            endpoint=endpoint(self.resource, self._estate),
            port_groups=(self,),
            managed=True,
        )


class SubnetNic(Nic):
    """An interface on a subnet, which chooses the VLAN."""

    def __init__(self, machine: Thing, estate: Estate, subnet: Fact[str | None]) -> None:
        super().__init__(machine)
        self._estate = estate
        self._subnet = subnet

    @property
    def attachment(self) -> Fact[object]:
        """The id of the subnet."""
        return self._subnet

    @property
    def networks(self) -> Sequence[Network]:
        """The subnet, by its name where it is of the configuration or looked up. Raises `UnknownValue`."""
        own = endpoint(self.machine.resource, self._estate)
        found = meant(
            self._subnet,
            self._estate,
            managed=SUBNETS,
            data=SUBNET_LOOKUPS,
            listed=listed,
            by=("id", "ext_id"),
        )
        if not found:
            return [Network(where=self._subnet, id=self._subnet.value, endpoint=own, vlan=self._chosen)]
        return [self._network(one, own) for one in found]

    @property
    def _chosen(self) -> Fact[Vlan] | None:
        """The VLANs that the interface chooses itself, where it does."""
        return None

    def _network(self, found: Resource, own: str | None) -> Network:
        if found.mode == "managed":
            group = Subnet(found, self._estate)
            name = group.name
            return Network(
                where=self._subnet,
                name=name.value,
                id=self._id,
                endpoint=own,
                port_groups=(group,),
                managed=True,
                vlan=self._chosen,
            )
        return Network(
            where=self._subnet, name=name_of(found).value, id=self._id, endpoint=own, vlan=self._chosen
        )

    @property
    def _id(self) -> str | None:
        return self._subnet.value if self._subnet.known else None


class ModalNic(SubnetNic):
    """An interface of the fourth API, which may be a trunk. `block` holds what it is attached to."""

    def __init__(self, machine: Thing, estate: Estate, block: Filled, subnet: Fact[str | None]) -> None:
        super().__init__(machine, estate, subnet)
        self._block = block

    @property
    def vlan(self) -> Fact[Vlan]:
        """`trunked_vlans`, where `vlan_mode` says that it is a trunk; all VLANs where none is named.

        Raises `NotExpressible` where it is none: the subnet chooses the VLAN.
        """
        mode = self._block.text("vlan_mode", defaults.VLAN_MODE)
        if mode.known and mode.value != TRUNK:
            not_expressible("the VLAN of an interface that is no trunk")
        if not mode.known:
            return derive(mode, lambda _: ALL)
        allowed = self._block.texts("trunked_vlans")
        if allowed.known and not allowed.value:
            return Fact(ALL, mode.resource, mode.path)
        return derive(allowed, _trunk)

    @property
    def _chosen(self) -> Fact[Vlan] | None:
        mode = self._block.text("vlan_mode", defaults.VLAN_MODE)
        return None if mode.known and mode.value != TRUNK else self.vlan


class NicMove(GuestAttachment):
    """An interface that a machine has already, and that is moved to another subnet."""

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate

    @property
    def nics(self) -> Sequence[Nic]:
        """The one on `subnet`. Raises `UnknownValue`."""
        blocks = Filled(self.resource).blocks("subnet")
        return [SubnetNic(self, self._estate, block.text("ext_id")) for block in blocks]


def _trunk(ids: tuple[str, ...]) -> Vlan | Unknown:
    if not all(one.isdigit() for one in ids):
        return Unknown("the trunk is no list of VLANs")
    # What is not tagged reaches the guest as well.
    return Vlan(tuple(sorted({(0, 0), *((int(one), int(one)) for one in ids)})))

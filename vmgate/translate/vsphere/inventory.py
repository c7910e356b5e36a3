"""What the things of one estate share, and how they get hold of each other.

A port group lists the interfaces on it and an interface names its port groups, so neither module could import the
other: each asks the inventory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from vmgate.translate.attributes import Attributes
from vmgate.vocabulary.network import Network
from vmgate.vocabulary.thing import Thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.fact import Fact
    from vmgate.model.resource import Resource
    from vmgate.translate.vsphere.access import EntityPermissions
    from vmgate.translate.vsphere.attachments import Attachment
    from vmgate.translate.vsphere.links import Links
    from vmgate.vocabulary.network import HostInterface, Nic, PortGroup, VirtualSwitch


class Inventory(Protocol):
    """The things of an estate, made from its resources when asked for."""

    @property
    def estate(self) -> Estate:
        """The estate itself."""

    @property
    def links(self) -> Links:
        """The links among its resources."""

    def switch(self, resource: Resource) -> VirtualSwitch:
        """A switch."""

    def port_group(self, resource: Resource) -> PortGroup:
        """A port group."""

    def host_interface(self, resource: Resource) -> HostInterface:
        """A host's interface."""

    def nic(self, machine: Resource, index: int) -> Nic:
        """One network interface of a machine."""

    @property
    def port_groups_by_vlan(self) -> Mapping[int | None, Sequence[PortGroup]]:
        """The port groups that have a single VLAN, by that; under None those whose VLAN is not known."""

    @property
    def permissions(self) -> Sequence[EntityPermissions]:
        """All permissions that the estate states."""

    def endpoint(self, resource: Resource) -> str | None:
        """The management server of a resource, when it is known."""


class FromInventory(Thing):
    """A thing that reads its resource on demand and finds others through the inventory."""

    def __init__(self, resource: Resource, inventory: Inventory) -> None:
        super().__init__(resource)
        self.inventory = inventory
        self.attributes = Attributes(resource)


def networks(
    inventory: Inventory, resource: Resource, where: Fact[object], attachments: Iterable[Attachment]
) -> tuple[Network, ...]:
    """Attachments in the procedure's words."""
    endpoint = inventory.endpoint(resource)
    return tuple(
        Network(
            where=where,
            name=attachment.name,
            id=attachment.id,
            endpoint=endpoint,
            port_groups=tuple(inventory.port_group(group) for group in attachment.port_groups),
            managed=bool(attachment.port_groups),
        )
        for attachment in attachments
    )

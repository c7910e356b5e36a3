"""Which network an id of the vSphere API stands for: the name it goes by, and the port groups here that it is.

A network id is joined by value where it is known (data sources that were read, port groups that exist), and by
reference where it is not. A standard port group has no id of its own that a machine could be attached to: it is
found through the data source that looks its name up, and there is one for each host.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from vmgate.model.fact import UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.vsphere.joins import (
    DISTRIBUTED_PORT_GROUP,
    IDS,
    NAMES,
    PORT_GROUPS,
    STANDARD_PORT_GROUP,
    inventory_name,
    same_server,
    targets,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.model.value import Path, Value


class Attachment(Struct, frozen=True):
    """One network: what it goes by, as far as that is known, and the managed port groups that it is."""

    name: str | None = None
    id: str | None = None
    port_groups: tuple[Resource, ...] = ()

    @property
    def key(self) -> tuple[str | None, str | None, tuple[str, ...]]:
        """What makes two of them the same."""
        return self.name, self.id, tuple(group.address for group in self.port_groups)


def nic_places(machine: Resource) -> Iterator[tuple[Path, Value]]:
    """Where a machine's network interfaces name their networks, and what stands there.

    That is one for each `network_interface`; a machine from an OVF may have its networks in a map instead.
    Raises `UnknownValue` when it is not known how many there are.
    """
    interfaces = machine.outline(("network_interface",))
    if isinstance(interfaces, Unknown):
        raise UnknownValue(interfaces.reason, machine, ("network_interface",))
    if isinstance(interfaces, list) and interfaces:
        for index, block in enumerate(interfaces):
            place: Path = ("network_interface", index, "network_id")
            yield place, machine.at(place) if isinstance(block, dict) else block
        return
    source = machine.outline(("ovf_deploy",))
    if isinstance(source, Unknown):
        raise UnknownValue(source.reason, machine, ("ovf_deploy",))
    for index, block in enumerate(source if isinstance(source, list) else ()):
        path: Path = ("ovf_deploy", index, "ovf_network_map")
        networks = machine.at(path) if isinstance(block, dict) else block
        if isinstance(networks, Unknown):
            raise UnknownValue(networks.reason, machine, path)
        if not isinstance(networks, dict) or not networks:
            raise UnknownValue("the network interfaces are left to the OVF", machine, path)
        for key, value in networks.items():
            yield (*path, key), value


class _Failure(Struct, frozen=True):
    """Why an id could not be resolved, and where: nowhere is the place that the id itself stands."""

    reason: str
    resource: Resource | None = None
    path: Path = ()


class Attachments:
    """Network ids, resolved once each."""

    def __init__(self, estate: Estate) -> None:
        self._estate = estate
        self._resolved: dict[object, tuple[Attachment, ...] | _Failure] = {}

    def of(self, resource: Resource, path: Path, value: Value) -> tuple[Attachment, ...]:
        """The networks that the id at a path may stand for, each once. Raises `UnknownValue`.

        What an id stands for does not depend on who asks, only on the id (or the references that it may be a copy
        of) and on the management server: thousands of machines of one block are resolved once.
        """
        server = resource.provider_block
        references = resource.references(path) if isinstance(value, Unknown) else None
        key = (server, references) if references is not None else (server, str(value))
        found = self._resolved.get(key)
        if found is None:
            try:
                found = self._resolve(resource, path, value)
            except UnknownValue as unknown:
                found = _Failure(unknown.reason, unknown.resource, unknown.path)
            self._resolved[key] = found
        if isinstance(found, _Failure):
            if found.resource is None:
                reason = value.reason if isinstance(value, Unknown) else found.reason
                raise UnknownValue(reason, resource, path)
            raise UnknownValue(found.reason, found.resource, found.path)
        return found

    def named(self, name: str, asking: Resource) -> Attachment:
        """The network of a name on the server of a resource."""
        groups = self._estate.where("managed", PORT_GROUPS, ("name",), name)
        return Attachment(
            name, None, tuple(group for group in groups if same_server(self._estate, asking, group))
        )

    def _resolve(self, resource: Resource, path: Path, value: Value) -> tuple[Attachment, ...]:
        if not isinstance(value, Unknown):
            if value is None or value == "":
                raise UnknownValue("no network is named")
            return (self._of_id(str(value), resource),)
        found: list[Attachment] = []
        for target in targets(self._estate, resource, path, IDS):
            if target.mode == "data" and target.type == "vsphere_network":
                found += self._of_data(target)
            elif target.mode == "managed" and target.type in PORT_GROUPS:
                found.append(self._of_port_group(target))
            else:
                raise UnknownValue(value.reason)
        if not found:
            raise UnknownValue(value.reason)
        return tuple({attachment.key: attachment for attachment in found}.values())

    def _of_id(self, id_: str, asking: Resource) -> Attachment:
        name = None
        groups: dict[str, Resource] = {}
        for path in (("id",), ("key",)):
            for group in self._estate.where("managed", (DISTRIBUTED_PORT_GROUP,), path, id_):
                if same_server(self._estate, asking, group):
                    groups[group.address] = group
                    own = group.read("name")
                    name = own if isinstance(own, str) else name
        for data in self._estate.where("data", ("vsphere_network",), ("id",), id_):
            looked_up = data.read("name")
            if isinstance(looked_up, str) and same_server(self._estate, asking, data):
                name = name or inventory_name(looked_up)
                groups |= {group.address: group for group in self._looked_up(looked_up, data)}
        return Attachment(name, id_, tuple(groups.values()))

    def _of_data(self, data: Resource) -> Iterable[Attachment]:
        name = data.read("name")
        own = data.read("id")
        id_ = own if isinstance(own, str) else None
        if isinstance(name, str):
            return (Attachment(inventory_name(name), id_, self._looked_up(name, data)),)
        groups = [
            target for target in targets(self._estate, data, ("name",), NAMES) if target.type in PORT_GROUPS
        ]
        if not groups:
            reason = name.reason if isinstance(name, Unknown) else "the data source looks up no name"
            raise UnknownValue(reason, data, ("name",))
        return [self._of_port_group(group) for group in groups]

    def _of_port_group(self, group: Resource) -> Attachment:
        name = group.read("name")
        label = name if isinstance(name, str) else None
        if group.type == STANDARD_PORT_GROUP and label is not None:
            return self.named(label, group)
        own = group.read("id")
        return Attachment(label, own if isinstance(own, str) else None, (group,))

    def _looked_up(self, name: str, data: Resource) -> tuple[Resource, ...]:
        """The managed port groups that a data source finds under a name: on a standard switch one on each host."""
        groups = self._estate.where("managed", PORT_GROUPS, ("name",), inventory_name(name))
        return tuple(group for group in groups if _may_be(self._estate, group, data))


def _may_be(estate: Estate, group: Resource, data: Resource) -> bool:
    """Whether nothing that is known of a port group contradicts what is known of the data source's network."""
    if not same_server(estate, group, data):
        return False
    kind = data.read("type")
    if isinstance(kind, str) and (group.type == DISTRIBUTED_PORT_GROUP) != (
        kind == "DistributedVirtualPortgroup"
    ):
        return False
    if group.type == STANDARD_PORT_GROUP:
        return True
    pairs = (("id", "id"), ("distributed_virtual_switch_uuid", "distributed_virtual_switch_uuid"))
    for own, theirs in pairs:
        one, other = group.read(own), data.read(theirs)
        if isinstance(one, str) and isinstance(other, str) and one != other:
            return False
    return True

"""Links the other way round: what is on a switch and on a port group. Built once for an estate, when asked for.

Only what is certain is listed on a port group. A network interface that may be on one of several networks, or
whose network cannot be told at all, is listed on none: the interface itself is judged unknown where that
matters, and one such interface must not make every port group of the configuration unknown.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from vmgate.model.fact import UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.vsphere.attachments import Attachment, Attachments, nic_places
from vmgate.translate.vsphere.joins import (
    DISTRIBUTED_PORT_GROUP,
    DISTRIBUTED_SWITCH,
    STANDARD_PORT_GROUP,
    STANDARD_SWITCH,
    Match,
    distributed_switch,
    on_host,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.model.value import Path

Place: TypeAlias = "tuple[Resource, Path]"


class Links:
    """The links among the networks, hosts' interfaces and machines of one estate."""

    def __init__(self, estate: Estate) -> None:
        self.estate = estate
        self.attachments = Attachments(estate)
        self._switches: dict[str, Match] = {}

    def switch(self, port_group: Resource) -> Match:
        """The switch of a port group. Raises `UnknownValue`."""
        found = self._switches.get(port_group.address)
        if found is None:
            found = self._switches[port_group.address] = self._switch(port_group)
        return found

    def _switch(self, port_group: Resource) -> Match:
        if port_group.type == DISTRIBUTED_PORT_GROUP:
            return distributed_switch(self.estate, port_group)
        return on_host(self.estate, port_group, "virtual_switch_name", "host_system_id", STANDARD_SWITCH)

    def port_groups(self, switch: Resource) -> list[Resource]:
        """The port groups on a switch. Raises `UnknownValue` when one may or may not be on it."""
        kind = DISTRIBUTED_PORT_GROUP if switch.type == DISTRIBUTED_SWITCH else STANDARD_PORT_GROUP
        certain, possible, anywhere = self._on_switches
        doubt = possible.get(switch.address) or anywhere.get(kind)
        if doubt is not None:
            raise UnknownValue("a port group may or may not be on this switch", *doubt)
        return certain.get(switch.address, [])

    def host_interface(self, interface: Resource) -> tuple[Path, tuple[Attachment, ...]]:
        """The attribute that attaches a host's interface, and the networks it may mean. Raises `UnknownValue`."""
        standard = interface.read("portgroup")
        if standard is None or standard == "":
            path: Path = ("distributed_port_group",)
            return path, self.attachments.of(interface, path, interface.read("distributed_port_group"))
        path = ("portgroup",)
        match = on_host(self.estate, interface, "portgroup", "host", STANDARD_PORT_GROUP)
        name = standard if isinstance(standard, str) else None
        found = [Attachment(name or _name(group), None, (group,)) for group in match.among]
        if not match.complete or not found:
            if isinstance(standard, Unknown):
                raise UnknownValue(standard.reason, interface, path)
            found.append(Attachment(name))
        return path, tuple(found)

    def host_interfaces(self, port_group: Resource) -> list[Resource]:
        """The hosts' interfaces that certainly are on a port group."""
        return self._interfaces.get(port_group.address, [])

    def nics(self, port_group: Resource) -> list[tuple[Resource, int]]:
        """The machines' interfaces that certainly are on a port group: the machine, and which of its interfaces."""
        return self._nics.get(port_group.address, [])

    @cached_property
    def _on_switches(self) -> tuple[dict[str, list[Resource]], dict[str, Place], dict[str, Place]]:
        """By switch: port groups that are on it, one that may be; by type: one that may be on any switch."""
        certain: dict[str, list[Resource]] = {}
        possible: dict[str, Place] = {}
        anywhere: dict[str, Place] = {}
        for group in self.estate.of_type(STANDARD_PORT_GROUP, DISTRIBUTED_PORT_GROUP):
            try:
                match = self.switch(group)
            except UnknownValue as unknown:
                anywhere.setdefault(group.type, (unknown.resource or group, unknown.path))
                continue
            if match.one is not None:
                certain.setdefault(match.one.address, []).append(group)
                continue
            for switch in match.among:
                possible.setdefault(switch.address, (group, switch_path(group)))
        return certain, possible, anywhere

    @cached_property
    def _interfaces(self) -> dict[str, list[Resource]]:
        found: dict[str, list[Resource]] = {}
        for interface in self.estate.of_type("vsphere_vnic"):
            try:
                _, attachments = self.host_interface(interface)
            except UnknownValue:
                continue
            if len(attachments) == 1:
                for group in attachments[0].port_groups:
                    found.setdefault(group.address, []).append(interface)
        return found

    @cached_property
    def _nics(self) -> dict[str, list[tuple[Resource, int]]]:
        found: dict[str, list[tuple[Resource, int]]] = {}
        for machine in self.estate.of_type("vsphere_virtual_machine"):
            # A machine that nobody is looking at need not stay decoded.
            unread = machine.reads() == ()
            for index, group in self._certain(machine):
                found.setdefault(group.address, []).append((machine, index))
            if unread:
                machine.release()
        return found

    def _certain(self, machine: Resource) -> Iterator[tuple[int, Resource]]:
        """The port groups that a machine certainly is on, by its interfaces."""
        try:
            places = list(nic_places(machine))
        except UnknownValue:
            return
        for index, (path, value) in enumerate(places):
            try:
                attachments = self.attachments.of(machine, path, value)
            except UnknownValue:
                continue
            if len(attachments) == 1:
                for group in attachments[0].port_groups:
                    yield index, group


def switch_path(port_group: Resource) -> Path:
    """The attribute that names the switch of a port group."""
    if port_group.type == DISTRIBUTED_PORT_GROUP:
        return ("distributed_virtual_switch_uuid",)
    return ("virtual_switch_name",)


def _name(resource: Resource) -> str | None:
    name = resource.read("name")
    return name if isinstance(name, str) else None

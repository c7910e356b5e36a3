"""What a site has, as far as its configuration tells: the facts that a site policy begins with. Pure.

Only what is certain is listed: a name that nobody knows yet cannot be written down.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_interface
from typing import TYPE_CHECKING, Any, TypeVar

from vmgate.model.fact import NotExpressible, UnknownValue
from vmgate.model.secrets import names_secret
from vmgate.model.site import Role, StaffRole
from vmgate.vocabulary.access import Permissions
from vmgate.vocabulary.connection import ManagementConnection
from vmgate.vocabulary.logs import LoggingThing
from vmgate.vocabulary.machine import VirtualMachine
from vmgate.vocabulary.network import HostInterface, PortGroup
from vmgate.vocabulary.placement import vlans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vmgate.model.fact import Fact
    from vmgate.model.secrets import Redaction
    from vmgate.vocabulary.access import Grant
    from vmgate.vocabulary.network import Network
    from vmgate.vocabulary.thing import Thing

T = TypeVar("T")


@dataclass
class SeenNetwork:
    """A network and what was seen of it. `roles` are what its uses speak for, `uses` those uses in words."""

    name: str | None
    id: str | None
    bridge: str | None
    endpoint: str | None
    vlan: int | None = None
    cidr: str | None = None
    managed: bool = False
    roles: dict[Role, None] = field(default_factory=dict)
    uses: dict[str, None] = field(default_factory=dict)


@dataclass
class SeenPrincipal:
    """A user or group that holds rights. `roles` are what its rights speak for; `entities` what they are on."""

    name: str
    group: bool
    roles: dict[StaffRole, None] = field(default_factory=dict)
    entities: dict[str, None] = field(default_factory=dict)


@dataclass
class Survey:
    """Everything that was seen, each once, in the order of the configuration.

    `devices` are pairs of a machine's name and a device's; `templates` are names, with what identifies each where
    that is known; `collectors` are addresses that logs are sent to. `tags`, `folders` and `custom_attributes` are
    those of machines, the last as `NAME=VALUE`.
    """

    endpoints: dict[str, None] = field(default_factory=dict)
    networks: dict[tuple[object, ...], SeenNetwork] = field(default_factory=dict)
    principals: dict[tuple[str, bool], SeenPrincipal] = field(default_factory=dict)
    devices: dict[tuple[str, str], None] = field(default_factory=dict)
    templates: dict[str, None] = field(default_factory=dict)
    tags: dict[str, None] = field(default_factory=dict)
    folders: dict[str, None] = field(default_factory=dict)
    custom_attributes: dict[str, None] = field(default_factory=dict)
    collectors: dict[str, None] = field(default_factory=dict)
    machines: int = 0

    def forget(self, redaction: Redaction) -> None:
        """Leave out whatever quotes a value that is not to be shown."""

        def told(*texts: str | None) -> bool:
            return all(text is None or redaction(text) == text for text in texts)

        for names in (
            self.endpoints, self.templates, self.tags, self.folders, self.custom_attributes, self.collectors,
        ):  # fmt: skip
            for name in [name for name in names if not told(name)]:
                del names[name]
        self.devices = {pair: None for pair in self.devices if told(*pair)}
        self.networks = {
            key: one
            for key, one in self.networks.items()
            if told(one.name, one.id, one.bridge, one.endpoint, one.cidr)
        }
        self.principals = {key: one for key, one in self.principals.items() if told(one.name, *one.entities)}


def survey(things: Iterable[Thing], found: Survey) -> Survey:
    """What some things tell, added to what was `found` before."""
    for thing in things:
        for kind, looks in _LOOKS.items():
            if isinstance(thing, kind):
                for look in looks:
                    with suppress(*_UNTOLD):
                        look(thing, found)
        thing.resource.release()
    return found


def _server(connection: ManagementConnection, found: Survey) -> None:
    _add(found.endpoints, _known(connection.server))


def _count(_machine: VirtualMachine, found: Survey) -> None:
    found.machines += 1


def _nics(machine: VirtualMachine, found: Survey) -> None:
    for nic in machine.nics:
        with suppress(*_UNTOLD):
            for network in nic.networks:
                _network(network, found, Role.PRODUCTION, "guests")


def _devices(machine: VirtualMachine, found: Survey) -> None:
    for device in machine.devices:
        if device.present.known and device.present.value and device.name.known:
            found.devices.setdefault((machine.name.value, device.name.value))


def _templates(machine: VirtualMachine, found: Survey) -> None:
    for template in machine.origin.templates:
        names = [name for name in (_known(template.name), _known(template.identity)) if name]
        _add(found.templates, " ".join(dict.fromkeys(names)))


def _tags(machine: VirtualMachine, found: Survey) -> None:
    for tag in machine.tags:
        _add(found.tags, _known(tag))


def _attributes(machine: VirtualMachine, found: Survey) -> None:
    for attribute in machine.custom_attributes:
        named = attribute.name.known and not names_secret(attribute.name.value)
        if named and attribute.content.known and attribute.content.value:
            found.custom_attributes.setdefault(f"{attribute.name.value}={attribute.content.value}")


def _folder(machine: VirtualMachine, found: Survey) -> None:
    _add(found.folders, machine.path.value.rpartition("/")[0])


def _interface(interface: HostInterface, found: Survey) -> None:
    role, use = _purpose(interface)
    seen = [_network(network, found, role, use) for network in interface.networks]
    ranges = [_range(address.value) for address in interface.addresses if address.known]
    for one in seen:
        if one is not None:
            one.cidr = one.cidr or next((network for network in ranges if network), None)


def _purpose(interface: HostInterface) -> tuple[Role, str]:
    """What a host's interface speaks for."""
    with suppress(*_UNTOLD):
        if interface.carries_migration.value:
            return Role.MIGRATION, "hosts, for migration"
    with suppress(*_UNTOLD):
        if "management" in interface.other_than_storage.value:
            return Role.MANAGEMENT, "hosts, for management"
    with suppress(*_UNTOLD):
        if interface.storage_servers:
            return Role.STORAGE, "hosts, perhaps for storage"
    return Role.MANAGEMENT, "hosts"


def _range(address: str) -> str | None:
    try:
        return str(ip_interface(address).network) if "/" in address else None
    except ValueError:
        return None


def _port_group(group: PortGroup, found: Survey) -> None:
    _network(group.network, found)


def _network(network: Network, found: Survey, role: Role | None = None, use: str = "") -> SeenNetwork | None:
    if not (network.name or network.id or network.bridge):
        return None
    vlan = _vlan(network)
    # A name says which it is on its server; on a bridge every VLAN is a network of its own.
    key = (network.endpoint, network.name or network.id, network.bridge, vlan if network.bridge else None)
    seen = found.networks.get(key)
    if seen is None:
        seen = SeenNetwork(network.name, network.id, network.bridge, network.endpoint)
        found.networks[key] = seen
    seen.id = seen.id or network.id
    seen.vlan = seen.vlan or vlan
    seen.managed = seen.managed or network.managed
    if role is not None:
        seen.roles.setdefault(role)
        seen.uses.setdefault(use)
    return seen


def _vlan(network: Network) -> int | None:
    with suppress(*_UNTOLD):
        return next((fact.value.single for fact in vlans(network) if fact.value.single), None)
    return None


def _grants(permissions: Permissions, found: Survey) -> None:
    entities = permissions.entities
    broad = any(entity.broad.known and entity.broad.value for entity in entities)
    paths = [entity.path.value for entity in entities if entity.path.known]
    for grant in permissions.grants:
        taken_away = grant.admits.known and not grant.admits.value
        if not grant.principal.known or not grant.is_group.known or taken_away:
            continue
        key = (grant.principal.value, grant.is_group.value)
        seen = found.principals.setdefault(key, SeenPrincipal(*key))
        seen.roles.setdefault(_role(grant, broad=broad))
        for path in () if broad else paths:
            seen.entities.setdefault(f"{path.rstrip('/')}/**")


def _log_servers(thing: LoggingThing, found: Survey) -> None:
    for log in thing.logs:
        with suppress(*_UNTOLD):
            for target in log.targets:
                if target.server.known and target.encrypted.known:
                    scheme = "ssl" if target.encrypted.value else "udp"
                    found.collectors.setdefault(f"{scheme}://{target.server.value}")


def _role(grant: Grant, *, broad: bool) -> StaffRole:
    if grant.power_rights.known and not grant.power_rights.value:
        return StaffRole.AUDITOR
    return StaffRole.PLATFORM if broad else StaffRole.SERVER_ADMIN


def _add(to: dict[str, None], one: str | None) -> None:
    if one:
        to.setdefault(one)


def _known(fact: Fact[T]) -> T | None:
    return fact.value if fact.known else None


_UNTOLD = (UnknownValue, NotExpressible)
_LOOKS: dict[type[Thing], tuple[Callable[[Any, Survey], None], ...]] = {
    ManagementConnection: (_server,),
    VirtualMachine: (_count, _nics, _devices, _templates, _tags, _attributes, _folder),
    HostInterface: (_interface,),
    PortGroup: (_port_group,),
    Permissions: (_grants,),
    LoggingThing: (_log_servers,),
}

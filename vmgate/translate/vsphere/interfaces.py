"""Network interfaces: the hosts' own (`vsphere_vnic`) and the machines' (`network_interface`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive
from vmgate.translate.vsphere import defaults
from vmgate.translate.vsphere.attachments import nic_places
from vmgate.translate.vsphere.inventory import FromInventory, networks
from vmgate.translate.vsphere.joins import same_server
from vmgate.vocabulary.network import DYNAMIC, HostInterface, Nic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.value import Path, Value
    from vmgate.translate.vsphere.inventory import Inventory
    from vmgate.vocabulary.network import Network
    from vmgate.vocabulary.thing import Thing

MIGRATION = "vmotion"
STORAGE = "vsan"
DEFAULT_STACK = "defaultTcpipStack"


class VmkernelAdapter(FromInventory, HostInterface):
    """A VMkernel adapter. It carries migration as a service, or because its TCP/IP stack is for that alone."""

    @property
    def carries_migration(self) -> Fact[bool]:
        """`services` has "vmotion", or `netstack` is it."""
        stack = defaults.text(self.attributes, "netstack")
        if stack.known and stack.value.casefold() == MIGRATION:
            return Fact(value=True, resource=self.resource, path=stack.path)
        services = self._services()
        if services.known and MIGRATION in services.value:
            return Fact(value=True, resource=self.resource, path=services.path)
        if not services.known:
            return derive(services, bool)
        return derive(stack, lambda _: False)

    @property
    def other_services(self) -> Fact[tuple[str, ...]]:
        """`services` without "vmotion"."""
        return derive(self._services(), lambda own: tuple(service for service in own if service != MIGRATION))

    @property
    def gateways(self) -> Sequence[Fact[str | None]]:
        """`ipv4.gw` and `ipv6.gw`. Raises `UnknownValue` when it is not known whether there is such a block."""
        found: list[Fact[str | None]] = []
        for family in ("ipv4", "ipv6"):
            block = self.attributes.block(family)
            if block is None:
                found.append(Fact(None, self.resource, (family, 0, "gw")))
                continue
            found.append(derive(block.text("gw"), lambda gateway: gateway or None, note=""))
        return found

    @property
    def networks(self) -> Sequence[Network]:
        """By `portgroup` and host, or by `distributed_port_group`. Raises `UnknownValue`."""
        path, attachments = self.inventory.links.host_interface(self.resource)
        where = self.attributes.anything(str(path[0]))
        found = networks(self.inventory, self.resource, where, attachments)
        return tuple(replace(network, interface=self) for network in found)

    @property
    def other_than_storage(self) -> Fact[tuple[str, ...]]:
        """`services` without "vsan", or the service that `netstack` is for."""
        services = derive(self._services(), lambda own: tuple(one for one in own if one != STORAGE))
        if not services.known or services.value:
            return services
        stack = defaults.text(self.attributes, "netstack")
        return derive(stack, lambda name: () if name == DEFAULT_STACK else (name,))

    @property
    def addresses(self) -> Sequence[Fact[str]]:
        """Of `ipv4` and `ipv6`. Raises `UnknownValue` when it is not known whether there is such a block."""
        found: list[Fact[str]] = []
        older = self.attributes.block("ipv4")
        if older is not None:
            found += _given(older, "dhcp") or [_with_mask(older)]
        newer = self.attributes.block("ipv6")
        if newer is not None:
            given = [*_given(newer, "dhcp"), *_given(newer, "autoconfig")]
            own = newer.texts("addresses")
            found += given or [Fact(one, own.resource, own.path) for one in own.value]
        return found

    @property
    def storage_servers(self) -> Sequence[Fact[tuple[str, ...]]]:
        """`remote_hosts` of every `vsphere_nas_datastore` on the same vCenter."""
        estate = self.inventory.estate
        return [
            Attributes(datastore).texts("remote_hosts")
            for datastore in estate.of_type("vsphere_nas_datastore")
            if same_server(estate, self.resource, datastore)
        ]

    def _services(self) -> Fact[tuple[str, ...]]:
        # Newer providers fill in what is left out: nothing is asked for, then.
        value = self.attributes.raw("services")
        if isinstance(value, Unknown) and self.attributes.written("services") is False:
            return Fact((), self.resource, ("services",))
        return self.attributes.texts("services")


def _given(block: Attributes, name: str) -> list[Fact[str]]:
    """One address that the interface is given, if the flag says so. Raises `UnknownValue`."""
    flag = block.flag(name)
    return [derive(flag, lambda _: DYNAMIC)] if flag.value else []


def _with_mask(block: Attributes) -> Fact[str]:
    """`ip` and `netmask`."""
    address, mask = block.text("ip", ""), block.text("netmask", "")
    return derive(address, lambda own: f"{own}/{mask.value}") if mask.known else mask


class MachineNic(Nic):
    """One of a machine's network interfaces; vSphere leaves the VLAN to the port group."""

    def __init__(self, machine: Thing, path: Path, inventory: Inventory) -> None:
        super().__init__(machine)
        self._path = path
        self._inventory = inventory

    @property
    def attachment(self) -> Fact[object]:
        """Where the id of its network stands."""
        return Fact(self._value(), self.machine.resource, self._path)

    @property
    def networks(self) -> Sequence[Network]:
        """Every network that the id may stand for (see `attachments`). Raises `UnknownValue`."""
        resource = self.machine.resource
        attachments = self._inventory.links.attachments.of(resource, self._path, self._value())
        return networks(self._inventory, resource, self.attachment, attachments)

    def _value(self) -> Value:
        return self.machine.resource.at(self._path)


def machine_nics(machine: Thing, inventory: Inventory) -> list[MachineNic]:
    """All network interfaces of a machine. Raises `UnknownValue` when their number is not known."""
    return [MachineNic(machine, path, inventory) for path, _ in nic_places(machine.resource)]


def machine_nic(machine: Thing, index: int, inventory: Inventory) -> MachineNic:
    """One network interface of a machine."""
    for number, (path, _) in enumerate(nic_places(machine.resource)):
        if number == index:
            return MachineNic(machine, path, inventory)
    raise UnknownValue("the network interface is not there", machine.resource, ("network_interface", index))

"""Network interfaces: the hosts' own (`vsphere_vnic`) and the machines' (`network_interface`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.vsphere import defaults
from vmgate.translate.vsphere.attachments import nic_places
from vmgate.translate.vsphere.derived import derived
from vmgate.translate.vsphere.inventory import FromInventory, networks
from vmgate.vocabulary.network import HostInterface, Nic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.value import Path, Value
    from vmgate.translate.vsphere.inventory import Inventory
    from vmgate.vocabulary.network import Network
    from vmgate.vocabulary.thing import Thing

MIGRATION = "vmotion"


class VmkernelAdapter(FromInventory, HostInterface):
    """A VMkernel adapter. It carries migration as a service, or because its TCP/IP stack is for that alone."""

    @property
    def carries_migration(self) -> Fact[bool]:
        """`services` has "vmotion", or `netstack` is it."""
        stack = defaults.text(self.attributes, "netstack")
        if stack.known and stack.value == MIGRATION:
            return Fact(value=True, resource=self.resource, path=stack.path)
        services = self._services()
        if services.known and MIGRATION in services.value:
            return Fact(value=True, resource=self.resource, path=services.path)
        if not services.known:
            return derived(services, bool)
        return derived(stack, lambda _: False)

    @property
    def other_services(self) -> Fact[tuple[str, ...]]:
        """`services` without "vmotion"."""
        return derived(
            self._services(), lambda own: tuple(service for service in own if service != MIGRATION)
        )

    @property
    def gateways(self) -> Sequence[Fact[str | None]]:
        """`ipv4.gw` and `ipv6.gw`. Raises `UnknownValue` when it is not known whether there is such a block."""
        found: list[Fact[str | None]] = []
        for family in ("ipv4", "ipv6"):
            block = self.attributes.block(family)
            if block is None:
                found.append(Fact(None, self.resource, (family, 0, "gw")))
                continue
            found.append(derived(block.text("gw"), lambda gateway: gateway or None, note=""))
        return found

    @property
    def networks(self) -> Sequence[Network]:
        """By `portgroup` and host, or by `distributed_port_group`. Raises `UnknownValue`."""
        path, attachments = self.inventory.links.host_interface(self.resource)
        where = self.attributes.anything(str(path[0]))
        return networks(self.inventory, self.resource, where, attachments)

    def _services(self) -> Fact[tuple[str, ...]]:
        # Newer providers fill in what is left out: nothing is asked for, then.
        value = self.attributes.raw("services")
        if isinstance(value, Unknown) and self.attributes.written("services") is False:
            return Fact((), self.resource, ("services",))
        return self.attributes.texts("services")


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

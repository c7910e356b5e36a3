"""Virtual machines of the type `proxmox_virtual_environment_vm`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.fact import UnknownValue
from vmgate.translate.facts import derive, left_out
from vmgate.translate.proxmox import console, defaults, guest, hardware, origin, provenance, storage_access
from vmgate.translate.proxmox.from_estate import FromEstate
from vmgate.translate.proxmox.network import INHERITED
from vmgate.translate.proxmox.nic import BridgedNic, UntoldNic
from vmgate.translate.proxmox.resource_types import MACHINE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.model.fact import Fact
    from vmgate.model.value import Unknown
    from vmgate.translate.attributes import Attributes
    from vmgate.vocabulary.guest import Guest
    from vmgate.vocabulary.machine import (
        ConsoleChannel,
        DatastoreAccess,
        Device,
        Exposure,
        Port,
        ProvenanceFlaw,
    )
    from vmgate.vocabulary.network import Nic
    from vmgate.vocabulary.template import Origin


class Machine(FromEstate):
    """A virtual machine whose hardware is given in blocks. A template is one, too (`template = true`)."""

    @property
    def name(self) -> Fact[str]:
        """`name`, "" where Proxmox makes one up."""
        return self._attributes.text("name", defaults.text(MACHINE, "name"))

    @property
    def nics(self) -> Sequence[Nic]:
        """The `network_device` blocks. A clone without any has its template's: raises `UnknownValue`."""
        absent = left_out(self._attributes, "network_device", blocks=True)
        if absent and self._cloned:
            raise UnknownValue(INHERITED, self.resource, ("network_device",))
        if absent:
            return ()
        return [nic for block in self._attributes.blocks("network_device") for nic in self._nic(block)]

    def _nic(self, block: Attributes) -> Iterator[Nic]:
        """The interface, if there is one: `enabled` says so."""
        enabled = block.flag("enabled", default=defaults.flag(MACHINE, "network_device.enabled"))
        if not enabled.known:
            yield UntoldNic(self, enabled.path, "whether the interface is there is not known")
        elif enabled.value:
            yield BridgedNic(
                self,
                self._estate,
                node=self._attributes.text("node_name", ""),
                bridge=block.text("bridge", defaults.text(MACHINE, "network_device.bridge")),
                tag=block.number("vlan_id", defaults.number(MACHINE, "network_device.vlan_id")),
                trunks=derive(block.text("trunks", ""), _trunks),
            )

    @property
    def exposures(self) -> Sequence[Exposure]:
        """See `hardware`."""
        return tuple(hardware.exposures(self._attributes))

    @property
    def ports(self) -> Sequence[Port]:
        """Serial, USB, audio, CD-ROM. Parallel ports and floppy drives exist only in raw QEMU arguments."""
        return tuple(hardware.ports(self._attributes))

    @property
    def devices(self) -> Sequence[Device]:
        """PCI, USB, disks, serial ports and the CD-ROM drive of the host."""
        return tuple(hardware.devices(self._attributes, self))

    @property
    def datastore_accesses(self) -> Sequence[DatastoreAccess]:
        """See `storage_access`."""
        return tuple(storage_access.of_machine(self._attributes, lambda: self._number, self._estate))

    @property
    def copy_paste(self) -> Sequence[ConsoleChannel]:
        """See `console`."""
        return console.copy_paste(self._attributes, cloned=self._cloned)

    @property
    def origin(self) -> Origin:
        """See `origin`."""
        return origin.of_machine(self._attributes, self._estate)

    @property
    def provenance_flaws(self) -> Sequence[ProvenanceFlaw]:
        """See `provenance`."""
        return tuple(provenance.of_machine(self._attributes, lambda: self._number, self._estate))

    @property
    def guest(self) -> Guest:
        """See `guest`."""
        return guest.of_machine(self._attributes, self._estate, cloned=self._cloned)


def _trunks(text: str) -> tuple[str, ...] | Unknown:
    return tuple(part for part in text.split(";") if part.strip())

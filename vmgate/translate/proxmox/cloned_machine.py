"""Virtual machines of the type `proxmox_cloned_vm`: a clone, and what is to differ from its template.

Everything that is not mentioned is the template's. Interfaces and drives are maps by their slot (`net0`, `ide2`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.facts import derive
from vmgate.translate.proxmox import console, guest, hardware, origin, provenance, storage_access
from vmgate.translate.proxmox.from_estate import FromEstate
from vmgate.translate.proxmox.nic import BridgedNic, UntoldNic
from vmgate.translate.proxmox.resource_types import CLONED_MACHINES, MACHINE
from vmgate.vocabulary.machine import Port

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.model.resource import Resource
    from vmgate.vocabulary.guest import Guest
    from vmgate.vocabulary.machine import ConsoleChannel, DatastoreAccess, Device, Exposure, ProvenanceFlaw
    from vmgate.vocabulary.network import Nic
    from vmgate.vocabulary.template import Origin


class ClonedMachine(FromEstate):
    """A clone with overrides."""

    @property
    def name(self) -> Fact[str]:
        """`name`, "" where Proxmox makes one up."""
        return self._attributes.text("name", "")

    @property
    def nics(self) -> Sequence[Nic]:
        """The slots of `network`, and one that is not known where the template may have others."""
        node = self._attributes.text("node_name", "")
        found: list[Nic] = [
            BridgedNic(
                self,
                self._estate,
                node=node,
                bridge=derive(slot.text("bridge"), _named),
                tag=slot.number("tag", 0),
                trunks=slot.texts("trunks"),
            )
            for slot in self._slots("network")
        ]
        if self._may_inherit_interfaces():
            found.append(UntoldNic(self, ("network",)))
        return found

    @property
    def exposures(self) -> Sequence[Exposure]:
        """Those of the processor: the type expresses no other."""
        return tuple(hardware.processor_exposures(self._attributes))

    @property
    def ports(self) -> Sequence[Port]:
        """CD-ROM drives: the type expresses no other."""
        present = (Fact(value=True, resource=self.resource, path=slot.path) for slot in self._slots("cdrom"))
        return tuple(Port("CD-ROM drive", fact) for fact in present)

    @property
    def devices(self) -> Sequence[Device]:
        """Disks and the CD-ROM drive of the host."""
        return tuple(self._devices())

    @property
    def datastore_accesses(self) -> Sequence[DatastoreAccess]:
        """Images in its CD-ROM drives, and disks of the host."""
        images = (storage_access.image_in_drive(slot.text("file_id", "")) for slot in self._slots("cdrom"))
        files = (slot.text("file", "") for slot in self._slots("disk"))
        return (*images, *(storage_access.whole_disk(file) for file in files))

    @property
    def copy_paste(self) -> Sequence[ConsoleChannel]:
        """See `console`."""
        return console.copy_paste(self._attributes, cloned=True)

    @property
    def origin(self) -> Origin:
        """The machine that `clone` names."""
        clone = self._attributes.block("clone") or Attributes(self.resource, ("clone",))
        return origin.of_clone(clone, "source_vm_id", (MACHINE, *CLONED_MACHINES), self._estate)

    @property
    def provenance_flaws(self) -> Sequence[ProvenanceFlaw]:
        """See `provenance`."""
        return tuple(provenance.of_clone(self._attributes))

    @property
    def guest(self) -> Guest:
        """Nothing: it is the template's."""
        return guest.not_said(self._attributes, ("clone", "source_vm_id"))

    def _devices(self) -> Iterator[Device]:
        for slot in self._slots("cdrom"):
            yield from hardware.physical_drive(slot.text("file_id", ""), self)
        for slot in self._slots("disk"):
            file = slot.text("file", "")
            yield from hardware.device_file(file, "disk", "disk of the host", self)

    def _slots(self, name: str) -> list[Attributes]:
        """The entries of a map by slot. Raises `UnknownValue` when they are not known."""
        slots = self._attributes.outline(name)
        if isinstance(slots, Unknown):
            raise UnknownValue(slots.reason, self.resource, (name,))
        found = []
        for slot in slots if isinstance(slots, dict) else ():
            entry = self.resource.outline((name, slot))
            if isinstance(entry, Unknown):
                raise UnknownValue(entry.reason, self.resource, (name, slot))
            if isinstance(entry, dict):
                found.append(Attributes(self.resource, (name, slot)))
        return found

    def _may_inherit_interfaces(self) -> bool:
        """Whether the template can have an interface that is neither mentioned nor deleted here."""
        mentioned = {str(slot.path[-1]) for slot in self._slots("network")}
        delete = self._attributes.block("delete")
        if delete is not None:
            gone = delete.texts("network")
            mentioned |= set(gone.value) if gone.known else set()
        for template in self._templates():
            devices = template.read("network_device")
            if not isinstance(devices, list) or {f"net{index}" for index in range(len(devices))} - mentioned:
                return True
        return not self._templates()

    def _templates(self) -> list[Resource]:
        clone = self._attributes.block("clone")
        number = clone.number("source_vm_id") if clone is not None else None
        if number is None:
            return []
        return [
            source for source in origin.sources(number, (MACHINE,), self._estate) if source.type == MACHINE
        ]


def _named(bridge: str | None) -> str | Unknown:
    return Unknown("no bridge is named") if bridge is None else bridge

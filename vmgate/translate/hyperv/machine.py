"""Virtual machines: `hyperv_machine_instance`. Words ("On", "Off") are taken whatever their letter case."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from vmgate.model.fact import Fact
from vmgate.translate import boot_disk
from vmgate.translate.attributes import PROVIDER_DEFAULT, Attributes
from vmgate.translate.derivation import derive, is_off, parts
from vmgate.translate.hyperv import defaults, disks
from vmgate.translate.hyperv.network import Adaptor, goes_past, switch_name
from vmgate.vocabulary.mac_filter import FilteredThing, MacFilter
from vmgate.vocabulary.machine import ConsoleChannel, Device, Exposure, Port, VirtualMachine
from vmgate.vocabulary.template import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.model.value import Path
    from vmgate.vocabulary.guest import Guest
    from vmgate.vocabulary.machine import DatastoreAccess, ProvenanceFlaw
    from vmgate.vocabulary.network import Nic

DISKS: Path = ("hard_disk_drives",)
SPOOFING = "the interface may send under any MAC address"
PAST = "the interface may go past its switch, where no filter applies"
HOST = "an interface of the host itself"
COPY = "copying of files by the guest services"


class Machine(VirtualMachine, FilteredThing):
    """A virtual machine.

    Its clipboard is the host's to share (enhanced session mode) and no attribute of it.
    """

    kind: ClassVar[str] = VirtualMachine.kind
    platform: ClassVar[str] = "hyperv"

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate
        self._attributes = Attributes(resource)

    @property
    def name(self) -> Fact[str]:
        """Its name."""
        return self._attributes.text("name", "")

    @property
    def powered_off(self) -> Fact[bool]:
        """`state`; not if it always starts with the host. One that starts if it ran before stays off."""
        starts = derive(self._text("automatic_start_action"), lambda action: action.casefold() == "start")
        return is_off(self.running, starts)

    @property
    def running(self) -> Fact[bool]:
        """`state`."""
        return derive(self._text("state"), lambda state: state.casefold() != "off")

    @property
    def identity(self) -> Fact[str | None]:
        """`id`: its name, which is one machine's on a host."""
        return self._attributes.text("id")

    @property
    def nics(self) -> Sequence[Nic]:
        """The adapters that are on a switch. Raises `UnknownValue`."""
        return [
            Adaptor(self, self._estate, block)
            for block in self._attributes.blocks("network_adaptors")
            if not (name := switch_name(block)).known or name.value
        ]

    @property
    def mac_filters(self) -> Sequence[MacFilter]:
        """`mac_address_spoofing`, turned round; and whether the switch is gone past. Raises `UnknownValue`."""
        found = []
        for block in self._attributes.blocks("network_adaptors"):
            default = defaults.text("network_adaptors.mac_address_spoofing")
            spoofing = block.text("mac_address_spoofing", default)
            found.append(MacFilter(SPOOFING, derive(spoofing, lambda word: word.casefold() != "on")))
            found.append(MacFilter(PAST, derive(goes_past(block, self._estate), lambda past: not past)))
        return found

    @property
    def exposures(self) -> Sequence[Exposure]:
        """Interfaces of the host, and nested virtualization."""
        return tuple(self._exposures())

    @property
    def ports(self) -> Sequence[Port]:
        """DVD drives, but for those with an image that the configuration makes for the first start."""
        return tuple(self._ports())

    @property
    def devices(self) -> Sequence[Device]:
        """Disks of the host: no other device can be given here."""
        return tuple(self._devices())

    @property
    def datastore_accesses(self) -> Sequence[DatastoreAccess]:
        """See `disks`."""
        return tuple(disks.accesses(self._attributes, self._estate))

    @property
    def drag_and_drop(self) -> Sequence[ConsoleChannel]:
        """The guest service interface, which is off unless it is turned on. Raises `UnknownValue`."""
        found = self._attributes.entries("integration_services", lambda key: key == defaults.GUEST_SERVICE)
        for _, value in found:
            return [ConsoleChannel(COPY, derive(value, lambda on: on != "true"))]
        off = Fact(value=True, resource=self.resource, path=("integration_services",), note=PROVIDER_DEFAULT)
        return [ConsoleChannel(COPY, off)]

    @property
    def origin(self) -> Origin:
        """What the disk in the first drive was made of. Raises `UnknownValue`."""
        boot = disks.boot_disk(self._attributes, self._estate)
        if boot is None:
            return Origin(self._attributes.anything(str(DISKS[0])), nothing="no disk")
        return boot.origin()

    @property
    def provenance_flaws(self) -> Sequence[ProvenanceFlaw]:
        """See `boot_disk`."""
        return boot_disk.provenance_flaws(
            lambda: disks.boot_disk(self._attributes, self._estate), self.resource, DISKS
        )

    @property
    def guest(self) -> Guest:
        """What the name of the image says."""
        return boot_disk.guest(lambda: self.origin, self.resource, DISKS)

    def _text(self, name: str) -> Fact[str]:
        return self._attributes.text(name, defaults.text(name))

    def _exposures(self) -> Iterator[Exposure]:
        blocks, unknown = parts(self._attributes, "network_adaptors")
        for block in blocks:
            default = defaults.flag("network_adaptors.management_os")
            yield Exposure(HOST, block.flag("management_os", default=default))
        if unknown is not None:
            yield Exposure(HOST, unknown)
        blocks, unknown = parts(self._attributes, "vm_processor")
        name = "expose_virtualization_extensions"
        for block in blocks:
            default = defaults.flag(f"vm_processor.{name}")
            yield Exposure("nested virtualization", block.flag(name, default=default))
        if unknown is not None:
            yield Exposure("nested virtualization", unknown)

    def _ports(self) -> Iterator[Port]:
        drives, unknown = parts(self._attributes, "dvd_drives")
        for drive in drives:
            image = drive.text("path", defaults.text("dvd_drives.path"))
            if not disks.is_made_here(image, self._estate):
                there = Fact(value=True, resource=self.resource, path=drive.path)
                yield Port("DVD drive", there if image.known else derive(image, bool))
        if unknown is not None:
            yield Port("DVD drive", unknown)

    def _devices(self) -> Iterator[Device]:
        drives, unknown = parts(self._attributes, "hard_disk_drives")
        for drive in drives:
            number = disks.disk_number(drive)
            if not number.known or number.value != defaults.NO_DISK:
                name = derive(number, lambda known: f"disk:{known}")
                present = derive(number, lambda known: known != defaults.NO_DISK)
                yield Device(f"disk {number.shown()} of the host", name, present, self)
        if unknown is not None:
            yield Device("a disk of the host", derive(unknown, str), unknown, self)

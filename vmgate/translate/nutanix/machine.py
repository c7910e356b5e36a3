"""Virtual machines of the third API: `nutanix_virtual_machine`. What is not written is the server's to choose."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.model.fact import Fact
from vmgate.translate import boot_disk
from vmgate.translate.boot_disk import BootDisk
from vmgate.translate.derivation import derive, parts, shown, told
from vmgate.translate.nutanix import defaults, devices, origin
from vmgate.translate.nutanix.attributes import Filled
from vmgate.translate.nutanix.connection import endpoint
from vmgate.translate.nutanix.network import SubnetNic
from vmgate.translate.nutanix.references import KindReference, reference
from vmgate.translate.nutanix.resource_types import MACHINE
from vmgate.translate.nutanix.volumes import shared, volume_groups
from vmgate.vocabulary.machine import DatastoreAccess, Exposure, Port, VirtualMachine
from vmgate.vocabulary.template import Origin, Template

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.model.value import Unknown
    from vmgate.vocabulary.guest import Guest
    from vmgate.vocabulary.machine import Device, ProvenanceFlaw
    from vmgate.vocabulary.network import Nic

PASSTHROUGH: Final = "host CPU passthrough"
DRIVE: Final = "CD-ROM drive"
_KIND: Final = "disk_list.device_properties.device_type"


class NutanixMachine(VirtualMachine):
    """What machines of both APIs have in common."""

    platform: ClassVar[str] = origin.PLATFORM

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate
        self._own = Filled(resource)

    @property
    def name(self) -> Fact[str]:
        """Its name."""
        return self._own.text("name", "")

    @property
    def identity(self) -> Fact[str | None]:
        """`id`: its uuid."""
        return self._own.text("id")

    @property
    def endpoint(self) -> str | None:
        """See `connection.endpoint`."""
        return endpoint(self.resource, self._estate)


class MachineOfDisks(NutanixMachine):
    """A machine that says itself what its disks are made of, in its attribute `disks`; a copy does not."""

    disks: ClassVar[str]

    @property
    def datastore_accesses(self) -> Sequence[DatastoreAccess]:
        """Volume groups of several machines, and images that are left in a drive."""
        return tuple(self._accesses())

    @property
    def origin(self) -> Origin:
        """What the first disk is an image of. Raises `UnknownValue`."""
        boot = self._boot()
        if boot is None:
            return Origin(self._own.anything(self.disks), nothing="no disk")
        return boot.origin()

    @property
    def provenance_flaws(self) -> Sequence[ProvenanceFlaw]:
        """See `boot_disk`."""
        return boot_disk.provenance_flaws(self._boot, self.resource, (self.disks,))

    @property
    def guest(self) -> Guest:
        """What the name of the image says; where there is a `guest_os_id`, that is any text."""
        return origin.guest(lambda: self.origin, self.resource, (self.disks,))

    def _boot(self) -> BootDisk | None:
        """The disk that it boots from; None without one. Raises `UnknownValue`."""
        raise NotImplementedError

    def _accesses(self) -> Iterator[DatastoreAccess]:
        """Every way into a datastore."""
        raise NotImplementedError


class Machine(MachineOfDisks):
    """A virtual machine of the third API."""

    disks: ClassVar[str] = "disk_list"

    @property
    def tags(self) -> Sequence[Fact[str]]:
        """Its categories, `Environment/Production`. Raises `UnknownValue`."""
        found = []
        for one in self._own.blocks("categories"):
            value = one.text("value", "")
            found.append(derive(one.text("name", ""), lambda name, value=value: f"{name}/{value.value}"))  # type: ignore[misc]  # mypy infers no defaults of lambdas
        return found

    @property
    def powered_off(self) -> Fact[bool]:
        """`power_state`, which the server chooses where it is not written."""
        return derive(self._own.told("power_state"), lambda state: state.upper() == "OFF")

    @property
    def nics(self) -> Sequence[Nic]:
        """`nic_list`. Raises `UnknownValue`."""
        return [
            SubnetNic(self, self._estate, block.text("subnet_uuid")) for block in self._own.blocks("nic_list")
        ]

    @property
    def exposures(self) -> Sequence[Exposure]:
        """The processor of the host."""
        default = bool(defaults.DEFAULTS[MACHINE]["enable_cpu_passthrough"])
        return (Exposure(PASSTHROUGH, self._own.flag("enable_cpu_passthrough", default=default)),)

    @property
    def ports(self) -> Sequence[Port]:
        """Serial ports and CD-ROM drives."""
        return tuple(self._ports())

    @property
    def devices(self) -> Sequence[Device]:
        """Graphics cards: no other device can be given here."""
        return tuple(devices.graphics(self._own, "gpu_list", self))

    def _boot(self) -> BootDisk | None:
        for disk in self._own.blocks("disk_list"):
            if _is_drive(disk).value:
                continue
            group = reference(disk, "volume_group_reference")
            if group is not None and (group.uuid.known or volume_groups(group.uuid, self._estate)):
                return BootDisk(group.uuid, tuple, "it boots from a volume group", attached=True)
            source = reference(disk, "data_source_reference")
            if source is None:
                if group is not None:
                    _ = group.uuid.value
                return BootDisk(disk.anything("data_source_reference"), tuple)
            return BootDisk(source.uuid, partial(_images, source, self._estate))
        return None

    def _ports(self) -> Iterator[Port]:
        blocks, unknown = parts(self._own, "serial_port_list")
        for block in blocks:
            yield Port("serial port", Fact(value=True, resource=self.resource, path=block.path))
        if unknown is not None:
            yield Port("serial port", unknown)
        disks, unknown = parts(self._own, "disk_list")
        for disk in disks:
            yield Port(DRIVE, _is_drive(disk))
        if unknown is not None:
            yield Port(DRIVE, unknown)

    def _accesses(self) -> Iterator[DatastoreAccess]:
        disks, unknown = parts(self._own, "disk_list")
        for disk in disks:
            group = reference(disk, "volume_group_reference")
            if group is not None:
                what = f"the volume group {shown(derive(group.uuid, str))} is shared with other machines"
                yield DatastoreAccess(what, shared(group.uuid, self._estate))
            drive = _is_drive(disk)
            if not drive.known or drive.value:
                image = reference(disk, "data_source_reference")
                yield DatastoreAccess(
                    "an image is left in a drive", Fact(_left(drive, image), self.resource, disk.path)
                )
        if unknown is not None:
            yield DatastoreAccess("a disk reaches into a datastore", unknown)


def _is_drive(disk: Filled) -> Fact[bool]:
    """Whether a disk is a CD-ROM drive."""
    blocks, unknown = parts(disk, "device_properties")
    if unknown is not None:
        return unknown
    default = str(defaults.DEFAULTS[MACHINE][_KIND])
    for block in blocks:
        kind = block.text("device_type", default)
        return derive(kind, lambda word: word.upper() == "CDROM")
    return Fact(value=False, resource=disk.resource, path=disk.at("device_properties"))


def _left(drive: Fact[bool], image: KindReference | None) -> bool | Unknown:
    """Whether an image is left in a drive."""
    if image is None:
        return False
    return told(lambda: drive.value and (image.uuid.known or bool(image.uuid.value)))


def _images(source: KindReference, estate: Estate) -> list[Template]:
    """The image that a disk is made of. A copy of another disk is no image. Raises `UnknownValue`."""
    kind, id_ = source.kind, source.uuid
    if source.hidden or kind.value.lower() == "image":
        return origin.images(id_, estate)
    nobody: Fact[str | None] = Fact(None, id_.resource, id_.path)
    defect = f"a {kind.value or 'thing'}, no image"
    return [Template(origin.PLATFORM, kind, nobody, nobody, None, defect)]

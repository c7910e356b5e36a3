"""What a `proxmox_vm_qemu` has of its host: openings (C21), ports and drives (C24), devices (C25), disks (C28).

Most of it has two spellings: a list (`pci`, `usb`, `disk`), and blocks by slot (`pcis`, `usbs`, `disks`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.derivation import derive, parts, shown
from vmgate.translate.proxmox import hardware, storage_access, telmate_defaults
from vmgate.translate.proxmox.telmate_guest import slots
from vmgate.vocabulary.machine import DatastoreAccess, Device, Exposure, Port

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.model.estate import Estate
    from vmgate.translate.attributes import Attributes
    from vmgate.vocabulary.machine import VirtualMachine

DRIVE: Final = "CD-ROM drive"
_PASSTHROUGH: Final = "host CPU passthrough"
_BUSES: Final = ("ide", "sata", "scsi", "virtio")
_DEFAULTS: Final = telmate_defaults.DEFAULTS[telmate_defaults.MACHINE]


def exposures(machine: Attributes, estate: Estate) -> Iterator[Exposure]:
    """Raw arguments, and the processor of the host."""
    yield Exposure("raw QEMU arguments", machine.present("args"))
    outline = machine.outline("cpu")
    if isinstance(outline, list | dict):
        for block in machine.blocks("cpu"):
            kind = block.text("type", str(_DEFAULTS["cpu.type"]))
            yield Exposure(_PASSTHROUGH, derive(kind, _is_host))
        return
    if isinstance(outline, Unknown):
        yield Exposure(_PASSTHROUGH, Fact(outline, machine.resource, ("cpu",)))
        return
    if outline is not None or (telmate_defaults.is_old(estate) and machine.raw("cpu_type") is None):
        yield Exposure(_PASSTHROUGH, derive(machine.text("cpu", telmate_defaults.OLD_CPU), _is_host))
        return
    yield Exposure(_PASSTHROUGH, derive(machine.text("cpu_type", ""), _is_host))


def ports(machine: Attributes) -> Iterator[Port]:
    """Serial and USB ports, and CD-ROM drives but for those with cloud-init data."""
    for name, what in (("serial", "serial port"), ("usb", "USB port")):
        blocks, unknown = parts(machine, name)
        for block in blocks:
            yield Port(what, Fact(value=True, resource=block.resource, path=block.path))
        if unknown is not None:
            yield Port(what, unknown)
    try:
        for block in slots(machine, "usbs"):
            yield Port("USB port", Fact(value=True, resource=block.resource, path=block.path))
        for drive in _drives(machine):
            yield Port(DRIVE, Fact(value=True, resource=drive.resource, path=drive.path))
    except UnknownValue as missing:
        yield Port(DRIVE, Fact(Unknown(missing.reason), machine.resource, missing.path))
    yield Port(DRIVE, machine.present("iso"))
    disks, unknown = parts(machine, "disk")
    for disk in disks:
        yield Port(DRIVE, derive(disk.text("type", "disk"), lambda kind: kind == "cdrom"))
    if unknown is not None:
        yield Port(DRIVE, unknown)


def devices(machine: Attributes, owner: VirtualMachine) -> Iterator[Device]:
    """PCI and USB devices, serial ports, disks and the CD-ROM drive of the host, by attributes or raw arguments."""
    yield from hardware.of_arguments(machine.text("args", ""), owner)
    try:
        yield from _devices(machine, owner)
    except UnknownValue as missing:
        doubt: Fact[bool] = Fact(Unknown(missing.reason), machine.resource, missing.path)
        yield hardware.unknown_device(doubt, owner)


def accesses(machine: Attributes, estate: Estate) -> Iterator[DatastoreAccess]:
    """Disks that are files of the host, images that are left in a drive, and what raw arguments share."""
    yield storage_access.by_arguments(machine.text("args", ""), estate)
    try:
        for disk in machine.blocks("disk"):
            path, passed = disk.text("disk_file", ""), _passed(disk)
            given = (
                passed
                if not passed.known or passed.value
                else derive(path, lambda file: file.startswith("/"))
            )
            yield DatastoreAccess("a disk is a file or disk of the host", given)
            yield DatastoreAccess("an image is left in a drive", disk.present("iso"))
        for slot in _slots(machine):
            for block in slot.blocks("passthrough"):
                there = Fact(value=True, resource=block.resource, path=block.at("file"))
                yield DatastoreAccess("a disk is a file or disk of the host", there)
        for drive in _drives(machine):
            yield DatastoreAccess("an image is left in a drive", drive.present("iso"))
        yield DatastoreAccess("an image is left in a drive", machine.present("iso"))
    except UnknownValue as missing:
        doubt: Fact[bool] = Fact(Unknown(missing.reason), machine.resource, missing.path)
        yield DatastoreAccess("a disk reaches into a datastore", doubt)


def has_image(machine: Attributes) -> bool:
    """Whether an ISO image is in a drive. Raises `UnknownValue`."""
    inserted = [machine.present("iso"), *(drive.present("iso") for drive in _drives(machine))]
    inserted += [disk.present("iso") for disk in machine.blocks("disk")]
    return any(one.value for one in inserted)


def _devices(machine: Attributes, owner: VirtualMachine) -> Iterator[Device]:
    for block in machine.blocks("hostpci"):
        yield from _named(block.text("host", ""), "pci", "PCI device", owner)
    for block in machine.blocks("pci"):
        yield from _mapped(block, "raw_id", "pci", "PCI device", owner)
    for slot in slots(machine, "pcis"):
        for block in (*slot.blocks("mapping"), *slot.blocks("raw")):
            yield from _mapped(block, "raw_id", "pci", "PCI device", owner)
    yield from _usb(machine, owner)
    for block in machine.blocks("serial"):
        kind = block.text("type", str(_DEFAULTS["serial.type"]))
        yield from hardware.device_file(kind, "dev", "serial port of the host", owner)
    yield from _disks(machine, owner)


def _usb(machine: Attributes, owner: VirtualMachine) -> Iterator[Device]:
    for block in machine.blocks("usb"):
        ids = [block.text(name, "") for name in ("host", "device_id", "port_id")]
        named = next((one for one in ids if not one.known or one.value), ids[0])
        mapping = block.text("mapping_id", "")
        if not mapping.known or mapping.value:
            yield from _mapped(block, "mapping_id", "usb", "USB device", owner)
        else:
            yield from _named(named, "usb", "USB device", owner)
    for slot in slots(machine, "usbs"):
        for name, attribute in (("mapping", "mapping_id"), ("device", "device_id"), ("port", "port_id")):
            for block in slot.blocks(name):
                yield from _mapped(block, attribute, "usb", "USB device", owner)
        for block in slot.blocks("spice"):
            spice = Fact("usb:spice", block.resource, block.path)
            there = Fact(value=True, resource=block.resource, path=block.path)
            yield Device("USB devices of whoever looks at the console", spice, there, owner)


def _disks(machine: Attributes, owner: VirtualMachine) -> Iterator[Device]:
    files = [disk.text("disk_file", "") for disk in machine.blocks("disk")]
    passed = [block for slot in _slots(machine) for block in slot.blocks("passthrough")]
    for file in (*files, *(block.text("file", "") for block in passed)):
        yield from hardware.device_file(file, "disk", "disk of the host", owner)
    for drive in _drives(machine):
        given = drive.flag("passthrough", default=False)
        if not given.known or given.value:
            cdrom = Fact(hardware.PHYSICAL_DRIVE, drive.resource, drive.path)
            yield Device("the CD-ROM drive of the host", cdrom, given, owner)


def _mapped(
    block: Attributes, attribute: str, kind: str, what: str, owner: VirtualMachine
) -> Iterator[Device]:
    mapping = block.text("mapping_id", "")
    if not mapping.known or mapping.value:
        name = derive(mapping, lambda id_: f"{kind}:mapping/{id_}")
        there = Fact(value=True, resource=block.resource, path=block.path)
        yield Device(f"{what}s of the mapping {shown(mapping)}", name, there, owner)
        return
    yield from _named(block.text(attribute, ""), kind, what, owner)


def _named(id_: Fact[str], kind: str, what: str, owner: VirtualMachine) -> Iterator[Device]:
    name = derive(id_, lambda known: f"{kind}:{_full(known) if kind == 'pci' else known.lower()}")
    yield Device(f"{what} {shown(id_)}", name, Fact(value=True, resource=id_.resource, path=id_.path), owner)


def _full(id_: str) -> str:
    id_ = id_.strip().lower()
    return f"0000:{id_}" if len(id_.split(":")[0]) == 2 else id_


def _passed(disk: Attributes) -> Fact[bool]:
    return disk.flag("passthrough", default=bool(_DEFAULTS["disk.passthrough"]))


def _slots(machine: Attributes) -> Sequence[Attributes]:
    """The slots of all buses in `disks`. Raises `UnknownValue`."""
    return [slot for disks in machine.blocks("disks") for bus in _BUSES for slot in slots(disks, bus)]


def _drives(machine: Attributes) -> Sequence[Attributes]:
    return [drive for slot in _slots(machine) for drive in slot.blocks("cdrom")]


def _is_host(kind: str) -> bool:
    return kind == "host"

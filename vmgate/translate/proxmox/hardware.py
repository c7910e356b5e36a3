"""What a virtual machine has of its host: openings (C21), ports and drives (C24), devices (C25).

A device of the host, anything under /dev included, is judged once, where it can be approved: under C25, not under
C21. What a clone has of its template beyond its own configuration is judged at the template. These are no openings:
the guest agent (the host looks into the guest), a serial port that ends in a socket, a random number source, the
tablet pointer. `cpu.type = "host"` is one: it shows the guest which processor the host has.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate import qemu_command
from vmgate.translate.facts import derive, left_out, parts, shown
from vmgate.translate.proxmox import defaults
from vmgate.translate.proxmox.resource_types import MACHINE
from vmgate.vocabulary.machine import Device, Exposure, Port

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmgate.translate.attributes import Attributes
    from vmgate.vocabulary.machine import VirtualMachine

PHYSICAL_DRIVE = "cdrom"
_NESTED = {"+nested-virt", "+vmx", "+svm"}
_SHORT_PCI = re.compile(r"[0-9a-f]{2}:", re.IGNORECASE)


def exposures(machine: Attributes) -> Iterator[Exposure]:
    """The openings of a `proxmox_virtual_environment_vm`."""
    yield Exposure("raw QEMU arguments", machine.present("kvm_arguments"))
    yield Exposure("a hook script that runs on the host", machine.present("hook_script_file_id"))
    yield Exposure("a directory of the host shared through virtiofs", machine.present("virtiofs"))
    memory, unknown = parts(machine, "memory")
    for block in memory:
        shared = block.number("shared", defaults.number(MACHINE, "memory.shared"))
        yield Exposure("memory shared with the host", derive(shared, lambda size: size > 0))
    if unknown is not None:
        yield Exposure("memory shared with the host", unknown)
    disks, unknown = parts(machine, "disk")
    for disk in disks:
        yield Exposure("a file of the host as a disk", derive(host_path(disk), _is_file))
    if unknown is not None:
        yield Exposure("a file of the host as a disk", unknown)
    yield from processor_exposures(machine)


def processor_exposures(machine: Attributes) -> Iterator[Exposure]:
    """What the `cpu` block opens, whether it is a block or a nested attribute."""
    blocks, unknown = parts(machine, "cpu")
    for block in blocks:
        kind = block.text("type", defaults.text(MACHINE, "cpu.type"))
        yield Exposure("host CPU passthrough", derive(kind, lambda name: name == "host"))
        nested = derive(block.texts("flags"), lambda flags: not _NESTED.isdisjoint(flags))
        yield Exposure("nested virtualization", nested)
    if unknown is not None:
        yield Exposure("host CPU passthrough", unknown)


def ports(machine: Attributes) -> Iterator[Port]:
    """The ports and drives of a `proxmox_virtual_environment_vm`."""
    for name, what in (("serial_device", "serial port"), ("usb", "USB port"), ("cdrom", "CD-ROM drive")):
        blocks, unknown = parts(machine, name)
        for block in blocks:
            yield Port(what, Fact(value=True, resource=block.resource, path=block.path))
        if unknown is not None or not blocks:
            absent = Fact(value=False, resource=machine.resource, path=(name,))
            yield Port(what, absent if unknown is None else unknown)
    blocks, unknown = parts(machine, "audio_device")
    for block in blocks:
        yield Port(
            "sound card", block.flag("enabled", default=defaults.flag(MACHINE, "audio_device.enabled"))
        )
    if unknown is not None:
        yield Port("sound card", unknown)


def devices(machine: Attributes, owner: VirtualMachine) -> Iterator[Device]:
    """The host's devices that a `proxmox_virtual_environment_vm` is given."""
    for name, of_block in (("hostpci", _pci), ("usb", _usb), ("disk", _disk), ("serial_device", _serial)):
        blocks, unknown = parts(machine, name)
        for block in blocks:
            yield from of_block(block, owner)
        if unknown is not None:
            yield unknown_device(unknown, owner)
    drives, unknown = parts(machine, "cdrom")
    for drive in drives:
        # An empty file_id is the host's own drive too: that is what the provider sends in its place.
        file = drive.text("file_id", defaults.text(MACHINE, "cdrom.file_id"))
        yield from physical_drive(derive(file, lambda id_: id_ or PHYSICAL_DRIVE), owner)
    if unknown is not None:
        yield unknown_device(unknown, owner)
    yield from of_arguments(machine.text("kvm_arguments", defaults.text(MACHINE, "kvm_arguments")), owner)


def of_arguments(arguments: Fact[str], owner: VirtualMachine) -> Iterator[Device]:
    """The devices that raw arguments of QEMU hand over."""
    if not arguments.known:
        yield unknown_device(derive(arguments, bool), owner)
        return
    there = Fact(value=True, resource=arguments.resource, path=arguments.path)
    for what, name in qemu_command.devices(arguments.value):
        yield Device(what, Fact(name, arguments.resource, arguments.path), there, owner)


def physical_drive(file: Fact[str], owner: VirtualMachine) -> Iterator[Device]:
    """The CD-ROM drive of the host, if the file id says so or may say so."""
    present = derive(file, lambda id_: id_ == PHYSICAL_DRIVE)
    if not present.known or present.value:
        name = Fact(PHYSICAL_DRIVE, file.resource, file.path)
        yield Device("the CD-ROM drive of the host", name, present, owner)


def unknown_device(unknown: Fact[bool], owner: VirtualMachine) -> Device:
    """A device that may or may not be there."""
    name: Fact[str] = derive(unknown, str)
    return Device("a device of the host", name, unknown, owner)


def device_file(path: Fact[str], kind: str, what: str, owner: VirtualMachine) -> Iterator[Device]:
    """A file under /dev on the host, approved as `kind:/dev/…`; nothing for any other path."""
    present = derive(path, lambda file: file.startswith("/dev/"))
    if not present.known or present.value:
        name = derive(path, lambda file: f"{kind}:{file}")
        yield Device(f"{what} {shown(path)}", name, present, owner)


def host_path(disk: Attributes) -> Fact[str]:
    """The path of a disk on the host; "" for a volume of a datastore.

    The provider fills `path_in_datastore` in where it is not set; a value that is not known yet is the name of a
    volume as long as there is a datastore for it to be in.
    """
    path = disk.text("path_in_datastore", "")
    if path.known:
        return derive(path, lambda file: file if file.startswith("/") else "")
    datastore = disk.raw("datastore_id")
    if left_out(disk, "path_in_datastore") or (isinstance(datastore, str) and datastore):
        return Fact("", path.resource, path.path)
    return path


def _is_file(path: str) -> bool:
    return bool(path) and not path.startswith("/dev/")


def _present(block: Attributes) -> Fact[bool]:
    return Fact(value=True, resource=block.resource, path=block.path)


def _pci(block: Attributes, owner: VirtualMachine) -> Iterator[Device]:
    mapping = block.text("mapping")
    ids = block.text("id", "")
    if not mapping.known or mapping.value:
        name = derive(mapping, lambda known: f"pci:mapping/{known}")
        yield Device(f"PCI mapping {_shown(mapping)}", name, _present(block), owner)
        return
    # One entry can name several functions of a device.
    if not ids.known or not ids.value:
        unnamed: Fact[str] = derive(ids, lambda _: Unknown("neither id nor mapping is set"))
        yield Device("a PCI device", unnamed, _present(block), owner)
        return
    for id_ in ids.value.split(";"):
        name = Fact(f"pci:{_full_pci(id_)}", ids.resource, ids.path)
        yield Device(f"PCI device {_secret_or(id_, ids)}", name, _present(block), owner)


def _usb(block: Attributes, owner: VirtualMachine) -> Iterator[Device]:
    mapping = block.text("mapping")
    host = block.text("host", "")
    if not mapping.known or mapping.value:
        name = derive(mapping, lambda known: f"usb:mapping/{known}")
        yield Device(f"USB mapping {_shown(mapping)}", name, _present(block), owner)
        return
    name = derive(host, lambda id_: f"usb:{id_.lower()}")
    what = f"USB device {shown(host)}"
    if host.known and host.value.lower() == "spice":
        what = "USB devices of whoever looks at the console"
    yield Device(what, name, _present(block), owner)


def _disk(block: Attributes, owner: VirtualMachine) -> Iterator[Device]:
    yield from device_file(host_path(block), "disk", "disk of the host", owner)


def _serial(block: Attributes, owner: VirtualMachine) -> Iterator[Device]:
    device = block.text("device", defaults.text(MACHINE, "serial_device.device"))
    yield from device_file(device, "dev", "serial port of the host", owner)


def _full_pci(id_: str) -> str:
    """With the PCI domain, which may be left out where it is 0000; in lower case."""
    id_ = id_.strip().lower()
    return f"0000:{id_}" if _SHORT_PCI.match(id_) else id_


def _shown(fact: Fact[str | None]) -> str:
    return shown(derive(fact, str))


def _secret_or(text: str, fact: Fact[str]) -> str:
    return "(sensitive)" if fact.resource.is_sensitive(fact.path) else text

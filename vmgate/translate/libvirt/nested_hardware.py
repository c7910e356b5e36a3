"""What a domain of nested attributes opens of its host (C21), and the ports that it keeps (C24).

A device of the host is judged where it can be approved, under C25, and not under C21 as well. These are no openings: a
terminal that ends in a socket the host listens at, a random number source, channels that end in libvirt itself.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from vmgate.translate.facts import derive, parts
from vmgate.translate.libvirt.domain import own_emulator
from vmgate.translate.libvirt.elements import down, each, there
from vmgate.translate.libvirt.network import is_on, nested_name
from vmgate.vocabulary.machine import Exposure, Port

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmgate.translate.attributes import Attributes

POWER_CONTROL = "whoever looks at its console may switch it off and on"
TERMINALS = ("serials", "parallels", "consoles", "channels")
_NESTED = frozenset({"vmx", "svm"})
_REMOVABLE = {"cdrom": "CD-ROM drive", "floppy": "floppy drive"}


def exposures(domain: Attributes, devices: Attributes | None) -> Iterator[Exposure]:
    """The openings of a domain."""
    yield from _processor(domain)
    for name, what in (
        ("qemu_commandline", "raw QEMU arguments"),
        ("qemu_override", "devices of QEMU with overridden properties"),
        ("lxc_namespace", "a namespace of the host's kernel"),
        ("bootloader", "a boot loader that runs on the host"),
    ):
        if name in domain.resource.attributes():
            yield Exposure(what, domain.present(name))
    yield from each(domain, "sec_label", _confinement, partial(Exposure, "it is not confined"))
    yield from _firmware(domain)
    if devices is None:
        return
    yield Exposure("an emulator of its own", own_emulator(devices.text("emulator")))
    for name, what in (
        ("filesystems", "a directory of the host"),
        ("shmems", "memory shared with the host"),
    ):
        yield from each(devices, name, partial(_exposed, what), partial(Exposure, what))
    yield from each(devices, "disks", _disk_exposure, partial(Exposure, "a file of the host as a disk"))
    yield from each(devices, "memorydevs", _memory, partial(Exposure, "memory that is a file of the host"))
    for name in TERMINALS:
        what = "a file of the host behind a serial line"
        yield from each(devices, name, _terminal_exposure, partial(Exposure, what))
    yield from each(devices, "graphics", _power_control, partial(Exposure, POWER_CONTROL))
    yield from each(devices, "hostdevs", _raw, partial(Exposure, "raw commands to a disk of the host"))


def ports(devices: Attributes | None) -> Iterator[Port]:
    """Ports and drives that guests rarely need. A drive with cloud-init data is told apart by the domain."""
    if devices is None:
        return
    yield from each(devices, "serials", partial(_port, "serial port"), partial(Port, "serial port"))
    yield from each(devices, "consoles", _console, partial(Port, "serial port"))
    for name, what in (
        ("parallels", "parallel port"),
        ("sounds", "sound card"),
        ("smartcards", "smart card reader"),
    ):
        yield from each(devices, name, partial(_port, what), partial(Port, what))


def drive_of(disk: Attributes) -> str | None:
    """What a removable drive is called; None for a disk. Raises `UnknownValue`."""
    return _REMOVABLE.get(disk.text("device", "disk").value)


def _processor(domain: Attributes) -> Iterator[Exposure]:
    blocks, unknown = parts(domain, "cpu")
    for block in blocks:
        mode = block.text("mode")
        yield Exposure("host CPU passthrough", derive(mode, lambda known: known == "host-passthrough"))
        yield from each(block, "features", _feature, partial(Exposure, "nested virtualization"))
    if unknown is not None:
        yield Exposure("host CPU passthrough", unknown)


def _feature(feature: Attributes) -> Iterator[Exposure]:
    name, policy = feature.text("name"), feature.text("policy")
    if not name.known or name.value in _NESTED:
        on = derive(policy if name.known else name, lambda known: known not in ("disable", "forbid"))
        yield Exposure("nested virtualization", on)


def _confinement(label: Attributes) -> Iterator[Exposure]:
    kind, relabel = label.text("type"), label.text("relabel")
    yield Exposure("it is not confined", derive(kind, lambda known: known == "none"))
    yield Exposure("its files are not labelled", derive(relabel, lambda known: known == "no"))


def _firmware(domain: Attributes) -> Iterator[Exposure]:
    systems, unknown = parts(domain, "os")
    for system in systems:
        yield Exposure("it boots a kernel of the host", system.present("kernel"))
        yield Exposure("it boots an initial file system of the host", system.present("initrd"))
        tables, missing = parts(system, "sm_bios")
        for table in tables:
            mode = table.text("mode")
            yield Exposure("the SMBIOS tables of the host", derive(mode, lambda known: known == "host"))
        if missing is not None:
            yield Exposure("the SMBIOS tables of the host", missing)
    if unknown is not None:
        yield Exposure("the SMBIOS tables of the host", unknown)


def _disk_exposure(disk: Attributes) -> Iterator[Exposure]:
    source = disk.block("source")
    if source is None or drive_of(disk) is not None:
        return
    for name, inner, what in (
        ("file", "file", "a file of the host as a disk"),
        ("dir", "dir", "a directory of the host as a disk"),
    ):
        path = nested_name(source, name, inner)
        if not path.known or path.value:
            yield Exposure(what, derive(path, bool))
    for raw, what in (("raw_io", "raw commands to a disk"), ("sgio", "unfiltered commands to a disk")):
        yield Exposure(what, derive(disk.text(raw), lambda known: known in ("yes", "unfiltered")))


def _memory(device: Attributes) -> Iterator[Exposure]:
    source = device.block("source")
    if source is not None:
        yield Exposure("memory that is a file of the host", source.present("path"))


def _terminal_exposure(terminal: Attributes) -> Iterator[Exposure]:
    source = terminal.block("source")
    if source is None:
        return
    for name, what in (
        ("file", "a file of the host behind a serial line"),
        ("pipe", "a pipe of the host behind a serial line"),
    ):
        inner = source.block(name)
        if inner is not None:
            yield Exposure(what, there(inner))
    socket = source.block("unix")
    if socket is not None:
        mode = socket.text("mode")
        yield Exposure(
            "a service of the host behind a serial line", derive(mode, lambda known: known == "connect")
        )


def _power_control(console: Attributes) -> Iterator[Exposure]:
    vnc = console.block("vnc")
    if vnc is not None:
        yield Exposure(POWER_CONTROL, derive(vnc.text("power_control"), is_on))


def _raw(element: Attributes) -> Iterator[Exposure]:
    disk = down(element, "subsys_scsi")
    if disk is not None:
        yield Exposure("raw commands to a disk of the host", derive(disk.text("raw_io"), is_on))
        unfiltered = derive(disk.text("sgio"), lambda known: known == "unfiltered")
        yield Exposure("unfiltered commands to a disk of the host", unfiltered)


def _console(console: Attributes) -> Iterator[Port]:
    """A console on a serial port is one; the paravirtual kinds are not."""
    kind = console.text("target_type")
    target = console.block("target")
    if target is not None:
        kind = target.text("type")
    yield Port("serial port", derive(kind, lambda known: known in (None, "", "serial")))


def _exposed(what: str, element: Attributes) -> tuple[Exposure]:
    return (Exposure(what, there(element)),)


def _port(what: str, element: Attributes) -> tuple[Port]:
    return (Port(what, there(element)),)

"""The devices of the host that a domain of nested attributes is given (C25)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate import qemu_command
from vmgate.translate.facts import derive, shown
from vmgate.translate.libvirt.elements import down, each, there
from vmgate.translate.libvirt.network import nested_name
from vmgate.vocabulary.machine import Device

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from vmgate.translate.attributes import Attributes
    from vmgate.vocabulary.machine import VirtualMachine

    Found = Iterable[tuple[str, Fact[str], Fact[bool]]]
    """What a device is, the name that a site approves it by, and whether it is there."""


def devices_of_host(devices: Attributes | None, owner: VirtualMachine) -> Iterator[Device]:
    """Those of disks, host devices, serial lines, TPM, USB, smart card, input and network."""
    for name, find in _FINDERS:
        yield from each(devices, name, partial(_found, find, owner), partial(_unknown, owner))


def devices_by_arguments(domain: Attributes, owner: VirtualMachine) -> Iterator[Device]:
    """Those that raw arguments of QEMU hand over: each may continue the one before it."""
    if "qemu_commandline" not in domain.resource.attributes():
        return
    try:
        command = domain.block("qemu_commandline")
        given = [one.text("value", "") for one in command.blocks("args")] if command is not None else []
        text = " ".join(one.value for one in given)
    except UnknownValue as missing:
        yield _unknown(owner, Fact(Unknown(missing.reason), domain.resource, missing.path))
        return
    where = command.path if command is not None else ()
    there_is = Fact(value=True, resource=domain.resource, path=where)
    for what, name in qemu_command.devices(text):
        yield Device(what, Fact(name, domain.resource, where), there_is, owner)


def _found(
    find: Callable[[Attributes], Found], owner: VirtualMachine, element: Attributes
) -> Iterator[Device]:
    for what, name, present in find(element):
        yield Device(what, name, present, owner)


def _unknown(owner: VirtualMachine, fact: Fact[bool]) -> Device:
    return Device("a device of the host", derive(fact, str), fact, owner)


def _path(kind: str, path: Fact[str | None], what: str) -> Found:
    if not path.known or path.value:
        name = derive(path, lambda known: f"{kind}:{known}")
        yield f"{what} {shown(derive(path, str))}", name, derive(path, bool)


def _disk(element: Attributes) -> Found:
    source = element.block("source")
    if source is None:
        return
    yield from _path("disk", nested_name(source, "block", "dev"), "disk of the host")
    for name, what in (("nvme", "an NVMe disk of the host"), ("vhost_user", "a disk of another process")):
        inner = source.block(name)
        if inner is not None:
            yield what, Fact(f"disk:{name}", inner.resource, inner.path), there(inner)
    vdpa = source.block("vhost_vdpa")
    if vdpa is not None:
        yield from _path("dev", vdpa.text("dev"), "device of the host")


def _terminal(element: Attributes) -> Found:
    """`source_path` is what 0.9.0 has."""
    yield from _path("dev", element.text("source_path"), "serial line of the host")
    device = down(element, "source", "dev")
    if device is not None:
        yield from _path("dev", device.text("path"), "serial line of the host")


def _tpm(element: Attributes) -> Found:
    """`backend_type` is what 0.9.0 has."""
    kind = element.text("backend_type")
    path = element.text("backend_device_path")
    device = down(element, "backend", "passthrough", "device")
    if device is not None:
        path = device.text("path")
    if device is not None or kind.value == "passthrough":
        named: Fact[str | None] = derive(path, lambda known: known or "/dev/tpm0")
        yield from _path("dev", named, "TPM of the host")


def _redirected(element: Attributes) -> Found:
    name = Fact("usb:spice", element.resource, element.path)
    yield "USB devices of whoever looks at the console", name, there(element)


def _reader(element: Attributes) -> Found:
    host = element.flag("host", default=False)
    yield "the smart card reader of the host", Fact("smartcard", element.resource, host.path), host


def _input(element: Attributes) -> Found:
    for name, inner in (("ev_dev", "dev"), ("passthrough", "ev_dev")):
        found = down(element, "source", name)
        if found is not None:
            yield from _path("dev", found.text(inner), "input device of the host")


def _interface(element: Attributes) -> Found:
    found = down(element, "source", "hostdev")
    if found is not None:
        name = Fact("sriov", element.resource, found.path)
        yield "a virtual function of a network card", name, there(found)


def _given(element: Attributes) -> Found:
    """An element of `hostdevs`."""
    what, name = _named(element)
    yield what, name, there(element)


def _named(element: Attributes) -> tuple[str, Fact[str]]:
    pci = down(element, "subsys_pci", "source", "address")
    if pci is not None:
        domain, bus, slot, function = (
            pci.number(name, 0).value for name in ("domain", "bus", "slot", "function")
        )
        address = f"{domain:04x}:{bus:02x}:{slot:02x}.{function:x}"
        return f"PCI device {address}", Fact(f"pci:{address}", element.resource, pci.path)
    usb = down(element, "subsys_usb", "source")
    if usb is not None:
        return _usb(usb)
    for path, inner, kind, what in _BY_NAME:
        found = down(element, *path)
        if found is not None:
            text = found.text(inner, "")
            return f"{what} {shown(text)}", derive(text, f"{kind}:{{}}".format)
    unnamed: Fact[str] = Fact(Unknown("it does not say which device"), element.resource, element.path)
    return "a device of the host", unnamed


def _usb(source: Attributes) -> tuple[str, Fact[str]]:
    vendor, product = source.block("vendor"), source.block("product")
    address = source.block("address")
    if vendor is not None and product is not None:
        name = ":".join(one.text("id", "").value.lower().removeprefix("0x") for one in (vendor, product))
    elif address is not None:
        name = f"{address.number('bus', 0).value}-{address.number('device', 0).value}"
    else:
        return "a USB device", Fact(Unknown("it does not say which device"), source.resource, source.path)
    return f"USB device {name}", Fact(f"usb:{name}", source.resource, source.path)


_BY_NAME = (
    (("subsys_m_dev", "source", "address"), "uuid", "vgpu", "mediated device"),
    (("caps_storage", "source"), "block", "disk", "disk of the host"),
    (("caps_misc", "source"), "char", "dev", "device of the host"),
    (("caps_net", "source"), "interface", "net", "network card of the host"),
    (("subsys_scsi", "source", "iscsi"), "name", "disk", "iSCSI disk"),
    (("subsys_scsi", "source", "host", "adapter"), "name", "disk", "SCSI disk of the host at"),
    (("subsys_scsi_host", "source"), "wwpn", "disk", "SCSI target"),
)
_FINDERS: tuple[tuple[str, Callable[[Attributes], Found]], ...] = (
    ("disks", _disk),
    ("hostdevs", _given),
    *((name, _terminal) for name in ("serials", "parallels", "consoles")),
    ("tpms", _tpm),
    ("redir_devs", _redirected),
    ("smartcards", _reader),
    ("inputs", _input),
    ("interfaces", _interface),
)

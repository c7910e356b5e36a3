"""The hardware of a machine: ports and drives that it keeps (C24), devices of the host that it is given (C25).

The provider has no attributes for floppy drives, serial, parallel and USB ports: a clone keeps those of its
template. They show only where `extra_config` names them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.derivation import derive
from vmgate.translate.vsphere import defaults
from vmgate.translate.vsphere.hardening import matching, setting, switched
from vmgate.translate.vsphere.joins import IDS, same_server, targets
from vmgate.vocabulary.machine import Device, Port

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.model.value import Path, Value
    from vmgate.translate.attributes import Attributes
    from vmgate.vocabulary.machine import VirtualMachine

PORTS: Final = {
    "floppy drive": r"floppy\d+\.present",
    "serial port": r"serial\d+\.present",
    "parallel port": r"parallel\d+\.present",
    "USB controller": r"(?:usb|ehci|usb_xhci)\.present",
    "sound card": r"sound\.present",
}
_PORTS = {what: re.compile(pattern, re.IGNORECASE) for what, pattern in PORTS.items()}
_PASSTHROUGH = re.compile(r"(pciPassthru\d+)\.present", re.IGNORECASE)
_VGPU = re.compile(r"pciPassthru\d+\.vgpu", re.IGNORECASE)


def ports(attributes: Attributes) -> list[Port]:
    """The ports and drives that the configuration speaks of. An unknown number of drives is one that may be there."""
    return [*_drives(attributes), *settings_ports(attributes)]


def settings_ports(attributes: Attributes) -> list[Port]:
    """The ports and drives that the advanced settings speak of."""
    return [
        Port(what, switched(fact, on=True))
        for what, pattern in _PORTS.items()
        for _, fact in matching(attributes, pattern)
    ]


def devices(machine: VirtualMachine, attributes: Attributes, estate: Estate) -> list[Device]:
    """The devices of the host that the machine is given, or may be."""
    found = list(_pci(attributes, estate))
    for make in (_sriov, _host_drive, _graphics, settings_devices):
        found += make(attributes)
    return [Device(what, name, present, machine) for what, name, present in found]


def _drives(attributes: Attributes) -> Iterator[Port]:
    try:
        blocks = attributes.blocks("cdrom")
    except UnknownValue as unknown:
        yield Port("CD drive", Fact(Unknown(unknown.reason), attributes.resource, unknown.path))
        return
    for block in blocks:
        client = defaults.flag(block, "client_device")
        if not client.known:
            yield Port("CD drive", client)
        elif client.value:
            yield Port("CD drive of the client", _unless_vapp(attributes, client))
        else:
            image = block.anything("path")
            yield Port("CD drive with an ISO", Fact(value=True, resource=image.resource, path=image.path))


def _unless_vapp(attributes: Attributes, client: Fact[bool]) -> Fact[bool]:
    """A client's drive is needed to hand vApp properties to the guest as an ISO."""
    try:
        needed = bool(attributes.blocks("vapp"))
    except UnknownValue as unknown:
        return Fact(Unknown(unknown.reason), client.resource, client.path)
    return derive(client, lambda _: not needed, note="needed by vApp properties" if needed else "")


def _pci(attributes: Attributes, estate: Estate) -> Iterator[tuple[str, Fact[str], Fact[bool]]]:
    value = attributes.raw("pci_device_id")
    path: Path = attributes.at("pci_device_id")
    if isinstance(value, Unknown):
        yield from _linked(attributes.resource, path, value, estate)
        return
    for index, item in enumerate(value if isinstance(value, list) else ()):
        place: Path = (*path, index)
        if isinstance(item, Unknown):
            yield from _linked(attributes.resource, place, item, estate)
            continue
        there: Fact[bool] = Fact(value=True, resource=attributes.resource, path=place)
        name = _model(_of_id(attributes.resource, item, estate)) or str(item)
        yield f"PCI device {item}", Fact(f"pci:{name}", attributes.resource, place), there


def _linked(
    resource: Resource, path: Path, value: Unknown, estate: Estate
) -> Iterator[tuple[str, Fact[str], Fact[bool]]]:
    """PCI devices that are looked up: what is looked for tells the maker, if nothing else."""
    found = targets(estate, resource, path, IDS)
    sources = [target for target in found if target.type == "vsphere_host_pci_device"]
    certain = len(sources) == len(found) == 1
    there: Fact[bool] = Fact(value=True if certain else value, resource=resource, path=path)
    if not sources:
        yield "PCI device", Fact(value, resource, path), there
    for source in sources:
        name = _model([source])
        known: str | Unknown = f"pci:{name}" if name is not None else value
        yield "PCI device", Fact(known, resource, path), there


def _of_id(machine: Resource, id_: Value, estate: Estate) -> list[Resource]:
    """The data sources that found the device: on the machine's host, where that is known."""
    host = machine.read("host_system_id")
    found = estate.where("data", ("vsphere_host_pci_device",), ("id",), id_)
    return [
        source for source in found
        if same_server(estate, machine, source)
        and (not isinstance(host, str) or source.read("host_id") == host)
    ]  # fmt: skip


def _model(sources: list[Resource]) -> str | None:
    """The maker's PCI id, when the data sources agree on one."""
    makers = {maker.lower().removeprefix("0x") for source in sources
              if isinstance(maker := source.read("vendor_id"), str) and maker}  # fmt: skip
    return makers.pop() if len(makers) == 1 else None


def _sriov(attributes: Attributes) -> Iterator[tuple[str, Fact[str], Fact[bool]]]:
    try:
        blocks = attributes.blocks("network_interface")
    except UnknownValue as unknown:
        yield _perhaps("SR-IOV network function", "sriov", attributes, unknown)
        return
    for block in blocks:
        function, adapter = block.present("physical_function"), defaults.text(block, "adapter_type")
        given = derive(adapter, lambda kind: kind == "sriov", note="")
        fact = function if function.known and function.value else given
        if not given.known or fact.value:
            yield "SR-IOV network function", Fact("sriov", fact.resource, fact.path), fact


def _host_drive(attributes: Attributes) -> Iterator[tuple[str, Fact[str], Fact[bool]]]:
    try:
        blocks = attributes.blocks("cdrom")
    except UnknownValue as unknown:
        yield _perhaps("CD drive", "cdrom", attributes, unknown)
        return
    for block in blocks:
        client = defaults.flag(block, "client_device")
        given = _unless_vapp(attributes, client) if client.known and client.value else client
        if not given.known or given.value:
            yield "CD drive", Fact("cdrom", given.resource, given.path), given


def _graphics(attributes: Attributes) -> Iterator[tuple[str, Fact[str], Fact[bool]]]:
    try:
        graphics = [inner for card in attributes.blocks("video_card") for inner in card.blocks("graphics_3d")]
    except UnknownValue as unknown:
        yield _perhaps("graphics by the host's hardware", "vgpu:hardware", attributes, unknown)
        return
    for block in graphics:
        hardware = derive(block.text("renderer"), lambda renderer: renderer == "hardware")
        if not hardware.known or hardware.value:
            yield (
                "graphics by the host's hardware",
                Fact("vgpu:hardware", hardware.resource, hardware.path),
                hardware,
            )


def settings_devices(attributes: Attributes) -> Iterator[tuple[str, Fact[str], Fact[bool]]]:
    """The devices that the advanced settings hand over: what reads, how each is approved, whether it is there."""
    for key, fact in matching(attributes, _PASSTHROUGH):
        present = switched(fact, on=True)
        if not present.known or present.value:
            yield "PCI device by extra_config", _passthrough_name(attributes, key, fact), present
    for key, fact in matching(attributes, _VGPU):
        # A map that is unknown as a whole stands for one device, not for two.
        if key and (not fact.known or fact.value is not None):
            name = derive(fact, lambda profile: f"vgpu:{profile}")
            yield "virtual GPU by extra_config", name, derive(fact, lambda _: True)


def _passthrough_name(attributes: Attributes, key: str, fact: Fact[str | None]) -> Fact[str]:
    if not key:
        return derive(fact, str)
    slot = key.partition(".")[0]
    vendor, device = setting(attributes, f"{slot}.vendorId"), setting(attributes, f"{slot}.deviceId")
    if not vendor.known or not device.known:
        return derive(vendor if not vendor.known else device, str)
    if vendor.value is None or device.value is None:
        return Fact(f"pci:{slot}", fact.resource, fact.path)
    maker, model = (text.lower().removeprefix("0x") for text in (vendor.value, device.value))
    return Fact(f"pci:{maker}:{model}", fact.resource, fact.path)


def _perhaps(
    what: str, name: str, attributes: Attributes, unknown: UnknownValue
) -> tuple[str, Fact[str], Fact[bool]]:
    place = (attributes.resource, unknown.path)
    return what, Fact(name, *place), Fact(Unknown(unknown.reason), *place)

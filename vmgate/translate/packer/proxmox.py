"""Machines of the builders `proxmox-iso` (also `proxmox`) and `proxmox-clone`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from vmgate.model.fact import Fact, UnknownValue
from vmgate.translate.derivation import derive, parts
from vmgate.translate.hosts import host_of
from vmgate.translate.packer import defaults, guest, media, qemu_arguments
from vmgate.translate.packer.arguments import any_of, elements
from vmgate.translate.packer.machine import (
    INHERITED,
    LEFT_BEHIND,
    BuiltMachine,
    TaggedNic,
    tag,
    unless_template,
)
from vmgate.translate.proxmox.guest import systems
from vmgate.vocabulary.mac_filter import FilteredThing, MacFilter
from vmgate.vocabulary.machine import ConsoleChannel, Device, Exposure, Port
from vmgate.vocabulary.template import Origin, Template

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.translate.attributes import Attributes
    from vmgate.vocabulary.guest import Guest
    from vmgate.vocabulary.network import Nic

PLATFORM = "proxmox"
_SPICE_DISPLAY = re.compile(r"qxl|virtio")


class ProxmoxMachine(BuiltMachine, FilteredThing):
    """What both builders have."""

    platform: ClassVar[str] = PLATFORM

    @property
    def nics(self) -> Sequence[Nic]:
        """`network_adapters`. Raises `UnknownValue`."""
        return [
            TaggedNic(
                self,
                block.text("bridge", ""),
                derive(defaults.text(block, "vlan_tag"), tag),
                endpoint=self.endpoint,
                bridged=True,
            )
            for block in self.arguments.blocks("network_adapters")
        ]

    @property
    def mac_filters(self) -> Sequence[MacFilter]:
        """`firewall` of each interface. Raises `UnknownValue`."""
        blocks = self.arguments.blocks("network_adapters")
        return [
            MacFilter("the firewall is off for the interface", defaults.flag(one, "firewall"))
            for one in blocks
        ]

    @property
    def exposures(self) -> Sequence[Exposure]:
        """The host's processor, and raw QEMU arguments, which may open anything."""
        kind = defaults.text(self.arguments, "cpu_type")
        raw = defaults.text(self.arguments, "qemu_additional_args")
        return (
            Exposure("host CPU passthrough", derive(kind, lambda name: name.partition(",")[0] == "host")),
            Exposure("raw QEMU arguments", derive(raw, bool)),
        )

    @property
    def ports(self) -> Sequence[Port]:
        """Serial ports, and the CD drives that the build does not take away."""
        found = [Port("serial port", derive(one, bool)) for one in elements(self.arguments, "serials")]
        for name in ("boot_iso", "additional_iso_files"):
            blocks, unknown = parts(self.arguments, name)
            found += [Port("CD-ROM drive", _stays(block)) for block in blocks]
            if unknown is not None:
                found.append(Port("CD-ROM drive", unknown))
        if "unmount_iso" in defaults.DEFAULTS[self.resource.type]:
            mounted = any_of(self.arguments, ("iso_file", "iso_url", "iso_urls"))
            unmounted = defaults.flag(self.arguments, "unmount_iso")
            found.append(Port("CD-ROM drive", derive(unmounted, lambda gone: not gone and mounted.value)))
        return found

    @property
    def devices(self) -> Sequence[Device]:
        """PCI devices, serial ports of the host, and what raw arguments hand over."""
        return [Device(what, name, present, self) for what, name, present in self._devices()]

    @property
    def copy_paste(self) -> Sequence[ConsoleChannel]:
        """The display: one that is served through SPICE carries its clipboard."""
        blocks, unknown = parts(self.arguments, "vga")
        if unknown is not None:
            return (ConsoleChannel("SPICE clipboard", derive(unknown, bool)),)
        if not blocks:
            return (ConsoleChannel("SPICE clipboard", self._display()),)
        kind = defaults.text(blocks[0], "type")
        shut: Fact[bool | None] = derive(kind, lambda name: _SPICE_DISPLAY.match(name) is None)
        return (ConsoleChannel("SPICE clipboard", shut),)

    @property
    def origin(self) -> Origin:
        """From nothing, if a machine stays that is no template. Raises `UnknownValue`."""
        stays = defaults.flag(self.arguments, "skip_convert_to_template")
        where = self.arguments.anything("skip_convert_to_template")
        return unless_template(not stays.value, Origin(where, nothing=LEFT_BEHIND))

    @property
    def guest(self) -> Guest:
        """`os`, which names no Linux; the media do."""
        kind = defaults.text(self.arguments, "os")
        return guest.of_kind(kind, derive(kind, systems), media.names(self.arguments))

    @property
    def name(self) -> Fact[str]:
        """`template_name`, else `vm_name`."""
        template = self.arguments.text("template_name", "")
        return template if not template.known or template.value else super().name

    @property
    def endpoint(self) -> str | None:
        """The host of the API, None where it is not known."""
        url = self.arguments.text("proxmox_url", "")
        return host_of(url.value) if url.known else None

    def _display(self) -> Fact[bool | None]:
        return Fact(True, self.resource, ("vga",), self.arguments.note)  # noqa: FBT003  - the default is off

    def _devices(self) -> Iterator[tuple[str, Fact[str], Fact[bool]]]:
        blocks, unknown = parts(self.arguments, "pci_devices")
        for block in blocks:
            present = Fact(value=True, resource=self.resource, path=block.path)
            yield "PCI device", _pci_name(block), present
        if unknown is not None:
            yield "PCI device", derive(unknown, str), unknown
        for serial in elements(self.arguments, "serials"):
            present = derive(serial, lambda device: device.startswith("/dev/"))
            if not present.known or present.value:
                yield "serial port of the host", derive(serial, lambda device: f"dev:{device}"), present
        yield from qemu_arguments.handed_over(defaults.text(self.arguments, "qemu_additional_args"))


class ClonedMachine(ProxmoxMachine):
    """A machine that is cloned from a template: `proxmox-clone`."""

    @property
    def nics(self) -> Sequence[Nic]:
        """`network_adapters`; left out, the template's. Raises `UnknownValue`."""
        found = super().nics
        if not found:
            raise UnknownValue(INHERITED, self.resource, ("network_adapters",))
        return found

    @property
    def origin(self) -> Origin:
        """`clone_vm` or `clone_vm_id`: what an image is made of has to be an approved one, too."""
        name = self.arguments.text("clone_vm")
        number = self.arguments.number("clone_vm_id")
        identity = derive(number, lambda id_: None if id_ is None else str(id_))
        by_name = number.known and number.value is None
        where = self.arguments.anything("clone_vm" if by_name else "clone_vm_id")
        return Origin(where, (Template(PLATFORM, where, name, identity, self.endpoint),))

    @property
    def guest(self) -> Guest:
        """`os`, else the template's, which its name may tell."""
        template = self.arguments.text("clone_vm", "")
        names = [template] if not template.known or template.value else []
        kind = self.arguments.text("os", "")
        if kind.known and not kind.value:
            return guest.of_media(names, self.arguments.anything("os"))
        return guest.of_kind(kind, derive(kind, systems), names)

    def _display(self) -> Fact[bool | None]:
        return Fact(None, self.resource, ("vga",), "the template decides")


def _stays(block: Attributes) -> Fact[bool]:
    """Whether a drive is still there when the build is over: emptied drives go, unless they are kept."""
    unmounted = defaults.flag(block, "unmount")
    kept = defaults.flag(block, "keep_cdrom_device")
    return derive(unmounted, lambda gone: not gone or kept.value)


def _pci_name(block: Attributes) -> Fact[str]:
    mapping, host = block.text("mapping", ""), block.text("host", "")
    if not mapping.known or mapping.value:
        return derive(mapping, lambda known: f"pci:mapping/{known}")
    return derive(host, lambda id_: f"pci:{id_ if id_.count(':') > 1 else f'0000:{id_}'}".lower())

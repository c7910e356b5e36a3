"""Domains up to 0.8, which are made of blocks.

What blocks cannot express, people write as an XSLT stylesheet that changes the XML which the provider makes of them.
It may change anything, so nothing but the name is known of a domain that has one.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from vmgate.model.fact import Fact
from vmgate.translate.boot_disk import BootDisk
from vmgate.translate.derivation import derive, is_off, parts, shown
from vmgate.translate.facts import left_out
from vmgate.translate.libvirt import defaults, volume
from vmgate.translate.libvirt.connection import encrypted
from vmgate.translate.libvirt.domain import Domain, in_datastore, own_emulator
from vmgate.translate.libvirt.network import unless_transformed
from vmgate.translate.libvirt.nic import LibvirtNic, of_block
from vmgate.translate.libvirt.resource_types import DOMAIN
from vmgate.vocabulary.connection import Link
from vmgate.vocabulary.mac_filter import MacFilter
from vmgate.vocabulary.machine import ConsoleChannel, DatastoreAccess, Device, Exposure, Port

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.model.value import Path
    from vmgate.vocabulary.network import Nic
    from vmgate.vocabulary.template import Template

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class BlockDomain(Domain):
    """A domain of blocks."""

    disks: ClassVar[Path] = ("disk",)

    @property
    def powered_off(self) -> Fact[bool]:
        """`running`, which is true unless it is set; not if it starts with the host."""
        autostart = self._attributes.flag("autostart", default=False)
        if left_out(self._attributes, "autostart"):
            autostart = Fact(value=False, resource=self.resource, path=("autostart",))
        return is_off(self.running, autostart)

    @property
    def running(self) -> Fact[bool]:
        """`running`."""
        self._as_written()
        return self._attributes.flag("running", default=defaults.flag(DOMAIN, "running"))

    @property
    def identity(self) -> Fact[str | None]:
        """`id`, which is its uuid."""
        return self._attributes.text("id")

    @property
    def nics(self) -> Sequence[Nic]:
        """The `network_interface` blocks."""
        self._as_written()
        return [
            LibvirtNic(self, self._estate, of_block(block))
            for block in self._attributes.blocks("network_interface")
        ]

    @property
    def mac_filters(self) -> Sequence[MacFilter]:
        """None: the blocks cannot name a filter."""
        self._as_written()
        return [
            MacFilter(
                "the interface has no filter, and blocks cannot give it one",
                Fact(value=False, resource=self.resource, path=block.path),
            )
            for block in self._attributes.blocks("network_interface")
        ]

    @property
    def exposures(self) -> Sequence[Exposure]:
        """File systems of the host, its processor and files, and an emulator of one's own."""
        self._as_written()
        return tuple(self._exposures())

    @property
    def ports(self) -> Sequence[Port]:
        """Serial consoles and CD-ROM drives. The one with the cloud-init data is needed at the first start."""
        self._as_written()
        return tuple(self._ports())

    @property
    def devices(self) -> Sequence[Device]:
        """Disks, serial lines and the TPM of the host. PCI and USB devices cannot be expressed."""
        self._as_written()
        return tuple(self._devices())

    @property
    def datastore_accesses(self) -> Sequence[DatastoreAccess]:
        """Directories and files of a pool, images in a drive, and disks of the host."""
        self._as_written()
        return tuple(self._accesses())

    @property
    def copy_paste(self) -> Sequence[ConsoleChannel]:
        """The clipboard needs a channel to an agent in the guest, which blocks cannot make."""
        self._as_written()
        note = "there is no channel to an agent in the guest"
        return [
            ConsoleChannel(
                "the clipboard of the console",
                Fact(value=True, resource=self.resource, path=("graphics",), note=note),
            )
        ]

    @property
    def links(self) -> Sequence[Link]:
        """The console, serial consoles over TCP, and images that a drive reads from a server."""
        self._as_written()
        return tuple(self._links())

    def _as_written(self) -> None:
        """Raises `UnknownValue` where a stylesheet changes what is written."""
        unless_transformed(self._attributes)

    def _boot_disk(self) -> BootDisk | None:
        self._as_written()
        drive = ""
        for disk in self._attributes.blocks("disk"):
            file, url, device = (disk.text(name) for name in ("file", "url", "block_device"))
            image = next((one for one in (file, url) if not one.known or one.value), None)
            if image is not None:
                if _is_iso(image):
                    drive = ", but an ISO image in the CD-ROM drive"
                    continue
                return BootDisk(image, partial(_no_volume, image), attached=True)
            if device.value:
                nothing = f"it boots from the disk {shown(derive(device, str))} of the host"
                return BootDisk(device, tuple, nothing, attached=True)
            id_ = disk.text("volume_id")
            where = disk.anything("volume_id")
            return BootDisk(
                where,
                partial(volume.of_path, id_, where, self._estate),
                f"the disk it boots from begins empty{drive}",
            )
        return None if not drive else BootDisk(self._attributes.anything("disk"), tuple, f"no disk{drive}")

    def _exposures(self) -> Iterator[Exposure]:
        blocks, unknown = parts(self._attributes, "filesystem")
        for block in blocks:
            yield Exposure(
                "a directory of the host", Fact(value=True, resource=self.resource, path=block.at("source"))
            )
        if unknown is not None:
            yield Exposure("a directory of the host", unknown)
        yield from self._processor()
        for name, what in (
            ("kernel", "it boots a kernel of the host"),
            ("initrd", "it boots an initial file system of the host"),
        ):
            yield Exposure(what, self._attributes.present(name))
        if not left_out(self._attributes, "emulator"):
            yield Exposure("an emulator of its own", own_emulator(self._attributes.text("emulator")))
        disks, unknown = parts(self._attributes, "disk")
        for disk in disks:
            file = disk.text("file")
            if not file.known or (file.value and not _is_iso(file)):
                yield Exposure("a file of the host as a disk", derive(file, bool))
        if unknown is not None:
            yield Exposure("a file of the host as a disk", unknown)

    def _processor(self) -> Iterator[Exposure]:
        if left_out(self._attributes, "cpu", blocks=True):
            return
        blocks, unknown = parts(self._attributes, "cpu")
        for block in blocks:
            if not left_out(block, "mode"):
                mode = block.text("mode", "")
                yield Exposure(
                    "host CPU passthrough", derive(mode, lambda known: known == "host-passthrough")
                )
        if unknown is not None:
            yield Exposure("host CPU passthrough", unknown)

    def _ports(self) -> Iterator[Port]:
        consoles, unknown = parts(self._attributes, "console")
        for console in consoles:
            kind = console.text("target_type")
            there = kind.value in (None, "", "serial") if kind.known else True
            at = Fact(there, console.resource, console.path)
            yield Port("serial port", at if kind.known else derive(kind, bool))
        if unknown is not None:
            yield Port("serial port", unknown)
        disks, unknown = parts(self._attributes, "disk")
        for disk in disks:
            for image in (disk.text("file"), disk.text("url")):
                if not image.known or image.value:
                    yield Port("CD-ROM drive", derive(image, _names_iso))
        if unknown is not None:
            yield Port("CD-ROM drive", unknown)

    def _devices(self) -> Iterator[Device]:
        disks, unknown_disks = parts(self._attributes, "disk")
        for disk in disks:
            yield from self._device(disk.text("block_device"), "disk", "disk of the host")
        consoles, unknown_consoles = parts(self._attributes, "console")
        for console in consoles:
            path = console.text("source_path")
            if console.text("type", "").value == "dev":
                yield from self._device(path, "dev", "serial port of the host")
        tpms, unknown_tpms = parts(self._attributes, "tpm")
        for tpm in tpms:
            kind = tpm.text("backend_type", defaults.text(DOMAIN, "tpm.backend_type"))
            if not kind.known or kind.value == "passthrough":
                name: Fact[str] = derive(
                    tpm.text("backend_device_path"), lambda known: f"dev:{known or '/dev/tpm0'}"
                )
                present = derive(kind, lambda known: known == "passthrough")
                yield Device("the TPM of the host", name, present, self)
        for unknown in (unknown_disks, unknown_consoles, unknown_tpms):
            if unknown is not None:
                yield Device("a device of the host", derive(unknown, str), unknown, self)

    def _device(self, path: Fact[str | None], kind: str, what: str) -> Iterator[Device]:
        if not path.known or path.value:
            name = derive(path, lambda known: f"{kind}:{known}")
            yield Device(f"{what} {shown(derive(path, str))}", name, derive(path, bool), self)

    def _accesses(self) -> Iterator[DatastoreAccess]:
        blocks, unknown = parts(self._attributes, "filesystem")
        for block in blocks:
            path = block.text("source", "")
            what = f"the guest mounts {shown(path)}, which is where a datastore is"
            yield DatastoreAccess(what, in_datastore(path, self._estate))
        if unknown is not None:
            yield DatastoreAccess("the guest mounts where a datastore is", unknown)
        disks, unknown = parts(self._attributes, "disk")
        for disk in disks:
            for image in (disk.text("file"), disk.text("url")):
                if not image.known or image.value:
                    what = f"the image {shown(derive(image, str))} is left in a drive"
                    yield DatastoreAccess(what, derive(image, _names_iso))
            device = disk.text("block_device")
            if not device.known or device.value:
                yield DatastoreAccess("a disk is a whole disk of the host", derive(device, bool))
        if unknown is not None:
            yield DatastoreAccess("an image is left in a drive", unknown)

    def _links(self) -> Iterator[Link]:
        flaw = "the console is offered to the network without encryption"
        graphics, unknown = parts(self._attributes, "graphics")
        for block in graphics:
            kind = block.text("listen_type", defaults.text(DOMAIN, "graphics.listen_type"))
            address = block.text("listen_address", defaults.text(DOMAIN, "graphics.listen_address"))
            if not kind.known:
                yield Link(flaw, derive(kind, lambda _: True))
            else:
                local = derive(address, lambda known: known in LOOPBACK)
                yield Link(flaw, local if kind.value == "address" else _nowhere(kind, kind.value))
        if unknown is not None:
            yield Link(flaw, unknown)
        flaw = "a serial console is offered to the network without encryption"
        consoles, unknown = parts(self._attributes, "console")
        for console in consoles:
            kind = console.text("type", "")
            host = console.text("source_host", defaults.text(DOMAIN, "console.source_host"))
            if not kind.known or kind.value in ("tcp", "udp"):
                yield Link(flaw, derive(host if kind.known else kind, lambda known: known in LOOPBACK))
        if unknown is not None:
            yield Link(flaw, unknown)
        disks, _ = parts(self._attributes, "disk")
        for disk in disks:
            yield Link("an image is read over a link that is not encrypted", encrypted(disk.text("url")))


def _nowhere(kind: Fact[str], listens: str) -> Fact[bool]:
    """`network` listens on the address of a virtual network, which guests and the host are on."""
    return Fact(listens != "network", kind.resource, kind.path, kind.note)


def _names_iso(path: str | None) -> bool:
    return (path or "").lower().endswith(".iso")


def _is_iso(image: Fact[str | None]) -> bool:
    """Whether an image goes into a CD-ROM drive. Raises `UnknownValue`."""
    return _names_iso(image.value)


def _no_volume(image: Fact[str | None]) -> Sequence[Template]:
    raise image.doubt("the file is no volume of this configuration")

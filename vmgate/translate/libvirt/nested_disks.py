"""Disks of nested attributes: what a domain boots from (C30), what it reaches (C28), over which links (C06)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.boot_disk import BootDisk
from vmgate.translate.facts import derive, shown
from vmgate.translate.libvirt import volume
from vmgate.translate.libvirt.connection import image_urls
from vmgate.translate.libvirt.domain import in_datastore
from vmgate.translate.libvirt.elements import down, each, there
from vmgate.translate.libvirt.nested_hardware import drive_of
from vmgate.translate.libvirt.network import nested_name
from vmgate.translate.libvirt.resource_types import POOL, VOLUME
from vmgate.vocabulary.connection import Link
from vmgate.vocabulary.machine import DatastoreAccess, Port

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.template import Template

READ = "a disk is read over a link that is not encrypted"
_PLAIN = frozenset({"http", "ftp", "tftp"})
_OPTIONAL_TLS = frozenset({"nbd", "vxhs"})
_RAW_POOLS = frozenset({"scsi", "iscsi", "iscsi-direct", "mpath", "disk"})
_DRIVES_OF_HOST = ("/dev/sr", "/dev/scd", "/dev/cdrom", "/dev/dvd")


def boot_disk(devices: Attributes | None, estate: Estate) -> BootDisk | None:
    """The disk that comes first: by its boot order, else by its place. Raises `UnknownValue`."""
    disks = devices.blocks("disks") if devices is not None else []
    fixed = [disk for disk in disks if drive_of(disk) is None]
    drives = any(_names_image(disk) for disk in disks if drive_of(disk) is not None)
    also = ", but an image in a drive" if drives else ""
    if not fixed:
        return BootDisk(devices.anything("disks"), tuple, f"no disk{also}") if drives and devices else None
    ordered = [(order, disk) for disk in fixed if (order := _boot_order(disk)) is not None]
    first = min(ordered, key=lambda pair: pair[0])[1] if ordered else fixed[0]
    return _boot(first, estate, f"the disk it boots from begins empty{also}")


def drives(devices: Attributes | None, estate: Estate) -> Iterator[Port]:
    """CD-ROM and floppy drives, but for the one with cloud-init data, which the first start needs."""

    def of_disk(disk: Attributes) -> Iterator[Port]:
        what = drive_of(disk)
        if what is not None and not _is_cloudinit(disk, estate):
            yield Port(what, there(disk))

    yield from each(devices, "disks", of_disk, partial(Port, "CD-ROM drive"))


def accesses(devices: Attributes | None, estate: Estate) -> Iterator[DatastoreAccess]:
    """Directories of a pool, shared and raw disks, images left in a drive."""

    def of_directory(element: Attributes) -> Iterator[DatastoreAccess]:
        path = nested_name(element, "source", "dir")
        source = element.block("source") if isinstance(element.outline("source"), dict) else None
        for name, inner in (("mount", "dir"), ("bind", "dir"), ("file", "file")):
            found = source.block(name) if source is not None else None
            path = found.text(inner) if found is not None else path
        text = derive(path, lambda known: known or "")
        what = f"the guest mounts {shown(text)}, which is where a datastore is"
        if not text.known or text.value:
            yield DatastoreAccess(what, in_datastore(text, estate))

    def of_disk(disk: Attributes) -> Iterator[DatastoreAccess]:
        yield DatastoreAccess("a disk is shared with other machines", disk.flag("shareable", default=False))
        if drive_of(disk) is not None:
            if _names_image(disk) and not _is_cloudinit(disk, estate):
                yield DatastoreAccess("an image is left in a drive", there(disk))
            return
        source = disk.block("source")
        owner = _named_volume(source) if source is not None else None
        if owner is not None:
            raw = derive(owner.text("pool"), lambda name: _is_raw(name, estate))
            yield DatastoreAccess("a disk is a whole unit of a storage server", raw)

    def of_device(element: Attributes) -> Iterator[DatastoreAccess]:
        for path, what in (
            (("subsys_scsi",), "a SCSI disk is given to the guest"),
            (("subsys_scsi_host",), "a SCSI target is given to the guest"),
        ):
            found = down(element, *path)
            if found is not None:
                yield DatastoreAccess(what, there(found))

    for name, of_one, what in (
        ("filesystems", of_directory, "the guest mounts where a datastore is"),
        ("disks", of_disk, "a disk reaches into a datastore"),
        ("hostdevs", of_device, "a disk is given to the guest"),
    ):
        yield from each(devices, name, of_one, partial(DatastoreAccess, what))


def links(devices: Attributes | None) -> Iterator[Link]:
    """Disks that are read over a network by the hypervisor."""

    def of_disk(disk: Attributes) -> Iterator[Link]:
        source = down(disk, "source", "network")
        if source is None:
            return
        protocol, tls = source.text("protocol", ""), source.text("tls")
        if not protocol.known or protocol.value in _PLAIN:
            yield Link(READ, derive(protocol, lambda known: known not in _PLAIN))
        elif protocol.value in _OPTIONAL_TLS:
            yield Link(READ, derive(tls, lambda known: known == "yes"))

    yield from each(devices, "disks", of_disk, partial(Link, READ))


def checks(devices: Attributes | None) -> list[Fact[bool]]:
    """For disks that are read over TLS: whether the server's certificate is verified."""

    def of_disk(disk: Attributes) -> Iterator[Fact[bool]]:
        source = disk.block("source")
        settings = down(source, "ssl")
        if source is not None and down(source, "network") is not None and settings is not None:
            yield derive(settings.text("verify"), lambda known: known != "no")

    return list(each(devices, "disks", of_disk, lambda fact: fact))


def _boot(disk: Attributes, estate: Estate, nothing: str) -> BootDisk:
    source = disk.block("source")
    if source is None:
        return BootDisk(disk.anything("source"), tuple, nothing)
    owner = _named_volume(source)
    if owner is not None:
        name, where = owner.text("volume"), owner.anything("volume")
        images = partial(volume.of_name, derive(name, str), owner.text("pool", "default"), where, estate)
        return BootDisk(where, images, nothing)
    device = nested_name(source, "block", "dev")
    if device.value is not None:
        what = f"it boots from the disk {shown(derive(device, str))} of the host"
        return BootDisk(device, tuple, what, attached=True)
    file = nested_name(source, "file", "file")
    if not file.known and volume.referenced(file, estate, VOLUME):
        return BootDisk(file, partial(volume.of_path, file, file, estate), nothing)
    if file.value is not None:
        return BootDisk(file, partial(_no_volume, file), attached=True)
    where = disk.anything("source")
    return BootDisk(where, partial(_elsewhere, where), attached=True)


def _named_volume(source: Attributes) -> Attributes | None:
    """What names the volume of a disk and its pool: an object since 0.9.1, the source itself in 0.9.0.

    None where it is no volume. Raises `UnknownValue` when that is not known.
    """
    outline = source.outline("volume")
    if isinstance(outline, Unknown):
        raise UnknownValue(outline.reason, source.resource, source.at("volume"))
    if isinstance(outline, dict):
        return source.block("volume")
    return None if outline is None else source


def _boot_order(disk: Attributes) -> int | None:
    boot = disk.block("boot")
    return None if boot is None else boot.number("order").value


def _names_image(disk: Attributes) -> bool:
    """Whether something of a storage is in a drive: the drive of the host itself is none. Raises `UnknownValue`."""
    source = disk.block("source")
    if source is None:
        return False
    given = [source.anything(name) for name in ("file", "volume", "network")]
    if any(one.known and one.value is not None for one in given):
        return True
    block = nested_name(source, "block", "dev").value
    _ = [one.value for one in given]
    return block is not None and not block.startswith(_DRIVES_OF_HOST)


def _is_cloudinit(disk: Attributes, estate: Estate) -> bool:
    """Whether the data for the first start is in a drive: the disk itself, or a volume that it was copied to.

    Raises `UnknownValue` where that is not known.
    """
    source = disk.block("source")
    if source is None:
        return False
    owner = _named_volume(source)
    image = owner.text("volume") if owner is not None else nested_name(source, "file", "file")
    if image.known:
        if owner is None:
            return False
        found = volume.named(derive(image, str), owner.text("pool", "default"), estate)
        return bool(found) and all(_copied(one, estate) for one in found)
    made = volume.referenced(image, estate, VOLUME)
    if made:
        return all(_copied(one, estate) for one in made)
    return volume.is_cloudinit(image, estate)


def _copied(made: Resource, estate: Estate) -> bool:
    urls = image_urls(made)
    return bool(urls) and all(volume.is_cloudinit(url, estate) for url in urls)


def _is_raw(name: str | None, estate: Estate) -> bool | Unknown:
    """Whether the volumes of a pool are units of a storage server, which no other layer is in between of."""
    if name is None:
        return False
    kinds = [Attributes(pool).text("type") for pool in estate.where("managed", (POOL,), ("name",), name)]
    unnamed = [pool for pool in estate.of_type(POOL) if isinstance(pool.read("name"), Unknown)]
    if not all(kind.known for kind in kinds) or (unnamed and not kinds):
        return Unknown("the kind of its pool is not known")
    return any(kind.value in _RAW_POOLS for kind in kinds)


def _no_volume(file: Fact[str | None]) -> Sequence[Template]:
    raise file.doubt("the file is no volume of this configuration")


def _elsewhere(where: Fact[object]) -> Sequence[Template]:
    raise UnknownValue("what is on the disk is not part of this configuration", where.resource, where.path)

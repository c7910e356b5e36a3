"""Ways in which a guest reaches into a storage of its nodes (C28).

A storage keeps its volumes under `/var/lib/vz`, under `/mnt/pve`, or where a storage of the configuration says. What a
machine's own number is in the name of is its own (`vm-101-disk-0`); templates are everybody's to be cloned.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate import qemu_command
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import told
from vmgate.translate.facts import derive, left_out, parts, shown
from vmgate.translate.proxmox import resource_types as types
from vmgate.translate.proxmox.hardware import PHYSICAL_DRIVE, host_path
from vmgate.vocabulary.machine import DatastoreAccess

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vmgate.model.estate import Estate

PLACES: Final = ("/var/lib/vz", "/mnt/pve", "/etc/pve")
"""Where every node keeps the storage `local`, what it mounts, and the configuration of all machines."""

NO_IMAGE: Final = frozenset({"", "none", PHYSICAL_DRIVE})
_VOLUME: Final = re.compile(r"(?:\d+/)?(?:vm|subvol)-(\d+)-.+")
_BLOCKS: Final = re.compile(r"/dev/(?:sd|vd|nvme|mapper/|zvol/|pve/|dm-|disk/|zd|rbd)")


def of_machine(
    machine: Attributes, number: Callable[[], Fact[int | None]], estate: Estate
) -> Iterator[DatastoreAccess]:
    """A disk that is another machine's or a disk of the host, and directories that are shared through virtiofs or
    by raw arguments of QEMU.
    """
    disks, unknown = parts(machine, "disk")
    for disk in disks:
        path = disk.text("path_in_datastore", "")
        if not left_out(disk, "path_in_datastore"):
            yield DatastoreAccess(f"the disk {shown(path)} is another machine's", _foreign(path, number))
        whole = host_path(disk)
        yield whole_disk(whole)
        yield DatastoreAccess("a disk is a file of a storage", _in_storage(whole, estate))
    if unknown is not None:
        yield DatastoreAccess("a disk reaches into a storage", unknown)
    drives, unknown = parts(machine, "cdrom")
    for drive in drives:
        yield image_in_drive(drive.text("file_id", ""))
    if unknown is not None:
        yield DatastoreAccess("an image is left in a drive", unknown)
    shares, unknown = parts(machine, "virtiofs")
    for share in shares:
        mapping = share.text("mapping", "")
        what = f"the directory {shown(mapping)}, where a storage is, is shared with the guest"
        yield DatastoreAccess(what, _mapped(mapping, estate))
    if unknown is not None:
        yield DatastoreAccess("a directory where a storage is is shared with the guest", unknown)
    yield by_arguments(machine.text("kvm_arguments", ""), estate)


def by_arguments(arguments: Fact[str], estate: Estate) -> DatastoreAccess:
    """A directory or file of a storage that raw arguments of QEMU give the guest."""

    def reach() -> bool:
        found = [
            Fact(path, arguments.resource, arguments.path) for path in qemu_command.paths(arguments.value)
        ]
        return any(_in_storage(path, estate).value for path in found)

    there = Fact(told(reach), arguments.resource, arguments.path)
    return DatastoreAccess("raw QEMU arguments share a place where a storage is", there)


def of_container(container: Attributes, estate: Estate) -> Iterator[DatastoreAccess]:
    """Directories and block devices of the host that are mounted or handed over."""
    for name, attribute in (("mount_point", "volume"), ("device_passthrough", "path")):
        blocks, unknown = parts(container, name)
        for block in blocks:
            path = block.text(attribute, "")
            yield from mounted(path, estate)
        if unknown is not None:
            yield DatastoreAccess("the container reaches into a storage", unknown)


def mounted(path: Fact[str], estate: Estate) -> Iterator[DatastoreAccess]:
    """A file or directory of the host that a container mounts."""
    yield DatastoreAccess(f"the container has the disk {shown(path)} of the host", derive(path, _is_block))
    what = f"the container mounts {shown(path)}, which is where a storage is"
    yield DatastoreAccess(what, _in_storage(path, estate))


def whole_disk(path: Fact[str]) -> DatastoreAccess:
    """A block device of the host, which storages may be on."""
    return DatastoreAccess("a disk is a whole disk of the host", derive(path, _is_block))


def image_in_drive(file: Fact[str]) -> DatastoreAccess:
    """An image of a storage that stays in the CD-ROM drive."""
    what = f"the image {shown(file)} is left in a drive"
    return DatastoreAccess(what, derive(file, lambda name: name not in NO_IMAGE))


def _foreign(path: Fact[str], number: Callable[[], Fact[int | None]]) -> Fact[bool]:
    def is_foreign(text: str) -> bool | Unknown:
        match = _VOLUME.fullmatch(text)
        if match is None:
            return False
        if number().value is None:
            return Unknown("the number of the machine is known once it exists")
        return int(match[1]) != number().value

    return derive(path, is_foreign)


def _is_block(path: str) -> bool:
    return _BLOCKS.match(path) is not None


def _mapped(mapping: Fact[str], estate: Estate) -> Fact[bool]:
    """Whether a mapping leads to where a storage is, on any node."""

    def leads_there() -> bool:
        found = estate.where("managed", types.FOLDER_MAPPINGS, ("name",), mapping.value)
        if not found:
            raise mapping.doubt(f"the mapping {mapping.value} is not in the configuration")
        return any(
            _in_storage(place.text("path", ""), estate).value
            for resource in found
            for place in Attributes(resource).blocks("map")
        )

    return Fact(told(leads_there), mapping.resource, mapping.path)


def _in_storage(path: Fact[str], estate: Estate) -> Fact[bool]:
    """Whether a directory or file of a node is that of a storage, in it, or around it."""

    def is_in(text: str) -> bool | Unknown:
        if not text.startswith("/") or text.startswith("/dev/"):
            return False
        if any(_overlap(text, place) for place in PLACES):
            return True
        places = [Attributes(one).text("path", "") for one in estate.of_type(*types.FOLDERS)]
        if any(_overlap(text, place.value) for place in places if place.known):
            return True
        if not all(place.known for place in places):
            return Unknown("where a storage is, is not known")
        return False

    return derive(path, is_in)


def _overlap(one: str, other: str) -> bool:
    own, place = one.rstrip("/") + "/", other.rstrip("/") + "/"
    return bool(other) and (own.startswith(place) or place.startswith(own))

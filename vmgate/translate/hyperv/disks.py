"""Virtual disks (C28, C30). A drive holds a file of the host by its path, or a disk of the host by its number.

Paths are Windows': neither letter case nor the direction of slashes counts.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.boot_disk import BootDisk
from vmgate.translate.facts import derive, parts, shown
from vmgate.translate.hyperv import defaults
from vmgate.translate.hyperv.connection import endpoint
from vmgate.vocabulary.machine import DatastoreAccess
from vmgate.vocabulary.template import Template

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

PLATFORM = "hyperv"
_DEEPEST = 8
"""More parents than anybody stacks; disks that are each other's parent end there."""


def normal(path: str) -> str:
    """A path in the one form that all its spellings have."""
    return path.strip().replace("/", "\\").casefold()


def boot_disk(machine: Attributes, estate: Estate) -> BootDisk | None:
    """The first drive. Raises `UnknownValue`."""
    for drive in machine.blocks("hard_disk_drives"):
        number = disk_number(drive)
        path = drive_path(drive)
        if number.value != defaults.NO_DISK:
            return BootDisk(number, tuple, f"it boots from disk {number.value} of the host", attached=True)
        return BootDisk(path, partial(images, path, path, estate), "the disk it boots from begins empty")
    return None


def images(path: Fact[str], where: Fact[object], estate: Estate, depth: int = 0) -> Sequence[Template]:
    """What the disk with a path begins as; none at all where it begins empty. Raises `UnknownValue`."""
    found = _declared(path, estate)
    if len(found) != 1 or depth > _DEEPEST:
        raise path.doubt("the file is no disk of this configuration")
    disk = Attributes(found[0])
    own = endpoint(where.resource, estate)
    nobody: Fact[str | None] = Fact(None, disk.resource, ())
    source, machine, parent = (disk.text(name) for name in ("source", "source_vm", "parent_path"))
    if source.value:
        return [Template(PLATFORM, where, derive(source, _file), source, own)]
    if machine.value:
        return [Template(PLATFORM, where, machine, nobody, own)]
    if parent.value:
        known = derive(parent, str)
        if _declared(known, estate):
            return images(known, where, estate, depth + 1)
        return [Template(PLATFORM, where, derive(parent, _file), parent, own)]
    if disk.number("source_disk").value is not None:
        raise path.doubt("it is a copy of a disk of the host, and nobody knows what is on that")
    return ()


def disk_number(drive: Attributes) -> Fact[int]:
    """The disk of the host that a drive is."""
    return drive.number("disk_number", defaults.number("hard_disk_drives.disk_number"))


def drive_path(drive: Attributes) -> Fact[str]:
    """The file that a drive holds, "" where it is none."""
    return drive.text("path", defaults.text("hard_disk_drives.path"))


def accesses(machine: Attributes, estate: Estate) -> Iterator[DatastoreAccess]:
    """Whole disks of the host, disks of several machines, images that are left in a drive."""
    drives, unknown = parts(machine, "hard_disk_drives")
    for drive in drives:
        number, path = disk_number(drive), drive_path(drive)
        yield DatastoreAccess("a disk is a whole disk of the host", derive(number, _is_disk))
        yield DatastoreAccess(f"the disk {shown(path)} is another machine's as well", _shared(path, estate))
        name = "support_persistent_reservations"
        default = defaults.flag(f"hard_disk_drives.{name}")
        yield DatastoreAccess("a disk is shared with other machines", drive.flag(name, default=default))
    if unknown is not None:
        yield DatastoreAccess("a disk reaches into a datastore", unknown)
    drives, unknown = parts(machine, "dvd_drives")
    for drive in drives:
        image = drive.text("path", defaults.text("dvd_drives.path"))
        if not is_made_here(image, estate):
            yield DatastoreAccess(f"the image {shown(image)} is left in a drive", derive(image, bool))
    if unknown is not None:
        yield DatastoreAccess("an image is left in a drive", unknown)


def is_made_here(image: Fact[str], estate: Estate) -> bool:
    """Whether an image is one that the configuration itself makes, of files for the first start."""
    made = estate.of_type(defaults.ISO)
    if not image.known:
        named = [one for ref in image.resource.references(image.path) for one in estate.at(ref)]
        return bool(named) and all(one.type == defaults.ISO for one in named)
    paths = [Attributes(one).text("destination_iso_file_path", "") for one in made]
    for path in paths:
        if image.value and path.known and normal(path.value) == normal(image.value):
            return True
    for path in paths:
        _ = path.value
    return False


def _file(path: str | None) -> str | None:
    """The name of the file at the end of a path or address."""
    return re.split(r"[/\\]", path)[-1] if path else None


def _is_disk(number: int) -> bool:
    return number != defaults.NO_DISK


def _declared(path: Fact[str], estate: Estate) -> list[Resource]:
    """The disks of this configuration that a path is that of. Raises `UnknownValue`."""
    disks = estate.of_type(defaults.VHD)
    if not path.known:
        named = [one for ref in path.resource.references(path.path) for one in estate.at(ref)]
        if named and all(one.type == defaults.VHD for one in named):
            return named
    wanted = normal(path.value)
    own = [(disk, Attributes(disk).text("path", "")) for disk in disks]
    found = [disk for disk, other in own if other.known and normal(other.value) == wanted]
    if not found and not all(other.known for _, other in own):
        raise path.doubt("the path of a disk is not known")
    return found


def _shared(path: Fact[str], estate: Estate) -> Fact[bool]:
    if not path.known or not path.value:
        return derive(path, bool)
    counts, unknown = estate.kept(_counts)
    many = counts.get(normal(path.value), 0) > 1
    reason = Unknown("the disks of another machine are not known")
    return Fact(reason if unknown and not many else many, path.resource, path.path)


def _counts(estate: Estate) -> tuple[dict[str, int], bool]:
    """How many drives hold a file, by its path; and whether some drive may hold any."""
    counts: dict[str, int] = {}
    unknown = False
    for resource in estate.of_type(defaults.MACHINE):
        drives, missing = parts(Attributes(resource), "hard_disk_drives")
        unknown = unknown or missing is not None
        for drive in drives:
            path = drive_path(drive)
            if path.known:
                counts[normal(path.value)] = counts.get(normal(path.value), 0) + 1
            unknown = unknown or not path.known
    return counts, unknown

"""Ways from a machine into a datastore: shared disks, disks of others, images in the CD drive (C28)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.derivation import derive
from vmgate.translate.vsphere import defaults
from vmgate.vocabulary.machine import DatastoreAccess

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmgate.translate.attributes import Attributes

_SHARED: Final = "sharingMultiWriter"
_ALONE: Final = "noSharing"


def datastore_accesses(attributes: Attributes) -> list[DatastoreAccess]:
    """All of them, open or not. What is not known to be there may be there."""
    bus = defaults.text(attributes, "scsi_bus_sharing")
    shared = derive(bus, lambda mode: mode != _ALONE)
    return [
        DatastoreAccess("the machine shares its SCSI bus with others", shared),
        *_disks(attributes),
        *_images(attributes),
    ]


def stated_disks(attributes: Attributes) -> list[Attributes]:
    """The `disk` blocks that are written. Raises `UnknownValue` when it is not known which there are."""
    value = attributes.outline("disk")
    if isinstance(value, Unknown) and attributes.written("disk") is False:
        hidden = attributes.resource.hidden_blocks()
        if hidden is not None:
            raise UnknownValue(hidden.reason, attributes.resource, ("disk",))
        # Known after apply, because a machine without a block keeps its template's disks.
        return []
    return attributes.blocks("disk")


def _disks(attributes: Attributes) -> Iterator[DatastoreAccess]:
    try:
        blocks = stated_disks(attributes)
    except UnknownValue as unknown:
        yield _perhaps("a disk is shared or another machine's", attributes, unknown)
        return
    for block in blocks:
        mode = defaults.text(block, "disk_sharing")
        yield DatastoreAccess(
            "a disk is shared for writing by several machines", derive(mode, lambda own: own == _SHARED)
        )
        yield DatastoreAccess("a disk of another folder is attached", _foreign(attributes, block))


def _foreign(attributes: Attributes, disk: Attributes) -> Fact[bool]:
    """Whether a disk is attached that does not lie in the folder of the machine's name."""
    attached = defaults.flag(disk, "attach")
    if not attached.known or not attached.value:
        return attached
    path = disk.text("path", "")
    name = attributes.text("name", "")
    if not path.known or not name.known:
        missing = path if not path.known else name
        return derive(missing, bool)
    own = _without_datastore(path.value).startswith(f"{name.value}/")
    return Fact(not own, disk.resource, path.path)


def _without_datastore(path: str) -> str:
    """`[ds-general-01] web-01/disk.vmdk` is `web-01/disk.vmdk` in a datastore that is named."""
    return path.partition("] ")[2] if path.startswith("[") else path


def _images(attributes: Attributes) -> Iterator[DatastoreAccess]:
    what = "an image of a datastore is left in the CD drive"
    try:
        blocks = attributes.blocks("cdrom")
    except UnknownValue as unknown:
        yield _perhaps(what, attributes, unknown)
        return
    for block in blocks:
        yield DatastoreAccess(what, block.present("path"))


def _perhaps(what: str, attributes: Attributes, unknown: UnknownValue) -> DatastoreAccess:
    return DatastoreAccess(what, Fact(Unknown(unknown.reason), attributes.resource, unknown.path))

"""What makes worthless what a configuration says of a machine's origin (C30).

An image that is downloaded is whatever lies at its address on the day, unless a checksum holds it to what was approved.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.facts import derive, left_out, parts
from vmgate.translate.proxmox import resource_types as types
from vmgate.translate.proxmox.image import image_sources, may_be_of_download
from vmgate.vocabulary.machine import ProvenanceFlaw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

IMPORTED: Final = "the machine is imported, so its configuration does not tell what it was created from"
IGNORED: Final = "changes of its origin are ignored, so the configuration may name one that was never used"
UNHELD: Final = "the image is fetched without a checksum, so it may be another one than was approved"
WEAK: Final = "the image is held to a checksum that can be forged"
TAKEN_OVER: Final = "a file that is there already is taken for the image"
FLOATING: Final = "the image is named by a tag that moves, not by its digest"
ATTACHED: Final = "a disk is a volume that is there already, whatever is on it"

_NOT_TOLD: Final = Unknown("which download the image comes from is not known")
_MADE_FOR: Final = re.compile(r"(?:^|/)vm-(\d+)-[^/]*$")
_FORGEABLE: Final = frozenset({"md5", "sha1"})


def of_machine(
    machine: Attributes, number: Callable[[], Fact[int | None]], estate: Estate
) -> Iterator[ProvenanceFlaw]:
    """Import, ignored changes, attached volumes, and what its images are fetched by."""
    yield from _kept(machine.resource, ("clone", "disk"))
    disks, unknown = parts(machine, "disk")
    for disk in disks:
        if not left_out(disk, "path_in_datastore"):
            yield ProvenanceFlaw(ATTACHED, _attached(disk.text("path_in_datastore", ""), number))
        for name in ("import_from", "file_id"):
            yield from _of_image(disk.text(name, ""), estate)
    if unknown is not None:
        yield ProvenanceFlaw(ATTACHED, unknown)


def of_container(container: Attributes, estate: Estate) -> Iterator[ProvenanceFlaw]:
    """Import, ignored changes, and what the image is fetched by."""
    yield from _kept(container.resource, ("clone", "operating_system"))
    systems, unknown = parts(container, "operating_system")
    for system in systems:
        yield from _of_image(system.text("template_file_id", ""), estate)
    if unknown is not None:
        yield ProvenanceFlaw(UNHELD, unknown)


def of_clone(clone: Attributes) -> Iterator[ProvenanceFlaw]:
    """Import and ignored changes: what is cloned is judged as a machine."""
    yield from _kept(clone.resource, ("clone",))


def _kept(resource: Resource, origins: tuple[str, ...]) -> Iterator[ProvenanceFlaw]:
    where = (origins[0],)
    yield ProvenanceFlaw(IMPORTED, Fact(resource.is_imported(), resource, where))
    paths = resource.ignored_changes()
    known: bool | Unknown = Unknown("the plan does not tell which changes are ignored")
    if paths is not None:
        known = any(not path or path[0] in origins for path in paths)
    yield ProvenanceFlaw(IGNORED, Fact(known, resource, where))


def _attached(path: Fact[str], number: Callable[[], Fact[int | None]]) -> Fact[bool]:
    """Whether a volume is none that Proxmox made for the machine, going by its name."""

    def is_attached(text: str) -> bool | Unknown:
        if not text:
            return False
        made_for = _MADE_FOR.search(text)
        if made_for is None:
            return True
        if number().value is None:
            return Unknown("the number of the machine is known once it exists")
        return int(made_for[1]) != number().value

    return derive(path, is_attached)


def _of_image(file: Fact[str], estate: Estate) -> Iterator[ProvenanceFlaw]:
    sources = image_sources(file, estate)
    if not sources and may_be_of_download(file, estate):
        yield ProvenanceFlaw(UNHELD, Fact(_NOT_TOLD, file.resource, file.path))
    for source in sources:
        if source.mode != "managed":
            continue
        for flaw in _of_source(source):
            yield ProvenanceFlaw(
                f"{flaw.what}: {source.block_address}", Fact(_value(flaw.present), file.resource, file.path)
            )


def _of_source(source: Resource) -> Iterator[ProvenanceFlaw]:
    own = Attributes(source)
    if source.type in types.OCI_IMAGES:
        yield ProvenanceFlaw(FLOATING, derive(own.text("reference", ""), lambda text: "@sha256:" not in text))
    elif source.type in types.DOWNLOADS:
        yield ProvenanceFlaw(UNHELD, derive(own.text("checksum", ""), lambda text: not text))
        weak = derive(own.text("checksum_algorithm", ""), lambda name: name.lower() in _FORGEABLE)
        yield ProvenanceFlaw(WEAK, weak)
    else:
        for block in own.blocks("source_file"):
            path = block.text("path", "")
            fetched = derive(path, lambda text: "://" in text)
            if not fetched.known or fetched.value:
                unheld = derive(block.text("checksum", ""), lambda text: not text)
                yield ProvenanceFlaw(UNHELD, unheld if fetched.known else derive(path, bool))
    yield ProvenanceFlaw(TAKEN_OVER, own.flag("overwrite_unmanaged", default=False))


def _value(fact: Fact[bool]) -> bool | Unknown:
    try:
        return fact.value
    except UnknownValue as missing:
        return Unknown(missing.reason)

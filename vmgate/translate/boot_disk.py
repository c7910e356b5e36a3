"""What a machine is created from where that is the image of the disk that it boots from (C30).

For platforms that clone disks, not machines: what a machine was made of is what its boot disk was made of.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate import image_names
from vmgate.vocabulary.guest import Guest
from vmgate.vocabulary.machine import ProvenanceFlaw
from vmgate.vocabulary.template import Origin

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vmgate.model.resource import Resource
    from vmgate.model.templates import GuestSystem
    from vmgate.model.value import Path
    from vmgate.vocabulary.template import Template

IMPORTED: Final = "the machine is imported, so its disks do not tell what it was created from"
IGNORED: Final = (
    "changes of the disks are ignored, so the configuration may name an image that was never used"
)
ATTACHED: Final = "it boots from a file that no volume of the configuration is"


@dataclass(frozen=True, slots=True)
class BootDisk:
    """The disk that a machine boots from.

    `where` is what names it, `images` what it begins as, and `nothing` what is there instead of an image. `attached`
    says that it is a file or device of the host that stays what it is.
    """

    where: Fact[object]
    images: Callable[[], Sequence[Template]]
    nothing: str = "the disk it boots from begins empty"
    attached: bool = False

    def origin(self) -> Origin:
        """Raises `UnknownValue`."""
        templates = tuple(self.images())
        return Origin(self.where, templates, "" if templates else self.nothing)


def guest(origin: Callable[[], Origin], resource: Resource, path: Path) -> Guest:
    """What the image's name says of the system, on a platform that does not say it itself."""
    try:
        templates = origin().templates
    except UnknownValue as missing:
        unknown = Unknown(missing.reason)
        return Guest(Fact(unknown, resource, missing.path), Fact(unknown, resource, missing.path))
    none: tuple[GuestSystem, ...] = ()
    for template in templates[:1]:
        if not template.identity.known:
            return Guest(template.identity, Fact(Unknown("the image is not known"), resource, path))
        said = template.identity.value or (template.name.value if template.name.known else None) or ""
        named = image_names.system(said)
        where = template.where
        return Guest(
            Fact(said or None, where.resource, where.path),
            Fact((named,) if named is not None else none, where.resource, where.path),
        )
    return Guest(Fact(None, resource, path), Fact(none, resource, path))


def provenance_flaws(
    boot: Callable[[], BootDisk | None], resource: Resource, disks: Path
) -> list[ProvenanceFlaw]:
    """Imports, ignored changes, and a disk that is attached as it is."""
    return [
        ProvenanceFlaw(IMPORTED, Fact(resource.is_imported(), resource, disks)),
        ProvenanceFlaw(IGNORED, _ignored(resource, disks)),
        ProvenanceFlaw(ATTACHED, _attached(boot, resource, disks)),
    ]


def _ignored(resource: Resource, disks: Path) -> Fact[bool]:
    paths = resource.ignored_changes()
    known: bool | Unknown = Unknown("the plan does not tell which changes are ignored")
    if paths is not None:
        known = any(path[: len(disks)] == disks[: len(path)] for path in paths)
    return Fact(known, resource, disks)


def _attached(boot: Callable[[], BootDisk | None], resource: Resource, disks: Path) -> Fact[bool]:
    try:
        disk = boot()
    except UnknownValue as missing:
        return Fact(Unknown(missing.reason), resource, missing.path)
    if disk is None:
        return Fact(value=False, resource=resource, path=disks)
    return Fact(disk.attached, disk.where.resource, disk.where.path)

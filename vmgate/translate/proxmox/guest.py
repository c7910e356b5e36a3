"""What Proxmox says of the operating system inside (C35).

Sources: the `ostype` values of the Proxmox API with the products it gives them; the file names of Proxmox's own
container templates (`debian-13-standard_13.1-1_amd64.tar.zst`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vmgate.model.fact import Fact
from vmgate.model.templates import GuestSystem
from vmgate.model.value import Unknown
from vmgate.translate import image_names
from vmgate.translate.facts import derive, parts
from vmgate.translate.proxmox import defaults
from vmgate.translate.proxmox.image import image_sources, image_urls
from vmgate.translate.proxmox.resource_types import CONTAINER, MACHINE
from vmgate.vocabulary.guest import Guest

if TYPE_CHECKING:
    from vmgate.model.estate import Estate
    from vmgate.translate.attributes import Attributes

NOT_SAID = "the template that the machine is cloned from decides"

_WINDOWS = {
    "w2k": "windows-server 2000",
    "wxp": "windows XP",
    "w2k3": "windows-server 2003",
    "w2k8": "windows-server 2008",
    "wvista": "windows Vista",
    "win7": "windows 7, windows-server 2008 R2",
    "win8": "windows 8, windows 8.1, windows-server 2012, windows-server 2012 R2",
    "win10": "windows 10, windows-server 2016, windows-server 2019",
    "win11": "windows 11, windows-server 2022, windows-server 2025",
}
_GENERIC = frozenset({"l26", "other"})

# Names of a family, or of whatever is inside: Rocky Linux and AlmaLinux run as `centos`.
_FAMILIES = frozenset({"unmanaged", "centos"})
_FILE_NAME = re.compile(r"([a-z]+)-(\d+(?:\.\d+)*)(-stream)?(?:[-_.]|\Z)")
_PRODUCTS = {"rockylinux": "rocky", "archlinux": "arch"}


def of_machine(machine: Attributes, estate: Estate, *, cloned: bool) -> Guest:
    """From `operating_system.type`, and from the name of its image where that says nothing. A clone that does not set
    it has its template's.
    """
    blocks, unknown = parts(machine, "operating_system")
    where = ("operating_system",)
    if unknown is not None:
        return Guest(derive(unknown, str), derive(unknown, lambda _: ()))
    if blocks:
        kind = blocks[0].text("type", defaults.text(MACHINE, "operating_system.type"))
    elif cloned:
        return not_said(machine, where)
    else:
        kind = Fact(
            defaults.text(MACHINE, "operating_system.type"), machine.resource, where, "provider default"
        )
    if kind.known and kind.value in _GENERIC and not cloned:
        named = _of_image(machine, estate)
        if named is not None:
            return named
    return Guest(derive(kind, _same), derive(kind, systems))


def _of_image(machine: Attributes, estate: Estate) -> Guest | None:
    """What the name of the first image says, where it says it; unknown where the name is."""
    disks, _ = parts(machine, "disk")
    for disk in disks:
        for name in ("import_from", "file_id"):
            file = disk.text(name, "")
            where = (file.resource, file.path)
            names = [*image_urls(file, estate), *([file.value] if file.known and file.value else [])]
            found = {system for system in map(image_names.system, names) if system is not None}
            if len(found) == 1:
                return Guest(Fact(names[0], *where), Fact(tuple(found), *where))
            if not file.known or len(image_urls(file, estate)) < len(image_sources(file, estate)):
                unknown = Unknown("the image is not known")
                return Guest(Fact(unknown, *where), Fact(unknown, *where))
            if names:
                return None
    return None


def not_said(machine: Attributes, where: tuple[str | int, ...]) -> Guest:
    """The configuration says nothing of the operating system."""
    none: tuple[GuestSystem, ...] = ()
    return Guest(Fact(None, machine.resource, where, NOT_SAID), Fact(none, machine.resource, where, NOT_SAID))


def systems(kind: str) -> tuple[GuestSystem, ...] | Unknown:
    """The products that an `ostype` of a virtual machine may mean; none where it is generic."""
    if kind in _GENERIC:
        return ()
    if kind == "l24":
        return (GuestSystem("linux", "2.4"),)
    if kind == "solaris":
        return (GuestSystem("solaris"),)
    if kind not in _WINDOWS:
        return Unknown(f'"{kind}" is no operating system type that is known here')
    pairs = (product.strip().partition(" ") for product in _WINDOWS[kind].split(","))
    return tuple(GuestSystem(product, version) for product, _, version in pairs)


def of_container(container: Attributes, estate: Estate) -> Guest:
    """From the name of the template's file, else from `operating_system.type`, which has no version."""
    blocks, unknown = parts(container, "operating_system")
    if unknown is not None:
        return Guest(derive(unknown, str), derive(unknown, lambda _: ()))
    if not blocks:
        return not_said(container, ("operating_system",))
    kind = blocks[0].text("type", defaults.text(CONTAINER, "operating_system.type"))
    file = blocks[0].text("template_file_id", "")
    if file.known:
        named = from_file_name(file.value)
    else:
        candidates = {from_file_name(name) for name in image_urls(file, estate)}
        named = candidates.pop() if len(candidates) == 1 else None
    if named is not None:
        return Guest(
            Fact(shown_name(file, named), file.resource, file.path), Fact((named,), file.resource, file.path)
        )
    return Guest(derive(kind, _same), derive(kind, _of_kind))


def from_file_name(name: str) -> GuestSystem | None:
    """`local:vztmpl/debian-13-standard_13.1-1_amd64.tar.zst` is Debian 13; None where a name says no version."""
    match = _FILE_NAME.match(re.split(r"[/:]", name)[-1].lower())
    if match is None:
        return None
    product, version, stream = match.groups()
    if stream:
        product = f"{product}-stream"
    return GuestSystem(_PRODUCTS.get(product, product), version)


def shown_name(file: Fact[str], system: GuestSystem) -> str:
    """The provider's own word: the file's id where it is known, else what its name says."""
    return file.value if file.known else str(system)


def _of_kind(kind: str) -> tuple[GuestSystem, ...]:
    return () if kind in _FAMILIES else (GuestSystem(_PRODUCTS.get(kind, kind)),)


def _same(kind: str) -> str | None:
    return kind

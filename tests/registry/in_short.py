"""Template registries in short: what a few lines of TOML say becomes facts that are really signed.

    name = "debian-13"
    version = "2026.11.1"
    approval = "approved"                         # draft, approved, deprecated or revoked
    system = {id = "debian", version = "13"}
    approved = 2026-11-13                         # and so `patched`; the default is ten days ago
    parents = ["debian-13-base 2026.10.1"]        # of another file
    missing = [{id = "DSA-1", released = 2026-11-01}]
    validation = {day = 2026-11-20, missing = []}
    support = {until = 2027-01-01, reason = "contract"}

    [[locator]]
    platform = "vsphere"
    name = "tpl-debian13"

It is a way to write examples down, no form of the registry: vmgate reads facts and nothing else. A file
`hypervisors*.toml` says what hypervisors support.
"""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tests.registry.author import ADA, Author, noon
from vmgate.registry import canonical
from vmgate.registry.parts import Missing, Parent, Patch, Place, Platform, System

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from vmgate.registry.facts import Image


def write_registry(directory: Path, files: Sequence[Path], as_of: date) -> None:
    """Write the registry that some files tell in short into a directory, as of a day."""
    author = Author(directory, as_of - timedelta(days=10))
    author.root(issued=noon(date(2000, 1, 1)))
    entries = {file: tomllib.loads(file.read_text(encoding="utf-8")) for file in files}
    hypervisors = [entry for file, entry in entries.items() if file.name.startswith("hypervisors")]
    images = {f"{one['name']} {one['version']}": one for one in entries.values() if one not in hypervisors}
    written: dict[str, Image] = {}
    for title in images:
        _write(title, images, written, author)
    for entry in hypervisors:
        guests = {one["id"]: one["level"] for one in entry["guest"]}
        author.hypervisors(
            guests,
            platform=Platform(entry["platform"]),
            endpoint=entry["endpoint"],
            cluster=entry.get("cluster"),
            release=entry.get("release"),
            issued=noon(entry.get("captured", author.day)),
        )


def _write(title: str, images: Mapping[str, Any], written: dict[str, Image], author: Author) -> Image:
    if title in written:
        return written[title]
    entry = images[title]
    parents = [_write(one, images, written, author) for one in entry.get("parents", ())]
    usual = author.day
    author.day = entry.get("approved", usual)
    image = written[title] = author.image(
        entry["name"],
        entry["version"],
        by=ADA,
        system=System(**entry["system"]) if "system" in entry else None,
        digest=_digest(entry),
        locators=tuple(_place(one) for one in entry.get("locator", ())),
        parents=tuple(_parent(one) for one in parents),
        patch=_patch(entry, author.day),
        supersedes=entry.get("supersedes"),
    )
    if entry["approval"] != "draft":
        author.approve(image)
    if entry["approval"] == "deprecated":
        author.deprecate(image, replacement=entry.get("replacement"))
    if entry["approval"] == "revoked":
        author.revoke(image, replacement=entry.get("replacement"))
    author.day = usual
    if "validation" in entry:
        look = entry["validation"]
        author.validate(image, issued=noon(look["day"]), missing=_missing(look))
    if "support" in entry:
        author.support(entry["system"]["id"], entry["system"]["version"], **entry["support"])
    return image


def _patch(entry: Mapping[str, Any], day: date) -> Patch:
    return Patch(until=noon(entry.get("patched", day)), method="apt-inrelease", missing=_missing(entry))


def _missing(entry: Mapping[str, Any]) -> tuple[Missing, ...]:
    return tuple(Missing(**one) for one in entry.get("missing", ()))


def _parent(image: Image) -> Parent:
    return Parent(name=image.name, version=image.version, record=canonical.digest(canonical.encoded(image)))


def _digest(entry: Mapping[str, Any]) -> str | None:
    return f"sha256:{entry['digest']}" if "digest" in entry else None


def _place(entry: Mapping[str, Any]) -> Place:
    known: dict[str, Any] = {key: entry[key] for key in ("endpoint", "name") if key in entry}
    if "identity" in entry:
        known["identity"] = str(entry["identity"])
    return Place(platform=Platform(entry["platform"]), digest=_digest(entry), **known)

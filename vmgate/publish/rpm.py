"""The updates of RHEL and its kin: what `dnf updateinfo` lists, and the repositories' own metadata that date it.

A repository without update information lists nothing, which looks like nothing missing; so each repository's
`repomd.xml` has to be there, and one that has none is said. Its day is that of its newest metadata.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, cast
from xml.etree.ElementTree import ParseError, XMLPullParser

from vmgate.errors import InputError
from vmgate.model.templates import MissingUpdate
from vmgate.publish.patches import Package, PatchEvidence, packages_digest
from vmgate.publish.refusal import RefusalError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from vmgate.model.templates import GuestSystem
    from vmgate.publish.openpgp import Signed

METHOD = "dnf-updateinfo"

_LISTED = re.compile(
    r"^(?P<advisory>[A-Z][A-Z0-9-]*[-:][A-Za-z0-9:._-]+)\s+(?P<kind>\S+/?Sec\.|security)\s+(?P<package>\S+)"
)
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Repository:
    """A `repomd.xml`: the day of its newest metadata, and the sha256 of its update information, packed and unpacked;
    None without any.
    """

    name: str
    made: datetime
    updateinfo: frozenset[str] | None
    signed: Signed


@dataclass(frozen=True, slots=True)
class Advisories:
    """An `updateinfo.xml`: when each advisory was issued, and the sha256 of the file, packed and unpacked."""

    name: str
    issued: Mapping[str, date]
    digests: frozenset[str]


def read_repository(signed: Signed, name: str) -> Repository:
    """A `repomd.xml` whose signature was looked at. Raises `InputError`."""
    revision: str | None = None
    stamps: list[int] = []
    digests: frozenset[str] | None = None
    for element in _elements(signed.data, name):
        tag = _plain(element.tag)
        if tag == "revision":
            revision = (element.text or "").strip()
        if tag != "data":
            continue
        parts = {_plain(part.tag): part for part in element}
        stamp = (parts["timestamp"].text or "").strip() if "timestamp" in parts else ""
        if re.fullmatch(r"[0-9]{1,12}(\.[0-9]+)?", stamp):
            stamps.append(int(float(stamp)))
        if element.get("type") == "updateinfo":
            sums = [part for key, part in parts.items() if key in ("open-checksum", "checksum")]
            digests = frozenset(
                part.text.strip() for part in sums if part.get("type") == "sha256" and part.text
            )
    if not stamps and revision is not None and re.fullmatch(r"[0-9]{9,12}", revision):
        stamps.append(int(revision))
    if not stamps:
        raise InputError(f"{name}: it is no repomd.xml: it does not say of when it is")
    return Repository(name, datetime.fromtimestamp(max(stamps), UTC), digests, signed)


def read_advisories(data: bytes, packed: bytes, name: str) -> Advisories:
    """An `updateinfo.xml`, unpacked and as it was packed. Raises `InputError`."""
    found: dict[str, date] = {}
    for element in _elements(data, name):
        if _plain(element.tag) != "update":
            continue
        parts = {_plain(part.tag): part for part in element}
        if "id" in parts and "issued" in parts:
            day = re.match(r"\d{4}-\d{2}-\d{2}", parts["issued"].get("date", ""))
            try:
                found[(parts["id"].text or "").strip()] = date.fromisoformat(day[0] if day else "")
            except ValueError:
                continue
        element.clear()
    return Advisories(name, found, frozenset(hashlib.sha256(one).hexdigest() for one in (data, packed)))


def read_listing(data: bytes, name: str) -> list[tuple[str, str]]:
    """Advisory and package of each line that `dnf -q updateinfo list --security` printed. Raises `InputError`."""
    found = []
    for line in data.decode("utf-8", "replace").splitlines():
        if not line.strip():
            continue
        match = _LISTED.match(line.strip())
        if match is None:
            raise InputError(
                f"{name}: {line.strip()[:80]!r} is no line of `dnf -q updateinfo list --security`"
            )
        found.append((match["advisory"], match["package"]))
    return found


def read_packages(data: bytes, name: str) -> list[Package]:
    r"""What is installed, by `rpm -qa --qf '%{NAME}\t%{EVR}\t%{ARCH}\n'`. Raises `InputError`."""
    found = []
    for line in data.decode("utf-8", "replace").splitlines():
        parts = line.split("\t")
        if len(parts) != 3 or not all(parts):
            raise InputError(f"{name}: {line[:80]!r} is no package, its version and its architecture")
        found.append(Package(*parts))
    return found


def evidence(
    repositories: Sequence[Repository],
    listing: Sequence[tuple[str, str]],
    advisories: Sequence[Advisories],
    *,
    packages: Sequence[Package] = (),
    system: GuestSystem | None = None,
) -> PatchEvidence:
    """What was missing. The day is that of the oldest repository that has update information.

    The list itself is what the build printed: the repositories' signatures date it, and do not prove it. Raises
    `RefusalError` where no repository can tell of security updates.
    """
    telling = [repository for repository in repositories if repository.updateinfo is not None]
    if not telling:
        raise RefusalError(
            "no repository has update information: an empty list of updates shows nothing; give the repomd.xml of each "
            "(/var/cache/dnf/*/repodata/repomd.xml)"
        )
    for one in advisories:
        if not any(one.digests & (repository.updateinfo or frozenset()) for repository in telling):
            raise RefusalError(
                f"{one.name}: it is the update information of none of the repositories, by their repomd.xml"
            )
    issued = {advisory: day for one in advisories for advisory, day in one.issued.items()}
    oldest = min(telling, key=lambda repository: repository.made)
    unsigned = [f"{one.name}: {one.signed.problem}" for one in telling if one.signed.signer is None]
    missing = [MissingUpdate(advisory, issued.get(advisory)) for advisory, _ in listing]
    silent = [one.name for one in repositories if one.updateinfo is None]
    return PatchEvidence(
        method=METHOD,
        until=oldest.made,
        missing=tuple(dict.fromkeys(missing)),
        signed_by=None,
        unverified="; ".join(["the list of updates is the build's own output", *unsigned]),
        system=system,
        packages=packages_digest(packages) if packages else None,
        notes=tuple(f"{name} tells nothing of security updates" for name in silent),
    )


def _elements(data: bytes, name: str) -> Iterator[Element]:
    """Every element once it is whole. A document type, which could define entities, is refused before it is read."""
    if b"\0" in data or re.search(rb"<!(DOCTYPE|ENTITY)", data):
        raise InputError(
            f"{name}: it declares a document type, or is not UTF-8, as no repository's metadata do"
        )
    parser: XMLPullParser[Element] = XMLPullParser(("end",))
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
            yield from _read(parser)
        parser.close()
        yield from _read(parser)
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        raise InputError(f"{name}: it is not XML: {error}") from None


def _read(parser: XMLPullParser[Element]) -> Iterator[Element]:
    for event in parser.read_events():
        _, element = cast("tuple[str, Element]", event)
        yield element


def _plain(tag: str) -> str:
    """A tag without its namespace."""
    return tag.rpartition("}")[2]

"""The updates of Debian and Ubuntu: what is installed, held against the archive's own signed index.

The archive signs its `InRelease`, which carries the day it was made on and the digests of its indexes. What is
installed is compared with the index of the security archive, because apt labels some security updates with another
suite. So the day rests on the archive's signature and not on the builder's clock.

Formats: deb822(5); wiki.debian.org/DebianRepository/Format.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from vmgate.errors import InputError
from vmgate.model.templates import MissingUpdate
from vmgate.publish.debian_versions import compare
from vmgate.publish.patches import Package, PatchEvidence, packages_digest
from vmgate.publish.refusal import RefusalError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, datetime

    from vmgate.model.templates import GuestSystem
    from vmgate.publish.openpgp import Signed

METHOD = "apt-inrelease"

_EMPTY = hashlib.sha256(b"").hexdigest()


@dataclass(frozen=True, slots=True)
class Release:
    """An `InRelease`: when the archive made it, until when it is valid, and the digests of its indexes by path."""

    name: str
    label: str
    suite: str
    made: datetime
    valid_until: datetime | None
    indexes: Mapping[str, str]
    signed: Signed

    @property
    def security(self) -> bool:
        """Whether it is of an archive of security updates. Others change with point releases only."""
        return "security" in self.suite.casefold() or "security" in self.label.casefold()


@dataclass(frozen=True, slots=True)
class Index:
    """A `Packages` file: the versions that it offers, by package and architecture; `sha256` is of its content."""

    name: str
    sha256: str
    offers: Mapping[tuple[str, str], str]


def read_release(signed: Signed, name: str) -> Release:
    """An `InRelease` whose signature was looked at. Raises `InputError`."""
    fields: dict[str, str] = {}
    indexes: dict[str, str] = {}
    section = ""
    for line in signed.data.decode("utf-8", "replace").splitlines():
        if line[:1] in (" ", "\t"):
            if section == "sha256":
                digest, _, path = [*line.split(), "", "", ""][:3]
                indexes[path] = digest.casefold()
            continue
        key, colon, value = line.partition(":")
        if colon:
            section = key.strip().casefold()
            fields[section] = value.strip()
    made = _date(fields.get("date"))
    if made is None or not indexes:
        raise InputError(
            f"{name}: it is no InRelease of a package archive: it has no date, or no digests (SHA256)"
        )
    return Release(
        name,
        fields.get("label", ""),
        fields.get("suite", ""),
        made,
        _date(fields.get("valid-until")),
        indexes,
        signed,
    )


def read_index(data: bytes, name: str) -> Index:
    """A `Packages` file, unpacked. Raises `InputError`."""
    offers: dict[tuple[str, str], str] = {}
    for stanza in stanzas(data):
        if "package" not in stanza or "version" not in stanza:
            raise InputError(f"{name}: it is no index of packages")
        key = (stanza["package"], stanza.get("architecture", ""))
        if key not in offers or compare(offers[key], stanza["version"]) < 0:
            offers[key] = stanza["version"]
    return Index(name, hashlib.sha256(data).hexdigest(), offers)


def read_status(data: bytes, name: str) -> list[Package]:
    """What is installed, by `/var/lib/dpkg/status`. Raises `InputError`."""
    found = [
        Package(stanza["package"], stanza["version"], stanza.get("architecture", ""))
        for stanza in stanzas(data)
        if stanza.get("status", "").endswith(" installed") and stanza.keys() >= {"package", "version"}
    ]
    if not found:
        raise InputError(f"{name}: it names no installed package")
    return found


def held(data: bytes) -> list[str]:
    """The packages that are held back from updates, by `/var/lib/dpkg/status`."""
    return [
        stanza.get("package", "") for stanza in stanzas(data) if stanza.get("status", "").startswith("hold ")
    ]


def stanzas(data: bytes) -> Iterator[dict[str, str]]:
    """The paragraphs of a deb822 file: the first line of each field of a few that matter, names in lower case."""
    stanza: dict[str, str] = {}
    for line in data.decode("utf-8", "replace").split("\n"):
        if not line.strip():
            if stanza:
                yield stanza
            stanza = {}
        elif line.startswith(("Package:", "Version:", "Architecture:", "Status:")):
            key, _, value = line.partition(":")
            stanza[key.casefold()] = value.strip()
    if stanza:
        yield stanza


def evidence(
    releases: Sequence[Release],
    indexes: Sequence[Index],
    packages: Sequence[Package],
    *,
    holds: Sequence[str] = (),
    system: GuestSystem | None = None,
    advisories: Mapping[str, Sequence[tuple[str, str, date]]] | None = None,
) -> PatchEvidence:
    """What was missing against the security archives. The day is that of the oldest of them.

    `advisories` are, by package, the versions that mend something, with the id and day of the advisory. Raises
    `RefusalError` where the files do not belong together.
    """
    security = [release for release in releases if release.security]
    if not security:
        raise RefusalError(
            "there is no InRelease of a security archive: it is what dates the updates "
            "(/var/lib/apt/lists/*security*InRelease)"
        )
    known = {digest for release in security for digest in release.indexes.values()}
    used = [index for index in indexes if index.sha256 in known]
    for release in security:
        if not any(index.sha256 in release.indexes.values() for index in used):
            raise RefusalError(
                f"{release.name}: there is no index of its packages with a digest that it names; give the Packages "
                "file that lies beside it, of the same update"
            )
    missing = [
        _missing(package, index.offers[key], advisories or {})
        for package in packages
        for index in used
        for key in [(package.name, package.architecture)]
        if key in index.offers and compare(package.version, index.offers[key]) < 0
    ]
    oldest = min(security, key=lambda release: release.made)
    problems = [
        f"{release.name}: {release.signed.problem}" for release in security if release.signed.signer is None
    ]
    return PatchEvidence(
        method=METHOD,
        until=oldest.made,
        missing=tuple(dict.fromkeys(missing)),
        signed_by=None if problems else oldest.signed.signer,
        unverified="; ".join(problems),
        system=system,
        packages=packages_digest(packages),
        notes=(*_uncovered(security, used), *(f"{name} is held back from updates" for name in holds)),
    )


def _missing(
    package: Package, wanted: str, advisories: Mapping[str, Sequence[tuple[str, str, date]]]
) -> MissingUpdate:
    """The first advisory that the installed version lacks, or else the version that is wanted, of unknown day."""
    lacking = [
        (released, advisory)
        for fixed, advisory, released in advisories.get(package.name, ())
        if compare(package.version, fixed) < 0
    ]
    if lacking:
        released, advisory = min(lacking)
        return MissingUpdate(advisory, released)
    return MissingUpdate(f"{package.name} {wanted}")


def _uncovered(releases: Sequence[Release], used: Sequence[Index]) -> Iterator[str]:
    """The components of the security archives whose packages were not compared, for the architectures that were."""
    digests = {index.sha256 for index in used}
    for release in releases:
        paths = {path: digest for path, digest in release.indexes.items() if path.endswith("/Packages")}
        architectures = {
            path.rpartition("/")[0].rpartition("/")[2] for path, d in paths.items() if d in digests
        }
        for path, digest in sorted(paths.items()):
            component, _, rest = path.partition("/")
            if digest not in digests and digest != _EMPTY and rest.partition("/")[0] in architectures:
                yield f"{component} of {release.suite} was not compared"


def _date(text: str | None) -> datetime | None:
    """RFC 5322 with a zone's name, as archives write it: `Tue, 24 Nov 2026 00:34:33 UTC`."""
    if not text:
        return None
    try:
        moment = parsedate_to_datetime(re.sub(r"\b(UTC|Z)$", "GMT", text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo is not None else None

"""The files that a build brought along as evidence, each recognised by its content, and what they show together."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vmgate.errors import InputError
from vmgate.publish import attestation, bill_of_materials, checksums, debian, os_release, rpm, strict, windows
from vmgate.publish.advisories import is_advisories, read_dated
from vmgate.publish.openpgp import Signed, open_clear_signed, open_detached
from vmgate.publish.refusal import RefusalError
from vmgate.publish.unpack import unpacked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from vmgate.model.templates import GuestSystem
    from vmgate.publish.advisories import Fixes
    from vmgate.publish.patches import Package, PatchEvidence

MOST_FILES = 1000
# The byte order mark that PowerShell begins a file with.
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Document:
    """One file of evidence as the registry keeps it: what it is, its digest (`sha256:…`), and its bytes."""

    name: str
    type: str
    digest: str
    data: bytes = field(repr=False)


@dataclass
class Gathered:
    """All evidence of one image. `documents` are all files of it, whatever they are."""

    documents: list[Document] = field(default_factory=list)
    releases: list[debian.Release] = field(default_factory=list)
    indexes: list[debian.Index] = field(default_factory=list)
    repositories: list[rpm.Repository] = field(default_factory=list)
    listing: list[tuple[str, str]] | None = None
    advisories: list[rpm.Advisories] = field(default_factory=list)
    fixes: dict[str, list[Fixes]] = field(default_factory=dict)
    packages: list[Package] = field(default_factory=list)
    holds: list[str] = field(default_factory=list)
    reports: list[PatchEvidence] = field(default_factory=list)
    bills: list[bill_of_materials.BillOfMaterials] = field(default_factory=list)
    provenance: list[tuple[str, attestation.Provenance]] = field(default_factory=list)
    systems: list[GuestSystem] = field(default_factory=list)
    checksums: dict[str, str] = field(default_factory=dict)


def gather(files: Mapping[str, bytes], keyrings: Sequence[Path]) -> Gathered:
    """Read files of evidence by name.

    Raises `InputError` for one that cannot be read or is nothing that is known, and `RefusalError` for one that must
    not be published.
    """
    if len(files) > MOST_FILES:
        raise InputError(
            f"{len(files)} files are no evidence of one image; give those that docs/publishing.md names"
        )
    found = Gathered()
    for name in sorted(files):
        if not name.endswith((".asc", ".gpg")):
            _take(found, name, files, keyrings)
    return found


def patch_evidence(found: Gathered) -> PatchEvidence | None:
    """What the evidence shows of updates; None where none of it speaks of them. Raises `RefusalError`."""
    system = system_of(found)
    ways: list[PatchEvidence] = list(found.reports)
    if found.releases or found.indexes:
        if not found.packages:
            raise RefusalError(
                "the evidence does not tell what is installed; give /var/lib/dpkg/status of the image"
            )
        ways.append(
            debian.evidence(
                found.releases, found.indexes, found.packages,
                holds=found.holds, system=system, advisories=found.fixes,
            )
        )  # fmt: skip
    if found.repositories or found.listing is not None:
        if found.listing is None:
            raise RefusalError(
                "the evidence does not tell which updates are missing; give what `dnf -q updateinfo list --security` "
                "printed, in a file that is empty where it printed nothing: dnf-updateinfo.txt"
            )
        ways.append(
            rpm.evidence(
                found.repositories, found.listing, found.advisories, packages=found.packages, system=system
            )
        )
    if len(ways) > 1:
        raise RefusalError(
            f"the evidence is of {' and of '.join(way.method for way in ways)}: of which image is it?"
        )
    return ways[0] if ways else None


def system_of(found: Gathered) -> GuestSystem | None:
    """The operating system that the evidence is of. Raises `RefusalError` where it names two."""
    told = dict.fromkeys(
        [*found.systems, *(report.system for report in found.reports if report.system is not None)]
    )
    if len(told) > 1:
        raise RefusalError(f"the evidence is of {' and of '.join(map(str, told))}: of which image is it?")
    named = [bill.system for bill in found.bills if bill.system is not None]
    if told and named and all(one.id != next(iter(told)).id for one in named):
        raise RefusalError(f"the bill of materials is of {named[0]}, and the image of {next(iter(told))}")
    return next(iter(told), None) or next(iter(named), None)


def _take(found: Gathered, name: str, files: Mapping[str, bytes], keyrings: Sequence[Path]) -> None:
    data = files[name]
    base = name.rpartition("/")[2]
    if base == "dnf-updateinfo.txt":
        found.listing = rpm.read_listing(data, name)
        return _keep(found, name, "dnf-updateinfo-list", data)
    if base == "rpm-packages.txt":
        found.packages = rpm.read_packages(data, name)
        return _keep(found, name, "rpm-packages", data)
    if data.removeprefix(_MARK).lstrip()[:1] == b"{":
        return _take_json(found, name, data)
    if data.startswith(b"-----BEGIN PGP SIGNED MESSAGE-----"):
        found.releases.append(debian.read_release(open_clear_signed(data, keyrings), name))
        return _keep(found, name, "apt-inrelease", data)
    plain = unpacked(data, name)
    if plain.lstrip().startswith(b"<"):
        return _take_xml(found, name, plain, data, _signature(name, files), keyrings)
    if plain.startswith(b"Package:") and b"\nStatus:" in plain[:100_000]:
        found.packages, found.holds = debian.read_status(plain, name), debian.held(plain)
        return _keep(found, name, "dpkg-status", data)
    if plain.startswith(b"Package:"):
        found.indexes.append(debian.read_index(plain, name))
        # The archive keeps it under its digest, which the signed InRelease names: too large to keep it twice.
        return None
    if checksums.is_checksums(plain):
        found.checksums |= checksums.read_checksums(plain, name)
        return _keep(found, name, "sha256sums", data)
    if os_release.is_os_release(plain):
        found.systems.append(os_release.read_os_release(plain, name))
        return _keep(found, name, "os-release", data)
    raise InputError(
        f"{name}: it is no evidence that is known: InRelease, Packages, dpkg status, os-release, repomd.xml, "
        "updateinfo.xml, dnf-updateinfo.txt, rpm-packages.txt, a report of Windows updates, CycloneDX or provenance"
    )


def _take_json(found: Gathered, name: str, data: bytes) -> None:
    document = strict.document(data, name)
    if windows.is_report(document):
        found.reports.append(windows.evidence(document, name))
        return _keep(found, name, windows.METHOD, data)
    if bill_of_materials.is_bill(document):
        found.bills.append(bill_of_materials.read_bill(document, name))
        return _keep(found, name, bill_of_materials.TYPE, data)
    if attestation.is_provenance(document):
        found.provenance.append((name, attestation.read_provenance(document, name)))
        return _keep(found, name, attestation.TYPE, data)
    if is_advisories(document):
        for package, fixes in read_dated(document, name).items():
            found.fixes.setdefault(package, []).extend(fixes)
        return _keep(found, name, "advisories", data)
    raise InputError(f"{name}: it is neither a report of updates, nor CycloneDX, provenance or advisories")


def _take_xml(
    found: Gathered, name: str, data: bytes, packed: bytes, signature: bytes | None, keyrings: Sequence[Path]
) -> None:
    if b"<repomd" in data[:2000]:
        signed = (
            Signed(data, problem="it has no signature (repomd.xml.asc)")
            if signature is None
            else open_detached(data, signature, keyrings)
        )
        found.repositories.append(rpm.read_repository(signed, name))
        return _keep(found, name, "repomd", data)
    if b"<updates" in data[:2000]:
        found.advisories.append(rpm.read_advisories(data, packed, name))
        return None
    raise InputError(f"{name}: it is neither a repomd.xml nor an updateinfo.xml")


def _signature(name: str, files: Mapping[str, bytes]) -> bytes | None:
    return files.get(f"{name}.asc") or files.get(f"{name}.gpg")


def _keep(found: Gathered, name: str, kind: str, data: bytes) -> None:
    digest = "sha256:" + hashlib.sha256(data).hexdigest()
    found.documents.append(Document(name, kind, digest, data))

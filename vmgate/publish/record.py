"""From what was read of a build to the record that the registry keeps of its image, complete or refused."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from vmgate.model.templates import Locator
from vmgate.publish.artifacts import locators
from vmgate.publish.files import content_digest, disk
from vmgate.publish.refusal import RefusalError
from vmgate.registry import canonical, layout
from vmgate.registry.facts import Image
from vmgate.registry.parts import (
    Build,
    Evidence,
    File,
    Missing,
    Parent,
    Patch,
    Place,
    Platform,
    Source,
    System,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from vmgate.model.templates import GuestSystem
    from vmgate.publish import manifest
    from vmgate.publish.files import HashedFile
    from vmgate.publish.patches import PatchEvidence

SKEW = timedelta(minutes=5)
"""So far clocks may be apart."""

SUMMARY = "vmgate.patch-evidence/v1"


@dataclass(frozen=True)
class Built:
    """One build of the manifest and its files as they are."""

    build: manifest.Build
    files: Sequence[HashedFile]


@dataclass(frozen=True)
class Claims:
    """All that a record is to say, but for who says it and when."""

    name: str
    version: str
    built: Sequence[Built]
    places: Sequence[Place]
    system: GuestSystem
    patch: Patch | None
    parents: Sequence[Parent] = ()
    source: Source | None = None
    evidence: Sequence[Evidence] = ()
    supersedes: str | None = None
    title: str | None = None


def places(built: Sequence[Built], given: Sequence[Locator]) -> list[Place]:
    """How the platforms name the image: what the builders tell, made whole by what is given.

    Raises `RefusalError` for a builder that is not known, and for an image that only a name would stand for.
    """
    rest = list(given)
    found: list[Locator] = []
    for one in built:
        whole = disk(one.files)
        own = locators(one.build, whole.sha256 if whole else None)
        if not own and not rest:
            raise RefusalError(
                f"{one.build.title}: how a platform names what the builder {one.build.builder} makes is not known; "
                "say it: --locator platform=vsphere,name=…,identity=…"
            )
        for locator in own:
            more = next((other for other in rest if other.platform == locator.platform), None)
            if more is not None:
                rest.remove(more)
            found.append(_completed(locator, more))
        if not own and whole is not None:
            rest = [replace(other, digest=other.digest or whole.sha256) for other in rest]
    for locator in (*found, *rest):
        if locator.identity is None and locator.digest is None:
            raise RefusalError(
                f"{locator.platform} knows it by its name alone ({locator.name}), which proves nothing: tell what "
                f"identifies it there, in custom_data or with --locator platform={locator.platform},identity=…"
            )
    return [_place(locator) for locator in (*found, *rest)]


def patch(shown: PatchEvidence, issued: datetime) -> tuple[Patch, bytes]:
    """What the record says of updates, and the summary of the evidence that the registry keeps with it.

    Raises `RefusalError` for evidence of a time that is yet to come.
    """
    if shown.until > issued + SKEW:
        raise RefusalError(
            f"the evidence is of {shown.until:%Y-%m-%d %H:%M}, which is yet to come: whose clock is wrong?"
        )
    summary = {
        "schema": SUMMARY,
        "method": shown.method,
        "until": shown.until.astimezone(UTC).isoformat(),
        "signed_by": shown.signed_by,
        "unverified": shown.unverified or None,
        "packages": shown.packages,
        "missing": [
            {"id": one.id, "released": one.released and one.released.isoformat()} for one in shown.missing
        ],
        "notes": list(shown.notes),
    }
    data = (json.dumps(summary, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()
    method = shown.method if shown.signed_by else f"{shown.method} (not verified)"
    return (
        Patch(
            until=shown.until.astimezone(UTC),
            method=method,
            missing=tuple(Missing(id=one.id[:1000], released=one.released) for one in shown.missing),
            evidence=canonical.digest(data),
        ),
        data,
    )


def image(claims: Claims, person: str, issued: datetime) -> Image:
    """The record in the name of a person. Raises `InputError` for what the registry cannot keep."""
    files = [file for one in claims.built for file in one.files]
    digest = content_digest(files)
    record = Image(
        by=person,
        issued=issued,
        name=claims.name,
        version=claims.version,
        title=claims.title,
        system=System(id=claims.system.id, version=claims.system.version),
        digest=f"sha256:{digest}" if digest else None,
        files=tuple(File(name=one.name, size=one.size, digest=f"sha256:{one.sha256}") for one in files),
        locators=tuple(claims.places),
        parents=tuple(claims.parents),
        build=_build(claims),
        patch=claims.patch,
        evidence=tuple(claims.evidence),
        supersedes=claims.supersedes,
    )
    # What is made here is held to the form of what is read.
    checked = canonical.decoded(canonical.encoded(record), layout.path_of(record))
    assert isinstance(checked, Image)  # noqa: S101  - for the type checker: what was encoded is one
    return checked


def _build(claims: Claims) -> Build | None:
    if not claims.built:
        return None
    first = claims.built[0].build
    builders = ", ".join(dict.fromkeys(one.build.builder for one in claims.built))
    return Build(
        tool="packer", builder=builders, run=first.run, finished=first.finished, source=claims.source
    )


def newest(images: Iterable[Image], name: str) -> Image | None:
    """The version of an image that was published last, by what its record says."""
    own = [one for one in images if one.name == name]
    return max(own, key=lambda one: one.issued, default=None)


def refuse_older(claims: Claims, last: Image | None) -> None:
    """Raise `RefusalError` for an image that is older than the newest version of it, in its build or its updates."""
    if last is None:
        return
    finished = [one.build.finished for one in claims.built if one.build.finished is not None]
    before = last.build.finished if last.build is not None else None
    if finished and before is not None and max(finished) <= before:
        raise RefusalError(
            f"it was built on {max(finished):%Y-%m-%d %H:%M}, and {last.name} {last.version} not before that: is the "
            "manifest of an older run?"
        )
    if claims.patch is not None and last.patch is not None and claims.patch.until < last.patch.until:
        raise RefusalError(
            f"its updates are of {claims.patch.until:%Y-%m-%d}, and those of {last.name} {last.version} are of "
            f"{last.patch.until:%Y-%m-%d}: a new version does not go back"
        )


def refuse_future(built: Sequence[Built], issued: datetime) -> None:
    """Raise `RefusalError` for a build of a time that is yet to come."""
    for one in built:
        if one.build.finished is not None and one.build.finished > issued + SKEW:
            raise RefusalError(
                f"{one.build.title}: it was finished on {one.build.finished:%Y-%m-%d %H:%M}, which is yet to come: "
                "whose clock is wrong?"
            )


def _completed(own: Locator, more: Locator | None) -> Locator:
    """A builder's word and what was given beside it. Raises `RefusalError` where the two contradict each other."""
    if more is None:
        return own
    for what in ("name", "identity", "endpoint", "digest"):
        one, other = getattr(own, what), getattr(more, what)
        if one is not None and other is not None and one != other:
            raise RefusalError(
                f"the build says that its {what} on {own.platform} is {one}, and --locator {other}"
            )
    return Locator(
        own.platform,
        own.name or more.name,
        own.identity or more.identity,
        own.endpoint or more.endpoint,
        own.digest or more.digest,
    )


def _place(locator: Locator) -> Place:
    return Place(
        platform=Platform(locator.platform),
        endpoint=locator.endpoint and locator.endpoint.lower(),
        name=locator.name,
        identity=locator.identity,
        digest=f"sha256:{locator.digest}" if locator.digest else None,
    )

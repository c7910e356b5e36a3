"""What a registry stores: facts, each signed by a person, each a file of its own that never changes.

Nothing that can be computed is stored: a fact says what somebody did or saw and when. The shapes are those of the
JSON files; an unknown key, a missing one or a value of another type is refused when a file is decoded.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003  - msgspec resolves the types of fields when it decodes
from typing import Annotated, ClassVar, TypeAlias

from msgspec import Meta, Struct, field

from vmgate.registry.parts import (
    Build,
    Demands,
    Digest,
    Endpoint,
    Evidence,
    File,
    Line,
    LostKey,
    Member,
    Missing,
    Moment,
    Name,
    Parent,
    Patch,
    Person,
    Place,
    Platform,
    Role,
    System,
    Version,
)


class _Fact(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="schema"
):
    """What all facts have: who says it, and when they did by their own clock (UTC)."""

    by: Person
    issued: Moment

    kind: ClassVar[str] = ""
    roles: ClassVar[frozenset[Role]] = frozenset()


class Image(_Fact, frozen=True, tag="vmgate.image/v1"):
    """One version of an image. `digest` is that of its content; without one, only a platform's identity binds it."""

    kind: ClassVar[str] = "image"
    roles: ClassVar[frozenset[Role]] = frozenset({Role.OWNER})

    name: Name
    version: Version
    title: Line | None = None
    system: System | None = None
    digest: Digest | None = None
    files: tuple[File, ...] = ()
    locators: tuple[Place, ...] = ()
    parents: tuple[Parent, ...] = ()
    build: Build | None = None
    patch: Patch | None = None
    evidence: tuple[Evidence, ...] = ()
    hardening: dict[str, str] = field(default_factory=dict)
    supersedes: Version | None = None


class _OfImage(_Fact, frozen=True):
    """A fact about one version of an image, bound to the very bytes of its record."""

    image: Name
    version: Version
    record: Digest


_JUDGES = frozenset({Role.APPROVER, Role.SECURITY})
_KEEPERS = _JUDGES | {Role.OWNER}


class Approval(_OfImage, frozen=True, tag="vmgate.approval/v1"):
    """Somebody approves an image. Never its owner."""

    kind: ClassVar[str] = "approval"
    roles: ClassVar[frozenset[Role]] = _JUDGES

    comment: Line | None = None


class Deprecation(_OfImage, frozen=True, tag="vmgate.deprecation/v1"):
    """An image is to be replaced, from a day on."""

    kind: ClassVar[str] = "deprecation"
    roles: ClassVar[frozenset[Role]] = _KEEPERS

    effective: date
    reason: Line
    replacement: Version | None = None


class Revocation(_OfImage, frozen=True, tag="vmgate.revocation/v1"):
    """An image is bad, from a day on. There is no way back: a mended image is a new version."""

    kind: ClassVar[str] = "revocation"
    roles: ClassVar[frozenset[Role]] = _KEEPERS

    effective: date
    reason: Line
    replacement: Version | None = None


class Channel(_OfImage, frozen=True, tag="vmgate.channel/v1"):
    """A channel ("prod") leads to this version from now on."""

    kind: ClassVar[str] = "channel"
    roles: ClassVar[frozenset[Role]] = frozenset({Role.OWNER})

    channel: Name
    reason: Line | None = None


class Validation(_OfImage, frozen=True, tag="vmgate.validation/v1"):
    """Somebody looked at the update level of an image (C31), and this is what it lacked."""

    kind: ClassVar[str] = "validation"
    roles: ClassVar[frozenset[Role]] = _KEEPERS

    method: Line
    missing: tuple[Missing, ...] = ()
    evidence: Digest | None = None


class Hypervisors(_Fact, frozen=True, tag="vmgate.hypervisors/v1"):
    """What the hypervisors of an endpoint, or of one cluster there, support, as they said themselves (C35)."""

    kind: ClassVar[str] = "hypervisors"
    roles: ClassVar[frozenset[Role]] = _KEEPERS

    platform: Platform
    endpoint: Endpoint
    guests: dict[str, str]
    cluster: Endpoint | None = None
    release: Line | None = None


class Support(_Fact, frozen=True, tag="vmgate.support/v1"):
    """The site's own word on a system's support, such as a contract that was bought."""

    kind: ClassVar[str] = "support"
    roles: ClassVar[frozenset[Role]] = _JUDGES

    system: Name
    version: Version
    until: date
    reason: Line


class Root(_Fact, frozen=True, tag="vmgate.root/v1"):
    """Who may sign what, by which keys. `signers` are lines as in the allowed signers file of ssh-keygen(1)."""

    kind: ClassVar[str] = "root"
    roles: ClassVar[frozenset[Role]] = frozenset({Role.ROOT})

    version: Annotated[int, Meta(ge=1, le=999_999)]
    people: dict[Person, Member]
    signers: tuple[Annotated[str, Meta(min_length=1, max_length=10_000)], ...]
    lost_keys: tuple[LostKey, ...] = ()
    demands: Demands = field(default_factory=Demands)
    previous: Digest | None = None


class Checkpoint(_Fact, frozen=True, tag="vmgate.checkpoint/v1"):
    """All files of the registry at a moment. `added` are those since the checkpoint before, by path.

    `index` is the digest of the index over all files up to now, see `vmgate.registry.index`. Of several checkpoints
    that are made at once, as one would be too large, only the last has it.
    """

    kind: ClassVar[str] = "checkpoint"
    roles: ClassVar[frozenset[Role]] = frozenset({Role.CHECKPOINT, Role.ROOT})

    sequence: Annotated[int, Meta(ge=1, le=999_999)]
    expires: date
    root: Annotated[int, Meta(ge=1, le=999_999)]
    added: dict[str, Digest]
    index: Digest | None = None
    previous: Digest | None = None


Fact: TypeAlias = (
    Image
    | Approval
    | Deprecation
    | Revocation
    | Channel
    | Validation
    | Hypervisors
    | Support
    | Root
    | Checkpoint
)
OfImage: TypeAlias = Approval | Deprecation | Revocation | Channel | Validation


def namespace(fact: Fact) -> str:
    """What a signature of the fact is for (`ssh-keygen -Y sign -n`): one kind's signature fits no other."""
    return f"vmgate-{fact.kind}"

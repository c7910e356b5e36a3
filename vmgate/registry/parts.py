"""What facts of a registry are made of: names, digests, and the parts that are objects of their own."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, TypeAlias

from msgspec import Meta, Struct, field

# Names become names of files: lower case only, so that no two of them are one on some file system.
_NAME = r"^[a-z0-9][a-z0-9._-]*$"
Name: TypeAlias = Annotated[str, Meta(pattern=_NAME, max_length=80)]
Version: TypeAlias = Annotated[str, Meta(pattern=_NAME, max_length=40)]
Person: TypeAlias = Annotated[
    str, Meta(pattern=r"^[a-z0-9][a-z0-9._+-]*(@[a-z0-9][a-z0-9.-]*)?$", max_length=100)
]
Endpoint: TypeAlias = Annotated[str, Meta(pattern=_NAME, max_length=120)]
Digest: TypeAlias = Annotated[str, Meta(pattern=r"^sha256:[0-9a-f]{64}$")]
Line: TypeAlias = Annotated[str, Meta(min_length=1, max_length=1000)]
Moment: TypeAlias = Annotated[datetime, Meta(tz=True)]
Count: TypeAlias = Annotated[int, Meta(ge=1, le=1000)]


class Role(StrEnum):
    """What somebody may sign."""

    OWNER = "owner"
    APPROVER = "approver"
    SECURITY = "security"
    ROOT = "root"
    CHECKPOINT = "checkpoint"


class Platform(StrEnum):
    """Where an image is to be found."""

    VSPHERE = "vsphere"
    PROXMOX = "proxmox"
    LIBVIRT = "libvirt"
    NUTANIX = "nutanix"
    XENORCHESTRA = "xenorchestra"
    OPENSTACK = "openstack"
    HYPERV = "hyperv"
    ESXI = "esxi"
    AWS = "aws"
    AZURE = "azure"
    GCP = "gcp"


class _Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of a fact."""


class System(_Part, frozen=True):
    """An operating system as `/etc/os-release` names it; the minor release where its vendor's support needs it."""

    id: Name
    version: Line | None = None
    arch: Name | None = None


class File(_Part, frozen=True):
    """A file of the image. `size` is in bytes."""

    name: Line
    size: Annotated[int, Meta(ge=0)]
    digest: Digest


class Place(_Part, frozen=True):
    """How a platform names the image: a locator. See `vmgate.model.templates.Locator`."""

    platform: Platform
    endpoint: Endpoint | None = None
    name: Line | None = None
    identity: Line | None = None
    digest: Digest | None = None


class Parent(_Part, frozen=True):
    """What the image was made from. `record` is the digest of the parent's record where the registry has it.

    An image from outside (an installation medium) has no record, and is known by the digest of its file.
    """

    name: Line
    version: Line | None = None
    record: Digest | None = None
    digest: Digest | None = None


class Source(_Part, frozen=True):
    """The template that was built: where it is kept, at which commit, and whether something was changed since."""

    repository: Line
    commit: Annotated[str, Meta(pattern=r"^[0-9a-f]{40}([0-9a-f]{24})?$")]
    dirty: bool = False


class Build(_Part, frozen=True):
    """The run that made the image."""

    tool: Line
    builder: Line
    tool_version: Line | None = None
    run: Line | None = None
    finished: Moment | None = None
    source: Source | None = None


class Missing(_Part, frozen=True):
    """A security update that was missing, and the day it was released on, where the source says."""

    id: Line
    released: date | None = None


class Patch(_Part, frozen=True):
    """Up to when updates are in the image, by evidence that does not rest on the builder's clock."""

    until: Moment
    method: Line
    missing: tuple[Missing, ...] = ()
    evidence: Digest | None = None


class Evidence(_Part, frozen=True):
    """A document that is kept in the registry under its digest. `type` is a word or a media type's URL."""

    type: Line
    digest: Digest


class Member(_Part, frozen=True):
    """What one person may sign; `images` are patterns of the images they may sign for, all where there are none."""

    roles: tuple[Role, ...]
    images: tuple[Line, ...] = ()


class LostKey(_Part, frozen=True):
    """A key that nothing is believed of any more. `key` is its fingerprint, "SHA256:…"."""

    key: Annotated[str, Meta(pattern=r"^SHA256:[A-Za-z0-9+/]{43}$")]
    reason: Line


class Demands(_Part, frozen=True, omit_defaults=False):
    """How strict the registry is. Every count is of people.

    `approvals` in all, and of each role in `of_role`; `unbound_approvals` for an image without a digest. An approval
    holds `approval_days`. With `checkpoints`, nothing counts that no checkpoint covers, revocations excepted. All of it
    is written out, also what is at its default.
    """

    approvals: Count = 1
    of_role: dict[Role, Count] = field(default_factory=dict)
    unbound_approvals: Count = 1
    approval_days: Annotated[int, Meta(ge=1, le=3650)] = 365
    checkpoints: bool = False
    root_signatures: Count = 1
    checkpoint_signatures: Count = 1

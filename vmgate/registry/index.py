"""The index of a registry: in which lines of an export each image is, and everything that one is found by.

Of a hundred thousand versions a plan asks for a handful. So what a registry holds is divided into shards, by the
digest of a name: those of folders have the files about an image, those of keys say which folders an identity, a name
or a digest leads to, and whether a document of evidence is there. The index has the digest of every shard, and a
checkpoint signs the digest of the index: a reader that verified the checkpoint may believe any single shard, and also
that there is nothing else under a key. The same files give the same bytes, so that everybody can make the index again.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Annotated, TypeAlias

import msgspec

from vmgate.registry.parts import Digest, Moment  # noqa: TC001  - msgspec resolves the types of fields when it decodes

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDERS, KEYS = 64, 256
"""So many folders, and so many keys, a shard has at most on an average."""

Files: TypeAlias = dict[str, tuple[int, str]]
"""Files by path: the sequence of the checkpoint that first covered each, and its text."""


class Shard(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A line of an export: its length in bytes without the line feed, and its digest."""

    length: Annotated[int, msgspec.Meta(ge=2)]
    digest: Digest


class Mark(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What later facts need to know of a checkpoint."""

    sequence: int
    issued: Moment
    root: int
    digest: Digest


class Index(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="schema", tag="vmgate.index/v1"
):
    """What a checkpoint signs of a registry, and where it is.

    `checkpoints` are those before the one that signs. `front` has the files that are about no image; `folders` and
    `keys` are the shards, each a power of two of them, in the order in which they follow on one another. `endpoints`,
    `incomplete` and `digests` are as in `vmgate.model.registry.RecordIndex`.
    """

    images: int
    endpoints: frozenset[str]
    incomplete: frozenset[tuple[str, str]]
    digests: bool
    checkpoints: tuple[Mark, ...]
    front: Shard
    folders: Annotated[tuple[Shard, ...], msgspec.Meta(min_length=1)]
    keys: Annotated[tuple[Shard, ...], msgspec.Meta(min_length=1)]

    @property
    def shards(self) -> Iterator[Shard]:
        """All of them, as they follow on one another."""
        yield self.front
        yield from self.folders
        yield from self.keys


def key(*parts: str) -> str:
    """The text by which something is found: what it is, and then what it is called."""
    return " ".join(parts)


def shard_of(name: str, count: int) -> int:
    """In which of so many shards a key or a folder is."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4]) % count


def encoded(value: object) -> bytes:
    """One line of JSON, the same for the same value."""
    return msgspec.json.encode(value, order="sorted")

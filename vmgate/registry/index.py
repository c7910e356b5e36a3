"""The index of a registry: in which lines of an export each image is, and everything that one is found by.

Of a hundred thousand versions a plan asks for a handful. So what a registry holds is divided into shards, by the
digest of a name: those of folders have the files about an image, those of keys say which folders an identity, a name
or a digest leads to, and whether a document of evidence is there. The index has the digest of every shard, and a
checkpoint signs the digest of the index: a reader that verified the checkpoint may believe any single shard, and also
that there is nothing else under a key. The same files give the same bytes, so that everybody can make the index again.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING, Annotated, TypeAlias

import msgspec

from vmgate.errors import InputError
from vmgate.model.registry import RecordIndex
from vmgate.registry import layout
from vmgate.registry.ancestry import ReadFamily
from vmgate.registry.canonical import digest
from vmgate.registry.facts import Image
from vmgate.registry.locators import locators
from vmgate.registry.parts import Digest, Moment  # noqa: TC001  - msgspec resolves the types of fields when it decodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from vmgate.registry.store import Store

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


def indexed(store: Store, sequences: Mapping[str, int], before: Sequence[Mark]) -> tuple[bytes, list[bytes]]:
    """The index of the files that checkpoints cover, and its shards, each as a line without its line feed.

    `sequences` are the numbers of the checkpoints that cover a path first; what none covers is not in the index.
    `before` are the checkpoints before the newest. Raises `InputError` for a file that is not text.
    """
    front: Files = {}
    folders: dict[str, Files] = defaultdict(dict)
    for path, content in store.contents.items():
        if path in sequences:
            folder = layout.folder_of(path)
            (front if folder is None else folders[folder])[path] = sequences[path], _text(path, content)
    images = [
        (stored, stored.fact)
        for stored in store.facts
        if isinstance(stored.fact, Image) and stored.path in sequences
    ]
    paths = [stored.path for stored, _ in images]
    found = RecordIndex(locators(image) for _, image in images)
    keys: dict[str, list[str]] = {}
    for name, by in (("identity", found.identities), ("name", found.names)):
        for (platform, what), places in by.items():
            keys[key(name, platform, what)] = sorted({paths[number] for number, _ in places})
    for content_digest, places in found.digests.items():
        keys[key("digest", content_digest)] = sorted({paths[number] for number, _ in places})
    family = ReadFamily(images)
    for name, members in (("record", family.records), ("content", family.contents)):
        keys.update((key(name, one), sorted(several)) for one, several in members.items())
    for document in store.evidence:
        if layout.evidence_path(document) in sequences:
            keys[key("evidence", document)] = []
    lines = [
        encoded(front),
        *_sharded(folders, FOLDERS),
        *_sharded(keys, KEYS),
    ]
    shards = [Shard(len(line), digest(line)) for line in lines]
    count = 1 + count_of(len(folders), FOLDERS)
    index = Index(
        images=len(images),
        endpoints=frozenset(found.endpoints),
        incomplete=frozenset(found.incomplete),
        digests=bool(found.digests),
        checkpoints=tuple(before),
        front=shards[0],
        folders=tuple(shards[1:count]),
        keys=tuple(shards[count:]),
    )
    return encoded(index), lines


def key(*parts: str) -> str:
    """The text by which something is found: what it is, and then what it is called."""
    return " ".join(parts)


def shard_of(name: str, count: int) -> int:
    """In which of so many shards a key or a folder is."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4]) % count


def count_of(entries: int, most: int) -> int:
    """How many shards so many entries are divided into: a power of two."""
    count = 1
    while count * most < entries:
        count *= 2
    return count


def encoded(value: object) -> bytes:
    """One line of JSON, the same for the same value."""
    return msgspec.json.encode(value, order="sorted")


def _sharded(entries: Mapping[str, object], most: int) -> Iterable[bytes]:
    shards: list[dict[str, object]] = [{} for _ in range(count_of(len(entries), most))]
    for name, entry in entries.items():
        shards[shard_of(name, len(shards))][name] = entry
    return map(encoded, shards)


def _text(path: str, content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise InputError(f"{path}: not a text, which every file of a registry but evidence is") from None

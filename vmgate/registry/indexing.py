"""Making the index of a registry from its files."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from vmgate.errors import InputError
from vmgate.model.registry import RecordIndex
from vmgate.registry import layout
from vmgate.registry.ancestry import ReadFamily
from vmgate.registry.canonical import digest
from vmgate.registry.facts import Image
from vmgate.registry.index import FOLDERS, KEYS, Files, Index, Mark, Shard, encoded, key, shard_of
from vmgate.registry.locators import locators

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vmgate.registry.store import Store
    from vmgate.registry.stored import Stored


def indexed(store: Store, sequences: Mapping[str, int], before: Sequence[Mark]) -> tuple[bytes, list[bytes]]:
    """The index of the files that checkpoints cover, and its shards, each as a line without its line feed.

    `sequences` are the numbers of the checkpoints that cover a path first; what none covers is not in the index.
    `before` are the checkpoints before the newest. Raises `InputError` for a file that is not text.
    """
    images = [
        (stored, stored.fact)
        for stored in store.facts
        if isinstance(stored.fact, Image) and stored.path in sequences
    ]
    found = RecordIndex(locators(image) for _, image in images)
    evidence = [one for one in store.evidence if layout.evidence_path(one) in sequences]
    front, folders = _divided(store.contents, sequences)
    of_folders, of_keys = _sharded(folders, FOLDERS), _sharded(_keys(images, found, evidence), KEYS)
    head = encoded(front)
    index = Index(
        images=len(images),
        endpoints=frozenset(found.endpoints),
        incomplete=frozenset(found.incomplete),
        digests=bool(found.digests),
        checkpoints=tuple(before),
        front=_shard(head),
        folders=tuple(map(_shard, of_folders)),
        keys=tuple(map(_shard, of_keys)),
    )
    return encoded(index), [head, *of_folders, *of_keys]


def _divided(contents: Mapping[str, bytes], sequences: Mapping[str, int]) -> tuple[Files, dict[str, Files]]:
    """The covered files that are about no image, and those of each folder."""
    front: Files = {}
    folders: dict[str, Files] = defaultdict(dict)
    for path, content in contents.items():
        if path in sequences:
            folder = layout.folder_of(path)
            (front if folder is None else folders[folder])[path] = sequences[path], _text(path, content)
    return front, folders


def _keys(
    images: Sequence[tuple[Stored, Image]], found: RecordIndex, evidence: Sequence[str]
) -> dict[str, list[str]]:
    """The paths of the records that each key leads to."""
    paths = [stored.path for stored, _ in images]
    family = ReadFamily(images)
    keys: dict[str, list[str]] = {key("evidence", one): [] for one in evidence}
    for name, by in (("identity", found.identities), ("name", found.names)):
        for (platform, what), places in by.items():
            keys[key(name, platform, what)] = sorted({paths[number] for number, _ in places})
    for one, places in found.digests.items():
        keys[key("digest", one)] = sorted({paths[number] for number, _ in places})
    for name, members in (("record", family.records), ("content", family.contents)):
        keys.update((key(name, one), sorted(several)) for one, several in members.items())
    return keys


def _sharded(entries: Mapping[str, object], most: int) -> list[bytes]:
    """Entries in a power of two of shards, which have `most` of them on an average at most."""
    count = 1
    while count * most < len(entries):
        count *= 2
    shards: list[dict[str, object]] = [{} for _ in range(count)]
    for name, entry in entries.items():
        shards[shard_of(name, count)][name] = entry
    return list(map(encoded, shards))


def _shard(line: bytes) -> Shard:
    return Shard(len(line), digest(line))


def _text(path: str, content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise InputError(f"{path}: not a text, which every file of a registry but evidence is") from None

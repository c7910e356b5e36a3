"""A registry of which only what is asked for is read: an export, by the index that its newest checkpoint signs."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from vmgate.errors import InputError
from vmgate.registry import layout
from vmgate.registry.facts import Checkpoint
from vmgate.registry.index import Files, key, shard_of
from vmgate.registry.later import Later
from vmgate.registry.stored import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from vmgate.registry.index import Shard
    from vmgate.registry.later import Said
    from vmgate.registry.lines import Lines
    from vmgate.registry.stored import Stored


class Sealed:
    """An export. Nothing of it is believed before the signatures of `newest`, its newest checkpoint, are verified."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.index = lines.index
        self._front = lines.shard(self.index.front, Files)
        self._folders: dict[Shard, dict[str, Files]] = {}
        self._keys: dict[Shard, dict[str, list[str]]] = {}
        self._said: dict[str, Said] = {}
        self.newest = self._newest()

    @cached_property
    def facts(self) -> tuple[Stored, ...]:
        """The facts about no image, and the newest checkpoint. Raises `InputError`."""
        front = self._strictly({path: text for path, (_, text) in self._front.items()})
        return (*front, self.newest)

    def paths(self, *parts: str) -> Sequence[str]:
        """The records that are found by a key."""
        return self._under(key(*parts)) or ()

    def has_evidence(self, digest: str) -> bool:
        """Whether a document of that digest is in the registry."""
        return self._under(key("evidence", digest)) is not None

    def record(self, path: str) -> Stored:
        """The record at a path. Raises `InputError` for one that is not there."""
        files = self._files(layout.folder_of(path) or "")
        if path not in files:
            raise InputError(f"{self.lines.name}: {path} is missing, which its index has")
        signature = f"{path}.sig"
        signatures = {signature: files[signature][1].encode()} if signature in files else {}
        return decoded(path, files[path][1].encode(), signatures)

    def records(self) -> Iterator[str]:
        """The paths of all records."""
        for shard in self.index.folders:
            for files in self._shard(shard).values():
                yield from (path for path in files if path.endswith("/image.json"))

    def said(self, folder: str) -> Said:
        """What is said in the folder of a version, or of an image's channels."""
        if folder not in self._said:
            record = layout.record_in(folder)
            files = {path: text for path, (_, text) in self._files(folder).items() if path != record}
            self._said[folder] = _read(files)
        return self._said[folder]

    def sequence(self, path: str) -> int | None:
        """The number of the checkpoint that covers a file first."""
        folder = layout.folder_of(path)
        found = (self._front if folder is None else self._files(folder)).get(path)
        return found and found[0]

    def _newest(self) -> Stored:
        found = self._strictly(self.lines.seal.files)
        if len(found) != 1 or not isinstance(found[0].fact, Checkpoint):
            raise InputError(f"{self.lines.name}: it does not begin with one checkpoint")
        if found[0].fact.index != self.lines.digest:
            raise InputError(f"{self.lines.name}: its index is not the one that {found[0].path} signs")
        return found[0]

    def _strictly(self, files: Mapping[str, str]) -> tuple[Stored, ...]:
        found = _read(files)
        if found.faults:
            raise InputError(f"{self.lines.name}: {found.faults[0]}")
        return found.facts

    def _files(self, folder: str) -> Files:
        shards = self.index.folders
        return self._shard(shards[shard_of(folder, len(shards))]).get(folder, {})

    def _shard(self, shard: Shard) -> dict[str, Files]:
        if shard not in self._folders:
            self._folders[shard] = self.lines.shard(shard, dict[str, Files])
        return self._folders[shard]

    def _under(self, name: str) -> list[str] | None:
        shards = self.index.keys
        shard = shards[shard_of(name, len(shards))]
        if shard not in self._keys:
            self._keys[shard] = self.lines.shard(shard, dict[str, list[str]])
        return self._keys[shard].get(name)


def _read(files: Mapping[str, str]) -> Said:
    return Later({path: text.encode for path, text in files.items()}).said("")

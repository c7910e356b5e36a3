"""An export, line by line: only those lines are read that somebody asks for, and each is what its digest says.

It begins with the newest checkpoint and its signatures; the index follows, then the shards that the index names, and
at last the older checkpoints, which only who reads everything needs.
"""

from __future__ import annotations

import gzip
import io
import weakref
import zlib
from typing import TYPE_CHECKING, TypeVar

import msgspec

from vmgate.errors import InputError
from vmgate.registry.canonical import digest
from vmgate.registry.index import Index

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from vmgate.registry.index import Shard

LARGEST = 1024 * 1024 * 1024
"""No export is larger, in bytes, packed or not."""

_LONGEST = 256 * 1024 * 1024
"""No line is longer, in bytes."""

_T = TypeVar("_T")


class Seal(msgspec.Struct, forbid_unknown_fields=True, tag_field="schema", tag="vmgate.registry/v2"):
    """The first line: the newest checkpoint and its signatures, by path."""

    files: dict[str, str]


class Older(msgspec.Struct, forbid_unknown_fields=True, tag_field="schema", tag="vmgate.checkpoint/v2"):
    """One of the last lines: an older checkpoint and its signatures, by path."""

    files: dict[str, str]


class Lines:
    """The lines of an export. `name` is what messages call it."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        weakref.finalize(self, stream.close)
        self._stream = stream
        self.name = name
        try:
            self.seal = self._decoded(self._line(), Seal)
            head = self._line()
            self.index = self._decoded(head, Index)
        except InputError as error:
            message = (
                f"{name}: it is neither a directory nor an exported template registry (vmgate.registry/v2)"
            )
            raise InputError(f"{message}: {error}") from None
        self.digest = digest(head)
        self._offsets: dict[Shard, int] = {}
        at = stream.tell()
        for shard in self.index.shards:
            self._offsets[shard] = at
            at += shard.length + 1
        self._end = at

    def shard(self, shard: Shard, kind: type[_T]) -> _T:
        """What a shard of the index says. Raises `InputError` for one that is not as the index has it."""
        return self._decoded(self._content(shard), kind)

    def check(self) -> None:
        """Raise `InputError` unless every shard is as the index has it."""
        for shard in self.index.shards:
            self._content(shard)

    def older(self) -> Iterator[Older]:
        """The older checkpoints. Raises `InputError`."""
        self._stream.seek(self._end)
        while line := self._line():
            yield self._decoded(line, Older)

    def _content(self, shard: Shard) -> bytes:
        try:
            self._stream.seek(self._offsets[shard])
            content = self._stream.read(min(shard.length, _LONGEST))
        except OSError as error:
            raise InputError(f"{self.name}: cannot be read: {error.strerror or error}") from None
        if digest(content) != shard.digest:
            raise InputError(
                f"{self.name}: a part of it is missing or was changed: it is not what its index says"
            )
        return content

    def _line(self) -> bytes:
        try:
            line = self._stream.readline(_LONGEST)
        except OSError as error:
            raise InputError(f"{self.name}: cannot be read: {error.strerror or error}") from None
        return line.removesuffix(b"\n")

    def _decoded(self, line: bytes, kind: type[_T]) -> _T:
        try:
            return msgspec.json.decode(line, type=kind)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise InputError(str(error)) from None


def open_lines(file: Path) -> Lines:
    """The lines of a file. One that is packed by gzip is unpacked first, which takes the longer the larger it is.

    Raises `InputError`.
    """
    if file.exists() and not file.is_file():
        # A pipe would be waited for, a device might never end.
        raise InputError(f"{file}: not a plain file, as an exported template registry is")
    try:
        stream = file.open("rb")
        if stream.read(2) == b"\x1f\x8b":
            with stream:
                stream.seek(0)
                data = stream.read(LARGEST + 1)
            return lines_of(data, str(file))
        stream.seek(0)
    except OSError as error:
        raise InputError(f"{file}: cannot be read: {error.strerror or error}") from None
    return Lines(stream, str(file))


def lines_of(data: bytes, name: str) -> Lines:
    """The lines in the bytes of an export. Raises `InputError`."""
    return Lines(io.BytesIO(unpacked(data, name)), name)


def unpacked(data: bytes, name: str) -> bytes:
    """The bytes of an export that may be packed by gzip. Raises `InputError`."""
    if len(data) <= LARGEST and data.startswith(b"\x1f\x8b"):
        unpacking = zlib.decompressobj(wbits=31)
        try:
            data = unpacking.decompress(data, LARGEST + 1)
        except zlib.error as error:
            raise InputError(f"{name}: it cannot be unpacked: {error}") from None
        if not unpacking.eof and len(data) <= LARGEST:
            raise InputError(f"{name}: it cannot be unpacked: it ends too early")
    if len(data) > LARGEST:
        raise InputError(f"{name}: it is larger than {LARGEST // 1024**2} MiB, which no export is")
    return data


def packed(data: bytes) -> bytes:
    """The bytes of an export, packed, the same for the same bytes."""
    return gzip.compress(data, mtime=0)

"""A registry as one file, which any web server or artifact store can serve.

It holds every fact and every signature as they are, byte by byte, and the digests of the evidence: whoever reads it
verifies all of it again, and need not trust who wrote it. Whether something was left out, only a checkpoint tells.
"""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING, Literal

import msgspec

from vmgate.errors import InputError
from vmgate.registry import layout
from vmgate.registry.parts import Digest  # noqa: TC001  - msgspec resolves the types of fields when it decodes
from vmgate.registry.store import Store, assemble

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LARGEST = 512 * 1024 * 1024
"""No export is larger, in bytes, packed or not."""


class _Export(msgspec.Struct, forbid_unknown_fields=True):
    schema: Literal["vmgate.registry/v1"]
    files: dict[str, str]
    evidence: list[Digest] = []


def exported(store: Store) -> bytes:
    """A registry in one file: JSON, packed by gzip, the same bytes for the same registry."""
    files = {stored.path: stored.data.decode() for stored in store.facts}
    for stored in store.facts:
        files.update({path: data.decode() for path, data in stored.signatures.items()})
    export = _Export("vmgate.registry/v1", files, sorted(store.evidence))
    return gzip.compress(msgspec.json.encode(export, order="sorted"), mtime=0)


def read_export(file: Path, *, lenient: bool = False, later: bool = False) -> Store:
    """The registry in a file. Raises `InputError`; `lenient` and `later` as for a directory."""
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise InputError(f"{file}: cannot be read: {error.strerror or error}") from None
    return parse_export(data, str(file), lenient=lenient, later=later)


def parse_export(data: bytes, name: str, *, lenient: bool = False, later: bool = False) -> Store:
    """The registry in the bytes of an export. `name` is what messages call it."""
    try:
        if len(data) <= LARGEST and data.startswith(b"\x1f\x8b"):
            data = zlib.decompressobj(wbits=31).decompress(data, LARGEST + 1)
        if len(data) > LARGEST:
            raise InputError(f"{name}: it is larger than {LARGEST // 1024**2} MiB, which no export is")
        export = msgspec.json.decode(data, type=_Export)
    except (msgspec.MsgspecError, UnicodeDecodeError, zlib.error, RecursionError) as error:
        message = f"{name}: it is neither a directory nor an exported template registry (vmgate.registry/v1): {error}"
        raise InputError(message) from None
    readers = {path: _reader(text) for path, text in sorted(export.files.items())}
    readers.update({layout.evidence_path(digest): _reader("") for digest in export.evidence})
    return assemble(readers, {}, lenient=lenient, later=later)


def _reader(text: str) -> Callable[[], bytes]:
    return text.encode

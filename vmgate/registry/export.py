"""A registry as one file, which any web server or artifact store can serve.

It holds every fact and every signature as they are, and the digests of the evidence: whoever reads all of it verifies
all of it again, and need not trust who wrote it. Whoever asks for single images reads only what is said of them, and
trusts those who signed the newest checkpoint that it is all there is.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from vmgate.errors import InputError
from vmgate.registry import layout
from vmgate.registry.canonical import digest
from vmgate.registry.facts import Checkpoint
from vmgate.registry.index import Files, encoded
from vmgate.registry.indexing import indexed
from vmgate.registry.lines import Older, Seal
from vmgate.registry.store import Store, assemble

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from vmgate.registry.checkpoints import Coverage
    from vmgate.registry.sealed import Sealed


def exported(store: Store, coverage: Coverage) -> bytes:
    """A registry that holds in one file: lines of JSON, the same bytes for the same registry.

    Raises `InputError` where no checkpoint signs its index as it is.
    """
    if coverage.newest is None:
        message = "no checkpoint covers it, so that nothing would sign the file; vmgate template checkpoint makes one"
        raise InputError(message)
    head, shards = indexed(store, coverage.sequences, coverage.marks[:-1])
    newest = layout.path_of(coverage.newest)
    if coverage.newest.index != digest(head):
        message = f"{newest} signs no index like that of this vmgate; vmgate template checkpoint makes one that does"
        raise InputError(message)
    checkpoints = {
        stored.path: _texts({stored.path: stored.data, **stored.signatures})
        for stored in store.facts
        if isinstance(stored.fact, Checkpoint) and stored.fact.sequence <= coverage.newest.sequence
    }
    seal = Seal(checkpoints.pop(newest))
    older = (Older(one) for one in checkpoints.values())
    return b"".join(line + b"\n" for line in (encoded(seal), head, *shards, *map(encoded, older)))


def read_sealed(sealed: Sealed, *, lenient: bool = False) -> Store:
    """All of the registry in an export. Raises `InputError`; `lenient` as for a directory."""
    lines = sealed.lines
    readers: dict[str, Callable[[], bytes]] = {}

    def keep(files: dict[str, str]) -> None:
        readers.update((path, text.encode) for path, text in files.items())

    def keep_covered(files: Files) -> None:
        keep({path: text for path, (_, text) in files.items()})

    for checkpoints in (lines.seal.files, *(older.files for older in lines.older())):
        for path in checkpoints:
            if not path.startswith(layout.CHECKPOINTS):
                message = f"{lines.name}: {path} is in it where only checkpoints may be"
                raise InputError(message)
        keep(checkpoints)
    keep_covered(lines.shard(lines.index.front, Files))
    for shard in lines.index.folders:
        for files in lines.shard(shard, dict[str, Files]).values():
            keep_covered(files)
    for shard in lines.index.keys:
        for key in lines.shard(shard, dict[str, list[str]]):
            kind, _, document = key.partition(" ")
            if kind == "evidence":
                readers[layout.evidence_path(document)] = partial(bytes, b"")
    return assemble(dict(sorted(readers.items())), {}, lenient=lenient)


def _texts(files: Mapping[str, bytes]) -> dict[str, str]:
    return {path: content.decode() for path, content in files.items()}

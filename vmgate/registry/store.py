"""Reading a registry: every file of a directory, as it is and strictly. Nothing is believed here yet."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from vmgate.errors import InputError
from vmgate.registry import canonical, layout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from vmgate.registry.facts import Fact

MOST_FILES = 1_000_000
DEEPEST = 8


class UnreadableError(InputError):
    """The system does not give a file out: what is in it cannot be told, not even that it is wrong."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A fact as it is stored: its path, the bytes that were signed, and the bytes of its signatures by path."""

    path: str
    data: bytes
    fact: Fact
    digest: str
    signatures: Mapping[str, bytes]


@dataclass(frozen=True)
class Store:
    """All of a registry. `contents` are all files but evidence, by path; evidence is named by its own digest.

    `faults` are what is wrong with single files, as `path: message`; unless all are asked for, none that matter.
    """

    facts: tuple[Stored, ...] = ()
    evidence: frozenset[str] = frozenset()
    contents: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    faults: tuple[str, ...] = ()

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The digests of all files but evidence, by path: what checkpoints cover."""
        return {path: canonical.digest(content) for path, content in self.contents.items()}

    @property
    def empty(self) -> bool:
        """Whether there is nothing at all."""
        return not self.facts


def read_directory(directory: Path, *, lenient: bool = False) -> Store:
    """The registry in a directory.

    Raises `InputError` for the first file that does not belong to one; `lenient` collects all of these as the
    store's faults instead, to tell every one of them.
    """
    found = dict(_files(os.fspath(directory)))
    return assemble({path: _reader(directory, path) for path in sorted(found)}, found, lenient=lenient)


def assemble(
    files: Mapping[str, Callable[[], bytes]], faults: Mapping[str, str | None], *, lenient: bool = False
) -> Store:
    """A registry from its files: what reads each, by path, and what is wrong with it before it is read."""
    told: list[str] = []
    data: dict[str, bytes] = {}
    evidence = set()
    for path, read in files.items():
        try:
            fault = faults.get(path) or _misplaced(path)
            if fault:
                raise InputError(f"{path}: {fault}")  # noqa: TRY301  - read() raises the same, and both are told alike
            digest = layout.evidence(path)
            if digest is not None:
                evidence.add(digest)
            elif path not in layout.PLAIN:
                data[path] = read()
        except InputError as error:
            if not lenient or isinstance(error, UnreadableError):
                raise
            told.append(str(error))
    return _store(data, frozenset(evidence), told, lenient=lenient)


def _store(data: Mapping[str, bytes], evidence: frozenset[str], told: list[str], *, lenient: bool) -> Store:
    signatures: dict[str, dict[str, bytes]] = {}
    for path, content in data.items():
        signed = layout.signed_path(path)
        if signed is not None:
            signatures.setdefault(signed, {})[path] = content
    facts = []
    for path, content in data.items():
        if path.endswith(".sig"):
            continue
        try:
            fact = canonical.decoded(content, path)
            if layout.path_of(fact) != path:
                raise InputError(f"{path}: what it says belongs to {layout.path_of(fact)}")  # noqa: TRY301  - as above
        except InputError as error:
            if not lenient:
                raise
            told.append(str(error))
            continue
        facts.append(Stored(path, content, fact, canonical.digest(content), signatures.pop(path, {})))
    # A signature is written before its fact: whoever was killed in between left one of nothing, which proves nothing.
    told += [f"{path}: a signature of nothing" for orphan in signatures.values() for path in orphan]
    return Store(tuple(facts), evidence, data, tuple(told))


def _misplaced(path: str) -> str | None:
    if path in layout.PLAIN or layout.evidence(path) or layout.is_fact(layout.signed_path(path) or path):
        return None
    return "a template registry has no such file; facts are made by vmgate template"


def _files(directory: str) -> Iterator[tuple[str, str | None]]:
    """Every file below a directory by its path from there, with what is wrong with it before it is read."""
    names: dict[str, str] = {}
    waiting = [("", 0)]
    while waiting:
        folder, depth = waiting.pop()
        try:
            with os.scandir(os.path.join(directory, folder)) as entries:  # noqa: PTH118  - joined a hundred thousand times
                for entry in entries:
                    if entry.name.startswith("."):
                        # The version control's, an editor's, or what was being written when somebody was killed.
                        continue
                    path = f"{folder}{entry.name}"
                    if entry.is_dir(follow_symlinks=False) and depth < DEEPEST:
                        waiting.append((f"{path}/", depth + 1))
                        continue
                    if len(names) > MOST_FILES:
                        raise InputError(
                            f"{directory}: more than {MOST_FILES} files are no template registry"
                        )
                    yield path, _fault(entry) or _collision(path, names)
        except OSError as error:
            raise UnreadableError(
                f"{directory}/{folder}: cannot be read: {error.strerror or error}"
            ) from None


def _fault(entry: os.DirEntry[str]) -> str | None:
    # Whether it is executable, git tells (verify --base): some file systems say so of every file.
    if entry.is_symlink():
        return "a link; a registry consists of plain files"
    return None if entry.is_file(follow_symlinks=False) else "not a plain file"


def _collision(path: str, names: dict[str, str]) -> str | None:
    other = names.setdefault(path.casefold(), path)
    return None if other == path else f"the same as {other} where letter case does not matter"


def _reader(directory: Path, path: str) -> Callable[[], bytes]:
    def read() -> bytes:
        file = os.path.join(directory, path)  # noqa: PTH118  - joined a hundred thousand times
        try:
            # What was a plain file a moment ago may be a link by now: that is refused too.
            descriptor = os.open(
                file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
            )
            try:
                size = os.fstat(descriptor).st_size
                content = os.read(descriptor, min(size, canonical.LARGEST) + 1)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise UnreadableError(f"{path}: cannot be read: {error.strerror or error}") from None
        if len(content) > canonical.LARGEST:
            raise InputError(f"{path}: it is larger than {canonical.LARGEST // 1024} KiB, which no fact is")
        return content

    return read

"""Reading a registry: every file of a directory, as it is and strictly. Nothing is believed here yet.

Who asks for single images reads what is said of those, and of the others only their records (`later`).
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from vmgate.errors import InputError
from vmgate.registry import layout
from vmgate.registry.canonical import LARGEST, digest
from vmgate.registry.later import Later
from vmgate.registry.stored import Stored, UnreadableError, decoded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from vmgate.registry.sealed import Sealed

__all__ = ["Store", "Stored", "UnreadableError", "assemble", "read_directory"]

MOST_FILES = 1_000_000
DEEPEST = 8
_PLAIN_FILE = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True)
class Store:
    """All of a registry. `contents` are all files but evidence, by path; evidence is named by its own digest.

    `faults` are what is wrong with single files, as `path: message`; unless all are asked for, none that matter.
    `later` has what is said of images where that is read only when somebody asks: it is then in none of the others.
    `sealed` is an export of which records, too, are read only when somebody asks.
    """

    facts: tuple[Stored, ...] = ()
    evidence: frozenset[str] = frozenset()
    contents: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    faults: tuple[str, ...] = ()
    later: Later | None = field(default=None, repr=False)
    sealed: Sealed | None = field(default=None, repr=False)

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The digests of all files but evidence, by path: what checkpoints cover."""
        return {path: digest(content) for path, content in self.contents.items()}

    def has_evidence(self, digest: str) -> bool:
        """Whether a document is there."""
        return self.sealed.has_evidence(digest) if self.sealed else digest in self.evidence

    @property
    def empty(self) -> bool:
        """Whether there is nothing at all."""
        return not self.facts


def read_directory(directory: Path, *, lenient: bool = False, later: bool = False) -> Store:
    """The registry in a directory.

    Raises `InputError` for the first file that does not belong to one; `lenient` collects all of these as the
    store's faults instead, to tell every one of them. `later` reads what is said of an image when it is asked for.
    """
    top = os.fspath(directory)
    found = dict(_files(top))
    return assemble({path: _reader(top, path) for path in sorted(found)}, found, lenient=lenient, later=later)


def assemble(
    files: Mapping[str, Callable[[], bytes]],
    faults: Mapping[str, str | None],
    *,
    lenient: bool = False,
    later: bool = False,
) -> Store:
    """A registry from its files: what reads each, by path, and what is wrong with it before it is read."""
    told: list[str] = []
    data: dict[str, bytes] = {}
    evidence = set()
    unread: dict[str, Callable[[], bytes]] = {}
    for path, read in files.items():
        try:
            fault = faults.get(path) or _misplaced(path)
            if fault:
                raise InputError(f"{path}: {fault}")  # noqa: TRY301  - read() raises the same, and both are told alike
            if later and layout.is_about_image(path):
                unread[path] = read
                continue
            document = layout.evidence(path)
            if document is not None:
                evidence.add(document)
            elif path not in layout.PLAIN:
                data[path] = read()
        except InputError as error:
            if not lenient or isinstance(error, UnreadableError):
                raise
            told.append(str(error))
    return _store(data, frozenset(evidence), told, Later(unread) if later else None, lenient=lenient)


def _store(
    data: Mapping[str, bytes],
    evidence: frozenset[str],
    told: list[str],
    later: Later | None,
    *,
    lenient: bool,
) -> Store:
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
            facts.append(decoded(path, content, _signatures(path, signatures, later)))
        except InputError as error:
            if not lenient:
                raise
            told.append(str(error))
    # A signature is written before its fact: whoever was killed in between left one of nothing, which proves nothing.
    known = {stored.path for stored in facts}
    told += [
        f"{path}: a signature of nothing"
        for signed, orphan in signatures.items()
        if signed not in known
        for path in orphan
    ]
    return Store(tuple(facts), evidence, data, tuple(told), later)


def _signatures(
    path: str, signatures: dict[str, dict[str, bytes]], later: Later | None
) -> Mapping[str, bytes]:
    if later is not None and path.startswith(layout.IMAGES):
        return later.signatures(path)
    return signatures.get(path, {})


def _misplaced(path: str) -> str | None:
    if layout.belongs(path) or path in layout.PLAIN or layout.evidence(path):
        return None
    return "a template registry has no such file; facts are made by vmgate template"


def _files(directory: str) -> Iterator[tuple[str, str | None]]:
    """Every file below a directory by its path from there, with what is wrong with it before it is read."""
    names: dict[str, str] = {}
    waiting = [("", 0)]
    while waiting:
        folder, depth = waiting.pop()
        try:
            with os.scandir(f"{directory}/{folder}") as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        # The version control's, an editor's, or what was being written when somebody was killed.
                        continue
                    path = folder + entry.name
                    if entry.is_dir(follow_symlinks=False) and depth < DEEPEST:
                        waiting.append((f"{path}/", depth + 1))
                        continue
                    if len(names) > MOST_FILES:
                        raise InputError(
                            f"{directory}: more than {MOST_FILES} files are no template registry"
                        )
                    other = names.setdefault(path.casefold(), path)
                    if other is not path:
                        yield path, f"the same as {other} where letter case does not matter"
                    elif entry.is_file(follow_symlinks=False):
                        yield path, None
                    else:
                        yield path, _fault(entry)
        except OSError as error:
            raise UnreadableError(
                f"{directory}/{folder}: cannot be read: {error.strerror or error}"
            ) from None


def _fault(entry: os.DirEntry[str]) -> str:
    # Whether it is executable, git tells (verify --base): some file systems say so of every file.
    return "a link; a registry consists of plain files" if entry.is_symlink() else "not a plain file"


def _reader(directory: str, path: str) -> Callable[[], bytes]:
    def read() -> bytes:
        file = f"{directory}/{path}"
        try:
            # What was a plain file a moment ago may be a link by now: that is refused too.
            descriptor = os.open(file, _PLAIN_FILE)
            try:
                size = os.fstat(descriptor).st_size
                content = os.read(descriptor, min(size, LARGEST) + 1)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise UnreadableError(f"{path}: cannot be read: {error.strerror or error}") from None
        if len(content) > LARGEST:
            raise InputError(f"{path}: it is larger than {LARGEST // 1024} KiB, which no fact is")
        return content

    return read

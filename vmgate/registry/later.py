"""What is said of images, read when somebody asks for one: an answer rests on few of a registry's files."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from vmgate.errors import InputError
from vmgate.registry import layout
from vmgate.registry.stored import Stored, decoded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, slots=True)
class Said:
    """What the files of one folder say, in the order of their paths, and what is wrong with them."""

    facts: tuple[Stored, ...] = ()
    faults: tuple[str, ...] = ()


class Later:
    """The files that `layout.is_about_image` tells, by what reads each."""

    def __init__(self, readers: Mapping[str, Callable[[], bytes]]) -> None:
        self._readers = readers
        self._paths = sorted(readers)
        self._said: dict[str, Said] = {}

    def __contains__(self, path: str) -> bool:
        return path in self._readers

    def said(self, folder: str) -> Said:
        """What is said in the folder of a version, or of an image's channels; every fault of it is told."""
        if folder not in self._said:
            self._said[folder] = self._read(self._beginning(folder))
        return self._said[folder]

    def signatures(self, path: str) -> Mapping[str, bytes]:
        """The signatures of the record of that path, read at the first look. Raises `InputError` then."""
        return _Signatures(self, path)

    def beside(self, path: str) -> dict[str, bytes]:
        """The files that are signatures of a fact, read. Raises `InputError` for one that cannot be."""
        found = self._beginning(f"{path}.")
        return {one: self._readers[one]() for one in found if layout.signed_path(one) == path}

    def _beginning(self, prefix: str) -> list[str]:
        first = bisect_left(self._paths, prefix)
        return list(takewhile(lambda path: path.startswith(prefix), islice(self._paths, first, None)))

    def _read(self, paths: list[str]) -> Said:
        facts, faults = [], []
        for path in paths:
            if layout.signed_path(path) is not None:
                continue
            try:
                facts.append(decoded(path, self._readers[path](), self.beside(path)))
            except InputError as error:
                faults.append(str(error))
        return Said(tuple(facts), tuple(faults))


class _Signatures(Mapping[str, bytes]):
    def __init__(self, later: Later, path: str) -> None:
        self._later = later
        self._path = path

    @cached_property
    def _found(self) -> dict[str, bytes]:
        return self._later.beside(self._path)

    def __getitem__(self, path: str) -> bytes:
        return self._found[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

"""Where a registry is: in a directory, or in one exported file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.registry.export import read_sealed
from vmgate.registry.lines import open_lines
from vmgate.registry.sealed import Sealed
from vmgate.registry.store import Store, read_directory

if TYPE_CHECKING:
    from pathlib import Path


def read(path: Path, *, lenient: bool = False, later: bool = False) -> Store:
    """The registry at a path that exists. Raises `InputError`; `lenient` and `later` as for `read_directory`."""
    if path.is_dir():
        return read_directory(path, lenient=lenient, later=later)
    found = Sealed(open_lines(path))
    return asked(found) if later else read_sealed(found, lenient=lenient)


def asked(sealed: Sealed) -> Store:
    """An export of which only what is asked for is read. Raises `InputError`."""
    return Store(sealed.facts, sealed=sealed)

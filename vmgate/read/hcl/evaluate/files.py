"""The files that functions may read: those of the repository and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.checkout import repository_of

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterable

_LARGEST = 16_000_000


class Files:
    """Files below one directory. `base` is what relative paths start from; symbolic links are followed first."""

    def __init__(self, base: pathlib.Path, limit: pathlib.Path) -> None:
        self._base = base
        self._limit = limit
        self._cache: dict[str, bytes | Unknown | None] = {}

    def locate(self, name: str) -> pathlib.Path | Unknown:
        """The real path of a name; unknown if it lies outside the repository."""
        if "\0" in name or name.startswith("~"):
            return Unknown(f"{name} is outside the repository")
        try:
            path = (self._base / name).resolve()
        except (OSError, RuntimeError):
            return Unknown(f"{name} cannot be read")
        return path if path.is_relative_to(self._limit) else Unknown(f"{name} is outside the repository")

    def read(self, name: str) -> bytes | Unknown | None:
        """The content of a file; None if there is no such file; unknown if it may not or cannot be read."""
        if name not in self._cache:
            self._cache[name] = self._read(name)
        return self._cache[name]

    def _read(self, name: str) -> bytes | Unknown | None:
        path = self.locate(name)
        if isinstance(path, Unknown):
            return path
        try:
            if not path.exists():
                return None
            if not path.is_file() or path.stat().st_size > _LARGEST:
                return Unknown(f"{name} cannot be read")
            return path.read_bytes()
        except OSError:
            return Unknown(f"{name} cannot be read")


def repository(directory: pathlib.Path, tops: Iterable[pathlib.Path] = ()) -> pathlib.Path:
    """The nearest directory above that holds a git repository; else the topmost of those that were given and that it
    lies in, else the directory itself.
    """
    found = repository_of(directory)
    if found is not None:
        return found
    real, given = directory.resolve(), {top.resolve() for top in tops}
    return next((parent for parent in (*reversed(real.parents), real) if parent in given), real)

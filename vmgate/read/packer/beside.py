"""The files that a template names: scripts, answer files, what it serves to an installer."""

from __future__ import annotations

import os
from glob import has_magic
from itertools import islice
from typing import TYPE_CHECKING

from vmgate.model.value import Unknown

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterator, Mapping

    from vmgate.read.hcl.evaluate.files import Files

_LARGEST = 1_000_000
_MOST = 200


def texts(files: Files, name: str) -> Mapping[str, str] | Unknown:
    """The texts of the files that a name stands for, by name: one file, all below a directory, or those of a pattern.

    Names are relative to where Packer is run: the directory of the template, or one above it in the repository. What
    is no text is left out; unknown where there is nothing of the name, or more than can be looked at.
    """
    place = files.locate(name)
    if isinstance(place, Unknown):
        return place
    found = next((paths for paths in _candidates(files, name) if paths), None)
    if found is None:
        return Unknown(f"there is no {name} beside the template")
    if len(found) > _MOST:
        return Unknown(f"{name} holds more files than are looked at")
    read: dict[str, str] = {}
    for path in found:
        real = files.locate(str(path))
        if isinstance(real, Unknown) or not real.is_file():
            # A link that leads out of the repository, or no plain file.
            continue
        try:
            text = _text(real.read_bytes()) if real.stat().st_size <= _LARGEST else None
        except OSError:
            return Unknown(f"{name} cannot be read")
        if text is not None:
            read[path.name] = text
    return read


def _candidates(files: Files, name: str) -> Iterator[list[pathlib.Path]]:
    """What the name may mean, seen from the template's directory, then from each one above it."""
    here = files.locate(".")
    for above in range(1 if isinstance(here, Unknown) else len(here.parts)):
        seen_from = files.locate("../" * above + ".")
        if isinstance(seen_from, Unknown):
            return
        yield list(islice(_files(seen_from, name), _MOST + 1))
        if name.startswith("/"):
            return


def _files(directory: pathlib.Path, name: str) -> Iterator[pathlib.Path]:
    plain = directory / name
    if plain.is_file():
        yield plain
    elif plain.is_dir():
        for path, children, names in os.walk(plain):
            children[:] = sorted(child for child in children if not child.startswith("."))
            for each in sorted(names):
                yield plain.__class__(path) / each
    elif has_magic(name) and not name.startswith("/"):
        matching = (match for match in directory.glob(name) if match.is_file())
        yield from sorted(islice(matching, _MOST + 1))


def _text(data: bytes) -> str | None:
    for encoding in (
        ("utf-16", "utf-8-sig") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    ):
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        return None if "\0" in text else text
    return None

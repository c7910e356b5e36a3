"""What lies below a directory: which of its directories hold configuration, and which of those are root modules."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from vmgate.errors import InputError
from vmgate.read.checkout import repository_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vmgate.read.hcl.syntax import nodes

_SKIPPED = {"node_modules", "__pycache__"}


def directories(top: Path) -> Iterator[tuple[Path, list[str]]]:
    """The directories below one, itself included, with the names of their files, each directory once.

    Hidden ones are left out. Links to directories are followed as far as the repository goes, since what they lead to
    is planned from there. Raises `InputError` for a directory that cannot be read: who knows what is in it.
    """
    limit = _repository(top)
    inside = os.path.realpath(top)
    seen: set[str] = set()
    for directory, children, files in os.walk(top, onerror=_refuse, followlinks=True):
        real = os.path.realpath(directory)
        if real in seen:
            children.clear()
            continue
        seen.add(real)
        children[:] = sorted(
            name
            for name in children
            if not name.startswith(".")
            and name not in _SKIPPED
            and _is_followed(Path(directory, name), inside, limit)
        )
        yield Path(directory), sorted(files)


def _is_followed(child: Path, inside: str, limit: str) -> bool:
    """Whether a directory is looked into: a link is if it stays in the repository and leads out of what is walked."""
    if not child.is_symlink():
        return True
    real = os.path.realpath(child)
    return _is_below(real, limit) and not _is_below(real, inside)


def _is_below(path: str, directory: str) -> bool:
    return os.path.commonpath([path, directory]) == directory


def _repository(directory: Path) -> str:
    return str(repository_of(directory) or os.path.realpath(directory))


def _refuse(error: OSError) -> None:
    message = f"{error.filename}: cannot be read: {error.strerror}"
    raise InputError(message)


def roots(top: Path, is_source: Callable[[str], bool]) -> list[Path]:
    """The root modules in a directory and below it: itself if it holds configuration, those that no other calls, and of
    those that call one another the first.

    So everything that holds configuration is read, as a root or by way of one.
    """
    holding = {
        os.path.realpath(directory): directory
        for directory, files in directories(top)
        if any(map(is_source, files))
    }
    if len(holding) < 2:
        return list(holding.values())
    calls = {real: _calls(directory) - {real} for real, directory in holding.items()}
    called = set[str]().union(*calls.values()) - {os.path.realpath(top)}
    found = [real for real in holding if real not in called]
    reached = set[str]()
    for real in [*found, *holding]:
        if real not in reached:
            if real not in found:
                found.append(real)
            _reach(real, calls, reached)
    return [directory for real, directory in holding.items() if real in found]


def _reach(start: str, calls: dict[str, set[str]], reached: set[str]) -> None:
    pending = [start]
    while pending:
        one = pending.pop()
        if one not in reached:
            reached.add(one)
            pending += calls.get(one, ())


def _calls(directory: Path) -> set[str]:
    """The directories that the modules of one call: by paths, or as `terraform init` installed them below it."""
    from vmgate.read.hcl.configuration.definition import read_definition, text_of  # noqa: PLC0415  - for directories of directories only
    from vmgate.read.hcl.configuration.modules import installed  # noqa: PLC0415  - as above

    if not _may_call(directory):
        return set()
    called: set[str] = set()
    there = installed(directory)
    for name, block in read_definition(directory, "").modules.items():
        attribute = block.body.attributes.get("source")
        source = text_of(attribute)
        if source is None and attribute is not None:
            source = _evaluated(directory, block)
        if source is not None and _is_path(source):
            called.add(os.path.realpath(directory / source))
        elif name in there and _is_below(
            os.path.realpath(directory / there[name]), os.path.realpath(directory)
        ):
            called.add(os.path.realpath(directory / there[name]))
    return called


def _evaluated(directory: Path, call: nodes.Block) -> str | None:
    """Where a module lies that is called by an expression, with what the directory's own files give for variables."""
    from vmgate.read.hcl.configuration.variables import Inputs  # noqa: PLC0415  - as above
    from vmgate.read.hcl.load import root_module  # noqa: PLC0415  - as above

    return root_module(directory, Inputs()).source(call)


def _is_path(source: str) -> bool:
    return "\0" not in source and (source in {".", ".."} or source.startswith(("./", "../")))


def _may_call(directory: Path) -> bool:
    """Whether the files of a directory hold the word that a call begins with: most do not, and need no parsing here."""
    from vmgate.read.hcl.configuration.files import configuration_files  # noqa: PLC0415  - as above

    try:
        return any(b"module" in file.read_bytes() for some in configuration_files(directory) for file in some)
    except OSError:
        # It will be told when the directory is read.
        return True

"""Which configuration a plan or a state is of, and where in its checkout an input lies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vmgate.commands.reading import read_source
from vmgate.model.report import Kind
from vmgate.read.checkout import place_of
from vmgate.read.discover import holds_source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vmgate.commands.reading import Given
    from vmgate.model.estate import Estate
    from vmgate.model.value import Value
    from vmgate.read.discover import Found
    from vmgate.read.plan.load import Plan
    from vmgate.read.state.load import State


def join(
    one: Found, document: Plan | State, given: Given, found: Sequence[Found], values: Mapping[str, Value]
) -> tuple[tuple[str, ...], Estate | None]:
    """Find the source of a plan or a state: among the directories that were given, else the one that it lies in.

    Of several that would do it is the one that it lies in, and none if it lies in none of them: two environments often
    have the same addresses. `values` are those of the variables that it was made with. Notes when no source that was
    given fits, and the source.
    """
    beside = one.path.parent if one.path.is_file() else None
    asked = [other.path for other in found if other.kind is Kind.SOURCE]
    near = [path for path in asked if beside is not None and path.resolve() == beside.resolve()]
    if not asked and beside is not None and holds_source(beside):
        near = [beside]
    sources: list[Estate] = []
    for directories in (near, asked):
        fitting = (_fitting(document, path, given, values) for path in directories)
        sources = [source for source in fitting if source is not None]
        if len(sources) == 1:
            document.join(sources[0])
            return (), sources[0]
    kind = one.kind.value
    if sources:
        return (
            f"{len(sources)} of the sources given may be that of the {kind}: places are addresses only",
        ), None
    note = f"the source given is not that of the {kind}: places are addresses only"
    return ((note,) if asked else ()), None


def _fitting(
    document: Plan | State, directory: Path, given: Given, values: Mapping[str, Value]
) -> Estate | None:
    source = read_source(directory, given, values)
    broken = any(part.fatal for part in source.unread)
    return source if not broken and document.matches(source) else None


def place_in_checkout(one: Found, source: Estate | None) -> str | None:
    """Where the configuration of an input lies in its checkout; None for a plan or a state without its source."""
    if one.kind not in (Kind.PLAN, Kind.STATE):
        return place_of(one.path)
    return place_of(Path(source.directories[0])) if source is not None and source.directories else None


def label(one: Found) -> str:
    """What stands for the place of a plan or a state without its source: the configuration that it lies beside, else
    its file.
    """
    directory = one.path if one.path.is_dir() else one.path.parent
    if holds_source(directory):
        return place_of(directory)
    return one.name if one.path.is_dir() else place_of(one.path)

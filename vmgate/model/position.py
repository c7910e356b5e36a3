"""Places in source files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a source file. Lines and columns count from 1, columns in characters; the end is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class OriginStep:
    """One step of the way that a value came: what holds it ("local.defaults"), and where that is written.

    There is no place for what comes from the command line or the environment.
    """

    what: str
    span: Span | None = None

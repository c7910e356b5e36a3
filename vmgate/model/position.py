"""Places in source files."""

from __future__ import annotations

from msgspec import Struct


class Span(Struct, frozen=True, order=True):
    """A stretch of a source file. Lines and columns count from 1, columns in characters; the end is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


class OriginStep(Struct, frozen=True):
    """One step of the way that a value came: what holds it ("local.defaults"), and where that is written.

    There is no place for what comes from the command line or the environment.
    """

    what: str
    span: Span | None = None

"""Comments in the source that speak to vmgate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.position import Span


class MarkedComment(Struct, frozen=True):
    """A comment that begins with `vmgate:`. `text` is what follows that, on one line.

    It is about the lines from `first` to `last` of its file: the attribute or block that it stands on or above; both
    are 0 where it stands on nothing.
    """

    text: str
    span: Span
    first: int = 0
    last: int = 0

    def is_about(self, span: Span) -> bool:
        """Whether a place begins in what the comment is about."""
        return span.file == self.span.file and self.first <= span.line <= self.last


class SourceRead(Struct, frozen=True):
    """What is known of the source of an input: the comments in it that speak to vmgate, and the absolute paths of its
    directories.
    """

    comments: Sequence[MarkedComment] = ()
    directories: Sequence[str] = ()

"""A source file: its bytes, its name, and where in it a byte offset lies."""

from __future__ import annotations

import re
from bisect import bisect_right

from vmgate.model.position import Span

_BOM = b"\xef\xbb\xbf"
_SIGNS = re.compile(r"[^\w\s\"']{1,3}")


class SourceFile:
    """The bytes of one file without a byte order mark; offsets elsewhere count from here.

    `name` is the path a message shows. Line starts are found once, when the first place is asked for.
    """

    __slots__ = ("_lines", "data", "name")

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.data = data.removeprefix(_BOM)
        self._lines: list[int] | None = None

    def span(self, start: int, end: int) -> Span:
        """The place between two byte offsets, in lines and characters counted from 1."""
        line, column = self._point(start)
        end_line, end_column = self._point(end)
        return Span(self.name, line, column, end_line, end_column)

    def _point(self, offset: int) -> tuple[int, int]:
        if self._lines is None:
            self._lines = [0]
            position = self.data.find(b"\n")
            while position >= 0:
                self._lines.append(position + 1)
                position = self.data.find(b"\n", position + 1)
        line = bisect_right(self._lines, offset)
        start = self._lines[line - 1]
        return line, len(self.data[start:offset].decode("utf-8", "replace")) + 1


class SyntaxProblem(Exception):  # noqa: N818  - a finding about the source, reported and not propagated
    """Something in a file that the language does not allow, with its byte offsets in the file."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end


def named(text: str) -> str:
    """What stands where it should not, in words: signs as they are, of anything else only what it is. It may be a
    secret whose quotes were forgotten.
    """
    signs = _SIGNS.match(text)
    if signs:
        return signs.group()
    return "text" if text[:1] in ('"', "'") else "number" if text[:1].isdigit() else "word"

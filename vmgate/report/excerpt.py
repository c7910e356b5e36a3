"""One source line with a mark under the part that is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.secrets import blotted
from vmgate.report.printable import columns, printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vmgate.model.position import Span

_TAB = "    "
_CUT = "..."
_LEAST = 20


def excerpt(span: Span, sources: Mapping[str, Sequence[str]], width: int) -> tuple[str, str] | None:
    """The line in which the span starts, and the `^^^` to print under it; None when the line is not at hand.

    Tabs become four spaces, control characters escapes, and the mark follows how wide characters are shown.
    A line wider than `width` columns is cut around the start of the span. A span of several lines is marked
    to the end of its first.
    """
    lines = sources.get(span.file, ())
    if not 0 < span.line <= len(lines):
        return None
    line = blotted(lines[span.line - 1].rstrip())
    start = min(max(span.column - 1, 0), len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    room = max(width, _LEAST)
    # A window first, so that a file of one enormous line costs no more than another.
    low, high = max(start - room, 0), start + 2 * room
    cells = [_cell(character) for character in line[low:high]]
    widths = [columns(cell) for cell in cells]
    first, last = _window(widths, start - low, min(end, high) - low, room, cut=(low > 0, high < len(line)))
    before, after = first + low > 0, last + low < len(line)
    shown = "".join(cells[first:last])
    indent = sum(widths[first : start - low]) + len(_CUT) * before
    length = sum(widths[start - low : min(end - low, last)])
    return (
        f"{_CUT if before else ''}{shown}{_CUT if after else ''}",
        " " * indent + "^" * max(length, 1),
    )


def _window(widths: list[int], start: int, end: int, room: int, *, cut: tuple[bool, bool]) -> tuple[int, int]:
    """Which cells to show: all if they fit, else those around the start of the span."""
    if not any(cut) and sum(widths) <= room:
        return 0, len(widths)
    room -= 2 * len(_CUT)
    # The span comes first; what it leaves is split so that a third stands before it.
    lead = max((room - sum(widths[start:end])) // 3, room // 6)
    first = start
    if not cut[0] and sum(widths[:start]) <= lead:
        first = 0
    else:
        while first > 0 and sum(widths[first - 1 : start]) <= lead:
            first -= 1
    last, used = first, 0
    while last < len(widths) and used + widths[last] <= room:
        used += widths[last]
        last += 1
    return first, last


def _cell(character: str) -> str:
    return _TAB if character == "\t" else printable(character)

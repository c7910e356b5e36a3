"""What of a source file a report may show: what its findings are about, and of the rest the code without its texts.

A file of configuration is full of passwords that nothing marks: commands typed at a boot prompt, scripts, answer files,
notes. So no list of names decides what is hidden; what is shown has to have a reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from vmgate.model.secrets import blotted, may_hold_secret, names_secret
from vmgate.report.literals import Literal, Names, hidden_lines, literals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vmgate.model.position import Span

_PLAIN = frozenset(
    {"", "true", "false", "yes", "no", "on", "off", "enabled", "disabled", "none", "required", "optional"}
)
_NAMING = frozenset({"name", "type", "source", "version"})
_NAMED = re.compile(r'[\w.-]+\s*[=:]|"(?:[^"\\]|\\.)*"\s*[=:]')
_LONGEST, _MOST_BLANKS = 200, 3
_SHOWN_LINES = 16


class VisibleLines(Sequence[str]):
    """The lines of a file as they may be shown: with stars in place of what is not, and comments cut short.

    `open_` are the places that findings are about, `shut` those of them whose values are secrets. A line is made when
    it is asked for.
    """

    def __init__(self, text: str, open_: Iterable[Span], shut: Iterable[Span], *, toml: bool = False) -> None:
        self._lines = [line.removesuffix("\r") for line in text.split("\n")]
        self._hidden = hidden_lines(text, toml=toml)
        closed = set(shut)
        self._begin: dict[int, list[Span]] = {}
        for span in sorted({span for span in open_ if span not in closed}):
            for number in range(span.line, min(span.end_line, span.line + _SHOWN_LINES) + 1):
                self._begin.setdefault(number - 1, []).append(span)
        self._shown: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, index: int) -> str: ...

    @overload
    def __getitem__(self, index: slice) -> list[str]: ...

    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        if index < 0:
            index += len(self)
        if index not in self._shown:
            self._shown[index] = self._visible(index)
        return self._shown[index]

    def _visible(self, number: int) -> str:
        line = self._lines[number]
        start = self._hidden.get(number, 0)
        if start < 0:
            return _stars(line)
        seen = bytearray(len(line))
        for span in self._begin.get(number, ()):
            for one in self._meant(span, number):
                seen[one.start : one.end] = b"\1" * (one.end - one.start)
        characters = list(_stars(line[:start]) + line[start:])
        for one in literals(line[start:]):
            begin, end = start + one.start, start + one.end
            if one.remark:
                if not all(seen[begin:end]):
                    characters[begin:end] = _without_remark(line, begin, end)
            elif not _is_plain(one, line[begin:end]):
                characters[begin:end] = [
                    character if seen[begin + at] else "*" for at, character in enumerate(line[begin:end])
                ]
        return blotted("".join(characters)).rstrip()

    def _meant(self, span: Span, number: int) -> Iterator[Literal]:
        """The texts of a line that a place is about."""
        names = Names()
        for at in range(span.line - 1, number + 1):
            line = self._lines[at]
            hidden = self._hidden.get(at, 0)
            begin = max(span.column - 1 if at == span.line - 1 else 0, hidden)
            end = span.end_column - 1 if at == span.end_line - 1 else len(line)
            if hidden < 0:
                continue
            found = literals(line[begin:end], names)
            if at == number:
                first = self._lines[span.line - 1]
                own = 1 if _NAMED.match(first, span.column - 1) else 0
                remark = first.startswith(("#", "/"), span.column - 1)
                for one in found:
                    if remark or _may_be_shown(one, own, line[begin + one.start : begin + one.end]):
                        yield Literal(begin + one.start, begin + one.end)


def _may_be_shown(one: Literal, own: int, text: str) -> bool:
    """Whether a text of what a finding is about is shown: its own value, but nothing that stands deeper within it."""
    if one.remark:
        return False
    return (
        one.depth <= own
        and not may_hold_secret(one.name)
        and len(text) <= _LONGEST
        and text.count(" ") <= _MOST_BLANKS
    )


def _is_plain(one: Literal, text: str) -> bool:
    """Whether a text beside what is meant is no secret whatever it is written for: a word like yes, a name."""
    if names_secret(one.name):
        return False
    return text.lower() in _PLAIN or (
        one.name in _NAMING and one.depth > 0 and text.count(" ") <= _MOST_BLANKS
    )


def _without_remark(line: str, begin: int, end: int) -> str:
    """What is shown of a comment: nothing at the end of a line, and elsewhere only that there is one."""
    sign = line[begin] if line[begin] == "#" else line[begin : begin + 2]
    if end < len(line):
        return sign + _stars(line[begin + len(sign) : end])
    return f"{sign} ..." if not line[:begin].strip() else ""


def _stars(text: str) -> str:
    return re.sub(r"\S", "*", text)

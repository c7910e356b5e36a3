"""On which line of a TOML text a table or key stands; the standard library's parser does not say.

The scanner reads text that the parser has accepted already, so it only has to tell keys from values. On any
other text it ends and raises nothing, but what it finds is not specified.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TypeAlias

KeyPath: TypeAlias = "tuple[str | int, ...]"
"""Where a value stands: table names and keys, and the index, from 0, of one of an array of tables."""

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_STRINGS = (
    re.compile(r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}', re.DOTALL),
    re.compile(r"'''(?:[^']|'{1,2}(?!'))*'{3,5}"),
    re.compile(r'"(?:[^"\\\n]|\\.)*"'),
    re.compile(r"'[^'\n]*'"),
)
_PLAIN = re.compile(r"[^\"'#\[\]{}\n]+")


class Positions:
    """The line of every table and key of one TOML text, which is looked at when the first line is asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: dict[KeyPath, int] = {}
        self._starts: list[int] = []
        self._sizes: dict[KeyPath, int] = {}

    def line(self, path: KeyPath) -> int:
        """The line, from 1, of what the path names: a table's header, a key's own line.

        Inside an inline table or an array it is the line of the key that opens it; for what the text does
        not have, that of the nearest table around it, and 1 for the top.
        """
        if not self._starts:
            self._starts = [0, *(found.end() for found in re.finditer("\n", self._text))]
            self._scan()
        for length in range(len(path), 0, -1):
            if path[:length] in self._lines:
                return self._lines[path[:length]]
        return 1

    def _scan(self) -> None:
        table: KeyPath = ()
        at = self._after(_BLANK, 0)
        while at < len(self._text):
            if self._text[at] == "[":
                repeated = self._text.startswith("[[", at)
                keys, end = self._keys(self._after(_BLANK, at + (2 if repeated else 1)))
                table = self._open(keys, self._number(at), repeated=repeated)
                at = self._after(_BLANK, end)
                while self._text[at : at + 1] == "]":
                    at += 1
            else:
                keys, end = self._keys(at)
                for length in range(1, len(keys) + 1):
                    self._lines.setdefault((*table, *keys[:length]), self._number(at))
                end = self._after(_BLANK, end)
                at = self._value(end + 1) if self._text[end : end + 1] == "=" else max(end, at) + 1
            at = self._after(_BLANK, at)

    def _open(self, keys: list[str], line: int, *, repeated: bool) -> KeyPath:
        """The path of a header's table. A name of an array of tables stands for its newest element."""
        path: KeyPath = ()
        for position, key in enumerate(keys, 1):
            path = (*path, key)
            self._lines.setdefault(path, line)
            if position == len(keys) and repeated:
                self._sizes[path] = self._sizes.get(path, 0) + 1
            if path in self._sizes:
                path = (*path, self._sizes[path] - 1)
                self._lines.setdefault(path, line)
        # A header beats the first mention of its name in a longer one, except that of an array of tables.
        if not repeated:
            self._lines[path] = line
        return path

    def _keys(self, at: int) -> tuple[list[str], int]:
        """A dotted key from here, and where it ends."""
        keys: list[str] = []
        while True:
            start = at
            at = self._string(at) or self._after(_BARE_KEY, at)
            if at == start:
                return keys, at
            keys.append(_unquoted(self._text[start:at]))
            dot = _DOT.match(self._text, at)
            if dot is None:
                return keys, at
            at = dot.end()

    def _value(self, at: int) -> int:
        """Where the value that begins here ends: at the end of its line, outside of strings and brackets."""
        depth = 0
        while at < len(self._text):
            character = self._text[at]
            if character == "\n" and depth == 0:
                return at
            if character == "#":
                at = self._after(_BLANK, at) if depth else self._line_end(at)
            elif character in "\"'":
                at = self._string(at) or at + 1
            elif character in "[]{}\n":
                depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(character, 0)
                at += 1
            else:
                at = self._after(_PLAIN, at)
        return at

    def _string(self, at: int) -> int | None:
        """Where the string that begins here ends, or None where none does."""
        found = (pattern.match(self._text, at) for pattern in _STRINGS)
        return next((match.end() for match in found if match), None)

    def _line_end(self, at: int) -> int:
        end = self._text.find("\n", at)
        return len(self._text) if end < 0 else end

    def _after(self, pattern: re.Pattern[str], at: int) -> int:
        found = pattern.match(self._text, at)
        return found.end() if found else at

    def _number(self, at: int) -> int:
        return bisect_right(self._starts, at)


def _unquoted(key: str) -> str:
    """A key without its quotes, escapes resolved."""
    if key[0] not in "\"'":
        return key
    if key[0] == "'" or "\\" not in key:
        return key[1:-1]
    from tomllib import loads  # noqa: PLC0415  - for the rare key with an escape only

    try:
        return str(loads(f"key = {key}")["key"])
    except ValueError:
        return key[1:-1]

"""What is literal in a line of source: the texts that somebody wrote there, which may be secrets, and remarks.

This goes line by line and needs no parser, as a file that does not parse has literals as well. What is wrongly taken
for one is masked for nothing; a text is never taken for code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vmgate.model.secrets import names_secret

if TYPE_CHECKING:
    from collections.abc import Iterator

_ACROSS = re.compile(
    r'"(?:[^"\\\n]|\\.)*"?'
    r"|#[^\n]*|//[^\n]*"
    r"|(?P<remark>/\*.*?(?:\*/|\Z))"
    r"|<<[-~]?(?P<tag>[^\W\d][\w-]*)[ \t\r]*\n(?P<here>.*?)(?:^[ \t]*(?P=tag)[ \t\r]*$|\Z)",
    re.DOTALL | re.MULTILINE,
)
_ACROSS_TOML = re.compile(
    r'(?P<here>"""(?:[^\\]|\\.)*?(?:"{3,5}|\Z)|\'\'\'.*?(?:\'{3,5}|\Z))'
    r"|\"(?:[^\"\\\n]|\\.)*\"?|'[^'\n]*'?|\#[^\n]*",
    re.DOTALL,
)
_SIGN = re.compile(r"/\*.*?(?:\*/|$)|#.*|//.*|[\"'{}()\[\],]|[^\W\d][\w.-]*|[+-]?\d[\w.]*|[=:?]+")
_INSIDE = re.compile(r'\\.|[$%]\{|"|[^"\\$%]+|.')
_FOLLOWS = re.compile(r"\s*(?:=(?![=>])|:)")
_LABELS = re.compile(r'\s*[^\W\d][\w-]*(?:\s+(?:"[^"\\$%]*"|[^\W\d][\w-]*))+\s*\{')
_OPENING, _CLOSING = "{([", "})]"


@dataclass(frozen=True, slots=True)
class Literal:
    """A stretch of a line, columns counted from 0, the end exclusive. `name` is the nearest that it is written for, ""
    without one. `depth` counts the names around it: 1 for the value of an attribute, 2 for that of a key in an object.
    `remark` is set for a comment.
    """

    start: int
    end: int
    name: str = ""
    depth: int = 0
    remark: bool = False


def hidden_lines(text: str, *, toml: bool = False) -> dict[int, int]:
    """The lines, counted from 0, that are wholly or from their start within a text or a remark of several lines, each
    with the column at which that ends, -1 for none: heredocs, `/* … */`, texts between three quotes.
    """
    if not any(sign in text for sign in (('"""', "'''") if toml else ("<<", "/*"))):
        return {}
    found: dict[int, int] = {}
    line = at = 0
    for each in (_ACROSS_TOML if toml else _ACROSS).finditer(text):
        groups = [name for name in ("here", "remark") if each.groupdict().get(name) is not None]
        if not groups:
            continue
        start, end = each.span(groups[0])
        line += text.count("\n", at, start)
        # A heredoc's text begins its line; of anything else, the first line shows that it begins there.
        first = line if text[start - 1 : start] == "\n" else line + 1
        line += text.count("\n", start, end)
        at = end
        for number in range(first, line + 1):
            found[number] = end - text.rfind("\n", 0, end) - 1 if number == line else -1
    return found


class Names:
    """The names around a place: those of attributes, of keys in objects, and of blocks are told by their signs."""

    def __init__(self) -> None:
        self._frames: list[list[str]] = [[]]

    @property
    def all(self) -> list[str]:
        """From the outermost to the nearest."""
        return [name for frame in self._frames for name in frame]

    def name(self, name: str) -> None:
        """What follows is written for this name."""
        self._frames[-1] = [name]

    def enter(self) -> None:
        """A bracket opens."""
        self._frames.append([])

    def leave(self) -> None:
        """A bracket closes."""
        if len(self._frames) > 1:
            self._frames.pop()

    def end(self) -> None:
        """An item ends: at a comma, or with its line."""
        self._frames[-1] = []


def literals(line: str, names: Names | None = None) -> list[Literal]:
    """The texts and remarks of a line, and the numbers that are written for the name of a secret. What is a name itself
    (a key, a label of a block) is none of them. `names` goes on from the line before.
    """
    return list(_literals(line, names or Names()))


def _literals(line: str, names: Names) -> Iterator[Literal]:
    labels = _LABELS.match(line)
    at = labels.end() - 1 if labels else 0
    before = ""
    while found := _SIGN.search(line, at):
        sign, at = found.group(), found.end()
        if sign.startswith(("#", "//", "/*")):
            yield Literal(found.start(), at, remark=True)
            continue
        if sign in ('"', "'"):
            at = _end_of_text(line, at) if sign == '"' else _end_of_plain(line, at)
            inner = line[found.end() : at - 1]
            if _FOLLOWS.match(line, at) and before != "?":
                names.name(inner)
            else:
                around = names.all
                closed = at > found.end() and line[at - 1] == sign
                yield Literal(found.end(), at - closed, around[-1] if around else "", len(around))
        elif sign in _OPENING:
            names.enter()
        elif sign in _CLOSING:
            names.leave()
        elif sign == ",":
            names.end()
        elif sign[0] not in "=:?":
            if _FOLLOWS.match(line, at) and before != "?":
                names.name(sign)
            elif sign[0].isdigit() or sign[0] in "+-":
                around = names.all
                if any(map(names_secret, around)):
                    yield Literal(found.start(), at, around[-1], len(around))
        before = sign
    names.end()


def _end_of_plain(line: str, at: int) -> int:
    end = line.find("'", at)
    return len(line) if end < 0 else end + 1


def _end_of_text(line: str, at: int) -> int:
    """The column behind the quote that closes a text, which may hold `${ … }` with texts of its own."""
    while found := _INSIDE.match(line, at):
        part, at = found.group(), found.end()
        if part == '"':
            return at
        if part in ("${", "%{"):
            at = _end_of_template(line, at)
    return at


def _end_of_template(line: str, at: int) -> int:
    depth = 1
    while at < len(line):
        character = line[at]
        at += 1
        if character == '"':
            at = _end_of_text(line, at)
        elif character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if depth == 0:
                return at
    return at

"""The patterns of `fileset`: those of version 1 of the library doublestar, with `**`, `{a,b}` and classes."""

from __future__ import annotations

import pathlib
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from vmgate.read.hcl.evaluate.values import EvaluationError

if TYPE_CHECKING:
    from collections.abc import Callable

_MAGIC = re.compile(r"[*?\[{\\]")
_MOST = 100_000


class TooMany(Exception):  # noqa: N818  - leads to unknown, not to an error
    """More files than are looked at."""


class Outside(Exception):  # noqa: N818  - leads to unknown, not to an error
    """A pattern or a link that leads out of the directory that may be read."""


def find(parts: list[str], inside: Callable[[pathlib.Path], bool]) -> list[pathlib.Path]:
    """The paths that match a pattern, which begins at the root.

    Raises `EvaluationError` for a pattern that is none, `Outside` if it leads to where one may not look.
    """
    found: list[pathlib.Path] = []
    _Walk(inside, found).visit(pathlib.Path("/"), parts)
    return found


class _Walk:
    def __init__(self, inside: Callable[[pathlib.Path], bool], found: list[pathlib.Path]) -> None:
        self._inside = inside
        self._found = found
        self._visited = 0

    def visit(self, directory: pathlib.Path, parts: list[str]) -> None:
        plain = 0
        while plain < len(parts) and not _MAGIC.search(parts[plain]):
            directory /= parts[plain]
            plain += 1
        if not self._inside(directory):
            raise Outside
        if not directory.exists() and not directory.is_symlink():
            return
        rest = parts[plain:]
        if not rest:
            self._found.append(directory)
            return
        if directory.is_dir():
            self._list(directory, rest)

    def _list(self, directory: pathlib.Path, parts: list[str]) -> None:
        entries = sorted(directory.iterdir())
        self._visited += len(entries)
        if self._visited > _MOST:
            raise TooMany
        if parts[0] == "**":
            for entry in entries:
                if entry.is_dir():
                    self.visit(entry, parts)
                if len(parts) == 1:
                    self._found.append(entry)
            parts = parts[1:]
            if not parts:
                return
        for entry in entries:
            if matches(parts[0], entry.name):
                if len(parts) == 1:
                    self._found.append(entry)
                else:
                    self.visit(entry, parts[1:])


def components(pattern: str) -> list[str]:
    """The parts between slashes of a path from the root; a slash after a backslash separates nothing."""
    return _split(pattern, "/")[1:]


def _split(text: str, separator: str) -> list[str]:
    parts: list[str] = []
    start = at = 0
    while True:
        end = _index(text, separator, at)
        if end < 0:
            parts.append(text[start:])
            return parts
        parts.append(text[start:end])
        start = at = end + 1


def _index(text: str, wanted: str, start: int) -> int:
    """Where a character is that has no backslash before it; -1 if nowhere."""
    at = text.find(wanted, start)
    while at > start and text[at - 1] == "\\":
        start = at + 1
        at = text.find(wanted, start)
    return at


@lru_cache(maxsize=10_000)
def matches(pattern: str, name: str) -> bool:
    """Whether a name matches one component. Raises `EvaluationError` for a malformed pattern.

    Like the library, this reads no further in the pattern than the name goes.
    """
    if not pattern or (not name and pattern != "*"):
        return not pattern and not name
    at = seen = 0
    while at < len(pattern) and seen < len(name):
        sign = pattern[at]
        if sign == "*":
            return at + 1 >= len(pattern) or _any(pattern[at + 1 :], name, seen)
        if sign == "{":
            return _alternatives(pattern, at + 1, name[seen:])
        if sign == "[":
            at = _class(pattern, at + 1, name[seen])
            if at < 0:
                return False
            seen += 1
            continue
        if sign == "\\":
            at += 1
            if at >= len(pattern):
                raise EvaluationError("a pattern is malformed")
        if pattern[at] != name[seen] and (sign != "?" or sign == "\\"):
            return False
        at += 1
        seen += 1
    if at >= len(pattern):
        return seen >= len(name)
    return seen >= len(name) and pattern[at:] in {"*", "**"}


def _any(rest: str, name: str, start: int) -> bool:
    for position in range(start, len(name)):
        try:
            if matches(rest, name[position:]):
                return True
        except EvaluationError:
            # The library does not look at errors here either.
            continue
    return False


def _alternatives(pattern: str, start: int, name: str) -> bool:
    end = _index(pattern, "}", start)
    if end < 0:
        raise EvaluationError("a pattern is malformed")
    return any(matches(option + pattern[end + 1 :], name) for option in _split(pattern[start:end], ","))


def _class(pattern: str, start: int, character: str) -> int:
    """Where the pattern goes on after a class that has the character; -1 if it has not."""
    end = _index(pattern, "]", start)
    signs = pattern[start:end]
    if end < 0 or not signs:
        raise EvaluationError("a pattern is malformed")
    negated = signs[0] == "^"
    at = 1 if negated else 0
    inside = False
    while at < len(signs):
        low, at = _bound(signs, at)
        high = low
        if at < len(signs) and signs[at] == "-":
            high, at = _bound(signs, at + 1)
        inside = inside or low <= character <= high
    return end + 1 if inside != negated else -1


def _bound(signs: str, at: int) -> tuple[str, int]:
    if at >= len(signs) or signs[at] == "-":
        raise EvaluationError("a pattern is malformed")
    if signs[at] != "\\":
        return signs[at], at + 1
    if at + 1 >= len(signs):
        raise EvaluationError("a pattern is malformed")
    return signs[at + 1], at + 2

"""Text from an input made safe to show: nothing in it can steer a terminal, break a line or reorder it."""

from __future__ import annotations

import re
import unicodedata

# C0, DEL and C1 controls (among them every start of a terminal escape); line and paragraph separators; the
# characters that turn the writing direction and so disguise source code; lone surrogates, which no encoding
# takes; the two non-characters that XML forbids.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]",
)

_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def printable(text: str) -> str:
    r"""The text on one line, every unsafe character written as an escape: `\n`, `\x1b`, `\u202e`."""
    return _UNSAFE.sub(_escape, text)


def printable_lines(text: str) -> str:
    r"""A message that may have several lines, each printable. None of the later begins as the commands do that CI
    systems take from what a job prints (`::error`, `##[`): a name with a line break in it could be one.
    """
    first, *later = text.split("\n")
    said = printable(first)
    for line in later:
        said += (r"\n" if line.lstrip().startswith(("::", "##")) else "\n") + printable(line)
    return said


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    return _SHORT.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def columns(text: str) -> int:
    """How many terminal columns printable text takes: two for a wide character, none for a combining one."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def padded(text: str, width: int) -> str:
    """Text made printable and filled up with spaces to so many columns."""
    shown = printable(text)
    return shown + " " * (width - columns(shown))


def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1

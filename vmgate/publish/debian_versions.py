"""Which of two versions of a Debian package is the later one.

Debian Policy 5.6.12 (as dpkg does it), in a few lines: the library that has it may not be linked with this project's
licence (see docs/adr).
"""

from __future__ import annotations

import re

_PARTS = re.compile(r"([^0-9]*)([0-9]*)")


def compare(one: str, other: str) -> int:
    """Negative where `one` is the earlier version, positive where it is the later, 0 where they are equal."""
    left, right = _split(one), _split(other)
    if left[0] != right[0]:
        return left[0] - right[0]
    return _compare(left[1], right[1]) or _compare(left[2], right[2])


def _split(version: str) -> tuple[int, str, str]:
    """Epoch, upstream version, revision."""
    epoch, colon, rest = version.strip().partition(":")
    if not colon or not epoch.isascii() or not epoch.isdigit():
        epoch, rest = "0", version.strip()
    upstream, hyphen, revision = rest.rpartition("-")
    return int(epoch[:9]), upstream if hyphen else rest, revision if hyphen else ""


def _compare(one: str, other: str) -> int:
    left, right = _PARTS.findall(one), _PARTS.findall(other)
    for index in range(max(len(left), len(right))):
        text, number = left[index] if index < len(left) else ("", "")
        other_text, other_number = right[index] if index < len(right) else ("", "")
        first, second = _weights(text), _weights(other_text)
        if first != second:
            return -1 if first < second else 1
        number, other_number = number.lstrip("0"), other_number.lstrip("0")
        if number != other_number:
            return -1 if (len(number), number) < (len(other_number), other_number) else 1
    return 0


def _weights(text: str) -> list[int]:
    """A tilde sorts before the end, letters before everything else that is no digit."""
    weights = [-1 if letter == "~" else ord(letter) + (0 if letter.isalpha() else 256) for letter in text]
    return [*weights, 0]

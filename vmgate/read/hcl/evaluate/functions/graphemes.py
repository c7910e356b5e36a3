"""Text in the characters that a reader sees: grapheme clusters of Unicode 15, by the rules of UAX 29.

Later versions of Unicode also join Indic conjuncts; Terraform 1.11 does not, so the rules are spelled out here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

_CLUSTER = r"""
    \r\n
    | \p{GCB=Prepend}*
      (?:
        \p{GCB=RI}\p{GCB=RI}
        | \p{GCB=L}*(?:(?:\p{GCB=V}+|\p{GCB=LV}\p{GCB=V}*|\p{GCB=LVT})\p{GCB=T}*)
        | \p{GCB=L}+ | \p{GCB=T}+
        | \p{ExtPict}(?:\p{GCB=EX}*\p{GCB=ZWJ}\p{ExtPict})*
        | [^\p{GCB=Control}\r\n]
      )
      [\p{GCB=EX}\p{GCB=ZWJ}\p{GCB=SpacingMark}]*
    | .
"""


@cache
def _pattern() -> re.Pattern[str]:
    import regex  # type: ignore[import-untyped]  # noqa: PLC0415  - it has no types, and is only needed for text beyond ASCII

    compiled: re.Pattern[str] = regex.compile(_CLUSTER, regex.VERSION1 | regex.VERBOSE | regex.DOTALL)
    return compiled


def clusters(text: str) -> list[str]:
    """The grapheme clusters of a text, in order."""
    if text.isascii() and "\r" not in text:
        return list(text)
    return [match.group() for match in _pattern().finditer(text)]

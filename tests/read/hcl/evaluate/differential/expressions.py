"""Random expressions of which a seed determines which; the grammar is in `grammar.txt`."""

from __future__ import annotations

import random
import re
from pathlib import Path

_GRAMMAR = Path(__file__).with_name("grammar.txt")
_LEAVES = {"s": "string", "n": "number", "b": "bool", "l": "sequence", "m": "mapping", "x": "other"}
_HOLE = re.compile(r"<([a-z]+1?)>")
_OPERATOR = re.compile(r" [?<>=&|+*/%-]+ ")
_LONGEST = 800
_ODD = 0.06
_SHALLOW = 0.3


def _entries() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in _GRAMMAR.read_text("utf-8").splitlines():
        if line.startswith("= "):
            found[line[2:]] = []
        elif found:
            found[list(found)[-1]].append(line.replace("⏎", "\n").replace("∅", ""))
    return found


class Expressions:
    """A source of expressions, most of which Terraform takes."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  - test data
        self._grammar = _entries()

    def some(self, count: int) -> list[str]:
        """So many different expressions."""
        found: dict[str, None] = {}
        while len(found) < count:
            kind = self._random.choice("ssnnbbllllmmm")
            text = self._filled(self._entry(kind), self._random.choice([1, 1, 2, 2, 3]))
            if len(text) < _LONGEST:
                found[text] = None
        return list(found)

    def _entry(self, kind: str) -> str:
        return self._random.choice(self._grammar[kind])

    def _filled(self, pattern: str, depth: int) -> str:
        return _HOLE.sub(lambda match: self._part(match.group(1), match.group(), depth - 1), pattern)

    def _part(self, kind: str, hole: str, depth: int) -> str:
        if kind in _LEAVES:
            # Now and then a value of another kind.
            odd = kind == "x" or self._random.random() < _ODD
            return self._nested(self._random.choice("ssnnbbllmmx") if odd else kind, depth)
        return self._filled(self._entry(kind), depth + 1) if kind in self._grammar else hole

    def _nested(self, kind: str, depth: int) -> str:
        if kind == "x" or depth <= 0 or self._random.random() < _SHALLOW:
            return self._entry(_LEAVES[kind])
        text = self._filled(self._entry(kind), depth)
        if text.startswith("<<"):
            return f"({text}\n)"
        bare = not text.startswith(("[", "{", '"'))
        return f"({text})" if bare and (_OPERATOR.search(text) or text.startswith("-")) else text

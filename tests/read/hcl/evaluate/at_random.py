"""Random expressions, most of them well typed, over what `oracle.CONTEXT` declares."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_STRINGS = (
    '"a"',
    '"B-2"',
    '"12"',
    '"true"',
    '""',
    '"é"',
    "local.u.s",
    "local.k.s",
    "local.sec",
    "local.z.s",
    "local.ut",
)
_NUMBERS = ("0", "1", "2", "10", "2.5", "-3", "local.u.n", "local.k.n", "1e3", "length(local.u.ls)")
_BOOLS = ("true", "false", "local.u.b", "local.k.b", "local.u.s == null", "local.ut == null")
_LISTS = (
    "[]",
    "local.k.ls",
    "local.u.ls",
    "local.k.ln",
    "local.k.t",
    "local.u.t",
    "local.u.ss",
    "local.k.ss",
)
_MAPS = ("{}", "local.k.ms", "local.u.ms", "local.k.o", "local.u.o", "local.k.mn")


class Expressions:
    """A source of expressions that a seed determines."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  - test data

    def some(self, count: int) -> list[str]:
        """So many different expressions."""
        found: dict[str, None] = {}
        while len(found) < count:
            found[self._any(3)] = None
        return list(found)

    def _any(self, depth: int) -> str:
        return self._of((self._string, self._number, self._bool, self._sequence, self._mapping), depth)

    def _of(self, makers: tuple[Callable[[int], str], ...], depth: int) -> str:
        return self._random.choice(makers)(depth)

    def _one(self, leaves: tuple[str, ...], inner: tuple[str, ...], depth: int) -> str:
        """A leaf, or a pattern whose letters in angle brackets are filled in by kind."""
        if depth <= 0 or self._random.random() < 0.25:
            return self._random.choice(leaves)
        pattern = self._random.choice(inner)
        makers = {"<s>": self._string, "<n>": self._number, "<b>": self._bool, "<l>": self._sequence}
        makers |= {"<m>": self._mapping, "<x>": self._any}
        while "<" in pattern:
            hole = min((h for h in makers if h in pattern), key=pattern.index, default=None)
            if hole is None:
                break
            pattern = pattern.replace(hole, makers[hole](depth - 1).replace("<", "\0"), 1)
        return pattern.replace("\0", "<")

    def _string(self, depth: int) -> str:
        patterns = (
            '"${<s>}-${<n>}"',
            '"x${<b>}"',
            "<b> ? <s> : <s>",
            "<b> ? <s> : <n>",
            "tostring(<x>)",
            "try(<x>, <s>)",
            '"%{ if <b> }${<s>}%{ else }b%{ endif }"',
            '"%{ for x in <l> }${x},%{ endfor }"',
            "(<l>)[<n>]",
            "(<m>).x",
            "<l>[0]",
            "(<m>)[<s>]",
        )
        return self._one(_STRINGS, patterns, depth)

    def _number(self, depth: int) -> str:
        patterns = (
            "(<n> + <n>)",
            "(<n> - <n>)",
            "(<n> * <n>)",
            "(<n> / 4)",
            "(<n> % 3)",
            "-(<n>)",
            "<b> ? <n> : <n>",
            "length(<l>)",
            "length(<m>)",
            "tonumber(<x>)",
            "try(<x>, <n>)",
            "(<l>)[0]",
        )
        return f"({self._one(_NUMBERS, patterns, depth)})"

    def _bool(self, depth: int) -> str:
        patterns = (
            "<x> == <x>",
            "<s> == <s>",
            "<n> != <n>",
            "<n> \0 <n>",
            "<n> >= <n>",
            "<b> && <b>",
            "<b> || <b>",
            "!(<b>)",
            "<b> ? <b> : <b>",
            "can(<x>)",
            "<x> == null",
            "<l> == <l>",
            "tobool(<s>)",
        )
        return f"({self._one(_BOOLS, patterns, depth)})"

    def _sequence(self, depth: int) -> str:
        patterns = (
            "[<x>, <x>]",
            "[<s>, <s>]",
            "[<n>]",
            "[null, <x>]",
            "tolist(<l>)",
            "toset(<l>)",
            "tolist([<x>, <x>])",
            "toset([<s>, <s>, <n>])",
            "[for x in <l> : x]",
            "[for x in <l> : x if <b>]",
            "(<l>)[*]",
            '[for k, v in <m> : "${k}"]',
            "<b> ? <l> : <l>",
            "<b> ? <l> : null",
            "[for x in <l> : [x, <x>]]",
            "(<m>)[*].x",
            '[for x in <l> : "${x}" if x != null]',
        )
        return f"({self._one(_LISTS, patterns, depth)})"

    def _mapping(self, depth: int) -> str:
        patterns = (
            "{ a = <x>, x = <x> }",
            "{ x = <s> }",
            "tomap({ x = <x>, y = <x> })",
            "tomap(<m>)",
            "<b> ? <m> : <m>",
            "{ for k, v in <m> : k => v }",
            '{ for x in <l> : "${x}" => x }',
            '{ for x in <l> : "k" => x... }',
            "{ (<s>) = <x> }",
            "<b> ? <m> : {}",
            "{ for k, v in <m> : k => <x> if <b> }",
        )
        return f"({self._one(_MAPS, patterns, depth)})"

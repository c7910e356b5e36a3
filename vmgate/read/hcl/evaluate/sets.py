"""Sets: which elements are the same, and in which order Terraform keeps them."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.values import Lazy, SetValue, is_null, unmark
from vmgate.read.hcl.numbers import NEGATIVE_ZERO

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmgate.read.hcl.evaluate.types import Type
    from vmgate.read.hcl.evaluate.values import Val


_KINDS = {bool: bool, str: str}
_JUST_BELOW = Fraction(-1, 2**20_000)
"""Where zero with a minus sign stands, which is another element than zero."""


def as_set(items: Iterable[Val], of: Type | None = None) -> SetValue:
    """The set of these elements in Terraform's order: strings by byte, numbers by size, then what is unknown, null.

    Compound elements are ordered by the text that Terraform computes their hash from. What is unknown is never
    the same as anything.
    """
    distinct: list[tuple[tuple[int, str, int | Fraction], Val]] = []
    seen: dict[object, list[Val]] = {}
    for item in items:
        if isinstance(item, str | int | Fraction):
            mark: object = "-0" if item is NEGATIVE_ZERO else (_KINDS.get(type(item), int), item)
            if mark in seen:
                continue
            seen[mark] = []
            distinct.append((_order(item), item))
            continue
        order = _order(item)
        others = seen.setdefault(order, [])
        if any(_same(item, other) for other in others):
            continue
        others.append(item)
        distinct.append((order, item))
    distinct.sort(key=lambda pair: pair[0])
    return SetValue([item for _, item in distinct], of)


def _same(left: Val, right: Val) -> bool:
    left, right = unmark(left)[0], unmark(right)[0]
    if isinstance(left, Unknown | Lazy) or isinstance(right, Unknown | Lazy):
        return left is right and isinstance(left, Lazy)
    if is_null(left) or is_null(right):
        return is_null(left) and is_null(right)
    if isinstance(left, tuple) and isinstance(right, tuple):
        return len(left) == len(right) and all(_same(a, b) for a, b in zip(left, right, strict=True))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(_same(left[name], right[name]) for name in left)
    return isinstance(left, bool) == isinstance(right, bool) and left == right


def _order(value: Val) -> tuple[int, str, int | Fraction]:
    value, _ = unmark(value)
    if isinstance(value, str):
        return (0, value, 0)
    if isinstance(value, int | Fraction):
        return (0, "", value if value is not NEGATIVE_ZERO else _JUST_BELOW)
    if isinstance(value, Unknown):
        return (2, "", 0)
    return (3, "", 0) if is_null(value) else (1, _hashed(value), 0)


def _hashed(value: Val) -> str:
    """The text that stands for a value in Terraform's hash of it."""
    value, _ = unmark(value)
    if isinstance(value, Unknown | Lazy):
        return "?"
    if is_null(value):
        return "~"
    if isinstance(value, bool):
        return "T" if value else "F"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int | Fraction):
        return _ten_digits(value)
    if isinstance(value, dict):
        names = sorted(value)
        if type(value) is dict:
            return "<" + "".join(f"{_hashed(value[name])};" for name in names) + ">"
        return "{" + "".join(f"{_hashed(name)}:{_hashed(value[name])};" for name in names) + "}"
    inner = "".join(f"{_hashed(item)};" for item in value) if isinstance(value, tuple) else ""
    return f"<{inner}>" if type(value) is tuple else f"[{inner}]"


def _ten_digits(number: int | Fraction) -> str:
    try:
        return f"{float(number):.10g}"
    except OverflowError:
        return str(number)

"""The types that providers give their attributes, as far as vmgate knows the provider.

What refers to an attribute sees it as its provider converted it: `num_cpus = "4"` is the number 4 to others, and a
list given for a set is sorted, without duplicates. The table is made from the providers' own schemas.
"""

from __future__ import annotations

import json
import pathlib
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from vmgate.read.hcl.evaluate.conversion import convert
from vmgate.read.hcl.evaluate.types import ANY, BOOL, NUMBER, STRING, Collection, ObjectOf, TupleOf
from vmgate.read.hcl.evaluate.values import EvaluationError

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.types import Type
    from vmgate.read.hcl.evaluate.values import Val

_PREFIX = re.compile(r"[a-z0-9-]+")
_PRIMITIVE = {"string": STRING, "number": NUMBER, "bool": BOOL}


@cache
def attribute_type(mode: str, type_: str, names: tuple[str, ...]) -> Type | None:
    """The type of an attribute by the names of the blocks around it and its own; None where it is not known."""
    entry: Any = _entry(mode, type_)
    *around, name = names
    for position, block in enumerate(around):
        if entry is None:
            return None
        inner = entry.get("blocks", {}).get(block)
        if inner is None and block in entry.get("other", {}):
            # A list of objects that is written as blocks.
            written = _element(_parsed(entry["other"][block]))
            rest = around[position + 1 :]
            return written.attributes.get(name) if isinstance(written, ObjectOf) and not rest else None
        entry = inner
    if entry is None:
        return None
    for kind, primitive in _PRIMITIVE.items():
        if name in entry.get(kind, "").split():
            return primitive
    return _parsed(entry["other"][name]) if name in entry.get("other", {}) else None


def is_block(mode: str, type_: str, names: tuple[str, ...]) -> bool | None:
    """Whether the last of the names is a nested block (of those before it) or an attribute; None if not known."""
    entry: Any = _entry(mode, type_)
    for block in names[:-1]:
        entry = entry.get("blocks", {}).get(block) if entry is not None else None
    if entry is not None and names[-1] in entry.get("blocks", {}):
        return True
    return False if attribute_type(mode, type_, names) is not None else None


def as_provided(value: Val, mode: str, type_: str, names: tuple[str, ...]) -> Val:
    """The value of an attribute as what refers to it sees it; as it is written where its type is not known."""
    wanted = attribute_type(mode, type_, names)
    if wanted is None:
        return value
    try:
        return convert(value, wanted)
    except EvaluationError:
        # Another version of the provider may take it.
        return value


def _entry(mode: str, type_: str) -> Any:
    """What the table of a type's provider has of it; None where there is none."""
    return _table(type_.partition("_")[0]).get(mode, {}).get(type_)


@cache
def _table(prefix: str) -> dict[str, Any]:
    # A type is whatever somebody wrote; what is no name of a provider is no name of a file.
    if not _PREFIX.fullmatch(prefix):
        return {}
    try:
        text = (pathlib.Path(__file__).with_name("attribute_types") / f"{prefix}.json").read_text(
            encoding="utf-8"
        )
    except FileNotFoundError:
        return {}
    found: dict[str, Any] = json.loads(text)
    return found


def _parsed(text: Any) -> Type:
    if isinstance(text, str):
        return _PRIMITIVE.get(text, ANY)
    kind, inner = text
    if kind == "object":
        return ObjectOf({n: _parsed(t) for n, t in inner.items()}, dict.fromkeys(inner))
    if kind == "tuple":
        return TupleOf(tuple(_parsed(one) for one in inner))
    return Collection(kind, _parsed(inner))


def _element(type_: Type) -> Type:
    return type_.element if isinstance(type_, Collection) else type_

"""Terraform values: how they travel, and walking them by their schema.

A value is None, a bool, a number, a string, a list, a dict, UNKNOWN, or (of type dynamic) a pair of a
type and a value. Type constraints are Terraform's JSON ones: "string", ["list", ["object", {...}]].
Values and schemas are JSON of any shape, so both are typed Any.
"""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Loaded by name: the package has no types, and by name mypy needs neither stubs nor an exception.
msgpack: Any = import_module("msgpack")

UNKNOWN = msgpack.ExtType(0, b"\x00")
"""A value not known before apply (plug-in protocol: MessagePack extension type 0)."""

EMPTY: tuple[Any, ...] = (None, "", 0, False, [], {})
"""To terraform-plugin-sdk all the same: unset."""

Block = dict[str, Any]
"""A block of a provider's schema: `attributes` and `block_types`."""


def decode(packed: bytes) -> Any:
    """The value in a message of the plug-in protocol."""
    return msgpack.unpackb(packed, strict_map_key=False)


def encode(value: Any) -> bytes:
    """A value as a message of the plug-in protocol carries it."""
    packed: bytes = msgpack.packb(value)
    return packed


def is_unknown(value: Any) -> bool:
    """Whether a value is unknown, also with a refinement (extension type 12)."""
    return isinstance(value, msgpack.ExtType)


def nested(block: Block) -> Iterator[tuple[str, Block, str, dict[str, Any] | None]]:
    """(name, inner block, nesting mode, attribute or None) of every nested attribute and nested block."""
    for name, a in block.get("attributes", {}).items():
        if "nested_type" in a:
            inner = a["nested_type"]
            yield name, {"attributes": inner.get("attributes", {})}, inner.get("nesting_mode", "single"), a
    for name, b in block.get("block_types", {}).items():
        yield name, b["block"], b["nesting_mode"], None


def by_key(value: Any) -> dict[Any, Any]:
    """The elements of a list by index or of a map by key; none of anything else."""
    if isinstance(value, dict):
        return value
    return dict(enumerate(value)) if isinstance(value, list) else {}


def each(mode: str, value: Any, function: Callable[..., Any], *others: Any) -> Any:
    """function(element, element of each other value at the same place) for every element of a value."""
    if value is None or is_unknown(value):
        return value
    if mode in ("single", "group"):
        return function(value, *(o if isinstance(o, dict) else None for o in others))
    beside = [{} if mode == "set" else by_key(o) for o in others]  # a set's elements have no place
    out = {}
    for k, v in by_key(value).items():
        out[k] = v if v is None or is_unknown(v) else function(v, *(o.get(k) for o in beside))
    return out if mode == "map" else list(out.values())


def fit(kind: Any, value: Any) -> Any:
    """A value cut and filled up to its Terraform type."""
    if isinstance(value, dict) and kind[0] in ("object", "map"):
        kinds = kind[1] if kind[0] == "object" else dict.fromkeys(value, kind[1])
        return {k: fit(t, value.get(k)) for k, t in kinds.items()}
    if isinstance(value, list) and kind[0] in ("list", "set"):
        return [fit(kind[1], v) for v in value]
    return value


def conform(block: Block, value: dict[str, Any]) -> dict[str, Any]:
    """An object cut and filled up to the schema's attributes."""
    attributes = block.get("attributes", {})
    out = {name: fit(a.get("type", "nested"), value.get(name)) for name, a in attributes.items()}
    for name, inner, mode, attribute in nested(block):
        empty: Any = None if attribute or mode in ("single", "group") else {} if mode == "map" else []
        out[name] = each(mode, empty if value.get(name) is None else value[name], partial(conform, inner))
    return out


def zero(kind: Any) -> Any:
    """The zero value of a type, as terraform-plugin-sdk writes it into a state."""
    if isinstance(kind, str):
        return {"string": "", "number": 0, "bool": False}.get(kind)
    return {} if kind[0] in ("map", "object") else []


def same(a: Any, b: Any) -> bool:
    """Whether terraform-plugin-sdk sees no difference between two values."""
    if isinstance(a, dict) and isinstance(b, dict):
        return all(same(a.get(k), b.get(k)) for k in {**a, **b})
    if isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        return all(map(same, a, b))
    return bool(a == b or (a in EMPTY and b in EMPTY))

"""What a plan says of each instance, and the types to which its provider converts what is configured."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from tests.standin.schemas import SCHEMAS, sources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Json = Any


@dataclass(frozen=True)
class Instance:
    """An instance in a plan: its values, what of them is unknown (as in `after_unknown`), and its configuration."""

    address: str
    mode: str
    type: str
    provider: str
    values: dict[str, Json]
    unknown: dict[str, Json]
    expressions: dict[str, Json]


def instances(plan: Path) -> dict[str, Instance]:
    """Every instance of a plan by its address: those to be, and the data sources that were read."""
    document = json.loads(plan.read_text("utf-8"))
    written = dict(_expressions(document["configuration"].get("root_module", {}), ""))
    found: dict[str, Instance] = {}
    for change in document.get("resource_changes", ()):
        after = change["change"]["after"]
        if after is not None:
            unknown = change["change"].get("after_unknown") or {}
            found[change["address"]] = _instance(change, after, unknown, written)
    root = document.get("prior_state", {}).get("values", {}).get("root_module", {})
    for resource in _resources(root):
        if resource["mode"] == "data":
            found.setdefault(resource["address"], _instance(resource, resource["values"], {}, written))
    return found


def _instance(item: Json, values: Json, unknown: Json, written: dict[str, Json]) -> Instance:
    return Instance(
        item["address"],
        item["mode"],
        item["type"],
        item["provider_name"],
        values,
        unknown,
        written.get(_block(item["address"]), {}),
    )


def _resources(module: Json) -> Iterator[Json]:
    yield from module.get("resources", ())
    for child in module.get("child_modules", ()):
        yield from _resources(child)


def _expressions(module: Json, prefix: str) -> Iterator[tuple[str, Json]]:
    for resource in module.get("resources", ()):
        yield prefix + resource["address"], resource.get("expressions", {})
    for name, call in module.get("module_calls", {}).items():
        yield from _expressions(call.get("module", {}), f"{prefix}module.{name}.")


def _block(address: str) -> str:
    """An address without its keys."""
    text, depth, quoted, escaped = "", 0, False, False
    for sign in address:
        if depth:
            if escaped or sign == "\\":
                escaped = not escaped
            elif sign == '"':
                quoted = not quoted
            elif sign == "]" and not quoted:
                depth = 0
        elif sign == "[":
            depth = 1
        else:
            text += sign
    return text


@cache
def _schemas() -> dict[str, Json]:
    found: dict[str, Json] = {}
    for source in sorted(sources(SCHEMAS), key=lambda one: one.default):
        for address in source.addresses:
            found[address] = source.schema
    return found


@cache
def schema(provider: str, mode: str, type_: str) -> Json:
    """The block of a type in its provider's schema; None for what is built into Terraform."""
    kind = "data_source_schemas" if mode == "data" else "resource_schemas"
    return _schemas()[provider][kind][type_]["block"] if provider in _schemas() else None

"""Values as configuration holds them: JSON's kinds, and *unknown* with the reason why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Where a value sits in a resource: `("network_interface", 0, "network_id")`."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The attribute of a block that an unknown value is a copy of.

    `address` is the block's address with its module path: `module.app.data.vsphere_network.prod`, with an
    instance key where it is certain (`…prod["a"]`), without one where any instance may be meant.
    """

    address: str
    attribute: Path = ()


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that nobody can know yet.

    `reason` completes "unknown: …" for a reader ("known after apply", "required variable vcenter has no value").
    `references` are all the attributes that the value may turn out to be a copy of; empty when it is computed
    from something or cannot be traced. It is the *whole* value that is copied, never a part of it.
    """

    reason: str
    references: tuple[Reference, ...] = ()


Value: TypeAlias = bool | int | float | str | list["Value"] | dict[str, "Value"] | Unknown | None
"""JSON's kinds, with `Unknown` possible at any depth. Sets are lists in Terraform's order."""

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\Z")


def format_path(path: Path) -> str:
    """The path as Terraform writes it: `extra_config["isolation.tools.copy.disable"]`, `disk[0].label`."""
    parts: list[str] = []
    for step in path:
        if isinstance(step, int):
            parts.append(f"[{step}]")
        elif _NAME.match(step):
            parts.append(f".{step}" if parts else step)
        else:
            escaped = step.replace("\\", "\\\\").replace('"', '\\"')
            parts.append(f'["{escaped}"]')
    return "".join(parts)


def outline(value: Value) -> Value:
    """How a value is made up, without what is in it: a map with its keys alone, a list with its maps left empty.

    What is unknown as a whole, or as an element, stays unknown.
    """
    if isinstance(value, dict):
        return dict.fromkeys(value)
    if isinstance(value, list):
        return [
            {} if isinstance(item, dict) else item if isinstance(item, Unknown) else None for item in value
        ]
    return value


def at_path(value: Value, path: Path) -> Value:
    """The value at a path; the enclosing `Unknown` where one is met on the way, None where there is nothing."""
    for step in path:
        if isinstance(value, Unknown):
            return value
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and step < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def references_at(value: Value, path: Path) -> tuple[Reference, ...]:
    """The attributes that the unknown at a path in a value may be a copy of; empty when nothing tells."""
    for position, step in enumerate(path):
        if isinstance(value, Unknown):
            rest = path[position:]
            return tuple(Reference(each.address, (*each.attribute, *rest)) for each in value.references)
        if isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            value = value.get(str(step)) if isinstance(value, dict) else None
    return value.references if isinstance(value, Unknown) else ()

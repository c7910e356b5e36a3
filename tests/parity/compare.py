"""A configured value against the planned one.

Between the two stands the provider's schema, and what is done here with a configured value is no more than
Terraform and the plug-in SDK do with it:

- a value is converted to the attribute's type: bool, number and string into one another;
- a set has no order, and holds nothing twice;
- SDKv2 drops null elements of maps, and plans a map or a set wholly unknown where one element is;
- what is configured null takes the provider's default, so that nothing is expected of it;
- numbers in a plan are rounded to 64 bits;
- SDKv2 does not tell false, 0 and "" from nothing, so that a real provider may plan null for them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from vmgate.model.value import Unknown, format_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmgate.model.value import Path, Value

Json = Any
DYNAMIC = "dynamic"


class Comparison:
    """What differs in one instance. `wrong` are values that are not the plan's; `missed` are those that the plan
    knows and the source does not, by path with the reason given. With `zeros`, a real provider may have dropped what is
    false, 0 or empty.
    """

    def __init__(self, *, zeros: bool = False) -> None:
        self._zeros = zeros
        self.wrong: list[str] = []
        self.missed: dict[str, str] = {}
        self.compared = 0

    def block(self, schema: Json, ours: dict[str, Value], plan: Json, unknown: Json, path: Path) -> None:
        """Compares the attributes and nested blocks of one block."""
        attributes, blocks = schema.get("attributes", {}), schema.get("block_types", {})
        for name, value in ours.items():
            after, masked = _child(plan, name), _child(unknown, name)
            if name in blocks:
                self._nested(blocks[name], value, after, masked, (*path, name))
            elif name in attributes:
                self.value(_type(attributes[name]), value, after, masked, (*path, name))
            else:
                self.wrong.append(f"{format_path((*path, name))} is not in the schema")
        for name, nested in blocks.items():
            if name not in ours and plan and plan.get(name) and nested["nesting_mode"] in {"list", "set"}:
                self.wrong.append(
                    f"{format_path((*path, name))}: there is none, and {len(plan[name])} planned"
                )

    def _nested(self, schema: Json, ours: Value, plan: Json, unknown: Json, path: Path) -> None:
        if isinstance(ours, Unknown):
            self._unknown(ours, unknown, path)
            return
        mode, inner = schema["nesting_mode"], schema["block"]
        if unknown is True:
            if not _partly(ours):
                self.wrong.append(f"{format_path(path)} is not known to the plan")
            return
        planned = plan if isinstance(plan, list) else [] if plan is None else [plan]
        if not isinstance(ours, list) or len(ours) != len(planned):
            self.wrong.append(f"{format_path(path)}: {ours} is not {plan}")
            return
        if mode == "set":
            self._any_order(inner, ours, planned, path)
            return
        masks = unknown if isinstance(unknown, list) else [unknown] * len(planned)
        for position, (own, other) in enumerate(zip(ours, planned, strict=True)):
            if isinstance(own, dict):
                mask = masks[position] if position < len(masks) else {}
                self.block(inner, own, other, mask, (*path, position))

    def _any_order(self, schema: Json, ours: list[Value], planned: list[Json], path: Path) -> None:
        left = list(planned)
        for own in ours:
            for other in left:
                trial = Comparison()
                trial.block(schema, own if isinstance(own, dict) else {}, other, {}, path)
                if not trial.wrong:
                    left.remove(other)
                    self.compared += trial.compared
                    break
            else:
                self.wrong.append(f"{format_path(path)}: {own} is in none of {left}")

    def value(self, type_: Json, ours: Value, plan: Json, unknown: Json, path: Path) -> None:
        """Compares a value of a type."""
        if isinstance(ours, Unknown):
            self._unknown(ours, unknown, path)
        elif unknown is True:
            if not _partly(ours) and ours is not None:
                self.wrong.append(f"{format_path(path)} is {ours!r} and not known to the plan")
        elif ours is not None:
            self._known(type_, ours, plan, unknown, path)

    def _known(self, type_: Json, ours: Value, plan: Json, unknown: Json, path: Path) -> None:
        kind, inner = (type_, None) if isinstance(type_, str) else (type_[0], type_[1])
        if isinstance(ours, dict):
            if not isinstance(plan, dict) and not (plan is None and not ours):
                self.wrong.append(f"{format_path(path)}: {ours} is not {plan}")
                return
            kept = ours
            if kind not in {DYNAMIC, "object"}:
                kept = {k: v for k, v in ours.items() if v is not None or k in (plan or {})}
            names = kept if kind == "object" else {**kept, **(plan or {}), **_names(unknown)}
            for name in names:
                own, wanted = kept.get(name), _child(plan, name)
                if name not in kept or (
                    plan is not None and name not in plan and _child(unknown, name) is not True
                ):
                    self.wrong.append(f"{format_path((*path, name))}: {own!r} is not {wanted!r}")
                    continue
                below = inner.get(name, DYNAMIC) if isinstance(inner, dict) else inner or DYNAMIC
                if kind == DYNAMIC and own is None and wanted is not None:
                    self.wrong.append(f"{format_path((*path, name))}: null is not {wanted!r}")
                self.value(below, own, wanted, _child(unknown, name), (*path, name))
        elif isinstance(ours, list):
            self._list(kind, inner or DYNAMIC, ours, plan, unknown, path)
        else:
            self.compared += 1
            converted = _converted(kind, ours)
            if self._zeros and plan is None and converted in (False, 0, ""):
                return
            if type(converted) is not type(plan) or converted != plan:
                self.wrong.append(f"{format_path(path)}: {converted!r} is not {plan!r}")

    def _list(self, kind: str, inner: Json, ours: list[Value], plan: Json, unknown: Json, path: Path) -> None:
        planned = [] if plan is None else plan
        if not isinstance(planned, list):
            self.wrong.append(f"{format_path(path)}: {ours} is not {plan}")
            return
        if kind == "set":
            if _partly(ours):
                return
            own = sorted({json.dumps(_whole(inner, item), sort_keys=True) for item in ours})
            other = sorted(json.dumps(item, sort_keys=True) for item in planned)
            self.compared += 1
            if own != other:
                self.wrong.append(f"{format_path(path)}: {own} is not {other}")
            return
        if len(planned) != len(ours):
            self.wrong.append(f"{format_path(path)}: {ours} is not {plan}")
            return
        masks = unknown if isinstance(unknown, list) else [False] * len(ours)
        for position, item in enumerate(ours):
            mask = masks[position] if position < len(masks) else False
            if item is None and planned[position] is not None:
                self.wrong.append(f"{format_path((*path, position))}: null is not {planned[position]!r}")
            below = inner[position] if isinstance(inner, list) and inner[:1] not in _KINDS else inner
            self.value(below, item, planned[position], mask, (*path, position))

    def _unknown(self, ours: Unknown, unknown: Json, path: Path) -> None:
        if unknown is not True:
            self.missed[format_path(path)] = ours.reason


_KINDS = (["list"], ["set"], ["map"], ["object"], ["tuple"])


def _type(attribute: Json) -> Json:
    if "nested_type" not in attribute:
        return attribute["type"]
    nested = attribute["nested_type"]
    inner = ["object", {name: _type(one) for name, one in nested["attributes"].items()}]
    return inner if nested["nesting_mode"] == "single" else [nested["nesting_mode"], inner]


def _child(value: Json, name: str) -> Json:
    return value.get(name) if isinstance(value, dict) else value if value is True else None


def _names(unknown: Json) -> dict[str, Json]:
    return {name: mask for name, mask in unknown.items() if mask is True} if isinstance(unknown, dict) else {}


def _partly(value: Value) -> bool:
    """Whether something in a value is unknown to the source."""
    return any(True for _ in unknowns(value))


def unknowns(value: Value) -> Iterator[Unknown]:
    """What is unknown in a value."""
    if isinstance(value, Unknown):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from unknowns(item)


def _converted(kind: str, value: Value) -> Value:
    if kind == "string" and not isinstance(value, str):
        return json.dumps(value)
    if kind == "number" and isinstance(value, str):
        number = float(value)
        return int(number) if number.is_integer() else number
    if kind == "bool" and isinstance(value, str):
        return {"true": True, "1": True, "false": False, "0": False}[value]
    return value


def _whole(type_: Json, value: Value) -> Json:
    if isinstance(type_, list) and isinstance(value, dict):
        fields = type_[1] if type_[0] == "object" else dict.fromkeys(value, type_[1])
        return {name: _whole(inner, value.get(name)) for name, inner in fields.items()}
    if isinstance(type_, list) and isinstance(value, list):
        return [_whole(type_[1], item) for item in value]
    return _converted(type_, value) if isinstance(type_, str) and value is not None else value

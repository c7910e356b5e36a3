"""`count` and `for_each`: from a block to the keys of its instances and the names each one sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from vmgate.model.value import Unknown
from vmgate.read.hcl.configuration.instances import unknown_pair
from vmgate.read.hcl.evaluate.conversion import convert, to_bool, to_number
from vmgate.read.hcl.evaluate.expressions import attempt
from vmgate.read.hcl.evaluate.types import NUMBER
from vmgate.read.hcl.evaluate.values import (
    EvaluationError,
    Lazy,
    SetValue,
    UnknownCollection,
    Unsettled,
    opened,
    unmark,
)
from vmgate.read.hcl.numbers import Counted

if TYPE_CHECKING:
    from vmgate.model.resource import Key
    from vmgate.read.hcl.evaluate.scope import Scope
    from vmgate.read.hcl.evaluate.values import Val
    from vmgate.read.hcl.syntax.nodes import Body

Repetition: TypeAlias = Literal["one", "count", "for_each", "unknown"]
_MOST = 100_000


@dataclass(slots=True)
class Repeated:
    """The instances of a block: how they are told apart, and for each its key and the names it sees.

    With `unknown` there is one that stands for all, without a key. Of what is not repeated there is one, or none.
    """

    repetition: Repetition
    instances: list[tuple[Key, dict[str, Val]]]
    reason: str = ""


def repeat(body: Body, scope: Scope) -> Repeated:
    """The instances that `count` or `for_each` of a block make, or OpenTofu's `enabled` in its `lifecycle`."""
    if "count" in body.attributes:
        value, secret = unmark(attempt(body.attributes["count"].value, scope))
        try:
            return _counted(value if not secret else Unknown("count is sensitive"))
        except EvaluationError as error:
            return _uncounted(Unknown(f"count cannot be evaluated: {error}"))
    if "for_each" in body.attributes:
        value, secret = unmark(attempt(body.attributes["for_each"].value, scope))
        try:
            return _each(value if not secret else Unknown("for_each is sensitive"))
        except EvaluationError as error:
            return _each_unknown(Unknown(f"for_each cannot be evaluated: {error}"))
    for block in body.blocks:
        if block.type == "lifecycle" and "enabled" in block.body.attributes:
            return _enabled(unmark(attempt(block.body.attributes["enabled"].value, scope))[0])
    return Repeated("one", [(None, {})])


def _enabled(value: Val) -> Repeated:
    try:
        enabled = value if isinstance(value, Unknown) else to_bool(value)
    except EvaluationError as error:
        enabled = Unknown(f"enabled cannot be evaluated: {error}")
    if isinstance(enabled, Unknown):
        return Repeated("unknown", [(None, {})], enabled.reason)
    return Repeated("one", [(None, {})] if enabled is not False else [])


def _counted(value: Val) -> Repeated:
    if isinstance(value, Unsettled):
        value = convert(value, NUMBER)
    if isinstance(value, Unknown):
        return _uncounted(value)
    if value is None:
        raise EvaluationError("it is null")
    number = to_number(value)
    if not isinstance(number, int) or number < 0:
        raise EvaluationError("it is not a whole number of at least 0")
    if number > _MOST:
        raise EvaluationError(f"more than {_MOST} instances")
    return Repeated("count", [(index, {"count": {"index": Counted(index)}}) for index in range(number)])


def _uncounted(value: Unknown) -> Repeated:
    return Repeated("unknown", [(None, {"count": {"index": Unknown(value.reason)}})], value.reason)


def _each(value: Val) -> Repeated:
    if isinstance(value, Lazy):
        value = value.whole()
    value = opened(value)
    if isinstance(value, Unknown):
        return _each_unknown(value)
    if isinstance(value, SetValue):
        names: list[str] = []
        for item in value:
            bare, secret = unmark(item)
            if isinstance(bare, Unknown) or secret:
                return _each_unknown(bare if isinstance(bare, Unknown) else Unknown("for_each is sensitive"))
            if not isinstance(bare, str):
                raise EvaluationError("a set for for_each holds strings")
            names.append(bare)
        return Repeated("for_each", [(name, _names(name, name)) for name in names])
    if isinstance(value, dict):
        return Repeated("for_each", [(name, _names(name, value[name])) for name in sorted(value)])
    raise EvaluationError("it is neither a map nor a set of strings")


def _names(key: Val, value: Val) -> dict[str, Val]:
    return {"each": {"key": key, "value": value}}


def _each_unknown(value: Unknown) -> Repeated:
    bare = (
        UnknownCollection(value.reason, (), value.element) if isinstance(value, UnknownCollection) else value
    )
    ((key, element),) = unknown_pair(bare)
    return Repeated("unknown", [(None, _names(key, element))], value.reason)


def format_key(key: Key) -> str:
    """An instance key as addresses show it: `[0]`, `["web"]`, nothing without a key."""
    if key is None:
        return ""
    if isinstance(key, int):
        return f"[{key}]"
    text = key.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    text = text.replace("\t", "\\t").replace("${", "$${").replace("%{", "%%{")
    return f'["{text}"]'


def collected(repeated: Repeated, instances: list[Val]) -> Val:
    """What a reference to a block yields: the object, or the tuple or object of its instances."""
    if repeated.repetition == "one":
        return instances[0] if instances else None
    if repeated.repetition == "count":
        return tuple(instances)
    if repeated.repetition == "unknown":
        return UnknownCollection(repeated.reason, (), instances[0] if instances else None)
    keys: list[Key] = [key for key, _ in repeated.instances]
    return {str(key): instance for key, instance in zip(keys, instances, strict=True)}

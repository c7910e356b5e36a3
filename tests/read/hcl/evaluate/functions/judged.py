"""What the evaluator makes of an expression, in the form in which the record holds Terraform's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.read.hcl.evaluate.functions.record import FILES, LOCALS
from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.expressions import evaluate
from vmgate.read.hcl.evaluate.files import Files
from vmgate.read.hcl.evaluate.functions.encoding import json_text
from vmgate.read.hcl.evaluate.scope import Scope
from vmgate.read.hcl.evaluate.types import Collection, ObjectOf, Primitive, TupleOf
from vmgate.read.hcl.evaluate.unification import type_of
from vmgate.read.hcl.evaluate.values import EvaluationError, first_unknown, unmark_deep
from vmgate.read.hcl.syntax import nodes
from vmgate.read.hcl.syntax.parse import parse, parse_expression
from vmgate.read.hcl.syntax.source import SourceFile

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.types import Type
    from vmgate.read.hcl.evaluate.values import Val


class Configuration:
    """The locals beside the record and the files in `files/`: what the recorded expressions refer to."""

    def __init__(self) -> None:
        (block,) = parse(SourceFile("locals.tf", LOCALS.encode())).blocks
        self._locals = block.body.attributes
        self.files = Files(FILES, FILES)

    def resolve(self, name: str, steps: tuple[nodes.Step, ...]) -> tuple[Val, int]:
        """The value of `local.x` or `path.module`."""
        step = steps[0]
        assert isinstance(step, nodes.Attr)
        if name == "path":
            return ".", 1
        return evaluate(self._locals[step.name].value, Scope(self, {})), 1


def answer(text: str, configuration: Configuration) -> Any:
    """The type, JSON and sensitivity of an expression; "error"; or what is unknown about it."""
    try:
        value = evaluate(parse_expression(text), Scope(configuration, {}))
        bare, _ = unmark_deep(value)
        unknown = first_unknown([bare])
        if unknown is not None:
            return unknown
        result = {"type": shown(type_of(bare)), "json": json_text(bare)}
    except EvaluationError:
        return "error"
    return {**result, "sensitive": True} if type(value).__name__ == "Sensitive" else result


def shown(type_: Type) -> Any:
    """A type as Terraform's plans write it."""
    match type_:
        case Primitive(name):
            return name
        case Collection(name, element):
            return [name, shown(element)]
        case TupleOf(elements):
            return ["tuple", [shown(element) for element in elements]]
        case ObjectOf(attributes):
            return ["object", {name: shown(each) for name, each in attributes.items()}]


def agrees(ours: Any, recorded: Any) -> bool:
    """Whether both are one answer. A type that null or an empty collection leaves open agrees with any."""
    if isinstance(ours, Unknown):
        return bool(recorded == "unknown")
    if isinstance(recorded, str) or isinstance(ours, str):
        return bool(ours == recorded)
    same = ours["json"] == recorded["json"] and ours.get("sensitive") == recorded.get("sensitive")
    return same and _fits(ours["type"], recorded["type"])


def _fits(ours: Any, recorded: Any) -> bool:
    if ours == "any":
        return True
    if isinstance(ours, list) and isinstance(recorded, list):
        return len(ours) == len(recorded) and all(map(_fits, ours, recorded))
    if isinstance(ours, dict) and isinstance(recorded, dict):
        return ours.keys() == recorded.keys() and all(_fits(ours[name], recorded[name]) for name in ours)
    return bool(ours == recorded)

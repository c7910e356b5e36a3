"""`templatefile` and `templatestring`: templates with variables of their own."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.conversion import convert
from vmgate.read.hcl.evaluate.functions.filesystem import text
from vmgate.read.hcl.evaluate.functions.signature import Context, composed, define, mapping, string
from vmgate.read.hcl.evaluate.types import ANY, STRING
from vmgate.read.hcl.evaluate.values import EvaluationError, Lazy, is_null, mark, unmark, unmark_deep
from vmgate.read.hcl.syntax import nodes
from vmgate.read.hcl.syntax.parse import parse_template
from vmgate.read.hcl.syntax.source import SyntaxProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmgate.read.hcl.evaluate.values import Val

_TEMPLATES = frozenset({"templatefile", "templatestring"})
_FILES = frozenset(
    {"file", "fileexists", "fileset", "filebase64", "filebase64sha256", "filebase64sha512", "filemd5"}
    | {"filesha1", "filesha256", "filesha512", "templatefile"}
)
_IDENTIFIER = re.compile(r"[^\W\d][\w-]*\Z")


@define("templatefile", STRING, ANY, policy="all")
def _templatefile(args: list[Val], context: Context) -> Val:
    name, first = unmark(args[0])
    names, second = _variables(args[1])
    for value in (name, names):
        if isinstance(value, Unknown):
            return mark(Unknown(value.reason), first or second)
    source = text(string(name), context)
    if isinstance(source, Unknown):
        return (
            mark(Unknown("a file with a sensitive name"), first)
            if first
            else mark(Unknown(source.reason), second)
        )
    return mark(_render(source, mapping(names), context, _TEMPLATES), first or second)


@define("templatestring", ANY, ANY, policy="all")
def _templatestring(args: list[Val], context: Context) -> Val:
    source, first = unmark(args[0])
    names, second = _variables(args[1])
    for value in (source, names):
        if isinstance(value, Unknown):
            return mark(Unknown(value.reason), first or second)
    if not isinstance(source, str):
        raise EvaluationError("templatestring needs a string")
    result = _render(source, mapping(names), context, _TEMPLATES | _FILES)
    return mark(convert(result, STRING), first or second)


def _variables(value: Val) -> tuple[Val, bool]:
    bare, marked = unmark_deep(value)
    return (bare.whole() if isinstance(bare, Lazy) else bare), marked


def _render(source: str, names: dict[str, Val], context: Context, forbidden: frozenset[str]) -> Val:
    for name in names:
        if not _IDENTIFIER.match(name):
            raise EvaluationError(f"{name} is not the name of a template's variable")
    try:
        template = parse_template(source)
    except SyntaxProblem as problem:
        raise EvaluationError(f"the template has a {problem.message}") from None
    for name in _called(template):
        if name.removeprefix("core::") in forbidden:
            raise EvaluationError(f"a template may not call {name}")
    result = context.render(template, names)
    if is_null(unmark(result)[0]):
        raise EvaluationError("the result of a template is null")
    return composed(result) if isinstance(result, str) else result


def _called(node: object) -> Iterator[str]:
    """The names of all functions that an expression calls."""
    pending = [node]
    while pending:
        found = pending.pop()
        if isinstance(found, nodes.Call):
            yield found.name
        if isinstance(found, tuple):
            pending += found
        elif dataclasses.is_dataclass(found):
            pending += [getattr(found, field.name) for field in dataclasses.fields(found)]

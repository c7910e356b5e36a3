"""Variables: their declarations, the values given for them, and what the two make together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vmgate.errors import InputError, UsageError
from vmgate.model.estate import Unread
from vmgate.model.value import Unknown
from vmgate.read.content import content
from vmgate.read.hcl import numbers
from vmgate.read.hcl.configuration.files import variable_files
from vmgate.read.hcl.evaluate.constant import constant
from vmgate.read.hcl.evaluate.constraints import constraint
from vmgate.read.hcl.evaluate.conversion import convert
from vmgate.read.hcl.evaluate.types import ANY, BOOL, NUMBER, STRING, ObjectOf, TupleOf
from vmgate.read.hcl.evaluate.types import Collection as Elements
from vmgate.read.hcl.evaluate.unknowns import not_null
from vmgate.read.hcl.evaluate.values import EvaluationError, is_null, mark, unmark, unmark_deep
from vmgate.read.hcl.syntax import nodes
from vmgate.read.hcl.syntax.json import parse_json
from vmgate.read.hcl.syntax.parse import parse, parse_expression
from vmgate.read.hcl.syntax.source import SourceFile, SyntaxProblem

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Collection, Mapping, Sequence

    from vmgate.model.value import Value
    from vmgate.read.hcl.evaluate.types import Type
    from vmgate.read.hcl.evaluate.values import Val

_ABSENT = Unknown("absent")


def declared_ones(
    given: Mapping[str, str], known: Collection[str], declared: set[str] | None, who: str
) -> Mapping[str, str]:
    """The variables given that are `known`; noted in `declared` where what is not may be for somebody else.

    Raises `UsageError` for one that nobody else may know.
    """
    lost = [name for name in given if name not in known]
    if lost and declared is None:
        raise UsageError(f"-var {lost[0]}: {who} declares no variable of that name")
    found = {name: text for name, text in given.items() if name in known}
    if declared is not None:
        declared.update(found)
    return found


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a configuration is given from outside.

    `variables` are texts as after `-var`; `values` are typed (from a plan) and the strongest; `var_files` as
    after `-var-file`, the last one strongest; `environment` is where `TF_VAR_name` is looked up. `declared` is None
    where every one of `variables` has to be declared; where they are given to several configurations, it collects those
    that are. `tops` are directories that are read as a whole: where there is no repository, functions read files there.
    """

    variables: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)
    var_files: Sequence[pathlib.Path] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    workspace: str = "default"
    declared: set[str] | None = None
    tops: Sequence[pathlib.Path] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """A value given for a variable: what gave it, and in a file of values the line that did."""

    value: Val
    what: str
    attribute: nodes.Attribute | None = None


@dataclass(slots=True)
class Variable:
    """A declared variable. `literal` says that a value given as text is that text and no expression."""

    name: str
    type: Type
    default: nodes.Expression | None
    sensitive: bool
    nullable: bool
    literal: bool
    ephemeral: bool
    block: nodes.Block
    _default_value: Val = field(default=_ABSENT, repr=False)

    def value(self, given: Val | None = None, *, present: bool) -> Val:
        """The variable's value when `given` is passed for it, or (not `present`) nothing."""
        if self.ephemeral:
            # It may be kept nowhere, so neither is it here: nothing but a provider or a write-only argument has it.
            return mark(convert(Unknown("ephemeral values are never kept"), self.type), self.sensitive)
        if not present or (is_null(unmark(given)[0]) and not self.nullable):
            if self.default is None:
                reason = "has no value" if not present else "is null"
                absent = convert(Unknown(f"required variable {self.name} {reason}"), self.type)
                return mark(absent if self.nullable else not_null(absent), self.sensitive)
            return mark(self._fallback(self.default), self.sensitive)
        if self.default is not None and isinstance(fallback := self._fallback(self.default), Unknown):
            # Terraform refuses a default that does not fit, also where it is not needed.
            return mark(fallback, self.sensitive)
        return mark(fitted(self.name, self.type, given), self.sensitive)

    def _fallback(self, default: nodes.Expression) -> Val:
        if self._default_value is _ABSENT:
            value = fitted(self.name, self.type, constant(default), "default")
            if is_null(value) and not self.nullable:
                value = Unknown(f"the default of variable {self.name} is null, which the variable may not be")
            self._default_value = value
        return self._default_value


def fitted(name: str, type_: Type, value: Val, what: str = "value") -> Val:
    """A value given for a variable, as the variable's type; unknown where it does not fit."""
    try:
        return convert(value, type_, constant)
    except EvaluationError as error:
        return Unknown(f"the {what} of variable {name} does not fit its type: {error}")


def declared_type(block: nodes.Block, problems: list[Unread]) -> Type:
    """The type that a variable's block declares; one that is none is a problem, and the variable takes anything."""
    attribute = block.body.attributes.get("type")
    if attribute is None:
        return ANY
    try:
        type_ = constraint(attribute.value)
        _check_defaults(type_)
    except EvaluationError as error:
        span = attribute.source.span(attribute.start, attribute.end)
        reason = f"the type of a variable is {error}"
        problems.append(Unread(attribute.source.name, reason, span, fatal=True))
        return ANY
    return type_


def _check_defaults(type_: Type) -> None:
    """Raises `EvaluationError` for the default of an optional attribute that is none of its type."""
    match type_:
        case Elements(element=element):
            _check_defaults(element)
        case TupleOf(elements=elements):
            for each in elements:
                _check_defaults(each)
        case ObjectOf(attributes=attributes, optional=optional):
            for name, each in attributes.items():
                _check_defaults(each)
                default = optional.get(name)
                try:
                    if default is not None:
                        convert(constant(default), each, constant)
                except EvaluationError:
                    raise EvaluationError(f"one whose default of {name} does not fit") from None


def declared(block: nodes.Block, problems: list[Unread]) -> Variable:
    """The variable that a block declares; a type that is none is a problem, and the variable takes anything."""
    attributes = block.body.attributes
    type_ = declared_type(block, problems)
    default = attributes["default"].value if "default" in attributes else None
    literal = "type" not in attributes or type_ in (STRING, NUMBER, BOOL)
    return Variable(
        block.labels[0],
        type_,
        default,
        flag(attributes, "sensitive", default=False),
        flag(attributes, "nullable", default=True),
        literal,
        flag(attributes, "ephemeral", default=False),
        block,
    )


def flag(attributes: dict[str, nodes.Attribute], name: str, *, default: bool) -> bool:
    """A literal true or false of a block; the default where it says nothing literal."""
    if name not in attributes:
        return default
    value = attributes[name].value
    return value.value is True if isinstance(value, nodes.Literal) else default


def given_values(
    directory: pathlib.Path, inputs: Inputs, variables: Mapping[str, Variable], problems: list[Unread]
) -> dict[str, Given]:
    """The values given for a root module's variables; of several for one variable the strongest.

    Raises `InputError` for a `-var-file` that cannot be read, `UsageError` for a `-var` that is no value or
    names no variable.
    """
    found: dict[str, Given] = {}
    for name, text in inputs.environment.items():
        variable = variables.get(name.removeprefix("TF_VAR_")) if name.startswith("TF_VAR_") else None
        if variable is not None:
            found[variable.name] = _from_text(variable, text, f"the environment variable {name}")
    for path in variable_files(directory):
        found.update(_unasked(path, (directory / path.name).as_posix(), problems))
    for path in inputs.var_files:
        try:
            source = SourceFile(path.as_posix(), content(path))
        except OSError as error:
            raise InputError(f"{path}: the variable file cannot be read: {error.strerror}") from None
        try:
            found.update(_from_file(source))
        except SyntaxProblem as problem:
            span = source.span(problem.start, problem.end)
            raise InputError(f"{path}:{span.line}:{span.column}: {problem.message}") from None
    for name, text in declared_ones(
        inputs.variables, variables, inputs.declared, "the configuration"
    ).items():
        found[name] = _from_text(variables[name], text, f"-var {name}")
    for name, planned in inputs.values.items():
        value = internal(planned)
        if not _is_written(variables.get(name), found.get(name), value):
            found[name] = Given(value, f"the plan's variable {name}")
    return found


def _unasked(path: pathlib.Path, shown: str, problems: list[Unread]) -> Mapping[str, Given]:
    """The values in a file that is read unasked; none, and the problem noted, if it cannot be read."""
    try:
        source = SourceFile(shown, path.read_bytes())
    except OSError as error:
        problems.append(Unread(path.as_posix(), f"cannot be read: {error.strerror}", fatal=True))
        return {}
    try:
        return _from_file(source)
    except SyntaxProblem as problem:
        span = SourceFile(path.as_posix(), source.data).span(problem.start, problem.end)
        problems.append(Unread(path.as_posix(), problem.message, span, fatal=True))
    return {}


def _is_written(variable: Variable | None, own: Given | None, planned: Val) -> bool:
    """Whether what a plan was made with is what is written here, so that it is known where."""
    if variable is None:
        return False
    known = variable.value(own.value if own is not None else None, present=own is not None)
    return _alike(unmark_deep(known)[0], planned)


def _alike(value: Val, other: Val) -> bool:
    """Whether two values are the same but for what their collections are."""
    if isinstance(value, tuple) and isinstance(other, tuple):
        return len(value) == len(other) and all(map(_alike, value, other))
    if isinstance(value, dict) and isinstance(other, dict):
        return value.keys() == other.keys() and all(_alike(value[name], other[name]) for name in value)
    return isinstance(value, bool) is isinstance(other, bool) and value == other


def _from_text(variable: Variable, text: str, origin: str) -> Given:
    if variable.literal:
        return Given(text, origin)
    try:
        return Given(constant(parse_expression(text)), origin)
    except SyntaxProblem:
        raise UsageError(
            f"{origin}: the value is not an expression of the language: {_short(text)}"
        ) from None


def _short(text: str) -> str:
    """Never the text itself: it may be a secret."""
    return f"{len(text)} characters"


def _from_file(source: SourceFile) -> dict[str, Given]:
    body = parse_json(source, literal=True) if source.name.endswith(".json") else parse(source)
    if body.blocks:
        block = body.blocks[0]
        raise SyntaxProblem("a file of variable values holds no blocks", block.start, block.header_end)
    return {n: Given(constant(a.value), f"the value of var.{n}", a) for n, a in body.attributes.items()}


def internal(value: Value) -> Val:
    """A plain value as the evaluator holds it."""
    if isinstance(value, float):
        number = numbers.parse(repr(value))
        return number if number is not None else Unknown("a number that cannot be read")
    if isinstance(value, list):
        return tuple(internal(item) for item in value)
    if isinstance(value, dict):
        return {name: internal(item) for name, item in value.items()}
    return value

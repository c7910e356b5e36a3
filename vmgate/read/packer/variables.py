"""Variables of a template: their declarations, the values given for them, and what the two make together.

Facts: read in Packer 1.11.2 and run with it. Of several values the strongest is `-var`, then files of values (those in
JSON after all others), then `PKR_VAR_name`, then the default. A type that is not written is that of the default.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vmgate.errors import InputError, UsageError
from vmgate.model.estate import Unread
from vmgate.model.value import Unknown
from vmgate.read.content import content
from vmgate.read.hcl.configuration.variables import declared_ones, declared_type, fitted, flag
from vmgate.read.hcl.evaluate.constant import constant
from vmgate.read.hcl.evaluate.types import ANY, NUMBER, STRING
from vmgate.read.hcl.evaluate.unification import type_of
from vmgate.read.hcl.evaluate.values import mark
from vmgate.read.hcl.syntax import nodes
from vmgate.read.hcl.syntax.json import parse_json
from vmgate.read.hcl.syntax.parse import parse, parse_expression
from vmgate.read.hcl.syntax.source import SourceFile, SyntaxProblem
from vmgate.read.packer.dialect import understood

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Mapping, Sequence

    from vmgate.read.hcl.evaluate.types import Type
    from vmgate.read.hcl.evaluate.values import Val

_PREFIX = "PKR_VAR_"
_AUTOMATIC = (".auto.pkrvars.hcl", ".auto.pkrvars.json")


@dataclass(frozen=True, slots=True)
class PackerInputs:
    """What a template is given from outside.

    `variables` are texts as after `-var`; `var_files` as after `-var-file`, the last one strongest; `environment` is
    where `PKR_VAR_name` is looked up (the older JSON format does not). `declared` is None where every one of
    `variables` has to be declared; where they are given to several templates, it collects those that are. `tops` as for
    configuration.
    """

    variables: Mapping[str, str] = field(default_factory=dict)
    var_files: Sequence[pathlib.Path] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    declared: set[str] | None = None
    tops: Sequence[pathlib.Path] = ()


@dataclass(slots=True)
class Variable:
    """A declared variable with the values it has been given, the strongest last.

    `handed` says that the strongest is from a `-var`, a `-var-file` or the environment. `file` is the name of the file
    beside the template that it is from, "" where it is its default.
    """

    name: str
    type: Type
    sensitive: bool
    values: list[Val]
    handed: bool = False
    file: str = ""

    def give(self, value: Val, *, handed: bool = False, file: str = "") -> None:
        """Notes a value that is stronger than all so far."""
        self.values.append(fitted(self.name, self.type, value))
        self.handed = handed
        self.file = file

    def give_text(self, text: str, origin: str) -> None:
        """Notes a value that is given as text. Raises `UsageError` if the text is no value at all."""
        if self.type in (STRING, NUMBER, ANY):
            self.give(text, handed=True)
            return
        try:
            self.give(constant(understood(parse_expression(text), "value")), handed=True)
        except SyntaxProblem:
            # Never the text itself: it may be a secret.
            raise UsageError(f"{origin}: the value is not an expression of the language") from None

    @property
    def is_handed(self) -> bool:
        """Whether its value stands nowhere beside the template."""
        return self.handed or not self.values or isinstance(self.values[-1], Unknown)

    def value(self) -> Val:
        """The value that counts; unknown if there is none."""
        missing = Unknown(f"required variable {self.name} has no value")
        return mark(self.values[-1] if self.values else missing, self.sensitive)


def declared(block: nodes.Block, problems: list[Unread]) -> Variable:
    """The variable that a block declares; a type that is none is a problem, and the variable takes anything."""
    attributes = block.body.attributes
    type_ = declared_type(block, problems)
    sensitive = flag(attributes, "sensitive", default=False)
    default = attributes.get("default")
    return _variable(block.labels[0], type_, default.value if default else None, sensitive=sensitive)


def defaulted(name: str, attribute: nodes.Attribute) -> Variable:
    """The variable that a line of a `variables` block declares."""
    return _variable(name, ANY, attribute.value, sensitive=False)


def _variable(name: str, type_: Type, default: nodes.Expression | None, *, sensitive: bool) -> Variable:
    variable = Variable(name, type_, sensitive, [])
    if default is not None:
        value = constant(understood(default, "default"))
        if type_ == ANY and not isinstance(value, Unknown) and value not in (None, (), {}):
            variable.type = type_of(value)
        elif type_ == ANY and isinstance(default, nodes.Call) and default.name == "env":
            variable.type = STRING
        variable.give(value)
    return variable


def give_values(
    directory: pathlib.Path | None,
    inputs: PackerInputs,
    variables: Mapping[str, Variable],
    problems: list[Unread],
) -> None:
    """Gives the variables their values. `directory` is where files of values are read unasked.

    Raises `InputError` for a `-var-file` that cannot be read, `UsageError` for one that is neither HCL nor JSON, and
    for a `-var` that is no value or names no variable.
    """
    for name, text in inputs.environment.items():
        variable = variables.get(name.removeprefix(_PREFIX)) if name.startswith(_PREFIX) else None
        if variable is not None:
            variable.give_text(text, f"the environment variable {name}")
    _give_files(directory, inputs, variables, problems)
    given = declared_ones(inputs.variables, variables, inputs.declared, "the template")
    for name, text in given.items():
        variables[name].give_text(text, f"-var {name}")


def _give_files(
    directory: pathlib.Path | None,
    inputs: PackerInputs,
    variables: Mapping[str, Variable],
    problems: list[Unread],
) -> None:
    unasked = [] if directory is None else _automatic(directory)
    for path in inputs.var_files:
        if path.suffix not in {".hcl", ".json"}:
            raise UsageError(f"{path}: a file of values for Packer ends in .hcl or .json")
    for path in sorted([*unasked, *inputs.var_files], key=lambda path: path.suffix == ".json"):
        try:
            source = SourceFile(path.as_posix(), content(path))
        except OSError as error:
            raise InputError(f"{path}: the variable file cannot be read: {error.strerror}") from None
        try:
            found = _from_file(source)
        except SyntaxProblem as problem:
            span = source.span(problem.start, problem.end)
            if path not in unasked:
                raise InputError(f"{path}:{span.line}:{span.column}: {problem.message}") from None
            problems.append(Unread(path.as_posix(), problem.message, span, fatal=True))
            continue
        for name, value in found.items():
            if name in variables:
                beside = path in unasked
                variables[name].give(value, handed=not beside, file=path.name if beside else "")


def _automatic(directory: pathlib.Path) -> list[pathlib.Path]:
    names = sorted(path.name for path in directory.iterdir() if path.name.endswith(_AUTOMATIC))
    found = [directory / name for name in names]
    return [path for path in found if path.is_file() or not path.exists()]


def _from_file(source: SourceFile) -> dict[str, Val]:
    body = parse_json(source, literal=True) if source.name.endswith(".json") else parse(source)
    if body.blocks:
        block = body.blocks[0]
        raise SyntaxProblem("a file of variable values holds no blocks", block.start, block.header_end)
    return {name: constant(understood(each.value, "value")) for name, each in body.attributes.items()}

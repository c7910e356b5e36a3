"""Which reader reads an input, and what the command line gives for variables. Readers are loaded when needed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from vmgate.errors import UsageError
from vmgate.model.report import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.value import Value
    from vmgate.read.discover import Found


@dataclass(frozen=True)
class Given:
    """What is given for variables: `NAME=VALUE` by name, files of values, and the environment.

    What is given to one configuration it has to declare. What is given to several `among` them is for those that
    declare it: `declared` collects the names that one of them did. `tops` are the directories that were asked for.
    """

    variables: Mapping[str, str] = field(default_factory=dict)
    files: Sequence[Path] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    declared: set[str] | None = None
    kinds: frozenset[Kind] = frozenset()
    tops: Sequence[Path] = ()

    def among(self, found: Iterable[Found]) -> Given:
        """The same for all inputs of a run."""
        read = [one for one in found if one.kind in (Kind.SOURCE, Kind.PACKER)]
        return replace(
            self,
            declared=set() if len(read) > 1 else None,
            kinds=frozenset(one.kind for one in read),
            tops=[Path(name) for name in dict.fromkeys(name for one in read for name in one.given)],
        )

    def refuse_undeclared(self) -> None:
        """Raise `UsageError` for what no configuration of several declared, after all of them were read."""
        lost = [] if self.declared is None else [name for name in self.variables if name not in self.declared]
        if lost:
            message = f"-var {lost[0]}: none of the configurations declares a variable of that name"
            raise UsageError(message)

    def files_for(self, kind: Kind) -> list[Path]:
        """The files of values for one of the two languages: all, unless there are inputs in both of them."""
        if len(self.kinds) < 2:
            return list(self.files)
        of_packer = (".pkrvars.hcl", ".pkrvars.json")
        if kind is Kind.SOURCE:
            return [file for file in self.files if not file.name.endswith(of_packer)]
        return [file for file in self.files if not file.name.endswith((".tfvars", ".tfvars.json"))]


def parsed(variables: Sequence[str]) -> dict[str, str]:
    """`NAME=VALUE` options by name. Raises `UsageError`."""
    found: dict[str, str] = {}
    for number, item in enumerate(variables, 1):
        name, sign, value = item.partition("=")
        if not sign or not name:
            # Never the text itself: it may be a secret.
            which = "--var" if len(variables) == 1 else f"--var number {number}"
            message = f"{which} has no name or no value; write it as NAME=VALUE"
            raise UsageError(message)
        found[name.strip()] = value
    return found


def broken(estate: Estate) -> list[str]:
    """A line on each part of an input that leaves no verdict on it: where it is, and why it was not read."""
    return [
        f"{part.span.file}:{part.span.line}: {part.reason}" if part.span else f"{part.name}: {part.reason}"
        for part in estate.unread
        if part.fatal
    ]


def read_source(directory: Path, given: Given, values: Mapping[str, Value]) -> Estate:
    """A directory of Terraform or OpenTofu configuration. `values` are known from elsewhere and hold against all."""
    from vmgate.read.hcl import Inputs, load

    return load(
        directory,
        Inputs(
            variables=given.variables,
            values=values,
            var_files=given.files_for(Kind.SOURCE),
            environment=given.environment,
            declared=given.declared,
            tops=given.tops,
        ),
    )


def read_packer(path: Path, given: Given) -> Estate:
    """A Packer template."""
    from vmgate.read.packer import PackerInputs, load

    files = given.files_for(Kind.PACKER)
    return load(path, PackerInputs(given.variables, files, given.environment, given.declared, given.tops))


def read(one: Found, given: Given) -> Estate:
    """Whatever an input is. Raises `InputError`."""
    if one.kind is Kind.SOURCE:
        return read_source(one.path, given, {})
    if one.kind is Kind.PACKER:
        return read_packer(one.path, given)
    if one.kind is Kind.STATE:
        from vmgate.read.state.load import read_state

        return read_state(one.data).estate
    from vmgate.read.plan.load import read_plan

    return read_plan(one.data).estate

"""Which reader reads an input, and what the command line gives for variables. Readers are loaded when needed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vmgate.errors import UsageError
from vmgate.model.report import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from vmgate.model.estate import Estate
    from vmgate.model.value import Value
    from vmgate.read.discover import Found


@dataclass(frozen=True)
class Given:
    """What is given for variables: `NAME=VALUE` by name, files of values, and the environment."""

    variables: Mapping[str, str] = field(default_factory=dict)
    files: Sequence[Path] = ()
    environment: Mapping[str, str] = field(default_factory=dict)


def parsed(variables: Sequence[str]) -> dict[str, str]:
    """`NAME=VALUE` options by name. Raises `UsageError`."""
    found: dict[str, str] = {}
    for item in variables:
        name, sign, value = item.partition("=")
        if not sign or not name:
            message = f'--var: "{item}" has no value; write it as NAME=VALUE'
            raise UsageError(message)
        found[name.strip()] = value
    return found


def read_source(directory: Path, given: Given, values: Mapping[str, Value]) -> Estate:
    """A directory of Terraform or OpenTofu configuration. `values` are known from elsewhere and hold against all."""
    from vmgate.read.hcl import Inputs, load

    return load(
        directory,
        Inputs(
            variables=given.variables, values=values, var_files=given.files, environment=given.environment
        ),
    )


def read_packer(path: Path, given: Given) -> Estate:
    """A Packer template."""
    from vmgate.read.packer import PackerInputs, load

    return load(path, PackerInputs(given.variables, given.files, given.environment))


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

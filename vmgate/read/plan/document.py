"""The parts of a plan's JSON that are read whole, as Terraform and OpenTofu document them.

Fields that are not named here are let pass: minor versions of the format only add. A field of another type than is
documented ends the reading, since nobody knows what such a plan means.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
from msgspec import Raw

from vmgate.errors import InputError
from vmgate.read.plan import strict

T = TypeVar("T")
Expressions = dict[str, Any]


class ProvisionerBlock(msgspec.Struct):
    """A provisioner of a resource."""

    type: str = ""
    expressions: Expressions | None = None


class ResourceBlock(msgspec.Struct):
    """A resource or data source as it is configured."""

    address: str
    provider_config_key: str | None = None
    expressions: Expressions | None = None
    for_each_expression: Expressions | None = None
    count_expression: Expressions | None = None
    provisioners: list[ProvisionerBlock] | None = None


class OutputBlock(msgspec.Struct):
    """An output value of a module."""

    expression: Expressions | None = None


class ModuleBlock(msgspec.Struct):
    """What stands in a module."""

    resources: list[ResourceBlock] | None = None
    outputs: dict[str, OutputBlock] | None = None
    module_calls: dict[str, ModuleCall] | None = None


class ModuleCall(msgspec.Struct):
    """A call of a module, with the module."""

    expressions: Expressions | None = None
    for_each_expression: Expressions | None = None
    module: ModuleBlock | None = None


class ProviderBlock(msgspec.Struct):
    """A provider configuration."""

    name: str | None = None
    full_name: str | None = None
    alias: str | None = None
    module_address: str | None = None
    version_constraint: str | None = None
    expressions: Expressions | None = None


class Configuration(msgspec.Struct):
    """`configuration`."""

    provider_config: dict[str, ProviderBlock] | None = None
    root_module: ModuleBlock | None = None


class StateResource(msgspec.Struct):
    """A resource or data source in a state."""

    address: str
    mode: str
    type: str
    name: str
    index: str | int | None = None
    provider_name: str | None = None
    values: dict[str, Any] | None = None
    sensitive_values: Any = None


class StateModule(msgspec.Struct):
    """A module in a state. The root module has no address."""

    address: str = ""
    resources: list[StateResource] | None = None
    child_modules: list[StateModule] | None = None


class StateValues(msgspec.Struct):
    """What a state holds."""

    root_module: StateModule | None = None


class State(msgspec.Struct):
    """`prior_state`."""

    values: StateValues | None = None


class RelevantAttribute(msgspec.Struct):
    """An attribute that some change rests on. The resource has the keys that are certain."""

    resource: str
    attribute: list[str | int] = []


class Variable(msgspec.Struct):
    """A value that the plan was made with."""

    value: Any = None


class Parts(msgspec.Struct):
    """The whole document. What nothing is read from is named too, so that every byte is accounted for."""

    format_version: Raw = Raw()
    terraform_version: Raw = Raw()
    variables: Raw = Raw()
    planned_values: Raw = Raw()
    resource_drift: Raw = Raw()
    resource_changes: list[dict[str, Raw]] | None = None
    deferred_changes: Raw = Raw()
    deferred_action_invocations: Raw = Raw()
    action_invocations: Raw = Raw()
    output_changes: Raw = Raw()
    prior_state: Raw = Raw()
    configuration: Raw = Raw()
    relevant_attributes: Raw = Raw()
    checks: Raw = Raw()
    timestamp: Raw = Raw()
    applyable: Raw = Raw()
    complete: Raw = Raw()
    errored: Raw = Raw()


_PARTS = msgspec.json.Decoder(Parts)
_UNDECODED = [name for name in Parts.__struct_fields__ if name != "resource_changes"]


def take_apart(data: bytes) -> tuple[dict[str, Raw], list[dict[str, Raw]] | None]:
    """The document's fields undecoded, and those of each of its `resource_changes`. Raises `InputError`.

    These changes are most of the text, so they are taken apart while it is looked through for the first time. They are
    None where they have to be read from the field: the document is not compact, or has a field that is not known yet.
    """
    try:
        parts = _PARTS.decode(data)
    except (msgspec.MsgspecError, RecursionError):
        parts = Parts()
    if parts.resource_changes:
        fields = {name: raw for name in _UNDECODED if (raw := getattr(parts, name))}
        length = (
            strict.length(fields) + len('"resource_changes":,') + strict.length_of_all(parts.resource_changes)
        )
        if strict.is_all(length, data):
            return {**fields, "resource_changes": Raw()}, parts.resource_changes
    return strict.fields(data), None


def read(text: Raw | None, shape: type[T]) -> T:
    """A part of the plan in its documented shape; an absent or null one is empty. Raises `InputError`."""
    value = None if text is None else strict.value(text)
    try:
        return msgspec.convert({} if value is None else value, shape)
    except (msgspec.ValidationError, RecursionError) as error:
        message = f"it is no plan as Terraform writes it: {error}"
        raise InputError(message) from None

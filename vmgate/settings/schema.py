"""The form of the site policy as a JSON schema, for the editors that complete and check what is written.

A schema sees what JSON can hold: it takes a date for text, and text that is a date for one. What only code can check,
that an address has no bits of its host or that there is a rule of an id, it leaves to the form.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from vmgate.settings.form import (
    AnyOf,
    Boolean,
    Choice,
    Day,
    Integer,
    Many,
    Mapped,
    Named,
    Table,
    Tables,
    Text,
)

if TYPE_CHECKING:
    from vmgate.settings.form import Described, Kind, Plain

DIALECT = "http://json-schema.org/draft-07/schema#"
_DATE = r"^\d{4}-\d{2}-\d{2}$"


def policy_schema(form: Table) -> dict[str, Any]:
    """The schema of a `vmgate.toml`, or of a table `[tool.vmgate]`."""
    return {
        "$schema": DIALECT,
        "title": "The site policy of vmgate",
        "description": "What the security procedure leaves to the site, and facts that no configuration can know.",
        **schema(form),
    }


def project_schema(form: Table) -> dict[str, Any]:
    """The schema of a `pyproject.toml` that has the policy in its table `[tool.vmgate]`; the rest of it is anything."""
    policy = policy_schema(form)
    head = {key: policy.pop(key) for key in ("$schema", "title")}
    tool = {"type": "object", "properties": {"vmgate": policy}}
    return {**head, "type": "object", "properties": {"tool": tool}}


def schema(kind: Kind) -> dict[str, Any]:
    """The schema of values of a kind."""
    return {**_said(kind), **_shape(kind)}


def _said(kind: Described) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if kind.about:
        found["description"] = kind.about.replace("`", "")
    if kind.default is not None:
        found["default"] = _json(kind.default)
    if kind.example is not None:
        found["examples"] = [_json(kind.example)]
    return found


def _json(value: Plain) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _shape(kind: Kind) -> dict[str, Any]:  # noqa: PLR0911  - one for each kind
    match kind:
        case Text():
            return {"type": "string", "pattern": kind.pattern}
        case Choice():
            return {"type": "string", "enum": list(kind.words)}
        case Integer():
            return {"type": "integer", "minimum": kind.least, "maximum": kind.most}
        case Boolean():
            return {"type": "boolean"}
        case Day():
            return {"type": "string", "format": "date", "pattern": _DATE}
        case AnyOf():
            return {"anyOf": [schema(one) for one in kind.kinds]}
        case Many():
            return {"type": "array", "items": schema(kind.of)}
        case Tables():
            return {"type": "array", "items": schema(kind.of)}
        case Mapped():
            return {"type": "object", "additionalProperties": schema(kind.of)}
        case Named():
            names = {"propertyNames": {"pattern": kind.pattern}}
            return {"type": "object", **names, "additionalProperties": schema(kind.of)}
        case Table():
            return _table(kind)


def _table(table: Table) -> dict[str, Any]:
    found = _object({name: schema(kind) for name, kind in table.keys.items()})
    if table.required:
        found["required"] = list(table.required)
    if table.one_of:
        found["anyOf"] = [{"required": [name]} for name in table.one_of]
    return found


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}

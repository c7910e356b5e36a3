"""`vmgate inspect`: what was read, before anything is judged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from vmgate.commands.reading import Given, broken, parsed, read
from vmgate.errors import InputError
from vmgate.model.report import Kind
from vmgate.model.secrets import holds_secret, may_hold_secret, names_secret
from vmgate.model.value import Unknown, format_path
from vmgate.read.discover import discover
from vmgate.report.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from vmgate.model.estate import Estate, Unread
    from vmgate.model.position import OriginStep
    from vmgate.model.resource import Resource
    from vmgate.model.value import Path as ValuePath
    from vmgate.model.value import Value
    from vmgate.read.discover import Found

SCHEMA = "vmgate.inspect/v1"
SECRET = "(sensitive)"  # noqa: S105  - what is shown in place of one


class Shown(NamedTuple):
    """What the paths hold, and a line on each part of them without which nothing could be judged."""

    text: str
    broken: Sequence[str]


def run(
    paths: Sequence[str],
    variables: Sequence[str],
    variable_files: Sequence[str],
    format_: str,
    environment: Mapping[str, str],
    *,
    origins: bool = False,
) -> Shown:
    """Everything that the paths hold, as far as it can be read, in the asked format. Raises `VmgateError`.

    With `origins`, each value comes with the steps from the attribute to what wrote it.
    """
    given = Given(parsed(variables), [Path(name) for name in variable_files], environment)
    # What one directory comes to is what Terraform would plan there.
    found = discover(list(paths), below=False)
    given = given.among(found)
    estates = [_read(one, given) for one in found]
    given.refuse_undeclared()
    rows = [
        _row(resource, origins=origins)
        for estate in estates
        for resource in estate.resources
        if resource.mode != "provider"
    ]
    unread = [part for estate in estates for part in estate.unread]
    return Shown(_written(rows, unread, format_), [line for one in estates for line in broken(one)])


def _written(rows: Sequence[Mapping[str, Any]], unread: Sequence[Unread], format_: str) -> str:
    if format_ == "json":
        document = {
            "schema": SCHEMA,
            "resources": rows,
            "unread": [{"name": part.name, "reason": part.reason} for part in unread],
        }
        return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    return "\n".join(
        [
            *(_text(row) for row in rows),
            *(printable(f"{part.name}: not read: {part.reason}") + "\n" for part in unread),
        ]
    )


def _read(one: Found, given: Given) -> Estate:
    try:
        return read(one, given)
    except InputError as error:
        message = str(error) if one.kind is Kind.SOURCE else f"{one.name}: {error}"
        raise InputError(message) from None


def _row(resource: Resource, *, origins: bool) -> dict[str, Any]:
    unknown: dict[str, str] = {}
    sensitive: list[str] = []
    values = {
        name: shown
        for name in resource.attributes()
        for shown in [_known(resource, resource.read(name), (name,), unknown, sensitive)]
        if not (shown is None and isinstance(resource.read(name), Unknown))
    }
    span = resource.span()
    row: dict[str, Any] = {
        "address": resource.address,
        "mode": resource.mode,
        "type": resource.type,
        "provider": resource.provider,
        "file": span.file if span else None,
        "line": span.line if span else None,
        "values": values,
        "unknown": unknown,
        "sensitive": sensitive,
    }
    if origins:
        leaves = [path for name in resource.attributes() for path in _paths(resource.read(name), (name,))]
        found = [(path, resource.origin(path)) for path in leaves]
        row["origin"] = {format_path(path): [_step(step) for step in steps] for path, steps in found if steps}
    return row


def _paths(value: Value, path: ValuePath) -> Iterator[ValuePath]:
    """The paths of what is shown as one value: what is no map, and no list of maps."""
    if isinstance(value, dict) and value:
        for name, item in value.items():
            yield from _paths(item, (*path, name))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for index, item in enumerate(value):
            yield from _paths(item, (*path, index))
    else:
        yield path


def _step(step: OriginStep) -> dict[str, str | int | None]:
    return {
        "what": step.what,
        "file": step.span.file if step.span else None,
        "line": step.span.line if step.span else None,
    }


def _known(
    resource: Resource, value: Value, path: ValuePath, unknown: dict[str, str], sensitive: list[str]
) -> Value:
    """The value with secrets blotted out and what is unknown taken out: None stands for it in a list."""
    if isinstance(value, dict):
        kept: dict[str, Value] = {}
        for name, item in value.items():
            shown = _known(resource, item, (*path, name), unknown, sensitive)
            if not isinstance(item, Unknown):
                kept[name] = shown
        return kept
    if isinstance(value, list):
        return [
            _known(resource, item, (*path, index), unknown, sensitive) for index, item in enumerate(value)
        ]
    if isinstance(value, Unknown):
        unknown[format_path(path)] = value.reason
        return None
    if value is not None and (resource.is_sensitive(path) or _is_secret(path, value)):
        sensitive.append(format_path(path))
        return SECRET
    return value


def _is_secret(path: ValuePath, value: Value) -> bool:
    """Whether a name says so, that of an attribute or of a list, or the value itself. What has several lines is a file
    or a script, and nobody knows what stands in it.
    """
    names = [step for step in path if isinstance(step, str)]
    if names_secret(names[-1]):
        return True
    if not isinstance(value, str) or not value:
        return False
    return "\n" in value or any(map(may_hold_secret, names)) or holds_secret(value)


def _text(row: Mapping[str, Any]) -> str:
    place = f"  {row['file']}:{row['line']}" if row["file"] else ""
    lines = [f"{row['address']}{place}"]
    origin = row.get("origin", {})
    lines += [
        f"  {path} = {json.dumps(value, ensure_ascii=False)}{_way(origin.get(path, ()))}"
        for path, value in _leaves(row["values"], ())
    ]
    lines += [
        f"  {path} unknown: {reason}{_way(origin.get(path, ()))}" for path, reason in row["unknown"].items()
    ]
    return "\n".join(printable(line) for line in lines) + "\n"


def _way(steps: Sequence[Mapping[str, Any]]) -> str:
    """The steps behind the attribute itself, for a line of text."""
    shown = [
        f"{step['file']}:{step['line']} {step['what']}" if step["file"] else step["what"] for step in steps
    ]
    return "".join(f"  <- {text}" for text in shown[1:])


def _leaves(value: Value, path: ValuePath) -> Iterator[tuple[str, Value]]:
    if isinstance(value, dict) and value:
        for name, item in value.items():
            yield from _leaves(item, (*path, name))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for index, item in enumerate(value):
            yield from _leaves(item, (*path, index))
    elif value is not None:
        yield format_path(path), value

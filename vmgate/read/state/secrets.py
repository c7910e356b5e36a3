"""Which values of a state file must never be shown.

A state file marks them itself, but older versions of Terraform leave out those that only the provider's schema calls
sensitive. Without a schema at hand, what an attribute is called has to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.errors import InputError
from vmgate.model.secrets import names_secret
from vmgate.read.plan import strict

if TYPE_CHECKING:
    from msgspec import Raw

    from vmgate.model.value import Path, Value


def mask(attributes: Raw, marks: Raw | None) -> Value:
    """A mask of the shape of the attributes, true at what is sensitive. Raises `InputError`."""
    paths = {_path(steps) for steps in _lists(marks)}
    return _masked(strict.value(attributes), (), paths)


def _masked(value: Value, path: Path, marked: set[Path]) -> Value:
    if path in marked:
        return True
    if isinstance(value, dict):
        return {
            name: (item is not None and names_secret(name)) or _masked(item, (*path, name), marked)
            for name, item in value.items()
        }
    if isinstance(value, list):
        return [_masked(item, (*path, index), marked) for index, item in enumerate(value)]
    return False


def _lists(marks: Raw | None) -> list[Value]:
    found = None if marks is None else strict.value(marks)
    if found is not None and not isinstance(found, list):
        message = "it is no state: sensitive_attributes is no list"
        raise InputError(message)
    return found or []


def _path(steps: Value) -> Path:
    """A mark as a path: as far as it can be followed, since the elements of a set have no index."""
    path: list[str | int] = []
    for step in steps if isinstance(steps, list) else []:
        value = step.get("value") if isinstance(step, dict) else None
        if isinstance(value, dict):
            value = value.get("value")
        if not isinstance(value, str | int):
            break
        path.append(value)
    return tuple(path)

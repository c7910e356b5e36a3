"""The masks that go with a plan's values, and what the source fills in under them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from vmgate.model.value import Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from msgspec import Raw

    from vmgate.model.value import Path, Value


_GLANCE = 512
_PASSWORD = re.compile(rb'"\w*(?:passw|secret|token|script_text|sysprep_text)\w*":true')


def marks_nothing(change: Raw) -> bool:
    """Whether a change marks nothing as sensitive but passwords and scripts, which no rule has a reason to quote.

    That is seen at a glance, as Terraform writes the marks last; False where it is not.
    """
    _, found, marks = bytes(memoryview(change)[-_GLANCE:]).rpartition(b'"after_sensitive":')
    return bool(found) and (b"true" not in marks or _only_passwords(marks))


def masked(value: Value, mask: Value, reason: str) -> Value:
    """Put `Unknown` where the mask of `after_unknown` is true. The mask has the value's shape, or stops early."""
    if mask is True:
        return Unknown(reason)
    if isinstance(mask, dict):
        fields = dict(value) if isinstance(value, dict) else {}
        for name, part in mask.items():
            item = masked(fields.get(name), part, reason)
            if item is not None or name in fields:
                fields[name] = item
        return fields if fields or isinstance(value, dict) else value
    if isinstance(mask, list):
        items = list(value) if isinstance(value, list) else []
        for index, part in enumerate(mask):
            if index < len(items):
                items[index] = masked(items[index], part, reason)
            elif part is not None and part is not False:
                items.append(masked(None, part, reason))
        return cast("Value", items) if items or isinstance(value, list) else value
    return value


def fill(planned: Value, source: Value) -> Value:
    """A planned value with its unknown parts taken from the source, where the source knows them.

    Elements of lists are only taken where both lists agree on everything that both know: a set's order differs
    between the two.
    """
    if isinstance(planned, Unknown):
        return planned if source is None else source
    if isinstance(planned, dict) and isinstance(source, dict):
        return {name: fill(value, source.get(name)) for name, value in planned.items()}
    if isinstance(planned, list) and isinstance(source, list) and _agree(planned, source):
        return [fill(own, other) for own, other in zip(planned, source, strict=True)]
    return planned


def _agree(planned: Value, source: Value) -> bool:
    """Whether nothing that both know differs; text and number of one value count as the same."""
    if isinstance(planned, Unknown) or isinstance(source, Unknown) or source is None:
        return True
    if isinstance(planned, dict) and isinstance(source, dict):
        return all(_agree(planned.get(name), other) for name, other in source.items() if name in planned)
    if isinstance(planned, list) and isinstance(source, list):
        return len(planned) == len(source) and all(
            _agree(own, other) for own, other in zip(planned, source, strict=True)
        )
    return planned == source or str(planned).lower() == str(source).lower()


def has_unknown(value: Value) -> bool:
    """Whether anything in a value is unknown."""
    if isinstance(value, Unknown):
        return True
    if isinstance(value, dict):
        return any(has_unknown(item) for item in value.values())
    return isinstance(value, list) and any(has_unknown(item) for item in value)


def any_true(mask: Value) -> bool:
    """Whether a mask is true anywhere."""
    if isinstance(mask, dict):
        return any(any_true(item) for item in mask.values())
    if isinstance(mask, list):
        return any(any_true(item) for item in mask)
    return mask is True


def true_paths(mask: Value, path: Path = ()) -> Iterable[Path]:
    """The paths at which a mask of the shape of some value is true."""
    if mask is True:
        yield path
    elif isinstance(mask, dict):
        for name, item in mask.items():
            yield from true_paths(item, (*path, name))
    elif isinstance(mask, list):
        for index, item in enumerate(mask):
            yield from true_paths(item, (*path, index))


# Most instances of a block have the same marks.
@lru_cache(maxsize=1000)
def _only_passwords(marks: bytes) -> bool:
    return b"true" not in _PASSWORD.sub(b"", marks)

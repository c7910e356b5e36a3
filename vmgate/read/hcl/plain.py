"""From the evaluator's values to plain ones, with the paths of what must not be shown."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl import numbers
from vmgate.read.hcl.configuration.instances import BlockInstance
from vmgate.read.hcl.evaluate.values import Null, Sensitive

if TYPE_CHECKING:
    from vmgate.model.value import Path, Value
    from vmgate.read.hcl.evaluate.values import Val


_MOST = 1_000_000


def plain(value: Val, path: Path, secret: set[Path]) -> Value:
    """The value in JSON's kinds. Paths of sensitive parts are added to `secret`.

    A value of more than a million parts is unknown: one part may stand in many places and be written once.
    """
    if isinstance(value, tuple | dict | Sensitive) and _exceeds(value, _MOST):
        return Unknown("the value is too large")
    return _plain(value, path, secret)


def _exceeds(value: Val, most: int) -> bool:
    pending = [value]
    number = 0
    while pending:
        each = pending.pop()
        if isinstance(each, Sensitive):
            pending.append(each.value)
        elif isinstance(each, tuple | dict):
            number += len(each)
            if number > most:
                return True
            pending += each.values() if isinstance(each, dict) else each
    return False


def _number(value: int | Fraction) -> int | float:
    """The number, or bool, without what the evaluator knows of it besides."""
    if type(value) is int or type(value) is bool:
        return value
    return float(value) if value.denominator > 1 else int(numbers.text(value)) or 0


def _plain(value: Val, path: Path, secret: set[Path]) -> Value:  # noqa: PLR0911  - one line a kind
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int | Fraction):
        return _number(value)
    if isinstance(value, Null):
        return None
    if isinstance(value, Sensitive):
        secret.add(path)
        return _plain(value.value, path, secret)
    if isinstance(value, Unknown):
        return value if type(value) is Unknown else Unknown(value.reason, value.references)
    if isinstance(value, tuple):
        if len(value) == 1 and isinstance(value[0], BlockInstance) and value[0].doubt is not None:
            return Unknown(value[0].doubt.reason)
        return [_plain(item, (*path, position), secret) for position, item in enumerate(value)]
    if isinstance(value, dict):
        return {name: _plain(item, (*path, name), secret) for name, item in value.items()}
    if isinstance(value, BlockInstance) and (value.doubt is not None or value.path):
        if value.doubt is not None:
            return Unknown(value.doubt.reason)
        return {name: plain(value.value(name), (*path, name), secret) for name in value.names()}
    return plain(value.whole(), path, secret)

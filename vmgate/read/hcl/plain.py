"""From the evaluator's values to plain ones, with the paths of what must not be shown."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl.configuration.instances import BlockInstance
from vmgate.read.hcl.evaluate.values import Sensitive

if TYPE_CHECKING:
    from vmgate.model.value import Path, Value
    from vmgate.read.hcl.evaluate.values import Val


def plain(value: Val, path: Path, secret: set[Path]) -> Value:
    """The value in JSON's kinds. Paths of sensitive parts are added to `secret`."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Sensitive):
        secret.add(path)
        return plain(value.value, path, secret)
    if isinstance(value, Unknown):
        return value if type(value) is Unknown else Unknown(value.reason, value.references)
    if isinstance(value, tuple):
        if len(value) == 1 and isinstance(value[0], BlockInstance) and value[0].doubt is not None:
            return Unknown(value[0].doubt.reason)
        return [plain(item, (*path, position), secret) for position, item in enumerate(value)]
    if isinstance(value, dict):
        return {name: plain(item, (*path, name), secret) for name, item in value.items()}
    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, BlockInstance) and value.doubt is not None:
        return Unknown(value.doubt.reason)
    if isinstance(value, BlockInstance) and value.path:
        return {name: plain(value.value(name), (*path, name), secret) for name in value.names()}
    return plain(value.whole(), path, secret)

"""Lines of TOML that a command writes for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vmgate.errors import UsageError
from vmgate.settings.toml import quoted, toml

if TYPE_CHECKING:
    from collections.abc import Mapping


def lines(data: Mapping[str, Any]) -> list[str]:
    """`key = value`, a line each. Raises `UsageError` for text that no file can hold."""
    for one in data.values():
        for each in one if isinstance(one, list) else [one]:
            _refuse_broken(str(each))
    return [f"{key} = {toml(one)}" for key, one in data.items()]


def named_lines(data: Mapping[str, str]) -> list[str]:
    """The same for texts whose names are a person's own. Raises `UsageError`."""
    for name in data:
        _refuse_broken(name)
    return lines({quoted(name): words for name, words in data.items()})


def _refuse_broken(words: str) -> None:
    try:
        words.encode()
    except UnicodeEncodeError:
        message = f"{words!a} is not UTF-8 text"
        raise UsageError(message) from None

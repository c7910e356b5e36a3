"""A fact as it is stored: what its file says, the very bytes, and the signatures beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vmgate.errors import InputError
from vmgate.registry import canonical, layout

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vmgate.registry.facts import Fact


class UnreadableError(InputError):
    """The system does not give a file out: what is in it cannot be told, not even that it is wrong."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A fact as it is stored: its path, the bytes that were signed, and the bytes of its signatures by path."""

    path: str
    data: bytes
    fact: Fact
    digest: str
    signatures: Mapping[str, bytes]


def decoded(path: str, data: bytes, signatures: Mapping[str, bytes]) -> Stored:
    """The fact of a file. Raises `InputError`, as `path: message`, for what vmgate does not write or not there."""
    fact = canonical.decoded(data, path)
    if layout.path_of(fact) != path:
        raise InputError(f"{path}: what it says belongs to {layout.path_of(fact)}")
    return Stored(path, data, fact, canonical.digest(data), signatures)

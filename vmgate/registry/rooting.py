"""From one root to the next: what people edit, and the fact that becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from vmgate.errors import InputError
from vmgate.registry.facts import Root
from vmgate.registry.parts import (
    Demands,
    LostKey,
    Member,
    Person,
)
from vmgate.registry.roots import people

if TYPE_CHECKING:
    from datetime import datetime


class _Editable(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    people: dict[Person, Member]
    signers: tuple[str, ...]
    demands: Demands = msgspec.field(default_factory=Demands)
    lost_keys: tuple[LostKey, ...] = ()


def editable(root: Root) -> str:
    """The part of a root that people decide, as JSON to edit."""
    part = _Editable(people=root.people, signers=root.signers, demands=root.demands, lost_keys=root.lost_keys)
    return msgspec.json.format(msgspec.json.encode(part), indent=2).decode() + "\n"


def successor(root: Root, digest: str, text: bytes, name: str, *, by: str, issued: datetime) -> Root:
    """The root that follows on one, from what people edited. Raises `InputError`, as `name: message`."""
    try:
        part = msgspec.json.decode(text, type=_Editable)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"{name}: not what vmgate template root shows: {error}") from None
    following = Root(
        by=by,
        issued=issued,
        version=root.version + 1,
        people=part.people,
        signers=part.signers,
        lost_keys=part.lost_keys,
        demands=part.demands,
        previous=digest,
    )
    try:
        people(following)
    except ValueError as error:
        raise InputError(f"{name}: {error}") from None
    return following

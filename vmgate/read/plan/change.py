"""The `change` of a resource, decoded in one pass: what is after it, what of that is unknown, what is secret."""

from __future__ import annotations

from operator import attrgetter

import msgspec
from msgspec import UNSET, Raw, UnsetType

from vmgate.errors import InputError
from vmgate.read.plan import strict


class Change(msgspec.Struct):
    """The fields that Terraform and OpenTofu write, in their order. Values of attributes are left undecoded."""

    actions: Raw | UnsetType = UNSET
    before: Raw | UnsetType = UNSET
    after: dict[str, Raw] | UnsetType | None = UNSET
    after_unknown: Raw | UnsetType = UNSET
    before_sensitive: Raw | UnsetType = UNSET
    after_sensitive: Raw | UnsetType = UNSET
    replace_paths: Raw | UnsetType = UNSET
    importing: Raw | UnsetType = UNSET
    generated_config: Raw | UnsetType = UNSET
    before_identity: Raw | UnsetType = UNSET
    after_identity: Raw | UnsetType = UNSET


_DECODER = msgspec.json.Decoder(Change)


def decode(text: Raw) -> Change:
    """A change, strictly (see `strict`): its fields and theirs account for every byte. Raises `InputError`."""
    try:
        change = _DECODER.decode(text)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise InputError(strict.said(error)) from None
    if _length(change) != len(text):
        strict.exact(bytes(text))
    return change


def actions(text: Raw) -> bytes:
    """The JSON of a change's actions. They are what Terraform writes first, so that it is seen at a glance."""
    head = bytes(memoryview(text)[:48])
    for known in _USUAL:
        if head.startswith(known):
            return known[len(_START) :]
    found = strict.fields(text).get("actions")
    if found is None:
        message = "it is no plan: a change has no actions"
        raise InputError(message)
    return bytes(found)


_START = b'{"actions":'
_USUAL = tuple(
    _START + known for known in (b'["create"]', b'["no-op"]', b'["update"]', b'["delete"]', b'["read"]')
)


def _length(change: Change) -> int:
    """How long the text of a change is if it is compact and nothing is in it that was not decoded."""
    total = 1
    for value, cost in zip(_values(change), _COSTS, strict=True):
        if value is UNSET:
            continue
        kind = type(value)
        if kind is Raw:
            total += cost + len(value)
        elif kind is dict and value:
            total += cost + 1 + sum(map(len, value)) + 4 * len(value) + sum(map(len, value.values()))
        else:
            total += cost + _CONSTANTS[repr(value)]
    return total


_COSTS = tuple(len(name) + 4 for name in Change.__struct_fields__)
_values = attrgetter(*Change.__struct_fields__)
_CONSTANTS = {"None": 4, "True": 4, "False": 5, "{}": 2}

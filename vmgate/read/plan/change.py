"""The `change` of a resource, decoded in one pass: what is after it, what of that is unknown, what is secret."""

from __future__ import annotations

from itertools import compress
from operator import attrgetter

import msgspec
from msgspec import Raw

from vmgate.errors import InputError
from vmgate.read.plan import strict


class Change(msgspec.Struct):
    """The fields that Terraform and OpenTofu write, in their order. Values of attributes are left undecoded.

    A field that is not there is empty, which no JSON is.
    """

    actions: Raw = Raw()
    before: Raw = Raw()
    after: dict[str, Raw] | None = None
    after_unknown: Raw = Raw()
    before_sensitive: Raw = Raw()
    after_sensitive: Raw = Raw()
    replace_paths: Raw = Raw()
    importing: Raw = Raw()
    generated_config: Raw = Raw()
    before_identity: Raw = Raw()
    after_identity: Raw = Raw()


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
    """How long the text of a change is if it is compact, has `after`, and nothing is in it that was not decoded."""
    raw = _raw(change)
    total = 1 + len('"after":,') + sum(map(len, raw)) + sum(compress(_COSTS, raw))
    after = change.after
    if not after:
        return total + (len("null") if after is None else len("{}"))
    # Joined, as that is faster than to sum up lengths.
    return total + 1 + len("".join(after)) + 4 * len(after) + len(b"".join(after.values()))


_FIELDS = [name for name in Change.__struct_fields__ if name != "after"]
_COSTS = [len(name) + 4 for name in _FIELDS]
_raw = attrgetter(*_FIELDS)

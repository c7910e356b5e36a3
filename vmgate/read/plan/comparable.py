"""Values in a form to compare: equal for equal values and for nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from vmgate.model.value import Unknown

if TYPE_CHECKING:
    from vmgate.model.value import Value


def comparable(value: Value) -> bytes:
    """A value, which may be unknown in parts."""
    try:
        return _ENCODER.encode(value)
    except (OverflowError, UnicodeEncodeError):
        # A number of more than 64 bits, or half a surrogate pair.
        return repr(value).encode("ascii", "backslashreplace")


def _unknown_apart(value: object) -> msgspec.msgpack.Ext:
    """An unknown in a form that no known value has."""
    if isinstance(value, Unknown):
        return msgspec.msgpack.Ext(1, value.reason.encode())
    raise NotImplementedError


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_unknown_apart)

"""What the provider fills in where a configuration sets nothing; facts made from other facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.translate.derivation import derive, parts, shown

if TYPE_CHECKING:
    from vmgate.translate.attributes import Attributes

__all__ = ["derive", "left_out", "parts", "shown"]


def left_out(attributes: Attributes, name: str, *, blocks: bool = False) -> bool | None:
    """Whether the configuration does not set something that the provider then fills in.

    True when it does not, False when it does, None when a value is unknown and the input does not tell whether
    it is so because nothing is set. Of `blocks` a plan may not tell.
    """
    value = attributes.raw(name)
    if value is None:
        return True
    if not isinstance(value, Unknown) or value.references:
        return False
    written = attributes.written(name)
    if written is False and blocks and attributes.resource.hidden_blocks() is not None:
        return None
    return None if written is None else not written

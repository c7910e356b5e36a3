"""References of the third API: maps of a `kind` and a `uuid`.

In a plan one unknown element hides the whole map. What its expression refers to then tells what the uuid is that of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown

if TYPE_CHECKING:
    from vmgate.translate.nutanix.attributes import Filled

HIDDEN = "one part of the reference is not known"


class KindReference:
    """What a map refers to. `kind` is "" where it is not told, `uuid` None."""

    def __init__(self, kind: Fact[str], uuid: Fact[str | None], *, hidden: bool = False) -> None:
        self.kind = kind
        self.uuid = uuid
        self.hidden = hidden


def reference(block: Filled, name: str) -> KindReference | None:
    """The reference in an attribute; None where there is none. Its parts may be unknown."""
    outline = block.outline(name)
    if isinstance(outline, Unknown):
        kind: Fact[str] = Fact(outline, block.resource, block.at(name))
        uuid: Fact[str | None] = Fact(outline, block.resource, block.at(name))
        return KindReference(kind, uuid, hidden=True)
    if not isinstance(outline, dict) or not outline:
        return None
    own = block.block(name)
    return None if own is None else KindReference(own.text("kind", ""), own.text("uuid"))

"""Attributes that the server fills in where the configuration does not set them.

In source such an attribute is absent; in a plan it is unknown until the server has answered. What is not written is
absent here, whichever of the two was read, and what the server makes of that is its default.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Self

from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive

if TYPE_CHECKING:
    from vmgate.model.fact import Fact
    from vmgate.model.value import Value

SERVER_DEFAULT: Final = "server default"
LEFT: Final = "it is left to the server"


class FilledIn(Attributes):
    """The attributes of a resource of which the server fills many in, or of one nested block of it."""

    __slots__ = ()

    note: ClassVar[str] = SERVER_DEFAULT
    never: ClassVar[frozenset[str]] = frozenset()
    """Blocks that the server does not fill in: one that is unknown was written, by a `dynamic` block."""

    def raw(self, name: str) -> Value:
        """The value as it stands; None when nothing is written."""
        return self._written(name, super().raw(name))

    def outline(self, name: str) -> Value:
        """How the value is made up; None when nothing is written."""
        return self._written(name, super().outline(name), blocks=True)

    def inner(self, *names: str) -> Self | None:
        """The block at the end of a chain of blocks, the first of each type; None when one is absent.

        Raises `UnknownValue`.
        """
        found: Self | None = self
        for name in names:
            found = found.block(name) if found is not None else None
        return found

    def told(self, name: str) -> Fact[str]:
        """A string of which nobody knows what the server makes where it is not written."""
        return derive(self.text(name), lambda text: Unknown(LEFT) if text is None else text)

    def _written(self, name: str, value: Value, *, blocks: bool = False) -> Value:
        if not isinstance(value, Unknown) or value.references or name in self.never:
            return value
        # What a block that was made by a `dynamic` one says does not show in a plan.
        if self.path and self.resource.written(self.path) is False:
            return value
        if self.written(name) is not False:
            return value
        return self.resource.hidden_blocks() if blocks else None

"""A fact: one value of the procedure's vocabulary, with the place in the configuration that states it.

Reading an unknown fact raises, and the gate turns that into the verdict *unknown*: a rule's author cannot forget it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from vmgate.model.secrets import blotted
from vmgate.model.value import Unknown, format_path

if TYPE_CHECKING:
    from vmgate.model.resource import Resource
    from vmgate.model.value import Path

T_co = TypeVar("T_co", covariant=True)


class UnknownValue(Exception):  # noqa: N818  - a verdict in flight, not an error
    """Something that cannot be known was read. Only the gate catches this."""

    def __init__(self, reason: str, resource: Resource | None = None, path: Path = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.resource = resource
        self.path = path


class NotExpressible(Exception):  # noqa: N818  - a verdict in flight, not an error
    """The provider has no means to state this, so the rule does not apply to the thing. Only the gate catches this."""


class Fact(Generic[T_co]):
    """A value, known or not, and where it is stated.

    `resource` and `path` say where: the path may name an attribute that is absent, which is where one would
    write it. `note` completes a message when the value is not the one written there ("provider default",
    "inherited from dvs-campus").
    """

    __slots__ = ("_value", "note", "path", "resource")

    def __init__(self, value: T_co | Unknown, resource: Resource, path: Path, note: str = "") -> None:
        self._value = value
        self.resource = resource
        self.path = path
        self.note = note

    @property
    def value(self) -> T_co:
        """The value. Raises `UnknownValue` when it is not known."""
        if isinstance(self._value, Unknown):
            raise UnknownValue(self._value.reason, self.resource, self.path)
        return self._value

    @property
    def known(self) -> bool:
        """Whether reading the value is safe. For choosing between two sources of a fact, not for rules."""
        return not isinstance(self._value, Unknown)

    def doubt(self, reason: str) -> UnknownValue:
        """What to raise when the value, though known, does not tell what is asked."""
        return UnknownValue(reason, self.resource, self.path)

    @property
    def noted(self) -> str:
        """The note as a message ends with it: ` (provider default)`, or nothing."""
        return f" ({self.note})" if self.note else ""

    def shown(self) -> str:
        """The value as a message may show it: never a secret."""
        if isinstance(self._value, Unknown):
            return "unknown"
        if self.resource.is_sensitive(self.path):
            return "(sensitive)"
        return f'"{blotted(self._value)}"' if isinstance(self._value, str) else _plain(self._value)

    def __repr__(self) -> str:
        return f"<Fact {self.resource.address} {format_path(self.path)}>"


def _plain(value: object) -> str:
    if value is None:
        return "not set"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)

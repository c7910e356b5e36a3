"""Reading a resource's attributes as typed facts: what every translation does, done once.

Absent and null mean the default that the translation gives. An unknown stays unknown. A value of a kind that the
attribute cannot have is unknown too, with that as its reason: it would not survive `terraform plan`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self, TypeVar, overload

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmgate.model.resource import Resource
    from vmgate.model.value import Path, Value

T = TypeVar("T")

PROVIDER_DEFAULT = "provider default"


class Attributes:
    """The attributes of a resource, or of one nested block of it. `note` says whose the defaults are."""

    __slots__ = ("path", "resource")

    note: ClassVar[str] = PROVIDER_DEFAULT

    def __init__(self, resource: Resource, path: Path = ()) -> None:
        self.resource = resource
        self.path = path

    def raw(self, name: str) -> Value:
        """The value as it stands; None when absent. Reads all of it: `blocks` and `entry` read less."""
        return self.resource.at((*self.path, name)) if self.path else self.resource.read(name)

    def outline(self, name: str) -> Value:
        """How the value is made up, read without what is in it (see `Resource.outline`)."""
        return self.resource.outline((*self.path, name))

    def at(self, name: str) -> Path:
        """The path of an attribute of this block."""
        return (*self.path, name)

    def written(self, name: str) -> bool | None:
        """Whether the configuration sets the attribute; None when the input does not tell."""
        return self.resource.written(self.at(name))

    @overload
    def flag(self, name: str, default: bool) -> Fact[bool]: ...  # noqa: FBT001  - the default is a value here
    @overload
    def flag(self, name: str, default: None = None) -> Fact[bool | None]: ...
    def flag(self, name: str, default: bool | None = None) -> Fact[bool | None]:  # noqa: FBT001  - the default is a value here
        """A boolean. Terraform also takes "true", "false", "1" and "0"."""
        return self._fact(name, default, _flag)

    @overload
    def text(self, name: str, default: str) -> Fact[str]: ...
    @overload
    def text(self, name: str, default: None = None) -> Fact[str | None]: ...
    def text(self, name: str, default: str | None = None) -> Fact[str | None]:
        """A string; numbers and booleans are taken as Terraform writes them."""
        return self._fact(name, default, _text)

    @overload
    def number(self, name: str, default: int) -> Fact[int]: ...
    @overload
    def number(self, name: str, default: None = None) -> Fact[int | None]: ...
    def number(self, name: str, default: int | None = None) -> Fact[int | None]:
        """A whole number, or a string that is one."""
        return self._fact(name, default, _number)

    def texts(self, name: str) -> Fact[tuple[str, ...]]:
        """A list or set of strings; unknown as soon as one element is. Empty when absent."""
        return self._fact(name, (), _texts)

    def anything(self, name: str) -> Fact[object]:
        """The attribute as a place to point at; reading it gives the plain value."""
        value = self.raw(name)
        return Fact(value, self.resource, self.at(name))

    def present(self, name: str) -> Fact[bool]:
        """Whether the attribute has a value other than null, "" and nothing at all."""
        value = self.raw(name)
        known: bool | Unknown = value if isinstance(value, Unknown) else value not in (None, "", [], {})
        return Fact(known, self.resource, self.at(name))

    def blocks(self, name: str) -> list[Self]:
        """The nested blocks of a type, in order; a single nested object counts as one block.

        Raises `UnknownValue` when it is not known how many there are.
        """
        value = self.outline(name)
        if isinstance(value, Unknown):
            raise UnknownValue(value.reason, self.resource, self.at(name))
        if isinstance(value, dict):
            return [type(self)(self.resource, self.at(name))]
        if not isinstance(value, list):
            return []
        found = []
        for index, item in enumerate(value):
            path = (*self.path, name, index)
            if isinstance(item, Unknown):
                raise UnknownValue(item.reason, self.resource, path)
            if isinstance(item, dict):
                found.append(type(self)(self.resource, path))
        return found

    def block(self, name: str) -> Self | None:
        """The nested block of a type that can occur once; None when absent. Raises `UnknownValue`."""
        found = self.blocks(name)
        return found[0] if found else None

    def entries(self, name: str, wanted: Callable[[str], object]) -> list[tuple[str, Fact[str | None]]]:
        """The elements of a map of strings whose keys are wanted; what the others hold is not read.

        Raises `UnknownValue` when the map is unknown as a whole.
        """
        keys = self.outline(name)
        if isinstance(keys, Unknown):
            raise UnknownValue(keys.reason, self.resource, self.at(name))
        found: list[tuple[str, Fact[str | None]]] = []
        for key in keys if isinstance(keys, dict) else ():
            if wanted(key):
                path: Path = (*self.path, name, key)
                found.append((key, Fact(_text(self.resource.at(path)), self.resource, path)))
        return found

    def _fact(self, name: str, default: T, convert: Callable[[Value], T | Unknown | None]) -> Fact[T]:
        value = self.raw(name)
        if value is None:
            return Fact(default, self.resource, self.at(name), self.note)
        known = convert(value)
        if known is None:
            return Fact(default, self.resource, self.at(name), self.note)
        return Fact(known, self.resource, self.at(name))


_FLAGS = {"true": True, "false": False, "1": True, "0": False}


def _flag(value: Value) -> bool | Unknown:
    if isinstance(value, bool | Unknown):
        return value
    if isinstance(value, str) and value in _FLAGS:
        return _FLAGS[value]
    return Unknown("the value is not a boolean")


def _text(value: Value) -> str | Unknown | None:
    if isinstance(value, str | Unknown) or value is None:
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        try:
            return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
        except ValueError:
            # More digits than Python writes.
            return Unknown("the value is not a string")
    return Unknown("the value is not a string")


def _number(value: Value) -> int | Unknown:
    if isinstance(value, Unknown):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    try:
        number = float(value) if isinstance(value, str | float) else None
        if number is not None and number.is_integer():
            return int(number)
    except (ValueError, OverflowError):
        pass
    return Unknown("the value is not a whole number")


def _texts(value: Value) -> tuple[str, ...] | Unknown:
    if isinstance(value, Unknown):
        return value
    if not isinstance(value, list):
        return Unknown("the value is not a list")
    found: list[str] = []
    for item in value:
        text = _text(item)
        if isinstance(text, Unknown):
            return text
        if text is not None:
            found.append(text)
    return tuple(found)

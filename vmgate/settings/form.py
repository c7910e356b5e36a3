"""The form that data in a TOML file has: tables of keys, each with the kind of value it takes.

A form is plain data. `faults` of a table says what is wrong with a value; the JSON schema for editors, the page of
all keys and the file that `vmgate init` writes are made from the same definition.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from vmgate.settings.positions import KeyPath


Plain: TypeAlias = "str | int | bool | date | tuple[str, ...] | None"

_LONG = 10**12
"""Numbers from here on are not repeated in messages."""


class Described(Struct, frozen=True, kw_only=True):
    """What every kind of value may say of the key that takes it.

    `about` is a sentence or two for whoever fills it in. `default` is what holds where the key is not written, None
    where that is nothing. `example` is a value that one may write.
    """

    about: str = ""
    default: Plain = None
    example: Plain = None


class Text(Described, frozen=True):
    """Text that is not blank. `check` says what is wrong with one, as in "is not an address", or None.

    `pattern` is a regular expression, of those that JavaScript and Python share, for what `check` takes: it may take
    more, never less.
    """

    check: Callable[[str], str | None] | None = None
    what: str = "text"
    pattern: str = r"\S"

    def fault(self, value: object) -> str | None:
        """What is wrong with a value, to follow its key."""
        if not isinstance(value, str):
            number = isinstance(value, float) or (isinstance(value, int) and abs(value) < _LONG)
            hint = f'; write "{value}"' if number and not isinstance(value, bool) else ""
            return f"takes {self.what}, not {described(value)}{hint}"
        if not value.strip():
            return "is empty"
        return self.check(value) if self.check else None


class Choice(Described, frozen=True):
    """One of a few words."""

    words: tuple[str, ...]

    def fault(self, value: object) -> str | None:
        """What is wrong with a value, to follow its key."""
        if not isinstance(value, str):
            return f"takes one of {', '.join(self.words)}, not {described(value)}"
        if value in self.words:
            return None
        return f'is "{shortened(value)}", which is not one of {", ".join(self.words)}{nearest(value, self.words)}'


class Integer(Described, frozen=True):
    """A whole number from `least` to `most`."""

    least: int
    most: int

    def fault(self, value: object) -> str | None:
        """What is wrong with a value, to follow its key."""
        if not isinstance(value, int) or isinstance(value, bool):
            return f"takes a whole number, not {described(value)}"
        if self.least <= value <= self.most:
            return None
        number = str(value) if abs(value) < _LONG else "a number"
        return f"is {number}, which is not between {self.least} and {self.most}"


class Boolean(Described, frozen=True):
    """True or false."""

    def fault(self, value: object) -> str | None:
        """What is wrong with a value, to follow its key."""
        return None if isinstance(value, bool) else f"takes true or false, not {described(value)}"


class Day(Described, frozen=True):
    """A date without a time."""

    def fault(self, value: object) -> str | None:
        """What is wrong with a value, to follow its key."""
        if isinstance(value, date) and not isinstance(value, datetime):
            return None
        return f"takes a date such as 2027-06-30, without quotes and time, not {described(value)}"


class AnyOf(Described, frozen=True):
    """A value of either kind."""

    kinds: tuple[Text | Integer, ...]

    def fault(self, value: object) -> str | None:
        """What is wrong with a value, to follow its key: what the last kind says."""
        faults = [kind.fault(value) for kind in self.kinds]
        return None if None in faults else faults[-1]


class Many(Described, frozen=True):
    """An array of values of one kind."""

    of: Text | Choice

    def fault(self, value: object) -> str | None:
        """What is wrong with a value, to follow its key."""
        if not isinstance(value, list):
            return f'takes an array such as ["…"], not {described(value)}'
        for position, one in enumerate(value, 1):
            fault = self.of.fault(one)
            if fault:
                return f"has an entry, number {position}, that {fault}"
        return None


class Table(Described, frozen=True):
    """A table with these keys. It has all the `required` ones, and at least one of the `one_of`."""

    keys: Mapping[str, Kind]
    required: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()

    def faults(self, value: object, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
        """Everything that is wrong with a value, each with the path to it. `path` is that of the value."""
        here = titled(path)
        if not isinstance(value, dict):
            yield path, f"{here} takes a table, not {described(value)}"
            return
        for key, one in value.items():
            kind = self.keys.get(key)
            if kind is None:
                known = tuple(self.keys)
                hint = nearest(key, known) or f"; it takes {', '.join(known)}"
                yield (*path, key), f'unknown key "{shortened(key)}" in {here}{hint}'
            elif isinstance(kind, Table | Tables | Named | Mapped):
                yield from kind.faults(one, (*path, key))
            elif fault := kind.fault(one):
                yield (*path, key), f"{key} in {here} {fault}"
        for key in self.required:
            if key not in value:
                yield path, f"{here} needs the key {key}"
        if self.one_of and not any(key in value for key in self.one_of):
            yield path, f"{here} needs one of the keys {', '.join(self.one_of)}"


class Tables(Described, frozen=True):
    """An array of tables of one form."""

    of: Table

    def faults(self, value: object, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
        """Everything that is wrong with a value, with the path to it."""
        if not isinstance(value, list):
            yield path, f"{titled(path)} takes several tables; write {titled((*path, 0))} for each"
            return
        for index, one in enumerate(value):
            yield from self.of.faults(one, (*path, index))


class Named(Described, frozen=True):
    """A table of tables of one form, by names that are known. `what` says what a name is: "rule".

    `pattern` is a regular expression for names: it may take more than are known, never less.
    """

    of: Table
    what: str
    names: tuple[str, ...]
    pattern: str

    def faults(self, value: object, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
        """Everything that is wrong with a value, with the path to it."""
        if not isinstance(value, dict):
            yield path, f"{titled(path)} takes a table, not {described(value)}"
            return
        for name, one in value.items():
            if name in self.names:
                yield from self.of.faults(one, (*path, name))
            else:
                hint = nearest(name, self.names)
                yield (*path, name), f'unknown {self.what} "{shortened(name)}" in {titled(path)}{hint}'


class Mapped(Described, frozen=True):
    """A table of values of one kind, by names of the user's."""

    of: Text

    def faults(self, value: object, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
        """Everything that is wrong with a value, with the path to it."""
        if not isinstance(value, dict):
            yield path, f"{titled(path)} takes a table, not {described(value)}"
            return
        for name, one in value.items():
            if fault := self.of.fault(one):
                yield (*path, name), f"{shortened(name)} in {titled(path)} {fault}"


Kind: TypeAlias = "Text | Choice | Integer | Boolean | Day | AnyOf | Many | Table | Tables | Named | Mapped"


def nearest(word: str, known: tuple[str, ...]) -> str:
    """A hint at the known word nearest to a mistyped one, to end a message with; empty if none is near."""
    # Imported for a mistake only.
    from difflib import get_close_matches  # noqa: PLC0415  - for a misspelt word only

    matches = get_close_matches(word[:80].casefold(), {one.casefold() for one in known}, n=1)
    found = next((one for one in known if matches and one.casefold() == matches[0]), None)
    return f'; did you mean "{found}"?' if found else ""


def titled(path: KeyPath) -> str:
    """A table as its header is written: `[policy]`, `[[network]]`, `[policy.unknown]`."""
    if not path:
        return "the file"
    name = ".".join(shortened(part) for part in path if isinstance(part, str))
    return f"[[{name}]]" if isinstance(path[-1], int) else f"[{name}]"


def described(value: object) -> str:
    """A value by its type, in a user's words."""
    if isinstance(value, bool):
        return "true" if value else "false"
    names = {str: "text", int: "a number", float: "a number", list: "an array", dict: "a table"}
    return names.get(type(value), "a date or time")


def shortened(word: str) -> str:
    """A user's word for a message: at most 60 characters, none that would break the line or move the cursor."""
    plain = "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in word[:60]
    )
    return plain if len(word) <= 60 else f"{plain}…"

"""What is known of a value that is not: its type, that it is not null, bounds, the text it begins with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.types import ANY, BOOL, NUMBER, STRING, UNSAID, Collection
from vmgate.read.hcl.evaluate.values import EvaluationError, ListValue, MapValue, SetValue, Unsettled, is_null

if TYPE_CHECKING:
    from vmgate.model.value import Reference
    from vmgate.read.hcl.evaluate.types import Type
    from vmgate.read.hcl.evaluate.values import Val

_LONGEST_PREFIX = 128
_DELIMITERS = frozenset("-_:;/\\,.(){}[]|?!~ \t@#$%^&*+\"'")
_LONGEST_LIST = 1000


@dataclass(frozen=True, slots=True)
class Typed(Unknown):
    """An unknown value of a type that Terraform knows, with what else is certain of it.

    `low` and `high` are inclusive bounds of a number, `shortest` and `longest` of a collection's length.
    """

    type: Type = ANY
    nonnull: bool = False
    low: int | Fraction | None = None
    high: int | Fraction | None = None
    prefix: str = ""
    shortest: int = 0
    longest: int | None = None


class Absent(Typed):
    """The content of a file that is not there: an error of Terraform's as long as nobody makes the file."""

    __slots__ = ()


def unknown(
    reason: str, type_: Type, references: tuple[Reference, ...] = (), *, nonnull: bool = False
) -> Unknown:
    """An unknown value of a type; one of which nothing is known if that is unsaid."""
    return Unknown(reason, references) if type_ == UNSAID else Typed(reason, references, type_, nonnull)


def unknown_bool(reason: str) -> Unknown:
    """What an operator yields that asks something of the unknown."""
    return Typed(reason, (), BOOL, nonnull=True)


def unknown_number(reason: str) -> Unknown:
    """What arithmetic with the unknown yields."""
    return Typed(reason, (), NUMBER, nonnull=True)


def failed(error: EvaluationError) -> Unknown:
    """What stands for a part that is an error, for the type of the whole."""
    return Typed(str(error), (), ANY if error.type is None else error.type)


def never_null(value: Val) -> bool:
    """Whether a value without a mark is certainly not null."""
    if isinstance(value, Typed):
        return value.nonnull
    return isinstance(value, Unsettled) or not (is_null(value) or isinstance(value, Unknown))


def bounds(value: Val) -> tuple[int | Fraction | None, int | Fraction | None]:
    """The least and the largest number that a value without a mark may be; None where there is no bound."""
    if isinstance(value, Typed):
        return value.low, value.high
    if isinstance(value, int | Fraction) and not isinstance(value, bool):
        return value, value
    return None, None


def lengths(value: Val) -> tuple[int, int | None]:
    """The least and the largest length of a collection without a mark."""
    if isinstance(value, Typed):
        return value.shortest, value.longest
    if isinstance(value, SetValue) and len(value) > 1 and not settled_length(value):
        return 0, None
    return (len(value), len(value)) if isinstance(value, tuple | dict) else (0, None)


def settled_length(value: SetValue) -> bool:
    """Whether no elements of a set may turn out to be the same."""
    return len(value) < 2 or not any(_doubtful(item) for item in value)


def _doubtful(value: Val) -> bool:
    if isinstance(value, Unknown):
        return True
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ()
    return any(_doubtful(item) for item in inner)


def refined(value: Typed) -> Val:
    """The value itself where what is certain leaves only one, a list of unknown elements where its length is."""
    if not value.nonnull:
        return value
    if value.type == NUMBER and value.low is not None and value.low == value.high:
        return value.low
    if isinstance(value.type, Collection) and value.shortest == value.longest:
        size, of = value.shortest, value.type.element
        element = unknown(value.reason, of)
        if value.type.name == "list" and size <= _LONGEST_LIST:
            return ListValue([element] * size, of)
        if value.type.name == "set" and size < 2:
            return SetValue([element] * size, of)
        if value.type.name == "map" and size == 0:
            return MapValue((), of)
    return value


def excludes(possible: Typed, value: Val) -> bool:
    """Whether a known value that is not null is certainly not what the unknown one will be, its type apart."""
    if isinstance(value, str) and possible.type == STRING:
        return not value.startswith(possible.prefix)
    if possible.type == NUMBER and isinstance(value, int | Fraction):
        low, high = possible.low, possible.high
        return (low is not None and value < low) or (high is not None and value > high)
    if isinstance(possible.type, Collection) and isinstance(value, tuple | dict):
        low, high = lengths(value)
        return (possible.longest is not None and low > possible.longest) or (
            high is not None and high < possible.shortest
        )
    return False


def beginning(reason: str, text: str) -> Unknown:
    """An unknown text of which the beginning is known."""
    prefix = text.encode()[:_LONGEST_PREFIX].decode("utf-8", "ignore")
    if not prefix.isascii():
        # What may combine with the text that follows is left out, more of it than need be.
        prefix = prefix[: next(i for i, c in enumerate(prefix) if not c.isascii())]
    if prefix and prefix[-1] not in _DELIMITERS:
        prefix = prefix[:-1]
    return Typed(reason, (), STRING, nonnull=True, prefix=prefix)


def not_null(value: Val) -> Val:
    """The value, certain not to be null if it is an unknown of a known type."""
    return replace(value, nonnull=True) if isinstance(value, Typed) and value.type != ANY else value

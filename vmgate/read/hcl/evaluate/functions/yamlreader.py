"""YAML as `yamldecode` reads it: the events of the parser, with Terraform's own meaning of scalars."""

from __future__ import annotations

import base64
import binascii
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from vmgate.model.value import Unknown
from vmgate.read.hcl import numbers
from vmgate.read.hcl.evaluate.conversion import convert, to_string
from vmgate.read.hcl.evaluate.functions.signature import composed
from vmgate.read.hcl.evaluate.types import STRING
from vmgate.read.hcl.evaluate.unknowns import unknown_number
from vmgate.read.hcl.evaluate.values import EvaluationError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmgate.read.hcl.evaluate.values import Val

_TAG = "tag:yaml.org,2002:"
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"], True),
    **dict.fromkeys(["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"], False),
    **dict.fromkeys(["", "~", "null", "Null", "NULL"]),
}
_INFINITE = frozenset(f"{sign}.{word}" for sign in ("", "+", "-") for word in ("inf", "Inf", "INF"))
_NOT_NUMBERS = frozenset({".nan", ".NaN", ".NAN"})
_WHOLE = re.compile(r"(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)\Z", re.ASCII)
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z", re.ASCII)
_PREFIXED = re.compile(r"([-+]?)0(?:([xX])([0-9a-fA-F]+)|([oO]?)([0-7]+)|([bB])([01]+))\Z", re.ASCII)
_STAMP = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,](\d+))?(?:Z|([+-]\d{2}:\d{2}))"
    r"| (\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,](\d+))?)?\Z",
    re.ASCII,
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_DEEPEST = 100
_MOST = 200_000
_MERGE = "<<"


def from_yaml(text: str) -> Val:
    """The value that a document of YAML stands for. Raises `EvaluationError` if it stands for none."""
    import yaml  # type: ignore[import-untyped]  # noqa: PLC0415  - it has no types, and is not needed by most configurations

    # Terraform's parser descends from libyaml. The one in Python refuses some tabs and comments that both take.
    loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    try:
        events = iter(list(yaml.parse(text, Loader=loader)))
    except (yaml.YAMLError, ValueError):
        if not yaml.__with_libyaml__:
            return Unknown("the text is no YAML as far as can be told without libyaml")
        raise EvaluationError("the text is not YAML") from None
    next(events)
    reader = _Reader(events)
    return reader.document()


class _Reader:
    """Values from events; `left` bounds what aliases may multiply."""

    def __init__(self, events: Iterator[Any]) -> None:
        self._events = events
        self._anchors: dict[str, Val] = {}
        self._sizes: dict[str, int] = {}
        self._open: list[str] = []
        self._left = _MOST

    def document(self) -> Val:
        start = next(self._events)
        if _kind(start) != "DocumentStart" or start.version not in {None, (1, 1)}:
            raise EvaluationError("the text holds no YAML of version 1.1")
        value = self._value(next(self._events), 0)
        if self._next() != "DocumentEnd" or self._next() != "StreamEnd":
            raise EvaluationError("the text holds more than one document")
        return value

    def _next(self) -> str:
        return _kind(next(self._events))

    def _value(self, event: Any, depth: int) -> Val:
        if depth > _DEEPEST:
            raise EvaluationError("the text is nested too deeply")
        self._left -= 1
        if self._left < 0:
            raise EvaluationError("the text is too large")
        kind = _kind(event)
        if kind == "Alias":
            return self._alias(event.anchor)
        anchor, before = event.anchor, self._left
        if anchor is not None:
            self._open.append(anchor)
        value: Val
        if kind == "Scalar":
            value = self._scalar(event)
        elif kind == "SequenceStart":
            value = self._sequence(event, depth)
        else:
            value = self._mapping(event, depth)
        if anchor is not None:
            self._open.remove(anchor)
            self._anchors[anchor] = value
            self._sizes[anchor] = before - self._left
        return value

    def _alias(self, anchor: str) -> Val:
        if anchor in self._open or anchor not in self._anchors:
            raise EvaluationError(f"the anchor {anchor} is not defined")
        self._left -= self._sizes[anchor]
        return self._anchors[anchor]

    def _scalar(self, event: Any) -> Val:
        if _SURROGATE.search(event.value):
            raise EvaluationError("an escape stands for no character")
        value = resolve(event.tag, event.value, quoted=event.style in {"'", '"'})
        if event.tag is None and event.style in {"|", ">"}:
            # Terraform takes the type from the style and the value from the text, even of a number.
            value = convert(value, STRING)
        return composed(value) if isinstance(value, str) else value

    def _sequence(self, event: Any, depth: int) -> Val:
        if event.tag not in {None, f"{_TAG}seq"}:
            raise EvaluationError(f"a list cannot be a {event.tag}")
        items: list[Val] = []
        while _kind(inner := next(self._events)) != "SequenceEnd":
            items.append(self._value(inner, depth + 1))
        return tuple(items)

    def _mapping(self, event: Any, depth: int) -> Val:
        if event.tag not in {None, f"{_TAG}map"}:
            raise EvaluationError(f"a map cannot be a {event.tag}")
        found: dict[str, Val] = {}
        while _kind(key := next(self._events)) != "MappingEnd":
            if _kind(key) != "Scalar":
                raise EvaluationError("a key is not a string")
            merges = key.value == _MERGE and key.tag is None and key.style not in {"'", '"'}
            name = None if merges else resolve(key.tag, key.value, quoted=key.style in {"'", '"'})
            if name is None and not merges:
                raise EvaluationError("a key is null")
            value = self._value(next(self._events), depth + 1)
            if not merges:
                found[composed(to_string(name))] = value
            elif isinstance(value, dict):
                found.update(value)
            else:
                raise EvaluationError("only a map can be merged")
        return found


def _kind(event: Any) -> str:
    return type(event).__name__.removesuffix("Event")


def resolve(tag: str | None, text: str, *, quoted: bool) -> Val:
    """The value of a scalar with a tag, or None for one without. Raises `EvaluationError` if it has none."""
    name = _tag_name(tag)
    if name in {"str", "binary"}:
        if name == "binary":
            _check_base64(text)
        return text
    if not text or text[0] in "+-.0123456789yYnNtTfFoO~":
        if quoted:
            return text
        if text in _WORDS:
            return _WORDS[text]
        found = _number_like(name, text)
        if found is not None:
            return found
    return _tagged(name, text)


def _tag_name(tag: str | None) -> str:
    if tag is None:
        return ""
    name = tag.removeprefix(_TAG)
    if not tag.startswith(_TAG) or name not in {"str", "bool", "int", "float", "null", "timestamp", "binary"}:
        raise EvaluationError(f"a tag {tag} is not known")
    return name


def _number_like(name: str, text: str) -> Val:
    if text in _INFINITE:
        return unknown_number("a number is infinite")
    if not name and text in _NOT_NUMBERS:
        raise EvaluationError("NaN is not a number")
    if text[0] == ".":
        return _parsed(text)
    if text[0] in "+-0123456789":
        stamp = _timestamp(text) if name in {"", "timestamp"} else None
        if stamp is not None:
            return stamp
        if _WHOLE.match(text) or _FLOAT.match(text):
            return _number(text)
    return None


def _tagged(name: str, text: str) -> Val:
    if name == "bool":
        if not isinstance(_WORDS.get(text), bool):
            raise EvaluationError(f"{text} is not a bool")
        return _WORDS[text]
    if name in {"int", "float"}:
        return _number(text)
    if name == "timestamp":
        stamp = _timestamp(text)
        if stamp is None:
            raise EvaluationError(f"{text} is not a timestamp")
        return stamp
    return None if name == "null" else text


def _parsed(text: str) -> Val:
    try:
        return numbers.parse(text)
    except OverflowError:
        return unknown_number("a number is larger or smaller than what is evaluated")


def _number(text: str) -> Val:
    plain = text.replace("_", "")
    found = _parsed(plain)
    if found is not None:
        return found
    match = _PREFIXED.match(plain)
    if match is None:
        raise EvaluationError(f"{text} is not a number")
    sign, _x, sixteen, _o, eight, _b, two = match.groups()
    size = int(sixteen, 16) if sixteen else int(eight, 8) if eight else int(two, 2)
    if size >= 2**64 or (sign and size > 2**63 - (sign == "+")):
        raise EvaluationError(f"{text} is not a number")
    return numbers.Counted(-size if sign == "-" else size)


def _timestamp(text: str) -> str | None:
    """A date or time as RFC 3339 has it, without fractions of a second; None if the text is none."""
    match = _STAMP.match(text)
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    hour, minute, second = (int(match[4 + i] or match[9 + i] or 0) for i in range(3))
    zone = match[8] or "+00:00"
    try:
        # The year 0 is a leap year, as 2000 is.
        date(year or 2000, month, day)
    except ValueError:
        return None
    if hour > 23 or minute > 59 or second > 59 or int(zone[1:3]) > 24 or int(zone[4:]) > 60:
        return None
    shown = "Z" if zone[1:] == "00:00" else zone
    return f"{year:04d}-{month:02d}-{day:02d}T{hour:02d}:{minute:02d}:{second:02d}{shown}"


def _check_base64(text: str) -> None:
    try:
        base64.b64decode(text.replace("\n", "").replace("\r", ""), validate=True)
    except (binascii.Error, ValueError):
        raise EvaluationError("the text is not base64") from None

"""Functions of strings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.functions.graphemes import clusters
from vmgate.read.hcl.evaluate.functions.regexes import substitute
from vmgate.read.hcl.evaluate.functions.signature import Context, composed, define, string, strings, whole
from vmgate.read.hcl.evaluate.types import NUMBER, STRING, Collection
from vmgate.read.hcl.evaluate.values import EvaluationError, ListValue

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.values import Val

_SPACE = " \t\n\v\f\r\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
_SPACE += "\u2028\u2029\u202f\u205f\u3000"
_STRINGS = Collection("list", STRING)
_BREAKS = re.compile(r"(?:\r\n?|\n)*\Z")
_LONGEST = 16_000_000


def _each_rune(text: str, change: str) -> str:
    """Case by single characters, as Go does: `ß` stays one character."""
    if text.isascii():
        return str(getattr(text, change)())
    changed = (getattr(character, change)() for character in text)
    return "".join(
        _ALONE[change].get(old, new if len(new) == 1 else old) for old, new in zip(text, changed, strict=True)
    )


# Characters whose case is one character by itself and several in running text.
_ALONE = {
    "lower": {"İ": "i"},
    "upper": {c: chr(ord(c) + 8) for r in (0x1F80, 0x1F90, 0x1FA0) for c in map(chr, range(r, r + 8))}
    | {"ᾳ": "ᾼ", "ῃ": "ῌ", "ῳ": "ῼ"},
    "title": {},
}


@define("lower", STRING)
def _lower(args: list[Val], _: Context) -> Val:
    return _each_rune(string(args[0]), "lower")


@define("upper", STRING)
def _upper(args: list[Val], _: Context) -> Val:
    return _each_rune(string(args[0]), "upper")


@define("title", STRING)
def _title(args: list[Val], _: Context) -> Val:
    result = []
    starts = True
    for character in string(args[0]):
        result.append(_each_rune(character, "title") if starts else character)
        starts = _separates(character)
    return "".join(result)


def _separates(character: str) -> bool:
    """Whether a word may start after a character: not after letters, digits, `_` and signs beyond ASCII."""
    if character.isascii():
        return not (character.isalnum() or character == "_")
    return character in _SPACE


@define("join", STRING, rest=_STRINGS)
def _join(args: list[Val], _: Context) -> Val:
    if len(args) < 2:
        raise EvaluationError("join needs a list")
    return string(args[0]).join(text for each in args[1:] for text in strings(each))


@define("split", STRING, STRING)
def _split(args: list[Val], _: Context) -> Val:
    separator, text = string(args[0]), string(args[1])
    return ListValue(map(composed, text.split(separator) if separator else list(text)), STRING)


@define("replace", STRING, STRING, STRING)
def _replace(args: list[Val], _: Context) -> Val:
    text, old, new = (string(arg) for arg in args)
    if len(old) > 1 and old.startswith("/") and old.endswith("/"):
        return substitute(text, old[1:-1], new)
    if len(text) * len(new) > _LONGEST:
        return Unknown("the result of replace is too long")
    return text.replace(old, new)


@define("substr", STRING, NUMBER, NUMBER)
def _substr(args: list[Val], _: Context) -> Val:
    text, offset, length = clusters(string(args[0])), whole(args[1]), whole(args[2])
    if offset < 0:
        # Terraform counts from the end once, and from the start if that does not reach; a length of zero is then
        # no limit.
        offset = max(offset + len(text), 0)
        length = -1 if length == 0 else length
    return "".join(text[offset:] if length < 0 else text[offset : offset + length])


@define("trimspace", STRING)
def _trimspace(args: list[Val], _: Context) -> Val:
    return string(args[0]).strip(_SPACE)


@define("trim", STRING, STRING)
def _trim(args: list[Val], _: Context) -> Val:
    cut = string(args[1])
    return string(args[0]).strip(cut) if cut else string(args[0])


@define("trimprefix", STRING, STRING)
def _trimprefix(args: list[Val], _: Context) -> Val:
    return string(args[0]).removeprefix(string(args[1]))


@define("trimsuffix", STRING, STRING)
def _trimsuffix(args: list[Val], _: Context) -> Val:
    return string(args[0]).removesuffix(string(args[1]))


@define("chomp", STRING)
def _chomp(args: list[Val], _: Context) -> Val:
    return _BREAKS.sub("", string(args[0]), count=1)


@define("indent", NUMBER, STRING)
def _indent(args: list[Val], _: Context) -> Val:
    spaces, text = whole(args[0]), string(args[1])
    if spaces < 0:
        raise EvaluationError("indent needs a number of at least 0")
    if spaces * text.count("\n") > _LONGEST:
        return Unknown("the result of indent is too long")
    return text.replace("\n", "\n" + " " * spaces)


@define("startswith", STRING, STRING)
def _startswith(args: list[Val], _: Context) -> Val:
    return string(args[0]).startswith(string(args[1]))


@define("endswith", STRING, STRING)
def _endswith(args: list[Val], _: Context) -> Val:
    return string(args[0]).endswith(string(args[1]))


@define("strcontains", STRING, STRING)
def _strcontains(args: list[Val], _: Context) -> Val:
    return string(args[1]) in string(args[0])


@define("strrev", STRING)
def _strrev(args: list[Val], _: Context) -> Val:
    return "".join(reversed(clusters(string(args[0]))))

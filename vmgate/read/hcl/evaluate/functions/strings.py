"""Functions of strings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.read.hcl.evaluate.functions.regexes import substitute
from vmgate.read.hcl.evaluate.functions.signature import MANY, Context, define, string, strings, whole
from vmgate.read.hcl.evaluate.values import EvaluationError, ListValue

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.values import Val

_SPACE = " \t\n\v\f\r\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
_SPACE += "\u2028\u2029\u202f\u205f\u3000"


def _each_rune(text: str, change: str) -> str:
    """Case by single characters, as Go does: `ß` stays one character."""
    changed = (getattr(character, change)() for character in text)
    return "".join(new if len(new) == 1 else old for old, new in zip(text, changed, strict=True))


@define("lower", 1)
def _lower(args: list[Val], _: Context) -> Val:
    return _each_rune(string(args[0]), "lower")


@define("upper", 1)
def _upper(args: list[Val], _: Context) -> Val:
    return _each_rune(string(args[0]), "upper")


@define("title", 1)
def _title(args: list[Val], _: Context) -> Val:
    text = string(args[0])
    result = []
    previous = " "
    for character in text:
        separates = not (
            previous.isalnum() or previous == "_" or (not previous.isascii() and not previous.isspace())
        )
        result.append(_each_rune(character, "title") if separates else character)
        previous = character
    return "".join(result)


@define("join", 2, MANY)
def _join(args: list[Val], _: Context) -> Val:
    return string(args[0]).join(text for each in args[1:] for text in strings(each))


@define("split", 2)
def _split(args: list[Val], _: Context) -> Val:
    separator, text = string(args[0]), string(args[1])
    return ListValue(text.split(separator) if separator else list(text))


@define("replace", 3)
def _replace(args: list[Val], _: Context) -> Val:
    text, old, new = (string(arg) for arg in args)
    if len(old) > 1 and old.startswith("/") and old.endswith("/"):
        return substitute(text, old[1:-1], new)
    return text.replace(old, new)


@define("substr", 3)
def _substr(args: list[Val], _: Context) -> Val:
    text, offset, length = string(args[0]), whole(args[1]), whole(args[2])
    if offset < 0:
        offset = max(offset + len(text), 0)
    return text[offset:] if length < 0 else text[offset : offset + length]


@define("trimspace", 1)
def _trimspace(args: list[Val], _: Context) -> Val:
    return string(args[0]).strip(_SPACE)


@define("trim", 2)
def _trim(args: list[Val], _: Context) -> Val:
    cut = string(args[1])
    return string(args[0]).strip(cut) if cut else string(args[0])


@define("trimprefix", 2)
def _trimprefix(args: list[Val], _: Context) -> Val:
    return string(args[0]).removeprefix(string(args[1]))


@define("trimsuffix", 2)
def _trimsuffix(args: list[Val], _: Context) -> Val:
    return string(args[0]).removesuffix(string(args[1]))


@define("chomp", 1)
def _chomp(args: list[Val], _: Context) -> Val:
    return string(args[0]).rstrip("\r\n")


@define("indent", 2)
def _indent(args: list[Val], _: Context) -> Val:
    return string(args[1]).replace("\n", "\n" + " " * whole(args[0]))


@define("startswith", 2)
def _startswith(args: list[Val], _: Context) -> Val:
    return string(args[0]).startswith(string(args[1]))


@define("endswith", 2)
def _endswith(args: list[Val], _: Context) -> Val:
    return string(args[0]).endswith(string(args[1]))


@define("strcontains", 2)
def _strcontains(args: list[Val], _: Context) -> Val:
    return string(args[1]) in string(args[0])


@define("strrev", 1)
def _strrev(args: list[Val], _: Context) -> Val:
    text = string(args[0])
    if not text.isascii():
        raise EvaluationError("strrev is evaluated for ASCII text only")
    return text[::-1]


@define("basename", 1)
def _basename(args: list[Val], _: Context) -> Val:
    text = string(args[0])
    if not text:
        return "."
    return text.rstrip("/").rpartition("/")[2] or "/"


@define("dirname", 1)
def _dirname(args: list[Val], _: Context) -> Val:
    head, slash, _tail = string(args[0]).rpartition("/")
    parts: list[str] = []
    for part in head.split("/"):
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    if (slash and head.startswith("/")) or (slash and not head):
        return "/" + "/".join(part for part in parts if part != "..")
    return "/".join(parts) or "."

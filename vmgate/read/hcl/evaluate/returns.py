"""What is certain of the result of a function when the result is unknown. Facts: asked of Terraform 1.11.4."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.types import (
    ANY,
    BOOL,
    NUMBER,
    STRING,
    UNSAID,
    Collection,
    ObjectOf,
    Primitive,
    TupleOf,
)
from vmgate.read.hcl.evaluate.unification import type_of
from vmgate.read.hcl.evaluate.unknowns import Typed, lengths, refined, unknown
from vmgate.read.hcl.evaluate.values import EvaluationError, SetValue, mark, unmark
from vmgate.read.hcl.numbers import Counted

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.types import Type
    from vmgate.read.hcl.evaluate.values import Val

_STRINGS = (
    "abspath base64decode base64encode base64gzip base64sha256 base64sha512 basename bcrypt chomp cidrhost "
    "cidrnetmask cidrsubnet dirname file filebase64 filebase64sha256 filebase64sha512 filemd5 filesha1 filesha256 "
    "filesha512 format formatdate indent join jsonencode lower md5 pathexpand plantimestamp replace rsadecrypt sha1 "
    "sha256 sha512 strrev substr textdecodebase64 textencodebase64 timestamp title trim trimprefix trimspace "
    "trimsuffix base64gunzip upper urldecode urlencode uuid uuidv5"
)
_NUMBERS = "abs ceil floor index length log max min parseint pow signum sum timecmp"
_LISTS = "cidrsubnets compact formatlist sort split"
_SURE: dict[str, Type] = {
    **dict.fromkeys(_STRINGS.split(), STRING),
    **dict.fromkeys(_NUMBERS.split(), NUMBER),
    **dict.fromkeys(("alltrue", "anytrue", "contains", "endswith", "fileexists", "startswith"), BOOL),
    "cidrcontains": BOOL,
    **dict.fromkeys(_LISTS.split(), Collection("list", STRING)),
    "fileset": Collection("set", STRING),
    "range": Collection("list", NUMBER),
    "transpose": Collection("map", Collection("list", STRING)),
}
"""Functions whose results are never null, with their types."""

_MAYBE: dict[str, Type] = {
    "issensitive": BOOL,
    "strcontains": BOOL,
    "timeadd": STRING,
    "yamlencode": STRING,
    "tostring": STRING,
    "tonumber": NUMBER,
    "tobool": BOOL,
    "csvdecode": ANY,
    "jsondecode": ANY,
    "yamldecode": ANY,
    "flatten": ANY,
}
"""Functions whose results may be null as far as is known of them."""

_OPEN = {
    **dict.fromkeys(("sum", "parseint"), slice(0, 1)),
    **dict.fromkeys(("index", "contains"), slice(0, 2)),
    **dict.fromkeys(("format", "formatlist"), slice(1, None)),
}
"""Functions of whose result Terraform does not tell the type if it does not know that of one of these arguments."""

_COLLECTIONS = {"tolist": "list", "toset": "set", "tomap": "map"}
_CONVERTING = frozenset({"tostring", "tonumber", "tobool", "tolist", "toset", "tomap"})


def _measured(value: Val, result: Val) -> Val:
    """The length of an unknown value as far as its type tells it."""
    bare, marked = unmark(value)
    if isinstance(bare, SetValue):
        return mark(Typed(_reason(result), (), NUMBER, nonnull=True, low=1, high=len(bare)), marked)
    if not isinstance(bare, Typed):
        return result
    match bare.type:
        case TupleOf(elements):
            return mark(Counted(len(elements)), marked)
        case ObjectOf(attributes):
            return mark(Counted(len(attributes)), marked)
        case Primitive(name="string"):
            return mark(Typed(bare.reason, (), NUMBER, nonnull=True, low=0), marked)
        case Primitive(name="number" | "bool"):
            raise EvaluationError("length is for strings and collections", NUMBER)
        case Collection():
            shortest, longest = lengths(bare)
            return mark(
                refined(Typed(bare.reason, (), NUMBER, nonnull=True, low=shortest, high=longest)), marked
            )
    return result


def _reason(result: Val) -> str:
    bare, _ = unmark(result)
    return bare.reason if isinstance(bare, Unknown) else ""


def returned(name: str, result: Val, arguments: list[Val]) -> Val:
    """The result with the type that the function is known to return, if it is unknown."""
    bare, marked = unmark(result)
    given = unmark(arguments[0])[0] if arguments else None
    if name in _COLLECTIONS and isinstance(given, Typed):
        # Terraform does not look into the argument before it is known.
        type_ = Collection(_COLLECTIONS[name], ANY)
        return mark(
            unknown(given.reason, type_, bare.references if isinstance(bare, Unknown) else ()), marked
        )
    return mark(_returned(name, bare, arguments), marked) if isinstance(bare, Unknown) else result


def _returned(name: str, result: Unknown, arguments: list[Val]) -> Val:
    if name == "length" and len(arguments) == 1:
        measured = _measured(arguments[0], result)
        if measured is not result:
            return measured
    if name in _CONVERTING and isinstance(result, Typed):
        # Terraform's conversion functions forget all but the type.
        return unknown(result.reason, result.type, result.references)
    if name in _OPEN:
        given = [type_of(argument) for argument in arguments[_OPEN[name]]]
        if UNSAID in given or ANY in given:
            return unknown(result.reason, UNSAID if UNSAID in given else ANY, result.references)
    if type(result) is not Unknown:
        return result
    type_ = _SURE.get(name)
    if type_ is not None:
        return Typed(result.reason, result.references, type_, nonnull=True)
    return unknown(result.reason, _MAYBE.get(name, UNSAID), result.references)

"""Functions that convert to a type or change what is known of a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.conversion import convert
from vmgate.read.hcl.evaluate.functions.signature import Context, define
from vmgate.read.hcl.evaluate.types import ANY, BOOL, NUMBER, STRING, Collection
from vmgate.read.hcl.evaluate.values import UnknownCollection, computed, mark, unmark

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.types import Type
    from vmgate.read.hcl.evaluate.values import Val


def _declare(name: str, type_: Type) -> None:
    @define(name, ANY, policy="all", nullable=True)
    def _convert(args: list[Val], _: Context) -> Val:
        return convert(args[0], type_)


_declare("tostring", STRING)
_declare("tonumber", NUMBER)
_declare("tobool", BOOL)
_declare("tolist", Collection("list", ANY))
_declare("toset", Collection("set", ANY))
_declare("tomap", Collection("map", ANY))


@define("sensitive", ANY, policy="all", nullable=True)
def _sensitive(args: list[Val], _: Context) -> Val:
    return mark(args[0], marked=True)


@define("nonsensitive", ANY, policy="all", nullable=True)
def _nonsensitive(args: list[Val], _: Context) -> Val:
    return unmark(args[0])[0]


@define("issensitive", ANY, policy="all", nullable=True)
def _issensitive(args: list[Val], _: Context) -> Val:
    value, marked = unmark(args[0])
    if marked:
        return True
    return (
        computed(value) if isinstance(value, Unknown) and not isinstance(value, UnknownCollection) else False
    )


@define("ephemeralasnull", ANY, policy="all", nullable=True)
def _ephemeralasnull(args: list[Val], _: Context) -> Val:
    # What is ephemeral is unknown here from the start, and stays so.
    return args[0]

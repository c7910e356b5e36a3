"""Functions that convert to a type or change what is known of a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.conversion import convert
from vmgate.read.hcl.evaluate.functions.signature import Context, define
from vmgate.read.hcl.evaluate.types import BOOL, NUMBER, STRING
from vmgate.read.hcl.evaluate.values import Sensitive, computed, mark, unmark

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.values import Val


@define("tostring", 1, policy="all")
def _tostring(args: list[Val], _: Context) -> Val:
    return convert(args[0], STRING)


@define("tonumber", 1, policy="all")
def _tonumber(args: list[Val], _: Context) -> Val:
    return convert(args[0], NUMBER)


@define("tobool", 1, policy="all")
def _tobool(args: list[Val], _: Context) -> Val:
    return convert(args[0], BOOL)


@define("sensitive", 1, policy="all")
def _sensitive(args: list[Val], _: Context) -> Val:
    return mark(args[0], marked=True)


@define("nonsensitive", 1, policy="all")
def _nonsensitive(args: list[Val], _: Context) -> Val:
    return unmark(args[0])[0]


@define("issensitive", 1, policy="all")
def _issensitive(args: list[Val], _: Context) -> Val:
    value, marked = unmark(args[0])
    return computed(value) if isinstance(value, Unknown) and not marked else isinstance(args[0], Sensitive)

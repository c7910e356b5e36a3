"""Questions to several things of which some may not know."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from vmgate.model.fact import NotExpressible, UnknownValue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")


def first(several: Iterable[T], holds: Callable[[T], bool]) -> T | None:
    """The first of which something surely holds; None where it holds of none. What cannot have it has it not.

    Raises the first `UnknownValue` where it surely holds of none, and may hold of one.
    """
    doubt: UnknownValue | None = None
    for one in several:
        try:
            if holds(one):
                return one
        except NotExpressible:
            continue
        except UnknownValue as unknown:
            doubt = doubt or unknown
    if doubt is not None:
        raise doubt
    return None

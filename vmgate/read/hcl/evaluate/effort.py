"""A bound on the work that one value may take: loops within loops and texts that double end in unknown."""

from __future__ import annotations

_MOST = 4_000_000


class Exhausted(Exception):  # noqa: N818  - the end of our patience, no error of the source
    """A value takes more work than is spent on one. Nothing but the outermost evaluation catches it."""


class _Effort:
    """The evaluation of one value, which one within another shares: the work left for it."""

    __slots__ = ("depth", "left")

    def __init__(self) -> None:
        self.left = _MOST
        self.depth = 0

    def __enter__(self) -> None:
        if self.depth == 0:
            self.left = _MOST
        self.depth += 1

    def __exit__(self, *_: object) -> None:
        self.depth -= 1


EFFORT = _Effort()


def spend(amount: int = 1) -> None:
    """Notes some work. Raises `Exhausted` when one value has taken too much of it."""
    EFFORT.left -= amount
    if EFFORT.left < 0 and EFFORT.depth:
        raise Exhausted("it takes too long to evaluate")

"""Which version of a provider will run: the one that is locked, else what the constraints admit."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmgate.model.estate import Estate, ProviderVersion

Version: TypeAlias = tuple[int, int, int]

_CONSTRAINT = re.compile(r"\s*(=|!=|>=|<=|~>|>|<)?\s*v?(\d+(?:\.\d+){0,2})(?:[-+][0-9A-Za-z.+-]+)?\s*\Z")


def at_least(estate: Estate, name: str, version: tuple[int, ...], source: str | None = None) -> bool:
    """Whether the provider of a name ("vsphere") that will run is of this version or newer.

    That is the locked version where there is one, else the newest that the constraints admit; without any
    constraint it is the newest there is. `source` is the provider's source address where it is known.
    """
    return _at_least(tuple(estate.providers), name, version, source)


# Every port group asks the same.
@cache
def _at_least(
    providers: tuple[ProviderVersion, ...], name: str, version: tuple[int, ...], source: str | None
) -> bool:
    wanted = _padded(version)
    found = list(_of_source(providers, name, source))
    for provider in found:
        locked = _parsed(provider.locked) if provider.locked else None
        if locked is not None:
            return locked >= wanted
    constraints = [
        constraint for provider in found for text in provider.constraints for constraint in _constraints(text)
    ]
    return _admits(constraints, wanted)


def admits(texts: Iterable[str], version: Version) -> bool:
    """Whether a version meets all constraints."""
    constraints = [constraint for text in texts for constraint in _constraints(text)]
    return all(_meets(version, *constraint) for constraint in constraints)


def is_constrained(estate: Estate, name: str, source: str | None = None) -> bool:
    """Whether anything tells the version."""
    return any(one.locked or one.constraints for one in _of_source(estate.providers, name, source))


def _of_source(
    providers: Iterable[ProviderVersion], name: str, source: str | None
) -> Iterable[ProviderVersion]:
    ours = [provider for provider in providers if provider.source.rpartition("/")[2] == name]
    if source is None:
        return ours
    exact = [provider for provider in ours if ("/" + source).endswith("/" + provider.source)]
    return exact or ours


def _constraints(text: str) -> Iterable[tuple[str, Version, int]]:
    """Operator, version and how many segments were written. What does not parse constrains nothing."""
    for part in text.split(","):
        match = _CONSTRAINT.match(part)
        if match is not None:
            yield match.group(1) or "=", _padded(_numbers(match.group(2))), match.group(2).count(".") + 1


def _admits(constraints: list[tuple[str, Version, int]], least: Version) -> bool:
    """Whether some version from `least` on meets all constraints.

    If one does, then the smallest such is `least`, a bound, or one of the patch releases right after those;
    each excluded version can push it on by one.
    """
    excluded = sum(operator == "!=" for operator, _, _ in constraints)
    starts = {least, *(bound for _, bound, _ in constraints)}
    for major, minor, patch in starts:
        for step in range(excluded + 2):
            version = (major, minor, patch + step)
            if version >= least and all(_meets(version, *constraint) for constraint in constraints):
                return True
    return False


def _meets(version: Version, operator: str, bound: Version, segments: int) -> bool:
    if operator == "~>":
        # All segments but the last one written stay as they are.
        fixed = segments - 1
        return version >= bound and version[:fixed] == bound[:fixed]
    return {
        "=": version == bound,
        "!=": version != bound,
        ">": version > bound,
        ">=": version >= bound,
        "<": version < bound,
        "<=": version <= bound,
    }[operator]


def _parsed(text: str) -> Version | None:
    match = _CONSTRAINT.match(text)
    return _padded(_numbers(match.group(2))) if match is not None else None


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))


def _padded(numbers: tuple[int, ...]) -> Version:
    major, minor, patch = (*numbers, 0, 0, 0)[:3]
    return major, minor, patch

"""Arguments that the builder does not have: misspelt ones, above all, which Packer refuses and nobody obeys (C03)."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact
from vmgate.translate.packer.known_arguments import ARGUMENTS
from vmgate.vocabulary.image import StraySetting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vmgate.model.resource import Resource
    from vmgate.model.value import Path, Value

_NEAR: Final = 0.86
"""How alike two names are that one is taken for the other misspelt; letter case does not count."""

_OF_SOURCES: Final = frozenset({("name",)})
"""What Packer itself takes from any source."""


def stray(resource: Resource) -> Iterator[StraySetting]:
    """The arguments and blocks of a source that are not among its builder's, those inside of blocks too."""
    known = ARGUMENTS[resource.type]
    for name in resource.attributes():
        yield from _judged(resource, known, "", name, (name,))
        if any(path.startswith(f"{name}.") for path in known):
            yield from _inside(resource, known, name, (name,), resource.outline((name,)))


def _inside(
    resource: Resource, known: Iterable[str], around: str, path: Path, value: Value
) -> Iterator[StraySetting]:
    blocks = [(path, value)]
    if isinstance(value, list):
        blocks = [((*path, position), resource.outline((*path, position))) for position in range(len(value))]
    for place, block in blocks:
        for name in block if isinstance(block, dict) else ():
            yield from _judged(resource, known, f"{around}.", name, (*place, name))
            inner = f"{around}.{name}"
            if any(one.startswith(f"{inner}.") for one in known):
                below = resource.outline((*place, name))
                yield from _inside(resource, known, inner, (*place, name), below)


def _judged(
    resource: Resource, known: Iterable[str], around: str, name: str, path: Path
) -> Iterator[StraySetting]:
    if around + name in known or name.startswith("_") or path in _OF_SOURCES:
        return
    beside = {
        one.removeprefix(around).lower(): one.removeprefix(around)
        for one in known
        if one.startswith(around) and "." not in one.removeprefix(around)
    }
    near = get_close_matches(name.lower(), beside, n=1, cutoff=_NEAR)
    at: Fact[object] = Fact(name, resource, path)
    yield StraySetting(name, beside[near[0]] if near else None, at)

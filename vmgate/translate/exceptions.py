"""From exceptions to what rules may ask of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.resource import Resource
from vmgate.vocabulary.exception import LimitedException

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmgate.model.exceptions import Standing, Waiver
    from vmgate.model.position import Span
    from vmgate.model.value import Path


def thing(standing: Standing) -> LimitedException:
    """An exception as it stands in a run."""
    waiver = standing.waiver
    resource = Resource(
        address=_address(waiver), mode="record", type="exception", name=waiver.name, span=_places(waiver)
    )
    return LimitedException(resource, standing.shortcomings)


def _address(waiver: Waiver) -> str:
    """The file; a comment's does not name its line, which moves."""
    return f"{waiver.file}#ignore[{','.join(waiver.rules)}]" if waiver.inline else waiver.file


def _places(waiver: Waiver) -> Callable[[Path], Span | None]:
    def span(path: Path) -> Span | None:
        """Where a key is written; the whole for one that is missing."""
        return waiver.places.get(str(path[0]) if path else "") or waiver.places.get("")

    return span

"""Channels: names such as `prod` that lead to one version of an image."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmgate.registry.facts import Channel
    from vmgate.registry.store import Stored
    from vmgate.registry.trust import Trust


def current(trust: Trust, moves: Iterable[tuple[Stored, Channel]]) -> dict[str, Channel]:
    """Where the channels of one image lead, by name, from all moves of them: the newest move that holds.

    Of two moves at the same moment, the one whose path sorts last: all who merge them come to the same.
    """
    held = [(stored.path, fact) for stored, fact in moves if not trust.problem_of(stored)]
    ordered = sorted(held, key=lambda pair: (pair[1].issued, pair[0]))
    return {fact.channel: fact for _, fact in ordered}

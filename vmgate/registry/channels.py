"""Channels: names such as `prod` that lead to one version of an image."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.registry.facts import Channel

if TYPE_CHECKING:
    from vmgate.registry.trust import Trust


def current(trust: Trust) -> dict[tuple[str, str], Channel]:
    """Where each channel leads, by the names of image and channel: its newest move that holds.

    Of two moves at the same moment, the one whose path sorts last: all who merge them come to the same.
    """
    held = [(stored.path, fact) for stored, fact in trust.facts(Channel) if not trust.problem_of(stored)]
    ordered = sorted(held, key=lambda pair: (pair[1].issued, pair[0]))
    return {(fact.image, fact.channel): fact for _, fact in ordered}

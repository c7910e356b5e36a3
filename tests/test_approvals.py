"""Whoever is killed while approving an exception leaves no half file, and loses nothing that was acknowledged."""

from __future__ import annotations

from tests.approvals import kill


def test_random_kills_lose_nothing() -> None:
    """A few; `python -m tests.approvals 1000` is the long run."""
    found = kill(6, seed=39)
    assert found["killed"] >= 1
    assert found["approved"] >= found["acknowledged"] >= 1

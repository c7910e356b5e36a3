"""Attributes as their providers convert them."""

from __future__ import annotations

import pytest

from vmgate.model.resource import Resource
from vmgate.translate.attributes import Attributes


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12, "12"),
        (12.0, "12"),
        (1.5, "1.5"),
        (True, "true"),
        (10**400, "1" + "0" * 400),
        (float("inf"), "inf"),
    ],
)
def test_a_number_is_a_text_where_one_is_taken(value: float, text: str) -> None:
    """However large it is."""
    assert _text(value) == text


def test_a_number_that_nobody_can_write_is_unknown() -> None:
    """Python refuses to; a rule must not break on it."""
    assert _text(10**10_000) is None


def _text(value: float) -> str | None:
    resource = Resource(
        address="x.y", mode="managed", type="x", name="y", values={"name": value}, span=lambda _path: None
    )
    fact = Attributes(resource).text("name")
    return fact.value if fact.known else None

"""From an id to what it is the id of."""

from __future__ import annotations

import pytest

from vmgate.model.estate import Estate
from vmgate.model.fact import Fact
from vmgate.model.resource import Resource
from vmgate.model.value import Reference, Unknown, Value
from vmgate.translate.lookups import meant

IMAGE = Resource(address="x_image.it", mode="managed", type="x_image", name="it", values={"id": "i-1"})
FOUND = Resource(
    address="data.x_image.found", mode="data", type="x_image", name="found", values={"id": "i-2"}
)
OTHER = Resource(address="x_other.it", mode="managed", type="x_other", name="it", values={"id": "i-3"})


def addresses(value: Value) -> list[str]:
    """What an id of a machine is found to mean."""
    machine = Resource(address="x_vm.it", mode="managed", type="x_vm", name="it", values={"image": value})
    known = value if isinstance(value, str | Unknown) else None
    estate = Estate([IMAGE, FOUND, OTHER, machine])
    id_: Fact[str | None] = Fact(known, machine, ("image",))
    return [one.address for one in meant(id_, estate, managed=("x_image",), data=("x_image",))]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("i-1", ["x_image.it"]),
        ("i-2", ["data.x_image.found"]),
        ("i-3", []),
        ("i-9", []),
        (None, []),
        (Unknown("later", (Reference("x_image.it", ("id",)),)), ["x_image.it"]),
        (Unknown("later", (Reference("x_image.it", ("metadata", "uuid")),)), ["x_image.it"]),
        (Unknown("later", (Reference("data.x_image.found", ("id",)),)), ["data.x_image.found"]),
        (Unknown("later", (Reference("x_image.it", ("name",)),)), []),
        (Unknown("later", (Reference("x_other.it", ("id",)),)), []),
        (Unknown("later"), []),
    ],
)
def test_an_id_means_what_has_it_or_what_it_is_a_copy_of(value: Value, found: list[str]) -> None:
    """Another attribute of the right resource, and the id of another kind of resource, mean nothing."""
    assert addresses(value) == found


def test_an_id_that_may_be_one_of_two_kinds_means_nothing() -> None:
    """Some candidates are worse than none."""
    both = (Reference("x_image.it", ("id",)), Reference("x_other.it", ("id",)))
    assert addresses(Unknown("later", both)) == []

"""What the server fills in is taken for not written, and what a plan does not show is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vmgate.model.fact import UnknownValue
from vmgate.model.resource import Resource
from vmgate.model.value import Reference, Unknown
from vmgate.translate.filled_in import LEFT, SERVER_DEFAULT, FilledIn

if TYPE_CHECKING:
    from vmgate.model.value import Path, Value

LATER = Unknown("known after apply")


class Planned(Resource):
    """A resource of a plan in whose configuration these paths are written."""

    written_paths: frozenset[Path] = frozenset()

    def written(self, path: Path) -> bool | None:
        """Whether the path, or something within it, is one of them."""
        return any(one[: len(path)] == path for one in self.written_paths)


def planned(written: set[Path], **values: Value) -> FilledIn:
    """The attributes of such a resource."""
    resource = Planned(address="x_vm.it", mode="managed", type="x_vm", name="it", values=values)
    resource.written_paths = frozenset(written)
    return FilledIn(resource)


class Strict(FilledIn):
    """Attributes of which one block is never filled in."""

    never = frozenset({"disks"})


def test_what_is_not_written_has_the_server_s_default() -> None:
    """Unknown in the plan, and yet told."""
    fact = planned(set(), power_state=LATER).text("power_state", "ON")
    assert (fact.value, fact.note) == ("ON", SERVER_DEFAULT)


def test_what_is_not_written_and_has_no_default_is_left_to_the_server() -> None:
    """That is a reason of its own."""
    with pytest.raises(UnknownValue, match=LEFT):
        _ = planned(set(), power_state=LATER).told("power_state").value


def test_what_is_written_stays_unknown() -> None:
    """Its value is not there yet."""
    assert not planned({("power_state",)}, power_state=LATER).text("power_state", "ON").known


def test_what_is_a_copy_of_something_stays_unknown() -> None:
    """It was written somewhere."""
    copy = Unknown("known after apply", (Reference("x_image.it", ("id",)),))
    assert not planned(set(), image=copy).text("image").known


def test_what_is_within_a_dynamic_block_stays_unknown() -> None:
    """The plan has the block, and its configuration does not show what the block says."""
    (disk,) = planned(set(), disk=[{"image": LATER}]).blocks("disk")
    assert not disk.text("image").known


def test_a_block_that_is_never_filled_in_and_is_unknown_was_written_by_a_dynamic_one() -> None:
    """Another block of the same look is none at all."""
    own = planned(set(), disks=LATER, nics=LATER)
    assert Strict(own.resource).blocks("nics") == []
    with pytest.raises(UnknownValue, match="known after apply"):
        Strict(own.resource).blocks("disks")


def test_a_chain_of_blocks_ends_where_one_is_absent() -> None:
    """Filled in by the server or not there is the same."""
    own = planned({("a", 0, "b")}, a=[{"b": [{"c": LATER}]}])
    found = own.inner("a", "b")
    assert found is not None
    assert found.path == ("a", 0, "b", 0)
    assert own.inner("a", "x", "c") is None

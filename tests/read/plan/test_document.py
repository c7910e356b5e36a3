"""A plan is taken apart in one pass where it is as Terraform writes it, and read the slow way where it is not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmgate.errors import InputError
from vmgate.read.plan import strict
from vmgate.read.plan.document import take_apart

if TYPE_CHECKING:
    from collections.abc import Mapping

    from msgspec import Raw

PLAIN = st.none() | st.booleans() | st.integers(0, 9) | st.text(max_size=3)
CHANGES = st.lists(st.dictionaries(st.sampled_from(["address", "change", "type", "ü"]), PLAIN), min_size=1)
DOCUMENTS = st.fixed_dictionaries(
    {"format_version": st.just("1.2"), "resource_changes": CHANGES, "complete": st.booleans()},
    optional={"planned_values": PLAIN, "errored": st.booleans(), "of_a_later_format": PLAIN},
)


def _compact(document: Mapping[str, object]) -> bytes:
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode()


def _values(fields: Mapping[str, Raw]) -> dict[str, Any]:
    return {name: json.loads(bytes(raw)) for name, raw in fields.items() if name != "resource_changes"}


@given(DOCUMENTS, st.booleans(), st.sampled_from(["", "\n"]))
def test_a_plan_is_read_alike_whatever_its_spacing_and_fields(
    document: dict[str, Any], spaced: bool, end: str
) -> None:
    """All fields but the changes as they are written, and of each change its fields."""
    text = json.dumps(document, indent=2).encode() if spaced else _compact(document)
    fields, changes = take_apart(text + end.encode())
    if changes is None:
        changes = strict.objects(fields["resource_changes"])
    assert _values(fields) == {name: value for name, value in document.items() if name != "resource_changes"}
    assert [_values(change) for change in changes] == document["resource_changes"]


def test_what_terraform_writes_is_taken_apart_in_one_pass() -> None:
    """Compact, and with no field but those that are known."""
    _, changes = take_apart(
        _compact({"format_version": "1.2", "resource_changes": [{"address": "a.b"}]}) + b"\n"
    )
    assert changes is not None


@given(DOCUMENTS, st.data())
def test_a_key_that_is_repeated_in_a_plan_or_in_a_change_is_never_read(
    document: dict[str, Any], data: st.DataObject
) -> None:
    """Which of the two is meant nobody knows."""
    key = data.draw(st.sampled_from(sorted(document)))
    again = json.dumps(key) + ":" + json.dumps(data.draw(CHANGES if key == "resource_changes" else PLAIN))
    with pytest.raises(InputError, match="repeated"):
        take_apart(_compact(document)[:-1] + b"," + again.encode() + b"}")
    inside = b'{"format_version":"1.2","resource_changes":[{"address":"a.b","type":1,"type":2}]}'
    fields, changes = take_apart(inside)
    assert changes is None
    with pytest.raises(InputError, match='"type" is repeated'):
        strict.objects(fields["resource_changes"])

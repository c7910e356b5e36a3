"""Following a chain: whatever is done to any entry is noticed."""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vmgate.errors import UsageError
from vmgate.ledger import Entry, Head, Record, verify
from vmgate.ledger.entry import GENESIS, chained, digest

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

CONTENTS = st.dictionaries(st.text(max_size=5), st.text(max_size=5) | st.integers() | st.none(), max_size=3)
RECORDS = st.builds(Record, st.text(max_size=5), st.text(max_size=5), st.dates(), CONTENTS)


def chain(records: list[Record]) -> list[Entry]:
    """Records as a ledger would hold them."""
    found: list[Entry] = []
    for record in records:
        found.append(chained(record, len(found) + 1, AT, found[-1].hash if found else GENESIS))
    return found


CHAINS = st.lists(RECORDS, min_size=1, max_size=6).map(chain)


@settings(deadline=None)
@given(CHAINS)
def test_an_untouched_chain_holds_with_any_head_of_its_past(entries: list[Entry]) -> None:
    """An old head proves that what was there then is there now."""
    for entry in entries:
        for pinned in (Head(entry.hash, entry.seq), Head(entry.hash)):
            told = verify(entries, pinned)
            assert told.broken is None
            assert told.count == len(entries)


@settings(deadline=None)
@given(CHAINS, st.data())
def test_a_change_of_any_field_of_any_entry_is_noticed(entries: list[Entry], data: st.DataObject) -> None:
    """At that entry, or at the next where the hash was made to fit; of the last one against a noted head."""
    at = data.draw(st.integers(0, len(entries) - 1))
    name = data.draw(st.sampled_from([one.name for one in fields(Entry)]))
    old = getattr(entries[at], name)
    new = data.draw((st.integers() if name == "seq" else st.text()).filter(lambda value: value != old))
    changed = Entry(**{**asdict(entries[at]), name: new})
    told = verify([*entries[:at], changed, *entries[at + 1 :]])
    assert told.broken is not None
    forged = replace(changed, hash=_fitting(changed))
    head = Head(entries[-1].hash, len(entries))
    told = verify([*entries[:at], forged, *entries[at + 1 :]], head)
    assert told.broken is not None or forged == entries[at]


def _fitting(entry: Entry) -> str:
    return digest(entry.seq, entry.at, entry.day, entry.kind, entry.subject, entry.payload, entry.previous)


@settings(deadline=None)
@given(CHAINS, st.data())
def test_removing_moving_and_putting_in_is_noticed(entries: list[Entry], data: st.DataObject) -> None:
    """Whatever subset, order or repetition of the entries is not the chain itself, against a noted head."""
    other = data.draw(st.lists(st.sampled_from(entries), max_size=len(entries) + 1))
    told = verify(other, Head(entries[-1].hash, len(entries)))
    assert (told.broken is None) == (other == entries)


@settings(deadline=None)
@given(CHAINS, CHAINS)
def test_another_chain_in_place_of_the_noted_one_is_noticed(entries: list[Entry], other: list[Entry]) -> None:
    """All of it may be written anew, as long as it wants; the head that was noted is not in it."""
    told = verify(other, Head(entries[-1].hash, len(entries)))
    assert (told.broken is None) == (other[: len(entries)] == entries)


def test_the_first_broken_entry_is_told() -> None:
    """Not the last, and not how many."""
    entries = chain([Record("a", "b", date(2026, 11, 23), {"n": number}) for number in range(5)])
    entries[3] = replace(entries[3], payload="{}")
    entries[1] = replace(entries[1], payload="{}")
    told = verify(entries)
    assert told.broken is not None
    assert (told.broken.seq, told.count) == (2, 1)


@pytest.mark.parametrize(
    "text", ["", "42", "42:", f"0:{GENESIS}", "x" * 64, f"-1:{GENESIS}", f"1:{GENESIS}:2"]
)
def test_what_is_no_head_is_refused(text: str) -> None:
    """With the form that it has."""
    with pytest.raises(UsageError, match="42:HASH"):
        Head.parse(text)


def test_a_head_is_written_as_it_is_read() -> None:
    """With and without its number."""
    for head in (Head(GENESIS, 42), Head(GENESIS)):
        assert Head.parse(f" {head}\n".upper()) == head

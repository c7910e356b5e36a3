"""What both kinds of ledger promise."""

from __future__ import annotations

from datetime import UTC, date, datetime
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest

from vmgate.ledger import Head, LedgerError, Record, ledger_at, verify
from vmgate.ledger.entry import GENESIS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ledger.conftest import Store
    from vmgate.ledger import Ledger

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 23)


def record(number: int, subject: str = "web", day: date = DAY, kind: str = "test") -> Record:
    """Something to record."""
    return Record(kind, subject, day, {"number": number, "text": 'ü "\x00" \ud800', "none": None})


def filled(store: Store, count: int) -> Ledger:
    """A ledger with entries."""
    ledger = store.ledger()
    for number in range(1, count + 1):
        ledger.append([record(number)], AT)
    return ledger


def test_what_was_appended_is_read_back_in_order(store: Store) -> None:
    """Each with its number, time, day, subject and content, chained from the beginning."""
    ledger = store.ledger()
    assert not ledger.exists()
    first = ledger.append([record(1), record(2, "db")], AT)
    second = ledger.append([record(3)], AT)
    assert ledger.exists()
    found = list(ledger.entries())
    assert found == [*first, *second]
    assert [one.seq for one in found] == [1, 2, 3]
    assert [one.previous for one in found] == [GENESIS, found[0].hash, found[1].hash]
    assert (found[1].at, found[1].day, found[1].subject) == ("2026-11-23T09:00:00Z", "2026-11-23", "db")
    assert found[2].content() == dict(record(3).content)
    assert ledger.entry(2) == found[1]
    assert ledger.entry(9) is None
    told = verify(ledger.entries())
    assert (told.count, told.head, told.broken) == (3, Head(found[2].hash, 3), None)
    assert (ledger.missing_triggers(), ledger.exposures()) == ([], [])


def test_a_ledger_that_is_not_there_is_said_to_be_absent(store: Store) -> None:
    """Reading makes none."""
    with pytest.raises(LedgerError, match="there is no ledger"):
        list(store.ledger().entries())
    assert not store.ledger().exists()


def test_the_last_word_on_every_subject_is_the_one_of_the_day(store: Store) -> None:
    """Of the newest day that is not after it; of several on one day, the last written. Other kinds do not count."""
    ledger = store.ledger()
    days = [date(2026, 11, day) for day in (1, 5, 9)]
    made = ledger.append(
        [
            record(1, "web", days[0]), record(2, "web", days[1]), record(3, "web", days[1]), record(4, "web", days[2]),
            record(5, "db", days[1]), record(6, "db", days[0]), record(7, "db", days[1], "other"),
        ],
        AT,
    )  # fmt: skip
    by_day = {day.day: [one.seq for one in ledger.latest("test", day)] for day in days}
    assert by_day == {1: [1, 6], 5: [3, 5], 9: [4, 5]}
    assert ledger.latest("test", date(2026, 10, 1)) == []
    assert ledger.latest("other", DAY) == [made[6]]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE vmgate_ledger SET payload = '{}' WHERE seq = 1",
        "DELETE FROM vmgate_ledger WHERE seq = 2",
        "INSERT INTO vmgate_ledger SELECT 9, at, day, kind, 'x', payload, hash, 'x' FROM vmgate_ledger WHERE seq = 2",
        "INSERT INTO vmgate_ledger SELECT 3, at, day, kind, 'x', payload, 'x', 'y' FROM vmgate_ledger WHERE seq = 2",
        "UPDATE vmgate_ledger_schema SET version = 7",
        "DELETE FROM vmgate_ledger_schema",
    ],
)
def test_the_database_itself_refuses_changes(store: Store, statement: str) -> None:
    """Whoever asks, with all rights: nothing but appending goes."""
    ledger = filled(store, 2)
    with pytest.raises(Exception, match="append-only"):
        store.execute(statement)
    assert verify(ledger.entries()).count == 2


def test_what_only_one_database_offers_is_refused_too(store: Store) -> None:
    """Replacing on insertion, and truncation."""
    ledger = filled(store, 2)
    statement = (
        "TRUNCATE vmgate_ledger"
        if store.server
        else "INSERT OR REPLACE INTO vmgate_ledger SELECT 1, at, day, kind, 'x', payload, previous, hash "
        "FROM vmgate_ledger WHERE seq = 1"
    )
    with pytest.raises(Exception, match="append-only"):
        store.execute(statement)
    assert verify(ledger.entries()).count == 2


@pytest.mark.parametrize(
    ("statement", "seq", "why"),
    [
        ("UPDATE vmgate_ledger SET payload = '{}' WHERE seq = 2", 2, "changed"),
        ("UPDATE vmgate_ledger SET at = '2026-01-01T00:00:00Z' WHERE seq = 3", 3, "changed"),
        ("DELETE FROM vmgate_ledger WHERE seq = 1", 1, "not there"),
        ("DELETE FROM vmgate_ledger WHERE seq = 2", 2, "not there"),
        ("UPDATE vmgate_ledger SET seq = seq + 7 WHERE seq = 3", 3, "not there"),
    ],
)
def test_what_was_done_past_the_triggers_is_found(store: Store, statement: str, seq: int, why: str) -> None:
    """The first entry that does not hold, and what is wrong with it."""
    ledger = filled(store, 3)
    store.tamper(statement)
    told = verify(ledger.entries())
    assert told.broken is not None
    assert told.broken.seq == seq
    assert why in told.broken.why
    assert told.count == seq - 1


def test_an_end_that_was_cut_off_shows_against_a_head_that_was_noted(store: Store) -> None:
    """And only there: what is left is a whole chain."""
    ledger = filled(store, 3)
    head = verify(ledger.entries()).head
    assert head is not None
    store.tamper("DELETE FROM vmgate_ledger WHERE seq = 3")
    assert verify(ledger.entries()).broken is None
    for pinned in (head, Head(head.hash)):
        told = verify(ledger.entries(), pinned)
        assert told.broken is not None
        assert "cut off" in told.broken.why
    ledger.append([record(4)], AT)
    told = verify(ledger.entries(), head)
    assert told.broken is not None
    assert (told.broken.seq, "anew" in told.broken.why) == (3, True)


def test_a_record_that_was_changed_is_not_the_last_word(store: Store) -> None:
    """Nothing is judged by it."""
    ledger = filled(store, 1)
    store.tamper("UPDATE vmgate_ledger SET payload = '{\"machines\":[]}' WHERE seq = 1")
    with pytest.raises(LedgerError, match="entry 1 was changed"):
        ledger.latest("test", DAY)


def test_a_missing_trigger_is_told(store: Store) -> None:
    """Whoever took it away could change entries."""
    ledger = filled(store, 1)
    where = " ON vmgate_ledger" if store.server else ""
    store.execute(f"DROP TRIGGER vmgate_ledger_follows{where}")
    assert ledger.missing_triggers() == ["vmgate_ledger_follows"]


def test_a_ledger_of_a_newer_vmgate_is_refused(store: Store) -> None:
    """It is neither read nor written."""
    ledger = filled(store, 1)
    store.execute("INSERT INTO vmgate_ledger_schema VALUES (2)")
    with pytest.raises(LedgerError, match=r"schema 2.*newer vmgate"):
        list(ledger.entries())
    with pytest.raises(LedgerError, match=r"schema 2.*newer vmgate"):
        ledger.append([record(2)], AT)


def _write(url: str, folder: Path, name: str, count: int) -> None:
    for number in range(count):
        ledger_at(url, folder).append([record(number, name)], AT)


def test_two_writers_at_once_lose_nothing(store: Store) -> None:
    """Every entry of both is there, once, and the chain is whole; even where the ledger is made by whoever is first."""
    context = get_context("spawn")
    names = ("one", "two")
    writers = [context.Process(target=_write, args=(store.url, store.folder, name, 12)) for name in names]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
        assert writer.exitcode == 0
    entries = list(store.ledger().entries())
    assert verify(entries).broken is None
    for name in names:
        numbers = [one.content()["number"] for one in entries if one.subject == name]
        assert numbers == list(range(12))

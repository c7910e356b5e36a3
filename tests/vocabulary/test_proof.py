"""Whether a thing is proven by evidence, and what is told where it is not."""

from __future__ import annotations

from datetime import date

import pytest

from vmgate.model.evidence import EvidenceRecord, EvidenceRegister, Subject, SubjectKind, subject
from vmgate.model.site import Site
from vmgate.vocabulary.proof import SITE, unproven, valid

NAS = Subject(SubjectKind.NFS_SERVER, "10.31.0.5")


def record(**changes: object) -> EvidenceRecord:
    """A record of C14 about one NFS server, of the first of October."""
    usual: dict[str, object] = {
        "path": "nas.toml", "clause": "C14", "about": (NAS,), "statement": "ESP", "by": "storage",
        "done": date(2026, 10, 1),
    }  # fmt: skip
    return EvidenceRecord(**{**usual, **changes})  # type: ignore[arg-type]  # fields are given by name


def told(*records: EvidenceRecord, about: Subject = NAS, clause: str = "C14", part: str | None = None) -> str:
    """What is told of a subject at a site with these records."""
    site = Site(date(2026, 11, 23), evidence=EvidenceRegister("evidence", records))
    return unproven(site, clause, about, part=part) or "proven"


def test_nothing_is_proven_without_a_record() -> None:
    """A register that is missing proves as much as one that is empty."""
    assert unproven(Site(date(2026, 11, 23)), "C14", NAS) == "there is no evidence about nfs-server:10.31.0.5"
    assert told() == "there is no evidence about nfs-server:10.31.0.5"
    assert told(about=SITE) == "there is no evidence"


@pytest.mark.parametrize(
    ("about", "proven"),
    [
        ("nfs-server:10.31.0.5", True),
        ("nfs-server:10.31.0.*", True),
        ("nfs-server:10.31.0.6", False),
        ("host:10.31.0.5", False),
        ("site", True),
    ],
)
def test_a_record_counts_for_what_it_is_about(about: str, proven: bool) -> None:
    """By kind and by pattern; what is said of the whole site holds for everything."""
    assert (told(record(about=(subject(about),))) == "proven") is proven


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"done": date(2026, 5, 24)}, "proven"),
        ({"done": date(2026, 5, 23)}, "the evidence of 2026-05-23 (nas.toml) is 184 days old, and C14 allows 183"),
        ({"valid_until": date(2026, 11, 23)}, "proven"),
        ({"valid_until": date(2026, 11, 22)}, "the evidence of 2026-10-01 (nas.toml) ended on 2026-11-22"),
        ({"done": date(2026, 11, 24)}, "the evidence of 2026-11-24 (nas.toml) is of a day that is yet to come"),
        ({"mismatch": "is not it"}, "the evidence of 2026-10-01 (nas.toml) is not it"),
        ({"clause": "C12"}, "there is no evidence about nfs-server:10.31.0.5"),
    ],
)  # fmt: skip
def test_a_record_counts_until_its_last_day(change: dict[str, object], problem: str) -> None:
    """Its own end or the age of its clause, whichever is first; what is wrong is told with the date."""
    assert told(record(**change)) == problem


def test_of_several_records_one_that_counts_is_enough_and_the_newest_is_told_of() -> None:
    """An old record beside a new one does no harm."""
    old = record(done=date(2025, 1, 1), path="old.toml")
    older = record(done=date(2024, 1, 1), path="older.toml")
    assert told(old, record()) == "proven"
    assert told(older, old).startswith("the evidence of 2025-01-01 (old.toml)")
    site = Site(date(2026, 11, 23), evidence=EvidenceRegister("evidence", (older, old, record())))
    assert valid(site, "C14", NAS) == [record()]


def test_a_part_of_a_clause_needs_a_record_that_covers_it() -> None:
    """An audit of the storage is none of the network."""
    audit = record(clause="C18", about=(SITE,), covers=("storage",))
    assert told(audit, about=SITE, clause="C18", part="storage") == "proven"
    assert told(audit, about=SITE, clause="C18", part="vms") == "there is no evidence of vms"


def test_a_day_at_the_end_of_the_calendar_is_a_day() -> None:
    """It is yet to come, and its last day is the calendar's."""
    far = record(done=date.max)
    assert told(far).endswith("is of a day that is yet to come")
    assert far.last_day(EvidenceRegister("evidence").ages) == date.max

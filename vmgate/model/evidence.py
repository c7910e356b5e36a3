"""The evidence register as rules see it: dated records of what no configuration can show."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from msgspec import Struct, field

from vmgate.model.endpoint import canonical, told_as

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vmgate.model.position import Span


class SubjectKind(StrEnum):
    """What a record may be about. `SITE` is everything that the clause speaks of."""

    SITE = "site"
    ENDPOINT = "endpoint"
    CLUSTER = "cluster"
    HOST = "host"
    SWITCH = "switch"
    NFS_SERVER = "nfs-server"
    ISCSI_TARGET = "iscsi-target"
    STORAGE = "storage"
    NETWORK = "network"
    FABRIC = "fabric"
    COLLECTOR = "collector"
    CERTIFICATE = "certificate"
    TEMPLATE = "template"
    MACHINE = "machine"


class Subject(Struct, frozen=True):
    """One thing that evidence is about: `nfs-server:10.31.0.5`. In a record, the name is a glob pattern."""

    kind: SubjectKind
    name: str = "*"

    def __str__(self) -> str:
        return self.kind.value if self.kind is SubjectKind.SITE else f"{self.kind.value}:{self.name}"

    def includes(self, other: Subject) -> bool:
        """Whether what a record says of this subject holds for the other; letter case does not matter.

        A management server goes by the names that `told_as` says.
        """
        if self.kind is SubjectKind.SITE:
            return True
        if self.kind is not other.kind:
            return False
        if self.kind is SubjectKind.ENDPOINT:
            return any(fnmatchcase(name, canonical(self.name)) for name in told_as(other.name))
        return fnmatchcase(other.name.casefold(), self.name.casefold())


def subject(text: str) -> Subject:
    """`kind:name` as a subject. Raises `ValueError` for a kind that there is not, or a name that is missing."""
    kind, _, name = text.partition(":")
    found = SubjectKind(kind.strip())
    if found is SubjectKind.SITE:
        if name.strip():
            raise ValueError(text)
        return Subject(found)
    if not name.strip():
        raise ValueError(text)
    return Subject(found, name.strip())


class EvidenceRecord(Struct, frozen=True):
    """One record: that something was done on a day, who did it, and the document that shows it.

    `covers` names the parts of the clause that it speaks of, where the clause has parts (`PARTS`); `notes` are further
    facts by name that single rules ask for. `document` is a link or a file, `sha256` its digest. `mismatch` says what
    is wrong where the document at hand is not the one that was recorded. `path` is the record's file in the register.
    """

    path: str
    clause: str
    about: tuple[Subject, ...]
    statement: str
    by: str
    done: date
    valid_until: date | None = None
    covers: tuple[str, ...] = ()
    document: str | None = None
    sha256: str | None = None
    mismatch: str | None = None
    notes: Mapping[str, str] = field(default_factory=dict)
    span: Span | None = None

    def __str__(self) -> str:
        return f"the evidence of {self.done.isoformat()} ({self.path})"

    def last_day(self, ages: EvidenceAges) -> date:
        """The last day that it counts: what it says itself, and not later than the policy lets its clause's age be."""
        days = ages.of(self.clause)
        oldest = date.max if (date.max - self.done).days < days else self.done + timedelta(days=days)
        return oldest if self.valid_until is None else min(oldest, self.valid_until)

    def problem(self, as_of: date, ages: EvidenceAges) -> str | None:
        """Why it does not count on a day, to follow the record as a subject; None if it does."""
        return self.mismatch or self.outdated(as_of, ages)

    def outdated(self, as_of: date, ages: EvidenceAges) -> str | None:
        """Why a day is not within the time that it counts for, whatever it says; None if it is."""
        if self.done > as_of:
            return "is of a day that is yet to come"
        if self.valid_until is not None and self.valid_until < as_of:
            return f"ended on {self.valid_until.isoformat()}"
        age, most = (as_of - self.done).days, ages.of(self.clause)
        return f"is {age} days old, and {self.clause} allows {most}" if age > most else None


class EvidenceAges(Struct, frozen=True):
    """`[evidence]`: for how many days evidence counts, by clause, and for the clauses that are not named.

    The procedure itself states three intervals: half a year between audits (C18), a month between validations of
    guests (C31) and between updates of templates (C37). What has none follows the audits.
    """

    usual: int = 183
    by_clause: Mapping[str, int] = field(default_factory=lambda: {"C22": 31, "C31": 31, "C36": 60, "C37": 31})

    def of(self, clause: str) -> int:
        """The days for a clause."""
        return self.by_clause.get(clause, self.usual)


PARTS: Mapping[str, tuple[str, ...]] = {
    "C16": ("guest status", "power", "hardware", "privileged login", "vm movement"),
    "C18": ("virtual network", "storage", "hypervisor", "vms", "management systems"),
}
"""The parts of the clauses that have some: the classes of events that host logging tracks, and what an audit is of."""


class EvidenceRegister(Struct, frozen=True):
    """All records, and the way to find those of a subject. `path` is the register's folder."""

    path: str
    records: Sequence[EvidenceRecord] = ()
    ages: EvidenceAges = field(default_factory=EvidenceAges)

    def about(self, clause: str, *subjects: Subject) -> list[EvidenceRecord]:
        """The records of a clause about any of these subjects, which are names of one thing: the newest first."""
        found = [
            record
            for record in self.records
            if record.clause == clause
            and any(own.includes(other) for own in record.about for other in subjects)
        ]
        return sorted(found, key=lambda record: record.done, reverse=True)

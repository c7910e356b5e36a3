"""A ledger in a database: what both kinds have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select
from sqlalchemy.exc import SQLAlchemyError

from vmgate.ledger import schema
from vmgate.ledger.entry import GENESIS, Entry, LedgerError, chained
from vmgate.ledger.schema import ENTRIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import date, datetime

    from sqlalchemy import Connection

    from vmgate.ledger.entry import Record

_READ_AT_A_TIME = 64
"""An entry may have megabytes."""


class Ledger(ABC):
    """Entries that can be appended and read, and nothing else.

    `where` is how messages call it: it never holds a password. Every method raises `LedgerError`.
    """

    where: str

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]:
        """A connection to read with."""

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Connection]:
        """A connection in a transaction that no other writer shares, committed at the end and then on disk.

        Makes the ledger where there is none.
        """

    @abstractmethod
    def exists(self) -> bool:
        """Whether there is a ledger at all."""

    @abstractmethod
    def exposures(self) -> list[str]:
        """What lets others than its owner write it, or anybody without rights read it: none in a sound one."""

    def _secrets(self) -> Sequence[str]:
        """What must not appear in a message."""
        return ()

    def append(self, records: Sequence[Record], at: datetime) -> list[Entry]:
        """Append records, all of them or none. They are on disk when this returns. `at` is the time, in UTC."""
        with self._told(), self._writing() as connection:
            found = connection.execute(
                select(ENTRIES.c.seq, ENTRIES.c.hash).order_by(ENTRIES.c.seq.desc()).limit(1)
            ).first()
            seq, previous = (found[0], found[1]) if found else (0, GENESIS)
            entries: list[Entry] = []
            for record in records:
                entry = chained(record, seq + 1, at, previous)
                seq, previous = entry.seq, entry.hash
                entries.append(entry)
            for entry in entries:
                connection.execute(insert(ENTRIES).values(_row(entry)))
        return entries

    def entries(self) -> Iterator[Entry]:
        """All entries, in order."""
        with self._told(), self._reading() as connection:
            streamed = connection.execution_options(stream_results=True, yield_per=_READ_AT_A_TIME)
            with streamed.execute(select(ENTRIES).order_by(ENTRIES.c.seq)) as rows:
                for row in rows:
                    yield Entry(*row)

    def entry(self, seq: int) -> Entry | None:
        """One entry by its number."""
        with self._told(), self._reading() as connection:
            row = connection.execute(select(ENTRIES).where(ENTRIES.c.seq == seq)).first()
            return None if row is None else Entry(*row)

    def latest(self, kind: str, day: date) -> list[Entry]:
        """The last word on every subject of a kind, as of a day. Raises `LedgerError` for one that was changed."""
        newest = (ENTRIES.c.day.desc(), ENTRIES.c.seq.desc())
        ranked = (
            select(
                ENTRIES.c.seq,
                func.row_number().over(partition_by=ENTRIES.c.subject, order_by=newest).label("rank"),
            )
            .where(ENTRIES.c.kind == kind, ENTRIES.c.day <= day.isoformat())
            .subquery()
        )
        wanted = select(ranked.c.seq).where(ranked.c.rank == 1)
        with self._told(), self._reading() as connection:
            rows = connection.execute(
                select(ENTRIES).where(ENTRIES.c.seq.in_(wanted)).order_by(ENTRIES.c.seq)
            )
            found = [Entry(*row) for row in rows]
        for entry in found:
            if not entry.is_sound():
                message = f"{self.where}: entry {entry.seq} was changed after it was written"
                raise LedgerError(message)
        return found

    def missing_triggers(self) -> list[str]:
        """The triggers against changes that are not there any more, by name."""
        with self._told(), self._reading() as connection:
            return schema.missing_triggers(connection)

    def _no_ledger(self) -> LedgerError:
        return LedgerError(f"{self.where}: there is no ledger; `vmgate inventory record` makes one")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turns what goes wrong in a database into one message."""
        try:
            yield
        except SQLAlchemyError as error:
            cause = getattr(error, "orig", None) or error
            reason = " ".join(str(cause).split())
            for secret in self._secrets():
                reason = reason.replace(secret, "***")
            message = f"{self.where}: the ledger cannot be used: {reason or type(cause).__name__}"
            raise LedgerError(message) from None


def _row(entry: Entry) -> dict[str, int | str]:
    return {name: getattr(entry, name) for name in Entry.__slots__}

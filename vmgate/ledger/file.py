"""A ledger in a file of its own: SQLite.

At rest the file is read-only for everybody, its owner included (0440). Whoever appends gives the owner the right to
write, opens the file, and takes the right back before anything is written: what is open stays writable. Writers wait
for each other at a lock on the directory.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from sqlalchemy import create_engine, event
from sqlalchemy.pool import NullPool

from vmgate.ledger import schema
from vmgate.ledger.entry import LedgerError
from vmgate.ledger.store import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine

AT_REST: Final = 0o440
_TO_OPEN: Final = 0o640
_OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH
_PATIENCE: Final = 60.0
"""How long a writer waits for others, in seconds."""


class FileLedger(Ledger):
    """A ledger at a path."""

    def __init__(self, path: Path) -> None:
        self.where = str(path)
        self._path = path.resolve()
        self._journal = self._path.with_name(f"{self._path.name}-journal")

    def exists(self) -> bool:
        """See `Ledger.exists`."""
        with self._system():
            if self._path.exists() and not self._path.is_file():
                raise LedgerError(f"{self.where}: it is no file that a ledger could be in")
            return self._path.exists()

    def exposures(self) -> list[str]:
        """What is wrong with the modes of the file and of its directory."""
        found = self._dangers()
        with self._system():
            mode = stat.S_IMODE(self._path.stat().st_mode)
            above = stat.S_IMODE(self._path.parent.stat().st_mode)
        if mode & 0o337 and not mode & _OTHERS_WRITE:
            found.append(f"its mode is {mode:04o}, not {AT_REST:04o}: {_why(mode)}")
        if above & stat.S_IWGRP and not above & (stat.S_IWOTH | stat.S_ISVTX):
            found.append(f"the group may replace files in its directory (mode {above:04o})")
        return found

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        if not self.exists():
            raise self._no_ledger()
        if self._journal.exists() and os.access(self._path.parent, os.W_OK):
            # A writer was killed, or is at work. Either way it is over once the lock is ours.
            with self._locked():
                self._open_to_write().close()
        with self._connected(self._open_to_read, "BEGIN") as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._locked():
            if not self.exists():
                self._create()
            with self._connected(self._open_to_write, "BEGIN IMMEDIATE") as connection:
                yield connection

    @contextmanager
    def _connected(self, opened: Callable[[], sqlite3.Connection], begin: str) -> Iterator[Connection]:
        with _engine(opened, begin).begin() as connection:
            if not schema.exists(connection):
                message = f"{self.where}: it is a database, but no ledger of vmgate"
                raise LedgerError(message)
            schema.check_version(connection, self.where)
            yield connection

    def _open_to_read(self) -> sqlite3.Connection:
        uri = f"file:{quote(str(self._path))}?mode=ro"
        return sqlite3.connect(uri, uri=True, timeout=_PATIENCE, isolation_level=None)

    def _open_to_write(self) -> sqlite3.Connection:
        """The open file, at rest again; what a killed writer left behind is taken back."""
        dangers = self._dangers()
        if dangers:
            message = f"{self.where}: the ledger is not to be trusted: {'; '.join(dangers)}"
            raise LedgerError(message)
        with self._system():
            self._path.chmod(_TO_OPEN)
            try:
                if self._journal.exists():
                    self._journal.chmod(_TO_OPEN)
                connection = _durable(sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None))
                # Takes back what was begun; a journal that holds nothing yet is left, and nobody else's now.
                connection.execute("BEGIN IMMEDIATE")
                self._journal.unlink(missing_ok=True)
                connection.execute("ROLLBACK")
            finally:
                self._path.chmod(AT_REST)
        return connection

    def _create(self) -> None:
        """Make an empty ledger beside its place, and put it there whole."""
        new = self._path.with_name(f".{self._path.name}.new")
        with self._system():
            new.unlink(missing_ok=True)
            new.touch(mode=0o600)
            with _engine(
                lambda: _durable(sqlite3.connect(new, isolation_level=None)), "BEGIN"
            ).begin() as making:
                schema.create(making)
            new.chmod(AT_REST)
            new.rename(self._path)
            descriptor = os.open(self._path.parent, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def _dangers(self) -> list[str]:
        """Who else than the owner may write the file, or put another in its place."""
        found = []
        with self._system():
            mode = stat.S_IMODE(self._path.stat().st_mode)
            above = stat.S_IMODE(self._path.parent.stat().st_mode)
        if mode & _OTHERS_WRITE:
            found.append(
                f"others than its owner may write it (mode {mode:04o}); chmod 0440 after verifying it"
            )
        if above & stat.S_IWOTH and not above & stat.S_ISVTX:
            found.append(f"everybody may replace files in its directory (mode {above:04o})")
        return found

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Among writers, alone. The lock ends with the process, however that ends."""
        try:
            import fcntl  # noqa: PLC0415  - readers do without it
        except ImportError:
            message = (
                f"{self.where}: this system has no locks for it; a ledger in PostgreSQL can be appended to"
            )
            raise LedgerError(message) from None
        with self._system():
            descriptor = os.open(self._path.parent, os.O_RDONLY)
            try:
                deadline = time.monotonic() + _PATIENCE
                while True:
                    try:
                        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                        break
                    except BlockingIOError:
                        if time.monotonic() > deadline:
                            message = (
                                f"{self.where}: another process has been writing for {_PATIENCE:.0f} seconds"
                            )
                            raise LedgerError(message) from None
                        time.sleep(0.01)
                yield
            finally:
                os.close(descriptor)

    @contextmanager
    def _system(self) -> Iterator[None]:
        """Turns what the system refuses into a message."""
        try:
            yield
        except OSError as error:
            message = f"{self.where}: the ledger cannot be used: {error.strerror or error}"
            raise LedgerError(message) from None
        except sqlite3.Error as error:
            message = f"{self.where}: the ledger cannot be used: {error}"
            raise LedgerError(message) from None


def _durable(connection: sqlite3.Connection) -> sqlite3.Connection:
    """EXTRA also waits for the directory, without which a commit may come undone when the power fails."""
    with closing(connection.execute("PRAGMA synchronous = EXTRA")):
        return connection


def _engine(opened: Callable[[], sqlite3.Connection], begin: str) -> Engine:
    engine = create_engine("sqlite://", creator=opened, poolclass=NullPool, hide_parameters=True)
    # The driver's own idea of when a transaction begins is not ours.
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def _why(mode: int) -> str:
    if mode == _TO_OPEN:
        return "an append was interrupted; the next one mends it"
    return "chmod 0440"

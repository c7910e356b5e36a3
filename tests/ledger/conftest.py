"""Ledgers of both kinds."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.ledger.server import REQUIRED, Absent, Server
from vmgate.ledger import ledger_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vmgate.ledger import Ledger


@dataclass(frozen=True)
class Store:
    """A place for a ledger, and a way to do to it what vmgate never does."""

    url: str
    folder: Path
    server: Server | None = None
    database: str = ""

    def ledger(self) -> Ledger:
        """The ledger there."""
        return ledger_at(self.url, self.folder)

    def execute(self, *statements: str) -> list[tuple[object, ...]]:
        """Run statements with all rights; the rows of the last one."""
        if self.server is not None:
            return self.server.execute(self.database, *statements)
        import sqlite3
        from contextlib import closing

        (self.folder / "ledger.db").chmod(0o640)
        try:
            with closing(sqlite3.connect(self.folder / "ledger.db", isolation_level=None)) as connection:
                rows: list[tuple[object, ...]] = []
                for statement in statements:
                    rows = connection.execute(statement).fetchall()
                return rows
        finally:
            (self.folder / "ledger.db").chmod(0o440)

    def tamper(self, *statements: str) -> None:
        """Run statements past the triggers, which are put back."""
        triggers: list[str]
        if self.server is not None:
            tables = ("vmgate_ledger", "vmgate_ledger_schema")
            off, on = (
                [f"ALTER TABLE {one} {verb} TRIGGER USER" for one in tables] for verb in ("DISABLE", "ENABLE")
            )
        else:
            kept = self.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            off, on = [f"DROP TRIGGER {name}" for name, _ in kept], [str(sql) for _, sql in kept]
        triggers = [*off, *statements, *on]
        self.execute(*triggers)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server for all tests of this process. CI has one."""
    try:
        started = Server.start()
    except Absent as absent:
        if os.environ.get(REQUIRED):
            pytest.fail(str(absent))
        pytest.skip(f"THE LEDGER IS NOT TESTED AGAINST POSTGRESQL: {absent}")
    yield started
    started.stop()


@pytest.fixture(params=["file", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Either kind, empty."""
    if request.param == "file":
        return Store("ledger.db", tmp_path)
    running: Server = request.getfixturevalue("server")
    database = running.database()
    return Store(running.url(database), tmp_path, running, database)

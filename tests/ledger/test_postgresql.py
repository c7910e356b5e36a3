"""A ledger in PostgreSQL: rights, passwords, servers that are not there."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from vmgate.ledger import LedgerError, Record, ledger_at, verify

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ledger.server import Server

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
RECORD = Record("test", "web", date(2026, 11, 23), {"a": 1})

ROLES = """
REVOKE ALL ON vmgate_ledger, vmgate_ledger_schema FROM PUBLIC;
GRANT SELECT, INSERT ON vmgate_ledger TO {database}_gate;
GRANT SELECT ON vmgate_ledger_schema TO {database}_gate;
GRANT SELECT ON vmgate_ledger, vmgate_ledger_schema TO {database}_auditor;
"""


@pytest.fixture
def database(server: Server) -> str:
    """A database with a ledger of one entry, a role that may append, and one that may read."""
    name = server.database()
    ledger_at(server.url(name), _nowhere()).append([RECORD], AT)
    roles = [f"CREATE ROLE {name}_{one} LOGIN" for one in ("gate", "auditor", "stranger")]
    server.execute(name, *roles, *(one for one in ROLES.format(database=name).split(";") if one.strip()))
    return name


def _nowhere() -> Path:
    from pathlib import Path

    return Path("/nowhere")


def test_a_role_with_insert_and_select_appends_and_changes_nothing(server: Server, database: str) -> None:
    """The rights that the manual gives are enough, and no more."""
    ledger = ledger_at(server.url(database, f"{database}_gate"), _nowhere())
    ledger.append([RECORD], AT)
    assert verify(ledger.entries()).count == 2
    assert ledger.exposures() == []
    for statement in (
        "UPDATE vmgate_ledger SET kind = 'x'",
        "DELETE FROM vmgate_ledger",
        "TRUNCATE vmgate_ledger",
    ):
        with pytest.raises(Exception, match="permission denied"):
            server.execute(database, statement, user=f"{database}_gate")


def test_an_auditor_verifies_and_cannot_append(server: Server, database: str) -> None:
    """Reading is all that it takes."""
    ledger = ledger_at(server.url(database, f"{database}_auditor"), _nowhere())
    assert verify(ledger.entries()).count == 1
    assert ledger.missing_triggers() == []
    with pytest.raises(LedgerError, match="permission denied"):
        ledger.append([RECORD], AT)
    assert verify(ledger.entries()).count == 1


def test_a_stranger_reads_nothing(server: Server, database: str) -> None:
    """One message says so."""
    with pytest.raises(LedgerError, match="permission denied"):
        list(ledger_at(server.url(database, f"{database}_stranger"), _nowhere()).entries())


def test_rights_of_everybody_are_told(server: Server, database: str) -> None:
    """Whoever may log in could read, or append."""
    server.execute(database, "GRANT SELECT, INSERT ON vmgate_ledger TO PUBLIC")
    found = ledger_at(server.url(database), _nowhere()).exposures()
    assert found == ["everybody has the right to INSERT", "everybody has the right to SELECT"]


def test_an_append_waits_for_the_disk_whatever_the_server_says(server: Server, database: str) -> None:
    """A database that answers first and writes later is told not to."""
    server.execute(database, f"ALTER DATABASE {database} SET synchronous_commit = off")
    server.execute(
        database,
        "CREATE TABLE seen (setting text)",
        "CREATE FUNCTION look() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN INSERT INTO seen SELECT current_setting('synchronous_commit'); RETURN NEW; END $$",
        "CREATE TRIGGER look AFTER INSERT ON vmgate_ledger FOR EACH ROW EXECUTE FUNCTION look()",
    )
    ledger_at(server.url(database), _nowhere()).append([RECORD], AT)
    assert server.execute(database, "SELECT setting FROM seen") == [("on",)]


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://gate:hunter2@/x?host=/nowhere",
        "postgresql://gate@/x?host=/nowhere&password=hunter2",
        "postgres://gate:hunter2@127.0.0.1:1/x?connect_timeout=2",
    ],
)
def test_a_password_is_in_no_message(url: str) -> None:
    """Whatever goes wrong."""
    ledger = ledger_at(url, _nowhere())
    with pytest.raises(LedgerError) as error:
        ledger.append([RECORD], AT)
    assert "hunter2" not in f"{error.value}{ledger.where}{ledger!r}{vars(ledger)}"
    assert "cannot be used" in str(error.value)

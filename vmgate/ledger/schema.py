"""The tables of the ledger, and the triggers that keep them append-only, in both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import BigInteger, Column, Integer, MetaData, Table, Text, func, insert, inspect, select, text

from vmgate.ledger.entry import GENESIS, LedgerError

if TYPE_CHECKING:
    from sqlalchemy import Connection

VERSION: Final = 1

METADATA: Final = MetaData()

ENTRIES: Final = Table(
    "vmgate_ledger",
    METADATA,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("previous", Text, nullable=False, unique=True),
    Column("hash", Text, nullable=False, unique=True),
)

VERSIONS: Final = Table(
    "vmgate_ledger_schema", METADATA, Column("version", Integer, primary_key=True, autoincrement=False)
)

REFUSAL: Final = "the ledger is append-only"

_FOLLOWS = f"""
    NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM vmgate_ledger)
    OR NEW.previous <> coalesce((SELECT hash FROM vmgate_ledger ORDER BY seq DESC LIMIT 1), '{GENESIS}')
"""  # noqa: S608  - no value of anybody's

_SQLITE: dict[str, str] = {
    f"{table}_no_{verb.lower()}": f"""
        CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
    """
    for table in ("vmgate_ledger", "vmgate_ledger_schema")
    for verb in ("UPDATE", "DELETE")
} | {
    # INSERT OR REPLACE deletes without asking the trigger on deletion.
    "vmgate_ledger_follows": f"""
        CREATE TRIGGER vmgate_ledger_follows BEFORE INSERT ON vmgate_ledger WHEN {_FOLLOWS}
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
    """
}

_FUNCTIONS = (
    f"""
    CREATE FUNCTION vmgate_ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$
    """,
    f"""
    CREATE FUNCTION vmgate_ledger_follow() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF {_FOLLOWS} THEN RAISE EXCEPTION '{REFUSAL}'; END IF; RETURN NEW; END $$
    """,
)

_POSTGRESQL: dict[str, str] = {
    "vmgate_ledger_no_change": """
        CREATE TRIGGER vmgate_ledger_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON vmgate_ledger
        FOR EACH STATEMENT EXECUTE FUNCTION vmgate_ledger_refuse()
    """,
    "vmgate_ledger_schema_no_change": """
        CREATE TRIGGER vmgate_ledger_schema_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON vmgate_ledger_schema
        FOR EACH STATEMENT EXECUTE FUNCTION vmgate_ledger_refuse()
    """,
    "vmgate_ledger_follows": """
        CREATE TRIGGER vmgate_ledger_follows BEFORE INSERT ON vmgate_ledger
        FOR EACH ROW EXECUTE FUNCTION vmgate_ledger_follow()
    """,
}

_TRIGGERS = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}

_ACTIVE = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A') AND tgrelid IN "
    "('vmgate_ledger'::regclass, 'vmgate_ledger_schema'::regclass)",
}


def exists(connection: Connection) -> bool:
    """Whether the database holds a ledger."""
    return inspect(connection).has_table(ENTRIES.name)


def create(connection: Connection) -> None:
    """Make the tables and their triggers, in the transaction that is open."""
    METADATA.create_all(connection)
    dialect = connection.dialect.name
    for statement in (*(_FUNCTIONS if dialect == "postgresql" else ()), *_TRIGGERS[dialect].values()):
        connection.execute(text(statement))
    connection.execute(insert(VERSIONS).values(version=VERSION))


def check_version(connection: Connection, where: str) -> None:
    """Raises `LedgerError` for a ledger of a schema that this vmgate does not know."""
    found = connection.execute(select(func.max(VERSIONS.c.version))).scalar()
    if found != VERSION:
        message = (
            f"{where}: the ledger has schema {found}, and this vmgate knows {VERSION}; take a newer vmgate"
        )
        raise LedgerError(message)


def missing_triggers(connection: Connection) -> list[str]:
    """The triggers that somebody took away or switched off."""
    dialect = connection.dialect.name
    active = set(connection.execute(text(_ACTIVE[dialect])).scalars())
    return sorted(set(_TRIGGERS[dialect]) - active)

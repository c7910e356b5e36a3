"""A ledger in PostgreSQL: one for a whole organization."""

from __future__ import annotations

from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from vmgate.errors import UsageError
from vmgate.ledger import schema
from vmgate.ledger.store import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

# One number for everybody who appends, in a range that is PostgreSQL's for applications to choose from.
_LOCK: Final = 0x766D67617465
_WAIT: Final = "60s"


class PostgresqlLedger(Ledger):
    """A ledger in the schema that the URL's user writes to by default."""

    def __init__(self, url: str) -> None:
        if find_spec("psycopg") is None:
            message = "a ledger in PostgreSQL needs its driver: pip install 'vmgate[postgresql]'"
            raise UsageError(message)
        try:
            self._url = make_url(url)
        except (ArgumentError, ValueError):
            message = "the ledger's URL cannot be read; write postgresql://USER@HOST/DATABASE"
            raise UsageError(message) from None
        password = self._url.query.get("password")
        if password is not None:
            # In its own place no representation of the URL shows it.
            given = password if isinstance(password, str) else password[-1]
            self._url = self._url.difference_update_query(["password"]).set(password=given)
        self.where = self._url.set(drivername="postgresql", query={}).render_as_string(hide_password=True)
        self._engine = create_engine(
            self._url,
            poolclass=NullPool,
            hide_parameters=True,
            connect_args={"connect_timeout": 10, "application_name": "vmgate"},
        )

    def _secrets(self) -> Sequence[str]:
        return [str(self._url.password)] if self._url.password else []

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._engine.connect() as connection:
            if not schema.exists(connection):
                raise self._no_ledger()
            schema.check_version(connection, self.where)
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._engine.begin() as connection:
            # Whoever set the server to answer before a record is on disk did not have this one in mind.
            connection.execute(text("SET LOCAL synchronous_commit = on"))
            connection.execute(text(f"SET LOCAL lock_timeout = '{_WAIT}'"))
            # A table lock would need more rights than INSERT and SELECT.
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            if not schema.exists(connection):
                schema.create(connection)
            schema.check_version(connection, self.where)
            yield connection

    def exists(self) -> bool:
        """See `Ledger.exists`."""
        with self._told(), self._engine.connect() as connection:
            return schema.exists(connection)

    def exposures(self) -> list[str]:
        """Everybody (`PUBLIC`) may read or write, or the user who looks may take entries away."""
        query = text(
            "SELECT privilege_type FROM information_schema.table_privileges "
            "WHERE table_name = 'vmgate_ledger' AND grantee = 'PUBLIC' ORDER BY 1"
        )
        with self._told(), self._reading() as connection:
            return [f"everybody has the right to {one}" for one in connection.execute(query).scalars()]

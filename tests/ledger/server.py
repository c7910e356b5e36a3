"""A PostgreSQL server of the tests' own: in a temporary folder, on a socket there, without a network."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

REQUIRED = "REQUIRE_POSTGRESQL"
"""The variable of the environment that makes a missing server a failure: CI sets it."""

_DEBIAN = Path("/usr/lib/postgresql")
_OPTIONS = "-c listen_addresses='' -c fsync=off -c max_connections=30 -c unix_socket_directories='{socket}'"


class Absent(Exception):  # noqa: N818  - a state of affairs
    """There is no server to start; the text says why."""


class Server:
    """A running server. `url` of a database of it is what vmgate takes."""

    def __init__(self, folder: Path, user: str, bin_: Path) -> None:
        self.folder = folder
        self.user = user
        self._bin = bin_
        self._count = 0

    @classmethod
    def start(cls) -> Server:
        """Make a cluster and start its server. Raises `Absent`."""
        bin_ = _programs()
        user = _user()
        # The path of a socket may have a hundred characters, which pytest's own folders exceed.
        folder = Path(tempfile.mkdtemp(prefix="vmgate-pg-"))
        if os.geteuid() == 0:
            shutil.chown(folder, user)
        server = cls(folder, user, bin_)
        server._run("initdb", "--auth=trust", "--username=owner", "--no-sync", "-D", str(folder / "data"))
        options = _OPTIONS.format(socket=folder)
        server._run(
            "pg_ctl", "-w", "-D", str(folder / "data"), "-l", str(folder / "log"), "-o", options, "start"
        )
        return server

    def stop(self) -> None:
        """Stop the server and remove its folder."""
        self._run("pg_ctl", "-w", "-D", str(self.folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(self.folder)

    def database(self) -> str:
        """A new and empty database, by its name."""
        self._count += 1
        name = f"ledger_{self._count}"
        self.execute("postgres", f"CREATE DATABASE {name}")
        return name

    def url(self, database: str, user: str = "owner", password: str = "") -> str:
        """How vmgate gets there."""
        return f"postgresql://{user}{password and ':' + password}@/{database}?host={self.folder}"

    def execute(self, database: str, *statements: str, user: str = "owner") -> list[tuple[object, ...]]:
        """Run statements; the rows of the last one."""
        import psycopg

        with psycopg.connect(
            host=str(self.folder), dbname=database, user=user, autocommit=True
        ) as connection:
            rows: list[tuple[object, ...]] = []
            for statement in statements:
                cursor = connection.execute(statement.encode())
                rows = cursor.fetchall() if cursor.description else []
            return rows

    def wait_for_clients(self) -> None:
        """Wait until the server is done with what clients asked of it that are no more."""
        busy = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'vmgate'"
        deadline = time.monotonic() + 30
        while self.execute("postgres", busy) != [(0,)]:
            assert time.monotonic() < deadline, "a client's session does not end"
            time.sleep(0.005)

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self._bin / program, *arguments],
            user=self.user if os.geteuid() == 0 else None,
            cwd=self.folder,
            check=False,
            # The server would keep a pipe open.
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        assert done.returncode == 0, f"{program} failed with {done.returncode}; see {self.folder}"


def _programs() -> Path:
    """The folder of the server's programs. Debian keeps them off PATH."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    found += sorted((one.parent for one in _DEBIAN.glob("*/bin/initdb")), reverse=True)
    for folder in found:
        if (folder / "pg_ctl").exists():
            return folder
    raise Absent("PostgreSQL is not installed (Debian: apt-get install postgresql)")


def _user() -> str:
    """Who runs the server: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise Absent("PostgreSQL does not run as root, and there is no user postgres or nobody")

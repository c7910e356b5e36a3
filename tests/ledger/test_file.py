"""A ledger in a file: who may write it, and what a killed writer leaves."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from vmgate.errors import UsageError
from vmgate.ledger import LedgerError, Record, ledger_at, verify

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
RECORD = Record("test", "web", date(2026, 11, 23), {"a": 1})

KILLED = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("PRAGMA cache_spill = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("DROP TRIGGER vmgate_ledger_no_update")
connection.execute("UPDATE vmgate_ledger SET payload = hex(zeroblob(200000))")
connection.execute("CREATE TABLE more AS SELECT hex(zeroblob(500000)) AS x")
os.kill(os.getpid(), 9)
"""

FULL = """
import resource, signal, sys
from datetime import UTC, date, datetime
from pathlib import Path
from vmgate.ledger import LedgerError, Record, ledger_at
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
large = Record("test", "web", date(2026, 11, 23), {"a": "x" * 1_000_000})
try:
    print(ledger_at("ledger.db", Path(sys.argv[2])).append([large], datetime.now(UTC)))
except LedgerError as error:
    print(error)
"""


def mode(path: Path) -> int:
    """The permissions of a file."""
    return stat.S_IMODE(path.stat().st_mode)


def test_it_is_read_only_for_everybody_at_rest(tmp_path: Path) -> None:
    """0440 after each append, whatever the umask, and nothing else lies beside it."""
    before = os.umask(0)
    try:
        for _ in range(3):
            ledger_at("ledger.db", tmp_path).append([RECORD], AT)
            assert mode(tmp_path / "ledger.db") == 0o440
            assert [one.name for one in tmp_path.iterdir()] == ["ledger.db"]
    finally:
        os.umask(before)


@pytest.mark.skipif(os.geteuid() != 0, reason="without root, every other test appends as an ordinary user")
def test_its_owner_needs_no_special_rights() -> None:
    """An ordinary user makes it, and appends to it although it is read-only."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # What is loaded on demand is loaded before the rights to read it are given up.
        ledger_at("warm.db", folder).append([RECORD], AT)
        assert verify(ledger_at("warm.db", folder).entries()).count == 1
        (folder / "warm.db").unlink()
        os.chown(folder, 65534, 65534)
        child = os.fork()
        if child == 0:
            code = 1
            try:
                os.setgid(65534)
                os.setuid(65534)
                ledger = ledger_at("ledger.db", folder)
                for _ in range(3):
                    ledger.append([RECORD], AT)
                code = 0 if verify(ledger.entries()).count == 3 else 2
            finally:
                os._exit(code)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert mode(folder / "ledger.db") == 0o440
        assert (folder / "ledger.db").stat().st_uid == 65534


@pytest.mark.parametrize(("file", "folder"), [(0o460, 0o700), (0o442, 0o700), (0o666, 0o755), (0o440, 0o777)])
def test_what_others_may_write_is_refused(file: int, folder: int, tmp_path: Path) -> None:
    """Nothing is appended, and the mode stays as it was for whoever looks into it."""
    ledger = ledger_at("ledger.db", tmp_path)
    ledger.append([RECORD], AT)
    (tmp_path / "ledger.db").chmod(file)
    tmp_path.chmod(folder)
    with pytest.raises(LedgerError, match="not to be trusted"):
        ledger.append([RECORD], AT)
    assert len(ledger.exposures()) == 1
    assert mode(tmp_path / "ledger.db") == file
    assert len(list(ledger.entries())) == 1


@pytest.mark.parametrize(
    ("file", "folder", "told"),
    [(0o640, 0o700, "interrupted"), (0o400, 0o700, None), (0o444, 0o700, "0444"), (0o440, 0o770, "group"),
     (0o440, 0o1777, None)],
)  # fmt: skip
def test_modes_that_are_not_as_they_should_be_are_told(
    file: int, folder: int, told: str | None, tmp_path: Path
) -> None:
    """To whoever verifies; the next append puts the file's own right."""
    ledger = ledger_at("ledger.db", tmp_path)
    ledger.append([RECORD], AT)
    (tmp_path / "ledger.db").chmod(file)
    tmp_path.chmod(folder)
    assert [told in one for one in ledger.exposures() if told] == ([True] if told else [])
    ledger.append([RECORD], AT)
    assert mode(tmp_path / "ledger.db") == 0o440


@pytest.mark.parametrize("use", ["read", "append"])
def test_what_a_killed_writer_left_is_taken_back(use: str, tmp_path: Path) -> None:
    """Half a transaction is undone by whoever comes next, reader or writer, although all of it is read-only."""
    ledger = ledger_at("ledger.db", tmp_path)
    entries = ledger.append([RECORD], AT)
    (tmp_path / "ledger.db").chmod(0o640)
    subprocess.run([sys.executable, "-c", KILLED, tmp_path / "ledger.db"], check=False)
    journal = tmp_path / "ledger.db-journal"
    assert journal.stat().st_size > 0
    for left in (journal, tmp_path / "ledger.db"):
        left.chmod(0o440)
    if use == "append":
        entries += ledger.append([RECORD], AT)
    assert list(ledger.entries()) == entries
    assert ledger.missing_triggers() == []
    assert not journal.exists()
    assert mode(tmp_path / "ledger.db") == 0o440


def test_a_full_disk_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    """What could not be written is not acknowledged, and not there in parts."""
    ledger = ledger_at("ledger.db", tmp_path)
    entries = ledger.append([RECORD], AT)
    limit = (tmp_path / "ledger.db").stat().st_size + 4096
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(limit), tmp_path], capture_output=True, check=False, text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert "the ledger cannot be used" in done.stdout, done.stderr
    assert list(ledger.entries()) == entries
    assert ledger.append([RECORD], AT)[0].seq == 2
    assert mode(tmp_path / "ledger.db") == 0o440


def test_a_ledger_half_made_is_made_anew(tmp_path: Path) -> None:
    """It was not in its place yet."""
    (tmp_path / ".ledger.db.new").write_bytes(b"SQLite format 3\x00 and no more")
    ledger_at("ledger.db", tmp_path).append([RECORD], AT)
    assert [one.name for one in tmp_path.iterdir()] == ["ledger.db"]


@pytest.mark.parametrize("content", [b"", b"not a database, and long enough to be looked at" * 50])
def test_a_file_that_is_no_ledger_is_refused(content: bytes, tmp_path: Path) -> None:
    """And left as it is."""
    (tmp_path / "ledger.db").write_bytes(content)
    (tmp_path / "ledger.db").chmod(0o440)
    ledger = ledger_at("ledger.db", tmp_path)
    with pytest.raises(LedgerError, match=r"no ledger of vmgate|not a database"):
        ledger.append([RECORD], AT)
    with pytest.raises(LedgerError, match=r"no ledger of vmgate|not a database"):
        list(ledger.entries())
    assert (tmp_path / "ledger.db").read_bytes() == content


def test_another_database_is_refused(tmp_path: Path) -> None:
    """Its tables are somebody else's."""
    with sqlite3.connect(tmp_path / "ledger.db") as connection:
        connection.execute("CREATE TABLE other (x)")
    connection.close()
    with pytest.raises(LedgerError, match="no ledger of vmgate"):
        ledger_at("ledger.db", tmp_path).append([RECORD], AT)


@pytest.mark.parametrize(
    "url",
    [
        "ledger.db",
        "./sub/../ledger.db",
        "sqlite:///ledger.db",
        "sqlite:///{folder}/ledger.db",
        "{folder}/ledger.db",
    ],
)
def test_a_file_is_named_in_several_ways(url: str, tmp_path: Path) -> None:
    """By a path or by a URL; relative ones begin at the policy's folder."""
    (tmp_path / "sub").mkdir()
    ledger_at(url.format(folder=tmp_path), tmp_path).append([RECORD], AT)
    assert (tmp_path / "ledger.db").exists()


def test_a_path_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    """A loop, and somebody's home who is not there."""
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for url in ("loop/ledger.db", "~nobody-of-that-name/ledger.db"):
        with pytest.raises((UsageError, LedgerError)):
            ledger_at(url, tmp_path).append([RECORD], AT)


@pytest.mark.parametrize(
    "url",
    [
        "mysql://root:hunter2@db/x",
        "sqlite://",
        "sqlite:///",
        "postgresql://x:hunter2@host:port/x",
        "oracle://x:hunter2@y",
    ],
)
def test_what_is_no_place_for_a_ledger_is_refused_without_repeating_it(url: str, tmp_path: Path) -> None:
    """It may hold a password."""
    with pytest.raises(UsageError) as error:
        ledger_at(url, tmp_path)
    assert "hunter2" not in str(error.value)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """No traceback, and none is made."""
    with pytest.raises(LedgerError, match="No such file or directory"):
        ledger_at("nowhere/ledger.db", tmp_path).append([RECORD], AT)

"""Killing `vmgate inventory record` at any moment loses nothing that it had acknowledged.

KILLS=1000 python -m pytest tests/ledger/test_kills.py -s    as many kills as one likes; ten by default
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.fixtures import PLANS
from vmgate.ledger import ledger_at, verify

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ledger.conftest import Store

KILLS = int(os.environ.get("KILLS", "10"))
SEED = int(os.environ.get("KILLS_SEED", "20261123"))
STATE = PLANS.parent / "states" / "broken.tfstate"
ACKNOWLEDGED = re.compile(rb"^recorded (\d+):([0-9a-f]{64})  .*\n", re.MULTILINE)
KILLS_PER_LEDGER = 8
LONGEST = 0.12
"""How long after it began to write a process may live, in seconds: a dozen records, give or take."""


@dataclass
class Tally:
    """What came of all kills."""

    kills: int = 0
    acknowledged: int = 0
    unacknowledged: int = 0
    interrupted: int = 0


def killed(url: str, folder: Path, output: Path, rng: random.Random, *, early: bool) -> list[tuple[int, str]]:
    """Start a recorder, kill it at a random moment, and return what it had acknowledged by then.

    `early` kills count from the start of the process, the others from its first record.
    """
    with output.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.ledger.recorder", url, str(STATE)],
            cwd=PLANS.parents[2],
            env={**os.environ, "PYTHONPATH": str(PLANS.parents[2])},
            stdout=stream,
        )
        try:
            if not early:
                deadline = time.monotonic() + 60
                while output.stat().st_size == 0:
                    assert process.poll() is None, "the recorder ended by itself"
                    assert time.monotonic() < deadline
                    time.sleep(0.002)
            time.sleep(rng.uniform(0, 1.0 if early else LONGEST))
        finally:
            process.kill()
            process.wait()
    assert process.returncode == -9
    assert sorted(one.name for one in folder.iterdir() if "ledger.db" not in one.name) == ["output"]
    return [(int(seq), hash_.decode()) for seq, hash_ in ACKNOWLEDGED.findall(output.read_bytes())]


def check(url: str, folder: Path, said: list[tuple[int, str]], before: int, tally: Tally) -> int:
    """What was acknowledged is there, all of it is a chain, and nothing half-made is left; how many entries."""
    tally.kills += 1
    tally.interrupted += (folder / "ledger.db-journal").exists()
    if not ledger_at(url, folder).exists():
        assert not said
        return 0
    entries = list(ledger_at(url, folder).entries())
    told = verify(entries)
    assert told.broken is None
    hashes = {one.seq: one.hash for one in entries}
    assert [hashes.get(seq) for seq, _ in said] == [hash_ for _, hash_ in said]
    # Whoever was killed may have written one more than it could say.
    assert 0 <= len(entries) - before - len(said) <= 1
    assert all(one.content()["machines"] for one in entries)
    if "://" not in url:
        assert {one.name for one in folder.iterdir()} - {".ledger.db.new"} == {"ledger.db", "output"}
    tally.acknowledged += len(said)
    tally.unacknowledged += len(entries) - before - len(said)
    return len(entries)


def test_nothing_acknowledged_is_lost_to_a_kill(store: Store) -> None:
    """A new ledger every few kills, so that some fall on its making; one kill in five on the start of the process."""
    rng = random.Random(SEED)  # noqa: S311  - moments, not secrets
    tally = Tally()
    for number in range(KILLS):
        if number % KILLS_PER_LEDGER == 0:
            folder = store.folder / f"round-{number}"
            folder.mkdir()
            url = store.url if store.server is None else store.server.url(store.server.database())
            count = 0
        where = url if store.server is not None else str(folder / "ledger.db")
        said = killed(where, folder, folder / "output", rng, early=number % 5 == 0)
        if store.server is not None:
            store.server.wait_for_clients()
        count = check(where, folder, said, count, tally)
    sys.stdout.write(f"\n{'postgresql' if store.server else 'file'}: {tally}\n")
    assert tally.acknowledged > 0


def test_a_record_that_could_not_be_written_is_not_acknowledged(tmp_path: Path) -> None:
    """An exit code and a message in its place, and nothing on standard output."""
    (tmp_path / "ledger.db").write_text("not a ledger")
    (tmp_path / "ledger.db").chmod(0o440)
    done = subprocess.run(
        [sys.executable, "-m", "vmgate", "inventory", "record", STATE, "--ledger", tmp_path / "ledger.db"],
        capture_output=True,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.count("\n") == 1
    assert "the ledger cannot be used" in done.stderr


def test_the_command_itself_acknowledges_what_it_wrote(store: Store) -> None:
    """The line that it prints is the entry that is there."""
    done = subprocess.run(
        [sys.executable, "-m", "vmgate", "inventory", "record", STATE, "--ledger", store.url],
        cwd=store.folder,
        env={**os.environ, "PYTHONPATH": str(PLANS.parents[2])},
        capture_output=True,
        check=True,
    )
    (found,) = ACKNOWLEDGED.findall(done.stdout)
    entry = store.ledger().entry(1)
    assert entry is not None
    assert (entry.seq, entry.hash.encode()) == (int(found[0]), found[1])

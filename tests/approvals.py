"""Kills `vmgate exception approve` at random moments, and looks at what is left.

    python -m tests.approvals 1000

Each round kills one process that approves one draft after the other and says so after each. Whatever it said must be
there, signature and all, and every file must be whole: the draft as it was, or the approved exception.
"""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from tests.signing.keys import Key, make
from vmgate.settings.exceptions import NAMESPACE, signature_of
from vmgate.signing.allowed_signers import parse
from vmgate.signing.sshsig import Signed, verify

PROJECT = Path(__file__).parent.parent
DRAFTS = 40
LONGEST = 0.25
"""Seconds until the kill, at most: some processes are through by then."""

DRAFT = """# SEC-118
rule = "VMG3201"
address = "vsphere_virtual_machine.lab"
reason = "screen readers"
ticket = "SEC-118"
requested_by = "lab@example.edu"
start = 2026-11-23
end = 2027-01-31
"""
APPROVED = DRAFT + 'approved_by = "ciso@example.edu"\napproved = 2026-11-23\n'


def site(directory: Path, key: Key) -> list[str]:
    """A site with drafts; their names."""
    (directory / "exceptions").mkdir(parents=True)
    (directory / "vmgate.toml").write_text(
        '[organization]\nmanagement = ["ciso@example.edu"]\n[exceptions]\nrequire_signature = true\n'
        f'approver_keys = ["ciso@example.edu {key.public}"]\n'
    )
    names = [f"EX-{number}" for number in range(DRAFTS)]
    for name in names:
        (directory / "exceptions" / f"{name}.toml").write_text(DRAFT)
    return names


def kill_once(directory: Path, key: Key, moment: float, *, early: bool) -> Counter[str]:
    """One round: how many were approved, signed or not, and how many acknowledged. Raises `AssertionError`.

    The moment counts from the start of an `early` round, in others from the first that was acknowledged.
    """
    names = site(directory, key)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.approvals", "approve", str(key.file), *names],
        cwd=directory, stdout=subprocess.PIPE, env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(PROJECT)},
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        first = b"" if early else process.stdout.readline()
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        said = (first + process.stdout.read()).decode()
    acknowledged = {line.partition(".toml:")[0].rpartition("/")[2] for line in said.splitlines(keepends=True)
                    if line.endswith("\n") and "approved by" in line}  # fmt: skip
    found = Counter({"acknowledged": len(acknowledged), "killed": process.returncode == -signal.SIGKILL})
    for name in names:
        file = directory / "exceptions" / f"{name}.toml"
        text = file.read_text()
        assert text in (DRAFT, APPROVED), f"{name} is half a file: {text!r}"
        if text == APPROVED:
            found["approved"] += 1
            armored = signature_of(file).read_bytes()
            at = datetime(2026, 11, 23, tzinfo=UTC)
            verdict = verify(
                text.encode(), armored, parse(f"ciso@example.edu {key.public}"), namespace=NAMESPACE, at=at
            )
            assert isinstance(verdict, Signed), f"{name}: {verdict}"
        assert name not in acknowledged or text == APPROVED, f"{name} was acknowledged and is lost"
    visible = {path.name for path in (directory / "exceptions").iterdir() if not path.name.startswith(".")}
    assert {name.removesuffix(".sig") for name in visible} == {f"{name}.toml" for name in names}
    return found


def kill(rounds: int, seed: int) -> Counter[str]:
    """So many kills, at moments that the seed decides."""
    moments = random.Random(seed)  # noqa: S311  - moments, no secrets
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as place:
        key = make(Path(place), "ed25519")
        for number in range(rounds):
            directory = Path(place) / "site"
            found += kill_once(directory, key, moments.uniform(0, LONGEST), early=number % 2 == 0)
            shutil.rmtree(directory)
    return found


def approve(key: str, names: list[str]) -> None:
    """What is killed: the command itself, for one draft after the other, in one process."""
    from vmgate.cli import main
    from vmgate.commands.exception import approving, register  # noqa: F401  - loaded before the moment counts

    print("ready", flush=True)  # noqa: T201  - to whoever kills
    for name in names:
        main(
            ["exception", "approve", name, "--by", "ciso@example.edu", "--key", key, "--as-of", "2026-11-23"],
            standalone_mode=False,
        )
        sys.stdout.flush()


if __name__ == "__main__":
    if sys.argv[1:2] == ["approve"]:
        approve(sys.argv[2], sys.argv[3:])
    else:
        print(dict(kill(int(sys.argv[1]), seed=int(time.time()))))  # noqa: T201  - a script

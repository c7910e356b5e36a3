"""Writing facts: whole or not at all, never over one another, whenever the writer is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.registry.author import ADA, BOB, TODAY, Author, noon
from vmgate.errors import InputError
from vmgate.registry import canonical, writing
from vmgate.registry.expiry import Limits
from vmgate.registry.state import States
from vmgate.registry.store import read_directory
from vmgate.registry.trust import Trust
from vmgate.registry.verification import wrong

if TYPE_CHECKING:
    from pathlib import Path

ENDLESS = """
import sys
from pathlib import Path
from datetime import date
from tests.registry.author import Author
author = Author(Path(sys.argv[1]))
print("ready", flush=True)
number = 0
while True:
    number += 1
    author.approved(f"image{number}", "1", locators=())
"""


def test_a_fact_is_never_written_over(author: Author) -> None:
    """Not even by the same one."""
    image = author.image()
    with pytest.raises(InputError, match="is there already, and facts never change"):
        author.signed(image)


def test_what_no_reader_would_take_is_not_written(author: Author) -> None:
    """A fact that is too large would make the whole registry unreadable."""
    guests = {f"guest{number}": "supported" for number in range(60_000)}
    with pytest.raises(InputError, match="larger than 1024 KiB, which no fact is"):
        author.hypervisors(guests)
    assert [stored.path for stored in read_directory(author.directory).facts] == ["root/1.json"]


def test_a_signature_is_there_before_its_fact(author: Author, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is killed in between leaves nothing that counts, and can do it again."""
    real = os.link

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "link", killed)
    with pytest.raises(KeyboardInterrupt):
        author.image()
    store = read_directory(author.directory)
    assert [stored.path for stored in store.facts] == ["root/1.json"]
    assert store.faults == ("images/debian13/2026.11/image.json.sig: a signature of nothing",)
    monkeypatch.setattr(os, "link", real)
    author.approved()
    assert wrong(States(Trust(read_directory(author.directory), TODAY), Limits())) == []
    assert not [file for file in author.directory.rglob(".*") if file.is_file()]


def test_whoever_is_killed_at_any_moment_leaves_facts_or_nothing(author: Author) -> None:
    """A real process, really killed, again and again."""
    for _ in range(5):
        process = subprocess.Popen(
            [sys.executable, "-c", ENDLESS, str(author.directory)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        while not list(author.directory.glob("images/*/1/approval.*.json")):
            continue
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        told = wrong(States(Trust(read_directory(author.directory), TODAY), Limits()))
        assert {one.what for one in told} <= {"a signature of nothing"}
        for folder in author.directory.glob("images/*"):
            for file in folder.rglob("*"):
                if file.is_file():
                    file.unlink()


def test_a_directory_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """With its name, and without a traceback."""
    (tmp_path / "templates").touch()
    with pytest.raises(InputError, match="cannot be written"):
        Author(tmp_path / "templates").root()


def test_evidence_is_kept_under_its_digest(author: Author) -> None:
    """The same document twice is one."""
    digest = writing.add_evidence(author.directory, b"report")
    assert writing.add_evidence(author.directory, b"report") == digest == canonical.digest(b"report")
    assert read_directory(author.directory).evidence == {digest}


def test_two_people_say_the_same_at_the_same_moment(author: Author) -> None:
    """Their files have different names."""
    image = author.image(by=ADA)
    author.validate(image, BOB, issued=noon(TODAY))
    author.validate(image, ADA, issued=noon(TODAY))
    assert len(read_directory(author.directory).facts) == 4

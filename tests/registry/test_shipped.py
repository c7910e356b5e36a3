"""The registries that the project ships: every signature holds, and ssh-keygen says so too."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.registry.author import TODAY
from tests.signing.keys import accepted_by_ssh_keygen
from vmgate.registry import facts, layout
from vmgate.registry.expiry import Limits
from vmgate.registry.state import States
from vmgate.registry.store import read_directory
from vmgate.registry.trust import Trust
from vmgate.registry.verification import wrong

if TYPE_CHECKING:
    from vmgate.registry.store import Store

PROJECT = Path(__file__).parents[2]
SHIPPED = [PROJECT / "templates", PROJECT / "examples/campus/templates"]


def read(directory: Path) -> Store:
    """A shipped registry."""
    return read_directory(directory, lenient=True)


@pytest.mark.parametrize("directory", SHIPPED, ids=str)
def test_every_fact_holds(directory: Path) -> None:
    """On the demonstration's day."""
    assert wrong(States(Trust(read(directory), TODAY), Limits())) == []


@pytest.mark.parametrize("directory", SHIPPED, ids=str)
def test_ssh_keygen_accepts_every_signature(directory: Path, tmp_path: Path) -> None:
    """By the keys of the root, for the kind of each fact, and for no other kind."""
    if shutil.which("ssh-keygen") is None:
        pytest.skip("ssh-keygen is not installed")
    root = json.loads((directory / "root/1.json").read_text())
    signers = "".join(f"{line}\n" for line in root["signers"])
    for stored in read(directory).facts:
        (signature,) = stored.signatures.values()
        assert layout.signature_path(stored.fact) in stored.signatures
        for namespace, good in ((facts.namespace(stored.fact), True), ("vmgate-other", False)):
            told = accepted_by_ssh_keygen(
                tmp_path, signers, stored.data, signature, namespace, stored.fact.by, "20261123Z"
            )
            assert told is good, stored.path


@pytest.mark.parametrize("directory", SHIPPED, ids=str)
def test_git_leaves_the_bytes_alone(directory: Path) -> None:
    """A line end that git changes would break a signature."""
    assert "* -text" in (directory / ".gitattributes").read_text()
    shown = subprocess.run(
        ["git", "check-attr", "text", "--", "root/1.json"],
        cwd=directory,
        capture_output=True,
        text=True,
        check=False,
    )
    assert shown.returncode or "unset" in shown.stdout


def test_no_private_key_is_shipped() -> None:
    """The keys of the demonstration are gone."""
    for directory in SHIPPED:
        for file in directory.rglob("*"):
            assert not file.is_file() or b"PRIVATE KEY" not in file.read_bytes()

"""A template registry is an input of its own: its records are judged whether or not a machine is made from them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.commands import vmgate
from tests.registry.author import TODAY, Author
from vmgate.registry.pin import Pin
from vmgate.registry.store import read_directory

PROJECT = Path(__file__).parent.parent


def checked(day: str, *paths: str) -> tuple[int, dict[str, Any]]:
    """The exit code and report of a check as of a day."""
    done = subprocess.run(
        [sys.executable, "-m", "vmgate", "check", *paths, "--as-of", day, "-f", "json", "--verdicts", "all"],
        capture_output=True, check=False, cwd=PROJECT,
    )  # fmt: skip
    return done.returncode, json.loads(done.stdout)


def test_the_shipped_registry_is_in_order_on_its_day() -> None:
    """Its templates are approved, patched, validated and of systems in support; findings have the fact's path."""
    code, report = checked("2026-11-23", "templates")
    assert code == 0, report["results"]
    assert [one["kind"] for one in report["inputs"]] == ["registry"]
    judged = {(one["rule"], one["address"]) for one in report["results"]}
    for rule in ("VMG3003", "VMG3101", "VMG3501", "VMG3502", "VMG3601", "VMG3701"):
        assert (rule, "images/debian13/2026.11/image.json") in judged


def test_a_registry_that_nobody_tends_shuts_the_gate() -> None:
    """Two months on, its updates are old and nobody has looked."""
    code, report = checked("2027-01-31", "templates")
    failed = {one["rule"] for one in report["results"] if one["verdict"] == "fail"}
    assert code == 1
    assert {"VMG3101", "VMG3601", "VMG3701"} <= failed
    assert {one["file"] for one in report["results"] if one["address"].startswith("images/debian13/")} == {
        "templates/images/debian13/2026.11/image.json"
    }


def test_a_registry_without_an_approved_template_has_nothing_to_judge(tmp_path: Path) -> None:
    """Which is told, and is no fault."""
    shutil.copytree(PROJECT / "examples" / "campus" / "templates" / "root", tmp_path / "root")
    code, report = checked("2026-11-23", str(tmp_path))
    assert (code, report["results"]) == (0, [])


@pytest.mark.parametrize("pattern", ["root/*.sig", "images/**/*.sig", "**/*.sig"])
def test_a_registry_whose_facts_do_not_hold_is_no_empty_one(tmp_path: Path, pattern: str) -> None:
    """They count for nothing, so that no template is left to judge: that must not open the gate."""
    registry = tmp_path / "templates"
    shutil.copytree(PROJECT / "templates", registry)
    for signature in registry.glob(pattern):
        signature.unlink()
    code, report = checked("2026-11-23", str(registry))
    assert (code, report["decision"]) == (3, "no verdict")


def test_one_fact_that_does_not_hold_leaves_a_registry_undecided(tmp_path: Path) -> None:
    """Whatever the rules say of the others."""
    registry = tmp_path / "templates"
    shutil.copytree(PROJECT / "examples" / "campus" / "templates", registry)
    for other in ("centos7", "librenms"):
        shutil.rmtree(registry / "images" / other)
    next(registry.glob("images/debian13/2026.11/validation*.sig")).unlink()
    code, report = checked("2026-11-23", str(registry), "--rule", "VMG3701")
    assert code == 4, report["results"]


@pytest.mark.parametrize("policy", [True, False])
def test_a_registry_that_went_back_is_no_input(tmp_path: Path, policy: bool) -> None:
    """What `vmgate.lock` remembers counts for what is judged as for what is asked."""
    author = Author(tmp_path / "images")
    author.root()
    author.approved()
    author.checkpoint()
    shutil.copytree(author.directory, tmp_path / "old")
    author.checkpoint()
    pin = Pin.of(read_directory(author.directory))
    assert pin is not None
    (tmp_path / "vmgate.lock").write_text(pin.text())
    if policy:
        (tmp_path / "vmgate.toml").touch()
        (tmp_path / ".git").mkdir()
    about = ("--as-of", TODAY.isoformat())
    assert vmgate("check", "images", *about, directory=tmp_path).code == 0
    done = vmgate("check", "old", *about, directory=tmp_path)
    assert done.code == 3
    assert (
        "old: the template registry went back: its newest checkpoint is 1, and 2 was seen before" in done.err
    )
    (tmp_path / "main.tf").touch()
    asked = vmgate("check", "main.tf", "--registry", "old", *about, directory=tmp_path)
    assert (asked.code, "went back" in asked.err) == (3, True)

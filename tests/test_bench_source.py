"""The benchmark's trees of source: the same every time, valid, broken where they say."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bench.fleet import SEEDED_RULES
from bench.source import main
from bench.walk import main as walk
from vmgate import rulebook, settings
from vmgate.judge import judge
from vmgate.model.result import Verdict
from vmgate.read.hcl import load
from vmgate.translate import things

if TYPE_CHECKING:
    from pathlib import Path

VMS = 120
SHAPES = ("flat", "modules")


def generate(folder: Path, shape: str) -> Path:
    """Run the generator as a user does and return the directory."""
    tree = folder / shape
    assert main(["--vms", str(VMS), "--violations", "0.1", shape, str(tree)]) == 0
    return tree


@pytest.mark.parametrize("shape", SHAPES)
def test_same_arguments_give_the_same_files(shape: str, tmp_path: Path) -> None:
    """Two runs write the same configuration, seed, site policy and registry."""
    contents = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        generate(tmp_path / name, shape)
        files = sorted(file for file in (tmp_path / name).rglob("*") if file.is_file())
        contents.append([(file.relative_to(tmp_path / name), file.read_bytes()) for file in files])
    assert contents[0] == contents[1]
    names = {str(name) for name, _ in contents[0]}
    assert {
        f"{shape}.seeded.json",
        f"{shape}/vmgate.toml",
        f"{shape}/main.tf",
        f"{shape}/team_00003.tf",
    } <= names


@pytest.mark.parametrize("shape", SHAPES)
def test_the_failures_are_the_seeded_ones_and_nothing_is_unknown(shape: str, tmp_path: Path) -> None:
    """By rule and address, for every rule that is seeded."""
    tree = generate(tmp_path, shape)
    rules = rulebook.rules()
    site = settings.load(tree / "vmgate.toml", date(2026, 11, 23), [rule.id for rule in rules])
    estate = load(tree)
    assert not estate.unread
    findings = judge(things(estate), rules, site).findings
    assert {finding.verdict for finding in findings} == {Verdict.FAIL}
    found: dict[str, set[str]] = {rule: set() for rule in SEEDED_RULES}
    for finding in findings:
        if finding.rule in found:
            found[finding.rule].add(finding.resource.address)
    seeded = json.loads(tree.with_name(f"{shape}.seeded.json").read_bytes())
    assert found == {rule: set(addresses) for rule, addresses in seeded.items()}
    assert all(found.values())


def test_both_shapes_hold_the_same_machines(tmp_path: Path) -> None:
    """By name, memory, guest and number of disks: only how they are written differs."""
    machines = []
    for shape in SHAPES:
        estate = load(generate(tmp_path, shape))
        own = estate.of_type("vsphere_virtual_machine")
        machines.append(
            sorted(
                (str(one.read("guest_id")), one.read("memory"), one.read("num_cpus"), str(one.read("disk")))
                for one in own
            )
        )
    assert len(machines[0]) == VMS
    assert machines[0] == machines[1]


def test_the_unit_looks_at_every_node(tmp_path: Path) -> None:
    """`a = 1` has the nodes that the grammar gives it, and a larger tree has more."""
    (tmp_path / "main.tf").write_text("a = 1\n", encoding="utf-8")
    # config_file, body, attribute, identifier, =, expression, literal_value, numeric_lit
    assert walk(tmp_path) == 8

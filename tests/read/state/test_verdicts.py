"""What is said of a state: the same as of the plan that led to it, as far as a state can tell."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.fixtures import PLANS
from vmgate import settings
from vmgate.commands.check import Options, check
from vmgate.commands.running_machines import read_running
from vmgate.errors import ExitCode, UsageError
from vmgate.model.report import Kind
from vmgate.model.result import Verdict
from vmgate.model.running import RunningLog
from vmgate.rulebook import rules

if TYPE_CHECKING:
    from vmgate.model.report import Report

PROJECT = PLANS.parents[2]
CAMPUS = PROJECT / "examples" / "campus"
STATES = PLANS.parent / "states"
AS_OF = date(2026, 11, 23)
FORMS = pytest.mark.parametrize("form", ["json", "tfstate"])


@cache
def judged(*paths: Path) -> Report:
    """The report on some inputs under the policy of the example site."""
    site = settings.load(CAMPUS / "vmgate.toml", AS_OF, [rule.id for rule in rules()])
    states = [path for path in paths if STATES in path.parents]
    log = RunningLog([read_running(str(path), site)[0] for path in states])
    site = replace(site, running_log=log)
    return check(Options(paths=[str(path) for path in paths], site=lambda _: site, rules=rules()))


def said(report: Report, verdict: Verdict) -> set[tuple[str, str, str]]:
    """Rule, address and attribute of every result with a verdict."""
    return {(one.rule, one.address, one.attribute) for one in report.results if one.verdict is verdict}


@FORMS
def test_the_compliant_site_passes_once_it_stands(form: str) -> None:
    """Nothing fails, and nothing is unknown that a plan alone leaves so."""
    report = judged(STATES / f"compliant.{form}")
    assert list(report.results) == []
    assert report.exit_code is ExitCode.OPEN
    assert report.inputs[0].kind is Kind.STATE


@FORMS
def test_the_broken_site_fails_for_what_its_plan_fails_for(form: str) -> None:
    """All of it, but for what leaves nothing in a state: configurations of providers, and provisioners."""
    planned = said(judged(CAMPUS / "broken" / "plan.json"), Verdict.FAIL)
    gone = {one for one in planned if one[1].startswith("provider.") or one[2].startswith("provisioner[")}
    assert {rule for rule, _, _ in gone} >= {"VMG0301", "VMG0601"}
    stated = said(judged(STATES / f"broken.{form}"), Verdict.FAIL)
    assert planned - stated == gone
    # Whether a machine that is marked as unused runs, a plan that creates it cannot know.
    unknown = said(judged(CAMPUS / "broken" / "plan.json"), Verdict.UNKNOWN)
    assert stated - planned <= {one for one in unknown if one[2] == "power_state"}


@FORMS
def test_a_state_knows_what_its_plan_could_not(form: str, tmp_path: Path) -> None:
    """The ids of networks that were to be created, and what runs; what no inventory has stays unknown."""
    plan = tmp_path / "plan.json"
    plan.write_bytes((CAMPUS / "broken" / "plan.json").read_bytes())
    before, after = (said(judged(path), Verdict.UNKNOWN) for path in (plan, STATES / f"broken.{form}"))
    assert after < before
    path = "network_interface[0].network_id"
    web = {f'module.web["web-0{number}"].vsphere_virtual_machine.this' for number in (1, 2, 3)}
    assert {(rule, address, path) for rule in ("VMG1901", "VMG1902") for address in web} <= before - after


@FORMS
def test_the_source_given_beside_a_state_gives_its_findings_their_places(form: str) -> None:
    """And changes no verdict: a state says what there is, whatever is written by now."""
    alone, beside = judged(STATES / f"broken.{form}"), judged(STATES / f"broken.{form}", CAMPUS / "broken")
    own = [one for one in beside.results if one.input == 0]
    assert said(alone, Verdict.FAIL) == {
        (one.rule, one.address, one.attribute) for one in own if one.verdict is Verdict.FAIL
    }
    assert all(one.span is not None for one in own)
    assert {Path(one.span.file).name for one in own if one.span is not None} >= {"lab.tf", "main.tf"}
    assert not any(one.span for one in alone.results)


def test_a_source_that_is_not_that_of_the_state_gives_no_places() -> None:
    """And a note says so."""
    report = judged(STATES / "broken.json", PLANS / "campus")
    assert not any(one.span for one in report.results if one.input == 0)
    assert "the source given is not that of the state" in report.inputs[0].notes[0]


def test_a_state_that_lies_in_its_directory_finds_its_source(tmp_path: Path) -> None:
    """As a plan does."""
    (tmp_path / "main.tf").write_text(
        'resource "vsphere_host" "esxi" {\n  hostname = "h"\n  lockdown = "disabled"\n}\n'
    )
    host = {"address": "vsphere_host.esxi", "mode": "managed", "type": "vsphere_host", "name": "esxi",
            "values": {"hostname": "h", "lockdown": "disabled"}}  # fmt: skip
    state = tmp_path / "state.json"
    state.write_text(json.dumps({"format_version": "1.0", "values": {"root_module": {"resources": [host]}}}))
    (fault,) = [one for one in judged(state).results if one.rule == "VMG3401"]
    assert fault.span is not None
    assert fault.span.line == 3


def test_only_changes_of_a_state_is_a_mistake_of_the_one_who_asks() -> None:
    """A state changes nothing."""
    options = Options(
        paths=[str(STATES / "broken.json")],
        site=lambda _: settings.default(AS_OF),
        rules=rules(),
        changed_only=True,
    )
    with pytest.raises(UsageError, match="--changed-only"):
        check(options)


def test_an_unknown_of_a_state_shuts_the_gate_as_that_of_a_plan() -> None:
    """The network of one machine is in no inventory."""
    rule = [rule for rule in rules() if rule.id == "VMG1902"]
    site = settings.load(CAMPUS / "vmgate.toml", AS_OF, [one.id for one in rules()])
    options = Options(paths=[str(STATES / "broken.json")], site=lambda _: site, rules=rule)
    assert check(options).exit_code is ExitCode.UNDECIDED


def test_inspect_shows_what_a_state_holds_and_no_secret() -> None:
    """Of both forms alike."""
    shown = []
    for form in ("json", "tfstate"):
        done = subprocess.run(
            [sys.executable, "-m", "vmgate", "inspect", STATES / f"compliant.{form}", "-f", "json"],
            capture_output=True, check=True, cwd=PROJECT,
        )  # fmt: skip
        assert b"not-a-real-password" not in done.stdout
        shown.append({one["address"]: one["values"] for one in json.loads(done.stdout)["resources"]})
    assert shown[0] == shown[1]


@FORMS
def test_a_state_on_standard_input_is_recognised(form: str) -> None:
    """As what it is: by its content, without a name."""
    done = subprocess.run(
        [sys.executable, "-m", "vmgate", "check", "-", "--config", CAMPUS / "vmgate.toml", "--as-of", "2026-11-23",
         "--format", "json"],
        input=(STATES / f"broken.{form}").read_bytes(), capture_output=True, check=False, cwd=PROJECT,
    )  # fmt: skip
    assert done.returncode == 1
    assert json.loads(done.stdout)["inputs"][0]["kind"] == "state"

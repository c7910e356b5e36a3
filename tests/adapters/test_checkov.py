"""The rules inside the real checkov: same verdicts as vmgate's own, and nothing lost in silence.

Checkov is found in `.venv-checkov`, where VMGATE_TEST_CHECKOV points, or on PATH; it needs vmgate's dependencies
beside it: `python -m venv .venv-checkov && .venv-checkov/bin/pip install -e '.[checkov]'`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
BROKEN = ROOT / "tests" / "fixtures" / "plans" / "broken"
PLAN = "plan-vsphere-2.16.1.json"
CHECKS = ROOT / "checks"
AS_OF = "2026-11-23"


def _program() -> str | None:
    named = os.environ.get("VMGATE_TEST_CHECKOV")
    if named:
        return named
    own = ROOT / ".venv-checkov" / "bin" / "checkov"
    return str(own) if own.exists() else shutil.which("checkov")


PROGRAM = _program()
needs_checkov = pytest.mark.skipif(
    PROGRAM is None,
    reason="there is no checkov: not in .venv-checkov, VMGATE_TEST_CHECKOV is not set, none on PATH",
)


class Scan:
    """A finished run of checkov with our checks only."""

    def __init__(self, directory: Path, *arguments: str, checks: Path = CHECKS, **environment: str) -> None:
        assert PROGRAM is not None
        command = [
            PROGRAM, "--skip-download", "--output", "json", "--check", "VMG*", "--external-checks-dir", str(checks),
            *arguments,
        ]  # fmt: skip
        settings = {
            "PATH": os.environ["PATH"],
            "HOME": str(directory),
            "PYTHONPATH": str(ROOT),
            "BC_SKIP_MAPPING": "TRUE",
            "CKV_SKIP_PACKAGE_UPDATE_CHECK": "true",
            "VMGATE_AS_OF": AS_OF,
            **environment,
        }
        done = subprocess.run(
            command, cwd=directory, env=settings, capture_output=True, text=True, check=False
        )
        self.code = done.returncode
        self.errors = done.stderr
        report: Any = json.loads(done.stdout) if done.stdout.strip() else {}
        results = report.get("results", {})
        self.failed: list[dict[str, Any]] = results.get("failed_checks", [])
        self.passed: list[dict[str, Any]] = results.get("passed_checks", [])
        self.unreadable: list[str] = results.get("parsing_errors", [])

    def verdicts(self) -> dict[tuple[str, str], str]:
        """PASSED or FAILED by check and resource, as checkov names it."""
        records = [*self.passed, *self.failed]
        found = {(one["check_id"], one["resource"]): one["check_result"]["result"] for one in records}
        assert len(found) == len(records)
        return found


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A copy of the configuration with many violations and of its plan; no site policy lies above it."""
    copy = tmp_path / "site"
    shutil.copytree(BROKEN, copy, ignore=shutil.ignore_patterns("plan-*"))
    return copy


def own_verdicts(path: Path) -> list[dict[str, Any]]:
    """What `vmgate check` itself says, passes too."""
    command = [sys.executable, "-m", "vmgate", "check", str(path), "-f", "json", "--verdicts", "all", "--no-config",
               "--as-of", AS_OF]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    results: list[dict[str, Any]] = json.loads(done.stdout)["results"]
    assert {"pass", "fail", "unknown"} <= {one["verdict"] for one in results}
    return results


def expected(
    results: list[dict[str, Any]],
    shown_as: dict[str, str],
    *,
    unknown: str,
    absent: tuple[str, ...] = (),
) -> dict[tuple[str, str], str]:
    """Our verdicts in checkov's words: the worst of a block's instances counts.

    `absent` are addresses that checkov has no record of: their passes are not shown, the rest is shown as told.
    """
    words = {"pass": "PASSED", "fail": "FAILED", "crash": "FAILED", "unknown": unknown}
    said: dict[tuple[str, str], set[str]] = {}
    for one in results:
        address = one["address"]
        if one["verdict"] == "pass" and address in absent:
            continue
        said.setdefault((one["rule"], shown_as.get(address, address)), set()).add(words[one["verdict"]])
    worst = {
        key: next(word for word in ("FAILED", "", "PASSED") if word in found) for key, found in said.items()
    }
    return {key: word for key, word in worst.items() if word}


@needs_checkov
def test_source_gets_vmgates_verdicts_block_by_block(site: Path) -> None:
    """Modules with for_each, count, provider and data blocks agree; blocks that checkov does not expand fail as one.

    What is unknown and let through is no record, but a line on standard error with its count.
    """
    results = own_verdicts(site)
    hosts = ('["DC0_C0_H0"]', '["DC0_C0_H1"]')
    shown_as = {
        "provider.vsphere": "vsphere.default",
        "data.vsphere_host_thumbprint.esxi": "vsphere_host_thumbprint.esxi",
        "data.vsphere_role.readonly": "vsphere_role.readonly",
        **{f"{block}{key}": block for key in hosts
           for block in ("vsphere_host_port_group.lab", "vsphere_host_virtual_switch.mgmt")},
    }  # fmt: skip
    scan = Scan(site, "-d", ".", "--framework", "terraform")
    assert scan.verdicts() == expected(results, shown_as, unknown="")
    assert scan.code == 1
    unknown = [one for one in results if one["verdict"] == "unknown"]
    lines = [line for line in scan.errors.splitlines() if " unknown: " in line]
    assert sum(int(line.split(" unknown: ")[0].rsplit(" ", 1)[1]) for line in lines) == len(unknown)


@needs_checkov
def test_a_plan_gets_vmgates_verdicts_instance_by_instance(site: Path) -> None:
    """Unknowns fail with their reason, and a data source that checkov has no record of is shown all the same."""
    plan = site.parent / "tfplan.json"
    shutil.copy(BROKEN / PLAN, plan)
    results = own_verdicts(plan)
    read_before = ("data.vsphere_host_thumbprint.esxi", "data.vsphere_role.readonly")
    shown_as = {
        "provider.vsphere": "vsphere.default",
        "data.vsphere_host_thumbprint.esxi": "data.vsphere_network.late",
    }
    scan = Scan(site.parent, "-f", str(plan), "--framework", "terraform_plan")
    assert scan.verdicts() == expected(results, shown_as, unknown="FAILED", absent=read_before)
    details = [line for one in scan.failed for line in one["details"]]
    assert all(one["details"] for one in scan.failed)
    assert any(line.startswith("data.vsphere_host_thumbprint.esxi: ") for line in details)
    assert any(line.endswith("(known after apply)") for line in details)


CRASHING = '''"""It crashes."""
from vmgate import rulebook
from vmgate.adapters.checkov import register
from vmgate.model.result import Severity
from vmgate.rule import declare
from vmgate.vocabulary.machine import VirtualMachine

rule = declare(__name__, id="VMG3299", clause="C32", severity=Severity.HIGH)


@rule.on(VirtualMachine)
def crash(machine, site):
    raise KeyError("it")


register([*rulebook.rules(), rule])
'''


@needs_checkov
def test_a_rule_that_crashes_fails(site: Path) -> None:
    """Checkov drops a check that raises; a crashing rule of ours is a failure of every block it was asked about."""
    checks = site.parent / "checks"
    checks.mkdir()
    (checks / "__init__.py").touch()
    (checks / "crashing.py").write_text(CRASHING)
    scan = Scan(site, "-d", ".", "--framework", "terraform", checks=checks)
    crashed = [one for one in scan.failed if one["check_id"] == "VMG3299"]
    assert {one["resource"] for one in crashed} >= {
        "vsphere_virtual_machine.scratch",
        'module.web["web-1"].vsphere_virtual_machine.this',
    }
    assert all("the rule crashed: KeyError" in one["details"][0] for one in crashed)
    assert len({one["check_id"] for one in scan.failed}) > 1


@needs_checkov
def test_every_check_fails_where_vmgate_has_no_verdict(site: Path) -> None:
    """A file that does not parse leaves checkov the others; none of their blocks passes."""
    (site / "storage.tf").write_text('resource "vsphere_nas_datastore" "nfs" {\n  name =\n')
    scan = Scan(site, "-d", ".", "--framework", "terraform")
    assert scan.passed == []
    assert all(one["details"][0].startswith("no verdict: ") for one in scan.failed)
    assert all("storage.tf" in one["details"][0] for one in scan.failed)
    assert "vsphere_virtual_machine.scratch" in {one["resource"] for one in scan.failed}
    assert scan.code == 1


@needs_checkov
def test_a_plan_that_checkov_reads_nothing_of_does_not_pass(tmp_path: Path) -> None:
    """Checkov alone ends green on JSON that is no plan."""
    (tmp_path / "tfplan.json").write_text('{"a": 1}')
    scan = Scan(tmp_path, "-f", "tfplan.json", "--framework", "terraform_plan")
    assert (scan.code, scan.failed) == (1, [])
    assert "no plan" in scan.errors


@needs_checkov
def test_files_that_checkov_does_not_know_do_not_pass(tmp_path: Path) -> None:
    """Checkov alone ends green on a directory of `.tofu` files."""
    shutil.copy(BROKEN / "network.tf", tmp_path / "network.tofu")
    scan = Scan(tmp_path, "-d", ".", "--framework", "terraform")
    assert scan.code == 1
    assert "checkov asked nothing about it; shut: " in scan.errors


@needs_checkov
def test_checks_that_cannot_be_loaded_end_the_run(tmp_path: Path) -> None:
    """Checkov alone only logs that a file of checks cannot be imported, and ends green."""
    checks = tmp_path / "checks"
    shutil.copytree(CHECKS, checks, ignore=shutil.ignore_patterns("__pycache__"))
    file = checks / "vmgate_checks.py"
    file.write_text(file.read_text().replace("vmgate.adapters.checkov", "vmgate.adapters.missing"))
    (tmp_path / "main.tf").write_text('resource "vsphere_folder" "a" {\n  path = "a"\n}\n')
    scan = Scan(tmp_path, "-d", ".", "--framework", "terraform", checks=checks)
    assert scan.code != 0
    assert "vmgate: its checks cannot be loaded" in scan.errors

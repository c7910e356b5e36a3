"""Exceptions from the file to the exit code: `vmgate check` on configuration that has some."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.commands import vmgate
from tests.examples import examples
from tests.settings.test_exceptions import POLICY

if TYPE_CHECKING:
    from collections.abc import Mapping

PROJECT = Path(__file__).parent.parent
PLAN = PROJECT / "tests" / "rules" / "exception_invalid" / "good-2.plan.json"
COMMENT = '# vmgate: ignore[VMG3201] until=2027-01-31 approved-by=ciso@example.edu reason="lab"'
MAIN = """resource "vsphere_virtual_machine" "lab" {
  for_each         = toset(["a", "b"])
  name             = "lab-${each.key}"
  resource_pool_id = "resgroup-21"
  extra_config = {
    "isolation.tools.copy.disable" = "false"
    "isolation.tools.paste.disable" = "true"
  }
  network_interface {
    network_id = "dvportgroup-110"
  }
}
"""
RECORD = """rule = "VMG3201"
address = 'vsphere_virtual_machine.lab["a"]'
reason = "screen readers"
ticket = "SEC-118"
requested_by = "lab@example.edu"
approved_by = "ciso@example.edu"
approved = 2026-11-02
start = 2026-11-02
end = 2027-01-31
"""


def check(
    directory: Path, *arguments: str, rules: tuple[str, ...] = ("VMG3201", "VMG3901")
) -> tuple[int, list[dict[str, Any]], dict[str, Any]]:
    """Exit code, results and the whole report of a run in a directory, asking some rules only."""
    asked = [part for rule in rules for part in ("--rule", rule)]
    given = (*asked, *(arguments or (".",)))
    done = vmgate("check", "--as-of", "2026-11-23", "-f", "json", *given, directory=directory)
    assert done.out, done.err
    report: dict[str, Any] = done.json
    return done.code, report["results"], report


def write(directory: Path, files: Mapping[str, str]) -> Path:
    """A site with these files beside its policy."""
    for name, text in {"vmgate.toml": POLICY, "main.tf": MAIN, **files}.items():
        file = directory / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return directory


def said(results: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Rule and verdict of each result."""
    return [(one["rule"], one["verdict"]) for one in results]


def told(results: list[dict[str, Any]]) -> list[str]:
    """What the rule on exceptions says, with places."""
    return [f"{one['file']}:{one['line']}: {one['message']}" for one in results if one["rule"] == "VMG3901"]


def commented(line: str, *, above: str) -> str:
    """The configuration with a comment above the line that begins so."""
    assert above in MAIN
    return MAIN.replace(above, f"{line}\n{above}")


COPY = '    "isolation.tools.copy.disable"'


def test_one_instance_is_waived_and_the_other_shuts_the_gate(tmp_path: Path) -> None:
    """The waived one stays in the report, with its exception."""
    code, results, report = check(write(tmp_path, {"exceptions/lab.toml": RECORD}))
    assert code == 1
    assert sorted(said(results)) == [("VMG3201", "fail"), ("VMG3201", "waived")]
    assert report["summary"] == {"pass": 1, "fail": 1, "unknown": 0, "waived": 1, "crash": 0}
    (waived,) = [one for one in results if one["verdict"] == "waived"]
    assert waived["address"] == 'vsphere_virtual_machine.lab["a"]'
    assert waived["exception"] == {
        "name": "lab", "form": "register", "file": "exceptions/lab.toml", "line": 1, "reason": "screen readers",
        "ticket": "SEC-118", "approved_by": "ciso@example.edu", "until": "2027-01-31",
    }  # fmt: skip


@pytest.mark.parametrize("above", ['resource "vsphere_virtual_machine" "lab"', "  extra_config", COPY])
def test_a_comment_on_the_block_or_the_argument_opens_the_gate(tmp_path: Path, above: str) -> None:
    """For every instance."""
    code, results, report = check(write(tmp_path, {"main.tf": commented(COMMENT, above=above)}))
    assert (code, report["summary"]["waived"], told(results)) == (0, 2, [])
    assert {one["exception"]["form"] for one in results} == {"inline"}


def test_without_waivers_everything_hidden_is_shown(tmp_path: Path) -> None:
    """And what would hide it."""
    code, results, report = check(
        write(tmp_path, {"main.tf": commented(COMMENT, above=COPY)}), ".", "--no-waivers"
    )
    assert (code, said(results)) == (1, [("VMG3201", "fail")] * 2)
    assert {one["exception"]["name"] for one in results} == {"main.tf:6"}
    assert report["why"] == "exceptions are not applied: they would waive 2"


@pytest.mark.parametrize("form", ["text", "sarif", "junit", "github"])
def test_a_waived_finding_is_in_every_format(tmp_path: Path, form: str) -> None:
    """With its reason."""
    write(tmp_path, {"main.tf": commented(COMMENT, above=COPY)})
    _, _, report = check(tmp_path, ".", "--output", f"{form}=report")
    assert report["exit_code"] == 0
    text = (tmp_path / "report").read_text()
    assert "approved by ciso@example.edu: lab" in text
    assert "copy from the guest is not disabled" in text


def test_a_comment_without_reason_approver_and_end_waives_nothing(tmp_path: Path) -> None:
    """It is three findings of its own, at its line."""
    code, results, _ = check(
        write(tmp_path, {"main.tf": commented("    # vmgate: ignore[VMG3201]", above=COPY)})
    )
    assert code == 1
    assert told(results) == [
        "main.tf:6: the exception gives no reason",
        "main.tf:6: nobody has approved the exception",
        "main.tf:6: the exception has no end",
    ]
    assert said(results).count(("VMG3201", "fail")) == 2


def test_a_comment_that_nothing_needs_is_a_finding(tmp_path: Path) -> None:
    """It stands on what is in order."""
    line = commented(COMMENT, above='    "isolation.tools.paste.disable"')
    assert told(check(write(tmp_path, {"main.tf": line}))[1]) == [
        "main.tf:7: the exception is not needed: VMG3201 has no fault to find here"
    ]


@pytest.mark.parametrize("arguments", [("--rule", "VMG3901"), ("--skip", "VMG3201")])
def test_what_was_not_asked_for_is_not_called_unneeded(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Nothing was looked for that could need it."""
    site = write(tmp_path, {"main.tf": commented(COMMENT, above='    "isolation.tools.paste.disable"')})
    assert told(check(site, ".", *arguments, rules=())[1]) == []


def test_exceptions_can_be_all_that_is_judged(tmp_path: Path) -> None:
    """A run that asks the rule on exceptions alone has judged something."""
    site = write(tmp_path, {"exceptions/lab.toml": RECORD})
    code, results, report = check(site, rules=("VMG3901",))
    assert (code, results, report["summary"]["pass"]) == (0, [], 1)


def test_an_exception_in_order_is_no_verdict_on_what_was_not_judged(tmp_path: Path) -> None:
    """Nothing of the procedure's was in the input; one that is wrong is told all the same."""
    site = write(tmp_path, {"main.tf": 'resource "null_resource" "a" {}\n', "exceptions/lab.toml": RECORD})
    (site / "more").mkdir()
    (site / "more" / "main.tf").write_text('resource "null_resource" "b" {}\n')
    assert check(site, "more", "--config", "vmgate.toml")[0] == 3
    (site / "exceptions" / "lab.toml").write_text(
        RECORD.replace('approved_by = "ciso@', 'approved_by = "nobody@')
    )
    assert check(site, "more", "--config", "vmgate.toml")[0] == 1


def test_a_registered_exception_is_unneeded_only_if_all_of_its_policy_was_read(tmp_path: Path) -> None:
    """A repository has several configurations under one policy: one of them alone does not tell."""
    gone = RECORD.replace('lab["a"]', "gone")
    site = write(
        tmp_path,
        {
            "exceptions/gone.toml": gone,
            "other/main.tf": "",
            "main.tf": "",
            "own/vmgate.toml": "",
            "own/main.tf": "",
        },
    )
    (site / "main.tf").write_text(MAIN.replace('"false"', '"true"'))
    (site / "other" / "main.tf").write_text('resource "terraform_data" "x" {}\n')
    (site / ".git").mkdir()
    assert told(check(site, "main.tf")[1]) == []
    (message,) = told(check(site, ".", "other")[1])
    assert message == (
        "exceptions/gone.toml:2: the exception is not needed: "
        "VMG3201 has no fault to find at vsphere_virtual_machine.gone"
    )


def test_what_is_unknown_may_need_it(tmp_path: Path) -> None:
    """Nothing is called unneeded that cannot be told."""
    unknown = 'variable "copy" {}\n' + MAIN.replace('"false"', "var.copy")
    code, results, _ = check(write(tmp_path, {"main.tf": unknown, "exceptions/lab.toml": RECORD}))
    assert (code, set(said(results))) == (0, {("VMG3201", "unknown")})


def test_an_exception_that_ended_shuts_the_gate_although_its_rule_is_skipped(tmp_path: Path) -> None:
    """And without the rule on exceptions it still waives nothing."""
    old = RECORD.replace("2027-01-31", "2026-11-22")
    site = write(tmp_path, {"exceptions/lab.toml": old})
    code, results, _ = check(site)
    assert told(results) == ["exceptions/lab.toml:9: the exception ended on 2026-11-22"]
    assert check(site, ".", "--skip", "VMG3201", rules=())[0] == 1
    code, results, _ = check(site, rules=("VMG3201",))
    assert (code, said(results)) == (1, [("VMG3201", "fail")] * 2)


def test_a_plan_with_its_source_knows_the_comments(tmp_path: Path) -> None:
    """The plan's own findings are waived by what stands in the source, whether that is given or lies beside."""
    (example,) = [one for one in examples() if str(one) == "exception_invalid-good-2"]
    example.write(tmp_path)
    (tmp_path / "plan.json").write_bytes(PLAN.read_bytes())
    for arguments in (("plan.json",), ("plan.json", ".")):
        code, results, report = check(tmp_path, *arguments)
        assert told(results) == []
        waived = [one["attribute"] for one in results if one["verdict"] == "waived"]
        assert waived == ['extra_config["isolation.tools.copy.disable"]']
        assert (code, report["summary"]["fail"]) == (1, 1)


def test_a_plan_without_its_source_knows_the_register_only(tmp_path: Path) -> None:
    """By address."""
    write(tmp_path, {"exceptions/lab.toml": RECORD.replace('lab["a"]', "lab")})
    (tmp_path / "main.tf").unlink()
    (tmp_path / "plan.json").write_bytes(PLAN.read_bytes())
    code, results, _ = check(tmp_path, "plan.json")
    assert (code, said(results)) == (0, [("VMG3201", "waived")] * 2)


def test_changes_alone_do_not_tell_what_is_unneeded(tmp_path: Path) -> None:
    """What a plan leaves as it is may need the exception."""
    (example,) = [one for one in examples() if str(one) == "exception_invalid-good-2"]
    example.write(tmp_path)
    text = (tmp_path / "main.tf").read_text().replace("VMG3201", "VMG1601")
    (tmp_path / "main.tf").write_text(text)
    (tmp_path / "plan.json").write_bytes(PLAN.read_bytes())
    rules = ("VMG1601", "VMG3901")
    assert len(told(check(tmp_path, "plan.json", rules=rules)[1])) == 1
    assert told(check(tmp_path, "plan.json", "--changed-only", rules=rules)[1]) == []


def test_the_coverage_counts_what_is_waived_and_the_exceptions(tmp_path: Path) -> None:
    """Under the clause of the rule, and under C39."""
    write(tmp_path, {"exceptions/lab.toml": RECORD})
    done = subprocess.run(
        [sys.executable, "-m", "vmgate", "coverage", ".", "--as-of", "2026-11-23", "-f", "json"],
        cwd=tmp_path, capture_output=True, check=True, env={**os.environ, "PYTHONPATH": str(PROJECT)},
    )  # fmt: skip
    clauses = {one["clause"]: one for one in json.loads(done.stdout)["clauses"]}
    assert clauses["C32"]["waived"] == 1
    assert (clauses["C39"]["judged"], clauses["C39"]["pass"]) == (1, 1)
    assert clauses["C39"]["decided_by"]


def test_a_register_that_cannot_be_read_is_no_verdict(tmp_path: Path) -> None:
    """Nobody knows what it would have waived."""
    code, _, report = check(write(tmp_path, {"exceptions/lab.toml": RECORD.replace("ticket", "tiket")}))
    assert code == 3
    assert 'exceptions/lab.toml:4: unknown key "tiket"' in report["why"]


def _two(tmp_path: Path, *, directory: str | None) -> Path:
    """Two environments of one shape under one policy, both with the fault, and an exception."""
    record = RECORD if directory is None else RECORD + f'directory = "{directory}"\n'
    site = write(tmp_path, {"main.tf": "", "exceptions/lab.toml": record})
    for name in ("environments/dev", "environments/prod"):
        (site / name).mkdir(parents=True)
        (site / name / "main.tf").write_text(MAIN)
    (site / ".git").mkdir()
    return site


def test_an_exception_for_one_directory_waives_nothing_in_another(tmp_path: Path) -> None:
    """What has the same address there is another resource."""
    site = _two(tmp_path, directory="environments/dev")
    code, results, _ = check(site)
    assert (code, told(results)) == (1, [])
    waived = [one["file"] for one in results if one["verdict"] == "waived"]
    assert waived == ["environments/dev/main.tf"]
    assert "waived" not in {one["verdict"] for one in check(site, "environments/prod")[1]}
    inside = check(site / "environments" / "dev", ".")[1]
    assert sorted(one["verdict"] for one in inside) == ["fail", "waived"]


def test_an_exception_for_one_address_in_several_directories_has_to_name_them(tmp_path: Path) -> None:
    """Or a new environment would be let through by an exception that was approved before there was one."""
    code, results, _ = check(_two(tmp_path, directory=None))
    assert code == 1
    (fault,) = told(results)
    assert fault.startswith(
        'exceptions/lab.toml:2: the exception is too wide: vsphere_virtual_machine.lab["a"] '
    )
    assert fault.endswith("fails in environments/dev, environments/prod; give the directory that it is for")


@pytest.mark.parametrize(
    ("pattern", "count"), [("environments/*", 2), ("**", 2), (".", 0), ("environments", 0)]
)
def test_a_directory_may_be_a_pattern(tmp_path: Path, pattern: str, count: int) -> None:
    """Which says how wide the exception is meant to be; one that fits nothing is not needed."""
    code, results, report = check(_two(tmp_path, directory=pattern))
    assert (code, report["summary"]["waived"]) == (1, count)
    assert bool(told(results)) is not bool(count)


def test_a_plan_is_in_a_directory_only_if_its_source_tells(tmp_path: Path) -> None:
    """Not knowing where it belongs is no reason to let it pass."""
    (example,) = [one for one in examples() if str(one) == "exception_invalid-good-2"]
    record = RECORD.replace('lab["a"]', "lab") + 'directory = "dev"\n'
    site = write(tmp_path, {"main.tf": "", "exceptions/lab.toml": record})
    (site / "main.tf").unlink()
    (site / "dev").mkdir()
    example.write(site / "dev")
    (site / "dev" / "vmgate.toml").unlink(missing_ok=True)
    text = (site / "dev" / "main.tf").read_text()
    (site / "dev" / "main.tf").write_text("\n".join(line.split(" # vmgate")[0] for line in text.splitlines()))
    (site / "plan.json").write_bytes(PLAN.read_bytes())
    shut, results, _ = check(site, "plan.json")
    assert (shut, said(results)) == (1, [("VMG3201", "fail")] * 2)
    code, results, _ = check(site, "plan.json", "dev")
    assert (code, said(results)) == (0, [("VMG3201", "waived")] * 2)

"""`vmgate coverage`: the matrix for an auditor."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.commands import vmgate
from tests.fixtures import PLANS
from vmgate.commands.coverage import cover
from vmgate.errors import ExitCode
from vmgate.model.estate import Unread
from vmgate.model.report import Decision, Input, Kind, Report, Result
from vmgate.model.result import Severity, Verdict
from vmgate.procedure import CLAUSES
from vmgate.report.coverage import ClauseCoverage, Coverage, write
from vmgate.report.printable import columns
from vmgate.rulebook import rules
from vmgate.translate.coverage import decided_from

PROJECT = Path(__file__).parent.parent
CAMPUS = PROJECT / "examples" / "campus"
STATE = PLANS.parent / "states" / "broken.json"
AS_OF = date(2026, 11, 23)
BINDING = [f"C{number:02}" for number in range(2, 40)]


def coverage(*arguments: str | Path, policy: Path = CAMPUS / "vmgate.toml") -> tuple[int, str, str]:
    """Exit code, standard output and standard error of `vmgate coverage` on a fixed day."""
    done = vmgate("coverage", "--config", policy, "--as-of", "2026-11-23", *arguments)
    return done.code, done.out, done.err


def matrix(*arguments: str | Path, policy: Path = CAMPUS / "vmgate.toml") -> dict[str, dict[str, Any]]:
    """The clauses of the JSON form by number."""
    _, out, _ = coverage(*arguments, "--format", "json", policy=policy)
    return {one["clause"]: one for one in json.loads(out)["clauses"]}


def _result(rule: str, verdict: Verdict, address: str, number: int = 0) -> Result:
    return Result(
        rule=rule, slug="slug", clause=f"C{rule[3:5]}", severity=Severity.HIGH, verdict=verdict, address=address,
        attribute="", message="", reason=None, span=None, provider=None, input=number, fingerprint="",
    )  # fmt: skip


def _report(*results: Result, not_covered: tuple[str, ...] = ()) -> Report:
    inputs = [
        Input(path=str(number), kind=Kind.PLAN, sha256="", resources=1, judged=1, not_covered=not_covered)
        for number in (0, 1)
    ]
    return Report(
        version="0", as_of=AS_OF, decision=Decision.OPEN, exit_code=ExitCode.OPEN, inputs=inputs, results=results,
        passed={},
    )  # fmt: skip


def _counts(found: Coverage, number: str) -> dict[Verdict, int]:
    return dict(next(one for one in found.clauses if one.number == number).counts)


def test_every_clause_that_binds_is_there_with_its_rules() -> None:
    """C02 to C39, in order, whatever the inputs hold; every rule under its clause and nowhere else."""
    found = matrix(STATE)
    assert list(found) == BINDING
    assert [rule for one in found.values() for rule in one["rules"]] == [rule.id for rule in rules()]
    for one in found.values():
        assert one["decided_by"], "nothing decides it"
        assert one["rules"] or one["decided_by"] == ["report"]
        assert one["judged"] or not one["pass"]
        assert one["title"] == CLAUSES[one["clause"]].title
        assert one["judged"] == one["pass"] + one["fail"] + one["unknown"] + one["waived"]


def test_the_broken_site_fails_where_its_gate_does() -> None:
    """The clauses that have a failure are those of the rules that `check` fails."""
    policy = CAMPUS / "vmgate.toml"
    done = vmgate("check", STATE, "--config", policy, "--as-of", "2026-11-23", "--format", "json")
    failed = {(one["clause"], one["rule"], one["address"]) for one in done.json["results"]
              if one["verdict"] == "fail"}  # fmt: skip
    found = matrix(STATE)
    assert {number: one["fail"] for number, one in found.items() if one["fail"]} == {
        clause: sum(1 for other, _, _ in failed if other == clause) for clause, _, _ in failed
    }


def test_whatever_was_found_the_exit_code_is_0() -> None:
    """It is a matrix and no gate."""
    code, out, err = coverage(STATE)
    assert (code, err) == (0, "")
    assert re.search(r"\d+ fail", out)


def test_what_cannot_be_read_is_no_verdict(tmp_path: Path) -> None:
    """One line says why."""
    code, out, err = coverage(tmp_path / "nowhere.json")
    assert (code, out) == (3, "")
    assert "nowhere.json" in err
    code, _, err = coverage(PLANS / "broken" / "plan-errored.json")
    assert code == 3
    assert "failed half-way" in err


def test_nothing_to_judge_is_said_and_never_a_pass(tmp_path: Path) -> None:
    """A state without resources leaves every clause without a judgement."""
    empty = tmp_path / "state.json"
    empty.write_text('{"format_version":"1.0","terraform_version":"1.11.4"}')
    policy = tmp_path / "vmgate.toml"
    policy.write_text("")
    code, out, _ = coverage(empty, policy=policy)
    assert code == 0
    rows = [line for line in out.splitlines() if re.match(r"C\d\d ", line)]
    assert len(rows) == len(BINDING)
    idle = [row for row in rows if "nothing to judge" in row or "by reports" in row]
    assert " pass" not in out.splitlines()[-1]
    judged = {number: one for number, one in matrix(empty, policy=policy).items() if one["judged"]}
    assert len(idle) + len(judged) == len(rows)
    # What only a register of evidence could show is unknown without one.
    assert set(judged) == {"C16", "C18"}
    assert all(one["judged"] == one["unknown"] for one in judged.values())


def test_a_clause_without_a_rule_is_not_yet_decided() -> None:
    """It is not mistaken for one that has nothing to judge."""
    assert "not yet decided" in write(_small(), "text")
    none, idle, _ = _small().clauses
    assert (none.state, idle.state) == ("not yet decided", "nothing to judge")


def test_one_rule_on_one_resource_is_one_judgement() -> None:
    """Of several faults, and of several inputs, the gravest verdict stands."""
    report = _report(
        _result("VMG0801", Verdict.FAIL, "a"),
        _result("VMG0801", Verdict.FAIL, "a"),
        _result("VMG0801", Verdict.PASS, "a", 1),
        _result("VMG0801", Verdict.PASS, "b"),
        _result("VMG0801", Verdict.PASS, "b", 1),
        _result("VMG0802", Verdict.UNKNOWN, "a"),
        _result("VMG0901", Verdict.WAIVED, "a"),
    )
    found = cover(report, rules(), (), AS_OF)
    assert _counts(found, "C08") == {Verdict.FAIL: 1, Verdict.PASS: 1, Verdict.UNKNOWN: 1}
    assert _counts(found, "C09") == {Verdict.WAIVED: 1}


def test_what_no_rule_knows_is_named_once() -> None:
    """Although both inputs hold it."""
    found = cover(_report(not_covered=("null_resource.x",)), rules(), (), AS_OF)
    assert list(found.not_covered) == ["null_resource.x"]


def test_a_rule_that_the_policy_switched_off_is_marked(tmp_path: Path) -> None:
    """So that its silence is not taken for the absence of things to judge."""
    policy = tmp_path / "vmgate.toml"
    policy.write_text('[organization]\nname = "X"\n[rules.VMG2401]\noff = "no drives here"\n')
    found = matrix(STATE, policy=policy)["C24"]
    assert (found["off"], found["judged"]) == (["VMG2401"], 0)
    assert "VMG2401 (off)" in coverage(STATE, policy=policy)[1]


def test_a_state_decides_nothing_on_providers_and_provisioners() -> None:
    """The configuration of a provider is in no state; what stands is."""
    found = {rule.id: [kind.value for kind in decided_from(rule)] for rule in rules()}
    assert found["VMG0801"] == ["source", "plan", "state"]
    assert found["VMG0301"] == ["source", "plan", "state", "packer"]
    configured = [rule for rule, kinds in found.items() if "source" in kinds and "state" not in kinds]
    planned = matrix(CAMPUS / "broken" / "plan.json")
    stated = matrix(STATE)
    for rule in configured:
        clause = f"C{rule[3:5]}"
        if stated[clause]["rules"] == [rule]:
            assert planned[clause]["judged"] > 0
            assert stated[clause]["judged"] == 0


def _small() -> Coverage:
    """Three clauses in three states, and names that mean harm."""
    return Coverage(
        as_of=AS_OF,
        inputs=[("plans/a|b.json", Kind.PLAN)],
        clauses=[
            ClauseCoverage("C11", "CHAP", [], [], {}, {}),
            ClauseCoverage("C12", "Anti-spoofing on physical switches", ["VMG1201"], [], {"source": 0, "plan": 0}, {}),
            ClauseCoverage(
                "C13", "NFS exports", [f"VMG130{number}" for number in range(1, 6)], ["VMG1302"],
                {"source": 0, "plan": 6, "state": 0},
                {Verdict.PASS: 3, Verdict.FAIL: 1, Verdict.WAIVED: 2},
            ),
        ],
        not_covered=["null_resource.x[\"\x1b[31m\"]", *(f"null_resource.n[{number}]" for number in range(9))],
        unread=[Unread("module.net", "module not downloaded")],
    )  # fmt: skip


def test_the_text_is_a_table_whose_columns_stand_below_their_heads() -> None:
    """Counts to the right under their head, zero as a dash; long lists of rules wrap; hostile names are escaped."""
    named = ", ".join(f"null_resource.n[{number}]" for number in range(4))
    lines = write(_small(), "text", width=100).splitlines()
    assert lines == [
        "Coverage of the procedure on 2026-11-23",
        "  plan     plans/a|b.json",
        "",
        "clause                                   judged  pass  fail  unknown  waived  from         rules",
        "C11  CHAP                                not yet decided",
        "C12  Anti-spoofing on physical switches  nothing to judge                     source plan  VMG1201",
        "C13  NFS exports                              6     3     1        -       2  any input    VMG1301",
        "                                                                                           VMG1302 (off)",
        "                                                                                           VMG1303",
        "                                                                                           VMG1304",
        "                                                                                           VMG1305",
        "",
        "3 clauses: 1 fail, 1 nothing to judge, 1 not yet decided.",
        rf'not covered: null_resource.x["\x1b[31m"], {named} and 5 more',
        "not read: module.net: module not downloaded",
    ]
    wide = write(_small(), "text", width=160)
    assert "VMG1301 VMG1302 (off) VMG1303 VMG1304 VMG1305" in wide


def test_colour_changes_nothing_but_colour() -> None:
    """Without its codes, coloured text is the plain one."""
    coloured = write(_small(), "text", color=True)
    assert "\x1b[1;31m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == write(_small(), "text")


def test_no_row_of_the_real_table_is_wider_than_the_terminal() -> None:
    """100 columns hold it."""
    _, out, _ = coverage(STATE)
    assert max(columns(line) for line in out.splitlines() if not line.startswith("not covered")) <= 100


def test_markdown_holds_the_same_rows() -> None:
    """A row a clause, in which no name breaks the table, and all that is not covered."""
    named = "VMG1301, VMG1302 (off), VMG1303, VMG1304, VMG1305"
    text = write(_small(), "markdown")
    rows = [line for line in text.splitlines() if re.match(r"\| C\d", line)]
    assert rows == [
        "| C11 CHAP |  |  |  |  |  |  |  | not yet decided |  |  |  |  |",
        "| C12 Anti-spoofing on physical switches | VMG1201 | - | - |  |  |  |  | nothing to judge |  |  |  |  |",
        f"| C13 NFS exports | {named} | - | 6 | - |  |  |  | 6 | 3 | 1 | 0 | 2 |",
    ]
    assert "- `null_resource.n[8]`" in text
    assert "\x1b" not in text


def test_json_has_its_schema_and_counts() -> None:
    """All four verdicts, zero included."""
    document = json.loads(write(_small(), "json"))
    assert (document["schema"], document["as_of"]) == ("vmgate.coverage/v1", "2026-11-23")
    assert document["clauses"][2] | {"rules": [], "off": []} == {
        "clause": "C13", "title": "NFS exports", "rules": [], "off": [], "decided_by": ["source", "plan", "state"],
        "judged_by": {"source": 0, "plan": 6, "state": 0}, "judged": 6, "pass": 3, "fail": 1, "unknown": 0, "waived": 2,
    }  # fmt: skip
    assert len(document["not_covered"]) == 10
    assert document["unread"] == [{"name": "module.net", "reason": "module not downloaded"}]


@pytest.mark.parametrize("form", ["source", "plan"])
def test_source_and_plan_have_a_matrix_too(form: str) -> None:
    """With the same options as `check`."""
    path = CAMPUS / "compliant"
    found = matrix(path if form == "source" else path / "plan.json")
    assert sum(one["fail"] for one in found.values()) == 0
    assert sum(one["pass"] for one in found.values()) > 100


@pytest.mark.parametrize(
    ("clause", "registers"),
    [
        ("C11", {"evidence"}),
        ("C12", {"evidence"}),
        ("C14", {"evidence"}),
        ("C15", {"evidence"}),
        ("C17", {"evidence"}),
        ("C18", {"evidence"}),
        ("C30", {"registry"}),
        ("C35", {"registry"}),
        ("C26", set()),
        ("C32", set()),
    ],
)
def test_the_registers_that_a_rule_asks_are_found_in_its_code(clause: str, registers: set[str]) -> None:
    """And in that of the vocabulary which it calls, however deep."""
    found = {kind.value for rule in rules() if rule.clause == clause for kind in decided_from(rule)}
    assert found & {"evidence", "registry"} == registers


def test_judgements_are_counted_by_what_they_came_from() -> None:
    """Source and plan of one site judge the same resources: each counts, and a resource counts once."""
    site = CAMPUS / "compliant"
    one = matrix(site)["C26"]
    both = matrix(site, site / "plan.json")["C26"]
    assert one["judged_by"] == {"source": one["judged"], "plan": 0, "state": 0, "packer": 0}
    assert both["judged"] == one["judged"] == both["judged_by"]["plan"]


def test_what_templates_are_judged_from_is_named(tmp_path: Path) -> None:
    """No registry at all, one that is only asked, and one whose records are judged."""
    (tmp_path / "vmgate.toml").touch()
    _, out, _ = coverage(STATE, policy=tmp_path / "vmgate.toml")
    assert (
        "not looked at: a template registry (C30, C31, C35, C36, C37): there is none; vmgate template init"
        in out
    )
    registry = "examples/campus/templates"
    asked = f"the records of {registry} (C30, C31, C35, C36, C37); name it, too"
    assert f"not looked at: {asked}" in coverage(STATE)[1]
    assert f"## Not looked at\n\n- {asked}" in coverage(STATE, "--format", "markdown")[1]
    assert "not looked at" not in coverage(STATE, registry)[1]
    assert json.loads(coverage(STATE, registry, "--format", "json")[1])["not_looked_at"] == []

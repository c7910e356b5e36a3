"""The GitHub format: nothing is dropped silently, nothing breaks out of its command."""

from __future__ import annotations

import dataclasses
import re

from tests.report.sample import RULES, WAIVER, empty, report, result
from vmgate.errors import ExitCode
from vmgate.model.position import Span
from vmgate.model.report import Decision
from vmgate.model.result import Severity, Verdict
from vmgate.report.github import LIMIT, write

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def test_every_line_is_a_command() -> None:
    """Properties hold no raw colon, so that the message is found where it begins."""
    lines = write(report(), RULES).splitlines()
    assert lines
    assert all(COMMAND.fullmatch(line) for line in lines)


def test_more_than_github_shows_is_counted_in_one_notice() -> None:
    """Of thirty failures the ten gravest are annotations; one notice counts the other twenty by rule."""
    severities = [Severity.MEDIUM] * 20 + [Severity.HIGH] * 10
    results = [
        result("VMG2301", Verdict.FAIL, f"vm.n{number}", message="m", severity=severity,
               span=Span("main.tf", number + 1, 1, number + 1, 5))
        for number, severity in enumerate(severities)
    ]  # fmt: skip
    lines = write(dataclasses.replace(empty(), results=results), RULES).splitlines()
    errors = [line for line in lines if line.startswith("::error")]
    assert len(errors) == LIMIT
    assert [re.findall(r"line=(\d+)", line)[0] for line in errors] == [str(n) for n in range(21, 31)]
    (notice,) = [line for line in lines if line.startswith("::notice")]
    assert "20 more findings are not shown as annotations: VMG2301 unused_vm_running (20)" in notice


def test_instances_of_one_fault_are_one_annotation() -> None:
    """Two instances do not use up two of the ten; what is waived says by what."""
    lines = [line for line in write(report(), RULES).splitlines() if "VMG3201" in line]
    assert len(lines) == 2
    assert '"web-1"' in lines[0]
    assert '"web-2"' in lines[0]
    assert lines[1].startswith("::notice ")
    assert WAIVER.account in lines[1]


def test_levels_follow_verdict_and_severity() -> None:
    """High and medium failures and crashes are errors; low failures and unknowns warnings; what is waived, a notice."""
    levels = {
        (verdict, severity): write(
            dataclasses.replace(
                empty(), results=[result("VMG2301", verdict, "a.b", message="m", severity=severity)]
            ),
            RULES,
        ).partition(" ")[0]
        for verdict in (Verdict.FAIL, Verdict.UNKNOWN, Verdict.CRASH, Verdict.WAIVED, Verdict.PASS)
        for severity in (Severity.HIGH, Severity.LOW)
    }
    assert levels == {
        (Verdict.FAIL, Severity.HIGH): "::error",
        (Verdict.FAIL, Severity.LOW): "::warning",
        (Verdict.UNKNOWN, Severity.HIGH): "::warning",
        (Verdict.UNKNOWN, Severity.LOW): "::warning",
        (Verdict.CRASH, Severity.HIGH): "::error",
        (Verdict.CRASH, Severity.LOW): "::error",
        (Verdict.WAIVED, Severity.HIGH): "::notice",
        (Verdict.WAIVED, Severity.LOW): "::notice",
        (Verdict.PASS, Severity.HIGH): "",
        (Verdict.PASS, Severity.LOW): "",
    }


def test_special_characters_are_escaped_as_github_asks() -> None:
    """Percent signs and line ends everywhere; colons and commas in properties only."""
    span = Span("a,b:c%.tf", 1, 2, 1, 3)
    odd = result("VMG2301", Verdict.FAIL, "a.b", message="100%, really: yes", span=span)
    (line,) = write(dataclasses.replace(empty(), results=[odd]), RULES).splitlines()
    assert line == (
        "::error file=a%2Cb%3Ac%25.tf,line=1,endLine=1,col=2,endColumn=3,"
        "title=VMG2301 unused_vm_running::100%25, really: yes%0Aa.b%0AC23 Unused VMs"
    )


def test_columns_are_left_out_over_several_lines() -> None:
    """GitHub takes columns only where the start and the end are on one line."""
    wide = result("VMG2301", Verdict.FAIL, "a.b", message="m", span=Span("a.tf", 1, 2, 4, 3))
    text = write(dataclasses.replace(empty(), results=[wide]), RULES)
    assert text.startswith("::error file=a.tf,line=1,endLine=4,title=")


def test_no_verdict_is_never_silent() -> None:
    """A run that judged nothing is an error that says so; an open gate writes nothing."""
    text = write(empty(ExitCode.NO_VERDICT, Decision.NO_VERDICT, "nothing was judged"), RULES)
    assert text == "::error title=vmgate%3A no verdict::nothing was judged\n"
    assert write(empty(), RULES) == ""

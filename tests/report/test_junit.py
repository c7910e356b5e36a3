"""The JUnit format: counts that add up, and never green for a gate that is not open."""

from __future__ import annotations

import dataclasses
from xml.etree import ElementTree as ET

import pytest

from tests.report.sample import RULES, empty, report, result
from vmgate.errors import ExitCode
from vmgate.model.report import Decision
from vmgate.model.result import Verdict
from vmgate.report.junit import write


def test_counts_add_up() -> None:
    """The attributes of each suite and of the root are the numbers of cases and outcomes below."""
    root = ET.fromstring(write(report(), RULES))  # noqa: S314  - our own output
    for element in (root, *root.iter("testsuite")):
        assert element.get("tests") == str(len(list(element.iter("testcase"))))
        assert element.get("failures") == str(len(list(element.iter("failure"))))
        assert element.get("errors") == str(len(list(element.iter("error"))))
        assert element.get("skipped") == str(len(list(element.iter("skipped"))))


def test_there_is_a_suite_for_each_input_and_a_case_for_each_result() -> None:
    """Cases stand in the suite of their input, beside one for each part that was not read."""
    given = report()
    root = ET.fromstring(write(given, RULES))  # noqa: S314  - our own output
    assert [suite.get("name") for suite in root] == [source.path for source in given.inputs]
    for index, suite in enumerate(root):
        expected = sum(1 for one in given.results if one.input == index) + len(given.inputs[index].unread)
        assert suite.get("tests") == str(expected)


def test_verdicts_become_outcomes() -> None:
    """Failure, error for a crash, skipped with its reason for an unknown, a plain case for a pass that is listed."""
    results = [
        result("VMG3201", verdict, f"a.{verdict.value}", message="m", reason="why")
        for verdict in (Verdict.FAIL, Verdict.CRASH, Verdict.UNKNOWN, Verdict.WAIVED, Verdict.PASS)
    ]
    root = ET.fromstring(write(dataclasses.replace(empty(), results=results), RULES))  # noqa: S314  - our own output
    outcomes = {case.get("name"): [outcome.tag for outcome in case] for case in root.iter("testcase")}
    assert outcomes == {
        "a.fail": ["failure"],
        "a.crash": ["error"],
        "a.unknown": ["skipped"],
        "a.waived": ["skipped"],
        "a.pass": [],
    }
    assert [one.get("message") for one in root.iter("skipped")] == ["m: why", "m: waived by an exception"]


@pytest.mark.parametrize(
    ("exit_code", "decision"),
    [(ExitCode.UNDECIDED, Decision.UNDECIDED), (ExitCode.NO_VERDICT, Decision.NO_VERDICT)],
)
def test_a_gate_that_is_not_open_is_never_green(exit_code: ExitCode, decision: Decision) -> None:
    """Unknowns alone, or nothing judged: an error case says why, as no other case does."""
    unknown = result("VMG3201", Verdict.UNKNOWN, "a.b", message="m", reason="data source not read")
    given = dataclasses.replace(empty(exit_code, decision, "not known"), results=[unknown])
    root = ET.fromstring(write(given, RULES))  # noqa: S314  - our own output
    assert [one.get("message") for one in root.iter("error")] == ["not known"]
    assert root.get("errors") == "1"

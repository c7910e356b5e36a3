"""A format is found by its name, and only that one is loaded."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys

import pytest

from tests.report.sample import RULES, empty, report, result
from vmgate.errors import ExitCode, UsageError
from vmgate.model.report import Decision
from vmgate.model.result import Verdict
from vmgate.report import FORMATS, writer


def test_an_unknown_format_names_the_known_ones() -> None:
    """The message says what to write instead."""
    with pytest.raises(
        UsageError, match=r"'xml'.*text, json, sarif, github, junit, gitlab, markdown, html, csv"
    ):
        writer("xml")


def test_only_the_format_asked_for_is_imported() -> None:
    """Asking for JSON loads neither SARIF, JUnit, the text format nor an XML library."""
    program = (
        "import sys; from vmgate.report import writer; writer('json');"
        "print([name for name in sys.modules if name.startswith('vmgate.report.') or name == 'xml'])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(re.findall(r"'([\w.]+)'", run.stdout))
    assert loaded == {"vmgate.report.json", "vmgate.report.encode"}


@pytest.mark.parametrize("name", FORMATS)
def test_writing_is_repeatable_and_leaves_the_report_alone(name: str) -> None:
    """The same report is written the same twice, and is itself unchanged."""
    given = report()
    assert writer(name)(given, RULES) == writer(name)(given, RULES)
    assert given == report()


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_says_why_a_run_with_failures_has_no_verdict(name: str) -> None:
    """Nothing was judged in one of the paths: no failure of another one hides that."""
    why = "environments/dev: nothing was judged"
    failed = [result("VMG3201", Verdict.FAIL, "a.b", message="m")]
    stopped = empty(ExitCode.NO_VERDICT, Decision.NO_VERDICT, why)
    assert why in writer(name)(dataclasses.replace(stopped, results=failed), RULES)


def test_a_table_has_no_row_for_a_run_that_says_why_elsewhere() -> None:
    """An open gate over nothing found is the heads alone."""
    assert writer("csv")(empty(), RULES).count("\r\n") == 1

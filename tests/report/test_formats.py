"""A format is found by its name, and only that one is loaded."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.report.sample import RULES, report
from vmgate.errors import UsageError
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

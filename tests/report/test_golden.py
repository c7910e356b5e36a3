"""Every format writes the sample report as its golden file shows, to the byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.report.sample import RULES, empty, report
from vmgate.report import FORMATS, writer
from vmgate.report.page import explain, explain_clause, rules_markdown, table

if TYPE_CHECKING:
    from collections.abc import Callable

EXTENSION = {
    "text": "txt", "json": "json", "sarif": "sarif", "github": "github.txt", "junit": "xml", "gitlab": "gitlab.json",
    "markdown": "md", "html": "html", "csv": "csv",
}  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_the_whole_sample_is_written_as_expected(name: str, golden: Callable[[str, str], None]) -> None:
    """Fails, unknowns, crashes, waivers, unread parts and notes all appear as the golden file has them."""
    golden(f"sample.{EXTENSION[name]}", writer(name)(report(), RULES))


@pytest.mark.parametrize("name", FORMATS)
def test_a_run_without_findings_is_written_as_expected(name: str, golden: Callable[[str, str], None]) -> None:
    """Nothing found is a whole document of the usual shape."""
    golden(f"empty.{EXTENSION[name]}", writer(name)(empty(), RULES))


def test_colours_are_as_expected(golden: Callable[[str, str], None]) -> None:
    """With colour on, the text is the same but for ANSI codes."""
    golden("sample.ansi.txt", writer("text", color=True)(report(), RULES))


def test_pages_are_as_expected(golden: Callable[[str, str], None]) -> None:
    """A rule's page, a clause's page, the table of rules, and the documentation."""
    pages = [
        explain(RULES["VMG3201"]),
        explain_clause("C32", RULES),
        explain_clause("C01", RULES),
        table(RULES),
    ]
    golden("pages.txt", "\n".join(pages))
    golden("rules.md", rules_markdown(RULES))

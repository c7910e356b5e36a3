"""Pages about rules and clauses."""

from __future__ import annotations

import re

import pytest

from tests.report.sample import RULES
from vmgate.errors import UsageError
from vmgate.procedure import CLAUSES
from vmgate.report.page import explain, explain_clause, rules_markdown, table

ANSI = re.compile(r"\x1b\[[\d;]*m")


def test_a_page_quotes_the_procedure_and_has_all_sections() -> None:
    """The clause's own words and Why, Fix, Bad, Good; code stands without its fences."""
    page = explain(RULES["VMG3201"])
    assert CLAUSES["C32"].text in page
    headings = [line for line in page.splitlines() if line in {"Why", "Fix", "Bad", "Good"}]
    assert headings == ["Why", "Fix", "Bad", "Good"]
    assert "```" not in page
    assert "    copy_disable = true" in page.splitlines()


def test_colour_changes_nothing_but_colour() -> None:
    """Taking the codes away gives the plain page, but for the back quotes that colour replaces."""
    coloured = explain(RULES["VMG3201"], color=True)
    assert ANSI.sub("", coloured) == explain(RULES["VMG3201"]).replace("`", "")
    assert ANSI.sub("", table(RULES, color=True)) == table(RULES)


def test_a_clause_lists_its_own_rules_only() -> None:
    """The clause's text, and the rules that judge it; a clause without any says so."""
    assert re.findall(r"VMG\d+", explain_clause("C32", RULES)) == ["VMG3201"]
    assert "No rule judges this clause." in explain_clause("C38", RULES)


def test_an_unknown_clause_names_the_known_ones() -> None:
    """The message says which there are."""
    with pytest.raises(UsageError, match=r"'C99'.*C01 to C40"):
        explain_clause("C99", RULES)


def test_the_documentation_links_to_every_page() -> None:
    """Each rule's link in the table leads to a heading below it, and no title breaks the table."""
    text = rules_markdown(RULES)
    links = re.findall(r"\(#(\w+)\)", text)
    headings = [heading.lower() for heading in re.findall(r"^## (.+)$", text, flags=re.MULTILINE)]
    assert links == headings == [rule.lower() for rule in sorted(RULES)]
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {row.count("|") for row in rows} == {6}

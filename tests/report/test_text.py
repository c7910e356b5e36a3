"""The text format: what is shown once, what is shown first, and where the mark stands."""

from __future__ import annotations

import re

import pytest

from tests.report.sample import EXCERPTS, MAIN, OTHER, RULES, at, empty, report
from vmgate.errors import ExitCode
from vmgate.model.position import Span
from vmgate.model.report import Decision
from vmgate.report.excerpt import excerpt
from vmgate.report.printable import columns
from vmgate.report.text import write

ANSI = re.compile(r"\x1b\[[\d;]*m")


def test_no_ansi_code_is_written_without_colour() -> None:
    """With colour off there is no escape character; with colour on, taking the codes away gives the same text."""
    plain = write(report(), RULES)
    assert "\x1b" not in plain
    coloured = write(report(), RULES, color=True)
    assert coloured != plain
    assert ANSI.sub("", coloured) == plain


def test_instances_of_one_fault_are_shown_once() -> None:
    """Two instances with the same fault at the same place are one finding with two addresses."""
    text = write(report(), RULES)
    assert text.count("copy from the guest is not disabled") == 1
    assert 'vm["web-1"]' in text
    assert 'vm["web-2"]' in text


def test_of_many_places_three_are_named() -> None:
    """The rest is counted."""
    text = write(report(), RULES)
    assert [f'vm["{name}"]' in text for name in "abcde"] == [True, True, True, False, False]
    assert "and 2 more" in text


def test_what_went_wrong_comes_first() -> None:
    """Crash, then failures by severity, then unknown, then waived."""
    heads = re.findall(
        r"^(\w+)\[\w+\]|^ +(?:=) clause: .*\((\w+)\)$", write(report(), RULES), flags=re.MULTILINE
    )
    assert [verdict for verdict, _ in heads if verdict] == ["crash", *["fail"] * 5, "unknown", "waived"]
    assert [severity for _, severity in heads if severity][1:] == ["high", "high", "medium", "medium", "low"]


def test_the_last_line_is_the_decision() -> None:
    """It carries the counts, and why the gate does what it does."""
    last = write(empty(ExitCode.NO_VERDICT, Decision.NO_VERDICT, "nothing was judged"), RULES).splitlines()[
        -1
    ]
    assert last == "no verdict: 0 failed, 0 unknown, 3 passed (nothing was judged)"


def test_few_uncovered_resources_are_named_and_many_counted() -> None:
    """One is named, seven are only counted."""
    text = write(report(), RULES)
    assert "1 not covered: null_resource.x" in text
    assert "7 not covered" in text
    assert "null_resource.n0" not in text


def _marked(span: Span, width: int = 80) -> str:
    """The part of the shown line that stands above the mark, by terminal columns."""
    found = excerpt(span, EXCERPTS, width)
    assert found is not None
    line, mark = found
    start = len(mark) - len(mark.lstrip())
    position, part = 0, ""
    for character in line:
        if start <= position < len(mark):
            part += character
        position += columns(character)
    return part


@pytest.mark.parametrize(
    ("span", "meant"),
    [
        (at(MAIN, 3, '"isolation.tools.copy.disable" = "false"'), '"isolation.tools.copy.disable" = "false"'),
        (at(OTHER, 1, '"端"'), '"端"'),
        (at(OTHER, 2, "末"), "末"),
        (at(OTHER, 2, 'power_state = "on"'), 'power_state = "on"'),
        (at(OTHER, 3, 'power_state = "on"'), 'power_state = "on"'),
        (Span(MAIN, 1, 1, 4, 2), 'resource "vsphere_virtual_machine" "vm" {'),
    ],
)
def test_the_mark_stands_under_what_is_meant(span: Span, meant: str) -> None:
    """Also behind tabs and wide characters, far out on a long line, and for a span of several lines."""
    assert _marked(span) == meant


@pytest.mark.parametrize("width", [20, 40, 80, 200])
@pytest.mark.parametrize("column", [1, 200, 432, 700, 10_000])
def test_a_long_line_is_cut_to_the_width(width: int, column: int) -> None:
    """Neither the line nor the mark is wider than asked, wherever the span is, even behind the line's end."""
    found = excerpt(Span(OTHER, 3, column, 3, column + 300), EXCERPTS, width)
    assert found is not None
    assert max(columns(part) for part in found) <= width
    assert "^" in found[1]


@pytest.mark.parametrize(
    "span", [Span("absent.tf", 1, 1, 1, 2), Span(MAIN, 99, 1, 99, 2), Span(MAIN, 0, 1, 0, 2)]
)
def test_a_line_that_is_not_at_hand_is_left_out(span: Span) -> None:
    """A file that was not kept, or a line that it does not have, is no error."""
    assert excerpt(span, EXCERPTS, 80) is None

"""What is wrong with an exception, and what a comment says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmgate.model.address_pattern import AddressPattern
from vmgate.model.comment import MarkedComment
from vmgate.model.exceptions import Terms, Waiver, shortcomings
from vmgate.model.inline import inline_waiver
from vmgate.model.position import Span

AS_OF = date(2026, 11, 23)
TERMS = Terms(
    AS_OF, ("ciso@example.edu",), max_days=180, max_addresses=20,
    rules={"vmg3201": "VMG3201", "copy_paste_enabled": "VMG3201", "vmg3202": "VMG3202", "vmg3901": "VMG3901"},
)  # fmt: skip
VALID = Waiver(
    "EX-1", "exceptions/EX-1.toml", ("VMG3201",), AddressPattern("vsphere_virtual_machine.lab"),
    reason="screen readers", ticket="SEC-118", requested_by="lab@example.edu", approved_by="ciso@example.edu",
    approved=date(2026, 11, 2), start=date(2026, 11, 2), end=date(2027, 1, 31),
)  # fmt: skip
SPAN = Span("main.tf", 6, 9, 6, 90)
VALID_COMMENT = 'ignore[VMG3201] until=2027-01-31 approved-by=ciso@example.edu reason="screen readers"'


def comment(text: str, first: int = 6) -> Waiver:
    """The exception of a comment in line 6."""
    return inline_waiver(MarkedComment(text, SPAN, first, first))


def told(waiver: Waiver, terms: Terms = TERMS) -> list[tuple[str, str]]:
    """What is wrong, by key."""
    return [(one.key, one.message) for one in shortcomings(waiver, terms)]


def test_nothing_is_wrong_with_one_that_management_limited_and_approved() -> None:
    """In the register and in a comment, also by the rule's slug, letter case aside."""
    assert told(VALID) == []
    assert told(replace(VALID, rules=("Copy_Paste_Enabled",), approved_by="CISO@example.edu")) == []
    assert told(comment(VALID_COMMENT)) == []


@pytest.mark.parametrize(
    ("change", "key", "message"),
    [
        ({"reason": None}, "reason", "the exception gives no reason"),
        ({"ticket": None}, "ticket", "the exception names no ticket"),
        ({"requested_by": None}, "requested_by", "the exception does not say who requested it"),
        ({"approved_by": None}, "approved_by", "nobody has approved the exception"),
        ({"approved": None}, "approved", "the exception does not say when it was approved"),
        ({"end": None}, "end", "the exception has no end"),
        ({"rules": ("VMG3299",)}, "rule", "there is no rule VMG3299; did you mean VMG3202?"),
        ({"rules": ("copy_past",)}, "rule", "there is no rule copy_past; did you mean copy_paste_enabled?"),
        ({"rules": ("zzz",)}, "rule", "there is no rule zzz"),
        ({"rules": ("VMG3901",)}, "rule", "there are no exceptions to VMG3901, which judges them"),
        ({"address": AddressPattern("**")}, "address",
         "the exception is too wide: ** leaves open what kind of resource it is for"),
        ({"start": date(2027, 2, 1)}, "start", "the exception starts on 2027-02-01, after its end"),
        ({"end": date(2026, 11, 22)}, "end", "the exception ended on 2026-11-22"),
        ({"end": date(2027, 5, 2)}, "end", "the exception is too long: 181 days, and the policy allows 180"),
        ({"approved_by": "dean@example.edu"}, "approved_by",
         "dean@example.edu has approved the exception and is not of the management"),
        ({"requested_by": "Ciso@example.edu"}, "approved_by",
         "ciso@example.edu has approved the exception that they requested"),
        ({"approved": date(2026, 11, 24)}, "approved",
         "the exception was approved on 2026-11-24, which is yet to come"),
        ({"unproven": "the exception is not signed"}, "approved_by", "the exception is not signed"),
    ],
)  # fmt: skip
def test_each_fault_is_told_by_itself_at_its_key(change: dict[str, Any], key: str, message: str) -> None:
    """One fault, one message."""
    assert told(replace(VALID, **change)) == [(key, message)]


def test_the_last_day_counts_and_so_does_the_longest_term() -> None:
    """An exception ends with its last day, and may be as long as the policy says."""
    assert told(replace(VALID, end=AS_OF)) == []
    assert told(replace(VALID, end=date(2027, 5, 1))) == []


def test_one_that_has_not_begun_is_in_order_and_not_in_force() -> None:
    """It waives nothing yet."""
    later = replace(VALID, start=date(2026, 12, 1))
    assert told(later) == []
    assert not later.in_force(AS_OF)
    assert later.in_force(date(2026, 12, 1))


def test_without_management_nobody_approves() -> None:
    """The policy has to name somebody."""
    ((key, message),) = told(VALID, replace(TERMS, management=()))
    assert key == "approved_by"
    assert "[organization] management" in message


def test_a_comment_cannot_be_signed() -> None:
    """Where a signature is needed, it waives nothing; the register's says itself why its signature proves nothing."""
    ((key, message),) = told(comment(VALID_COMMENT), replace(TERMS, signed=True))
    assert key == "approved_by"
    assert "cannot be signed" in message
    assert told(VALID, replace(TERMS, signed=True)) == []


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("ignore[VMG3201]",
         ["the exception gives no reason", "nobody has approved the exception", "the exception has no end"]),
        ("ignore[]" + VALID_COMMENT[15:], ["the exception names no rule"]),
        (VALID_COMMENT.replace("2027-01-31", "2026-10-31"), ["the exception ended on 2026-10-31"]),
        (VALID_COMMENT.replace("2027-01-31", "2099-01-31"), ["the exception is too long: "]),
        (VALID_COMMENT.replace("2027-01-31", "soon"), ["the comment says until=soon", "the exception has no end"]),
        (VALID_COMMENT.replace("2027-01-31", "20270131"), ["the comment says until=2027013", "has no end"]),
        (VALID_COMMENT + " untill=2027-01-31", ['the comment says "untill", which is not one of until']),
        (VALID_COMMENT + " until=2027-01-31", ["the comment says until twice"]),
        (VALID_COMMENT + " # and more", ['the comment is not understood from "# and more" on']),
        (VALID_COMMENT.replace('readers"', "readers"), ["the comment is not understood from"]),
    ],
)  # fmt: skip
def test_a_comment_says_everything_or_waives_nothing(text: str, messages: list[str]) -> None:
    """What is missing, and what is not understood."""
    found = [message for _, message in told(comment(text))]
    assert [part in one for part, one in zip(messages, found, strict=False)] == [True] * len(messages), found


@pytest.mark.parametrize("text", ["skip[VMG3201]", "ignore VMG3201", ""])
def test_a_comment_of_another_form_is_told_how_it_is_written(text: str) -> None:
    """It begins with vmgate: and was meant to be one."""
    assert "vmgate: ignore[RULE] until=DATE" in told(comment(text))[0][1]


def test_a_comment_on_nothing_waives_nothing() -> None:
    """There is no argument or block on or below its line."""
    assert "stands on nothing" in told(comment(VALID_COMMENT, first=0))[0][1]


def test_a_comment_names_several_rules_and_quotes_its_reason() -> None:
    """Blanks and commas between the rules; a quotation mark in the reason has a backslash."""
    found = comment(r'ignore[ VMG3201 ,VMG3202] ticket=SEC-1 reason="the \"lab\" needs it"')
    assert found.rules == ("VMG3201", "VMG3202")
    assert (found.reason, found.ticket, found.name) == ('the "lab" needs it', "SEC-1", "main.tf:6")


@given(st.text())
def test_any_comment_is_read(text: str) -> None:
    """Whatever is in it is understood, or told."""
    waiver = comment(f"ignore[VMG3201] {text}")
    assert shortcomings(waiver, TERMS)

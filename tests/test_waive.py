"""What exceptions do to results: a failure is waived, and nothing else is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.model.test_exceptions import AS_OF, TERMS, VALID, comment
from vmgate.decide import decide
from vmgate.errors import ExitCode
from vmgate.model.address_pattern import AddressPattern
from vmgate.model.position import Span
from vmgate.model.report import Input, Kind, Result
from vmgate.model.result import Severity, Verdict
from vmgate.model.site import Site
from vmgate.waive import Held, waive, with_unused

if TYPE_CHECKING:
    from vmgate.model.exceptions import Waiver

ADDRESS = "vsphere_virtual_machine.lab"


def result(
    verdict: Verdict = Verdict.FAIL,
    address: str = ADDRESS,
    rule: str = "VMG3201",
    number: int = 0,
    line: int = 6,
) -> Result:
    """A result of one rule."""
    return Result(
        rule=rule, slug="s", clause="C32", severity=Severity.HIGH, verdict=verdict, address=address,
        attribute='extra_config["isolation.tools.copy.disable"]', message="m", reason=None,
        span=Span("main.tf", line, 1, line, 9), provider=None, input=number, fingerprint="sha256:0",
    )  # fmt: skip


def held(*waivers: Waiver) -> list[Held]:
    """Exceptions of the first input."""
    return [Held(one, TERMS, [0]) for one in waivers]


@pytest.mark.parametrize("verdict", list(Verdict))
def test_only_a_failure_is_waived(verdict: Verdict) -> None:
    """An unknown never becomes a pass, nor a crash a verdict."""
    (one,), _ = waive([result(verdict)], held(VALID))
    assert one.verdict is (Verdict.WAIVED if verdict is Verdict.FAIL else verdict)
    assert (one.exception is VALID) is (verdict is Verdict.FAIL)


def test_what_is_waived_does_not_shut_the_gate() -> None:
    """What is not, does."""
    found, _ = waive([result(), result(rule="VMG3202")], held(VALID))
    plan = Input("tfplan.json", Kind.PLAN, "", 1, 1)
    assert decide(found, [plan], [Site(AS_OF)])[1] is ExitCode.SHUT
    assert decide(found[:1], [plan], [Site(AS_OF)])[1] is ExitCode.OPEN


@pytest.mark.parametrize(
    "waiver",
    [
        replace(VALID, end=date(2026, 11, 1)),
        replace(VALID, start=date(2026, 12, 1)),
        replace(VALID, approved_by=None),
        replace(VALID, rules=("VMG3202",)),
        replace(VALID, address=AddressPattern("vsphere_virtual_machine.other")),
        replace(VALID, attribute=AddressPattern("network_interface[*].network_id")),
    ],
)
def test_an_exception_that_does_not_hold_or_is_for_something_else_waives_nothing(waiver: Waiver) -> None:
    """Also one that is to begin only."""
    (one,), _ = waive([result()], held(waiver))
    assert (one.verdict, one.exception) == (Verdict.FAIL, None)


def test_one_attribute_can_be_meant() -> None:
    """The pattern is of the path as reports write it."""
    narrow = replace(VALID, attribute=AddressPattern('extra_config["isolation.tools.*.disable"]'))
    (one,), _ = waive([result()], held(narrow))
    assert one.verdict is Verdict.WAIVED


def test_a_comment_waives_what_is_written_where_it_stands() -> None:
    """In any input that its file is the source of, and nothing on another line."""
    waiver = comment('ignore[VMG3201] until=2027-01-31 approved-by=ciso@example.edu reason="lab"')
    found, _ = waive([result(line=6, number=1), result(line=7)], held(waiver))
    assert [one.verdict for one in found] == [Verdict.WAIVED, Verdict.FAIL]


def test_a_register_is_of_the_inputs_under_its_policy() -> None:
    """Another configuration may have a resource of the same name."""
    found, _ = waive([result(), result(number=1)], held(VALID))
    assert [one.verdict for one in found] == [Verdict.WAIVED, Verdict.FAIL]


def test_one_that_too_many_need_is_too_wide_and_waives_nothing() -> None:
    """Resources are counted, not findings."""
    waiver = replace(VALID, address=AddressPattern("vsphere_virtual_machine.lab[*]"))
    many = [result(address=f"{ADDRESS}[{number}]") for number in range(21)]
    found, (standing,) = waive(many, held(waiver))
    assert {one.verdict for one in found} == {Verdict.FAIL}
    assert "21 resources that fail, and the policy allows 20" in standing.shortcomings[0].message
    found, (standing,) = waive(many[:20] * 2, held(waiver))
    assert {one.verdict for one in found} == {Verdict.WAIVED}
    assert not standing.shortcomings


def test_unless_exceptions_apply_failures_name_what_would_waive_them() -> None:
    """They stay failures."""
    (one,), _ = waive([result()], held(VALID), apply=False)
    assert (one.verdict, one.exception) == (Verdict.FAIL, VALID)


def test_the_first_of_two_valid_ones_waives_and_both_are_needed() -> None:
    """Neither is told to go."""
    (one,), standings = waive(
        [result()], held(replace(VALID, reason=None), VALID, replace(VALID, name="EX-2"))
    )
    assert one.exception is VALID
    assert [standing.needed for standing in standings] == [{"VMG3201"}] * 3


@pytest.mark.parametrize(
    ("found", "waiver", "unused"),
    [
        ([], VALID, True),
        ([result(Verdict.PASS)], VALID, True),
        ([result(rule="VMG3202")], VALID, True),
        ([result()], VALID, False),
        ([result(Verdict.UNKNOWN)], VALID, False),
        ([result(Verdict.CRASH)], VALID, False),
        (
            [result(Verdict.UNKNOWN, ADDRESS)],
            replace(VALID, address=AddressPattern(f'{ADDRESS}["a"]')),
            False,
        ),
        ([result(Verdict.UNKNOWN, "vsphere_virtual_machine.other")], VALID, True),
        ([], replace(VALID, rules=("VMG3299",)), False),
        ([], replace(VALID, start=date(2026, 12, 1)), False),
    ],
)
def test_an_exception_that_nothing_needs_is_told(
    found: list[Result], waiver: Waiver, *, unused: bool
) -> None:
    """Not where something that it may be for could not be judged, and not before it begins."""
    _, standings = waive(found, held(waiver))
    (one,) = with_unused(standings, {"VMG3201", "VMG3202"}, lambda *_: True)
    assert any("is not needed" in wrong.message for wrong in one.shortcomings) is unused


def test_nothing_is_unused_that_was_not_looked_for() -> None:
    """The rule was not asked, or the run did not look everywhere."""
    _, standings = waive([], held(VALID))
    assert with_unused(standings, {"VMG3202"}, lambda *_: True) == standings
    assert with_unused(standings, {"VMG3201"}, lambda *_: False) == standings


def test_each_rule_of_a_comment_has_to_be_needed() -> None:
    """The one that is not is named."""
    waiver = comment('ignore[VMG3201, VMG3202] until=2027-01-31 approved-by=ciso@example.edu reason="lab"')
    _, standings = waive([result()], held(waiver))
    (one,) = with_unused(standings, {"VMG3201", "VMG3202"}, lambda *_: True)
    assert [wrong.message for wrong in one.shortcomings] == [
        "the exception is not needed: VMG3202 has no fault to find here"
    ]

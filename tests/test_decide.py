"""What a run comes to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from vmgate.decide import NOTHING, decide, merge
from vmgate.errors import ExitCode
from vmgate.model.estate import Unread
from vmgate.model.report import Decision, Input, Kind, Result
from vmgate.model.result import Severity, Verdict
from vmgate.model.site import Policy, RuleSetting, Site, UnknownHandling

SITE = Site(as_of=date(2026, 11, 23))
PLAN = Input(path="tfplan.json", kind=Kind.PLAN, sha256="0", resources=1, judged=1)
SOURCE = Input(path=".", kind=Kind.SOURCE, sha256="0", resources=1, judged=1)


def _result(
    verdict: Verdict, *, address: str = "vm.a", number: int = 0, severity: Severity = Severity.HIGH
) -> Result:
    return Result(
        rule="VMG3201", slug="copy_paste_enabled", clause="C32", severity=severity, verdict=verdict,
        address=address, attribute="x", message="m", reason=None, span=None, provider=None, input=number,
        fingerprint="sha256:0",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [
        ([], ExitCode.OPEN),
        ([Verdict.WAIVED], ExitCode.OPEN),
        ([Verdict.UNKNOWN], ExitCode.UNDECIDED),
        ([Verdict.UNKNOWN, Verdict.FAIL], ExitCode.SHUT),
        ([Verdict.UNKNOWN, Verdict.FAIL, Verdict.CRASH], ExitCode.NO_VERDICT),
    ],
)
def test_no_verdict_outranks_shut_outranks_undecided(verdicts: list[Verdict], code: ExitCode) -> None:
    """A run that broke is never reported as merely red."""
    assert decide([_result(one) for one in verdicts], [PLAN], [SITE])[1] is code


def test_an_unknown_is_a_note_on_source_unless_strict() -> None:
    """Nearly nothing is unknown in a plan, and much in source."""
    unknown = [_result(Verdict.UNKNOWN)]
    assert decide(unknown, [SOURCE], [SITE])[1] is ExitCode.OPEN
    assert decide(unknown, [SOURCE], [SITE], strict=True)[1] is ExitCode.UNDECIDED
    assert decide(unknown, [PLAN], [SITE], strict=False)[1] is ExitCode.OPEN


def test_a_rule_may_have_its_own_word_on_unknowns() -> None:
    """`[rules.VMG3201] unknown = "shut"` holds for source too."""
    site = replace(SITE, rules={"VMG3201": RuleSetting(unknown=UnknownHandling.SHUT)})
    assert decide([_result(Verdict.UNKNOWN)], [SOURCE], [site])[1] is ExitCode.UNDECIDED


def test_a_failure_below_the_threshold_does_not_shut_the_gate() -> None:
    """It is reported all the same."""
    site = replace(SITE, policy=Policy(fail_on=Severity.HIGH))
    assert decide([_result(Verdict.FAIL, severity=Severity.MEDIUM)], [PLAN], [site])[1] is ExitCode.OPEN
    assert decide([_result(Verdict.FAIL)], [PLAN], [site])[1] is ExitCode.SHUT


def test_nothing_judged_is_no_verdict_unless_that_was_to_be_expected() -> None:
    """Green because nobody looked is the worst green."""
    idle = replace(PLAN, judged=0, idle=True)
    assert decide([], [idle], [SITE])[:2] == (Decision.NO_VERDICT, ExitCode.NO_VERDICT)
    assert decide([], [idle], [SITE], if_any=True)[1] is ExitCode.OPEN
    assert decide([], [replace(idle, empty=True)], [SITE])[1] is ExitCode.OPEN


def test_an_input_that_was_not_read_whole_leaves_no_verdict() -> None:
    """A gap that is only named, such as a module that was not downloaded, does."""
    fatal = replace(PLAN, unread=[Unread("plan", "it failed half-way", fatal=True)])
    gap = replace(SOURCE, unread=[Unread("module.x", "module not downloaded")])
    assert decide([_result(Verdict.FAIL)], [fatal], [SITE])[1] is ExitCode.NO_VERDICT
    assert decide([], [gap], [SITE])[1] is ExitCode.OPEN
    assert decide([], [gap], [SITE], strict=True)[1:] == (
        ExitCode.UNDECIDED,
        "module.x was not judged: module not downloaded",
    )


def test_a_later_phase_replaces_an_unknown_and_a_failure_stands_once() -> None:
    """Source did not know, the plan passed; source failed, the plan failed the same way."""
    inputs = [SOURCE, PLAN]
    judged = [{"vm.a", "vm.b"}, {"vm.a", "vm.b"}]
    found = [
        _result(Verdict.UNKNOWN, address="vm.a"),
        _result(Verdict.FAIL, address="vm.b"),
        _result(Verdict.FAIL, address="vm.b", number=1),
    ]
    assert [(one.address, one.verdict) for one in merge(found, inputs, judged)] == [("vm.b", Verdict.FAIL)]
    alone = merge([_result(Verdict.UNKNOWN, address="vm.c")], inputs, [{"vm.c"}, set()])
    assert [one.verdict for one in alone] == [Verdict.UNKNOWN]


def test_a_state_replaces_no_unknown_of_a_plan() -> None:
    """It may be from before the plan is carried out."""
    found = [_result(Verdict.UNKNOWN, address="vm.a")]
    assert merge(found, [PLAN, replace(PLAN, kind=Kind.STATE)], [{"vm.a"}, {"vm.a"}]) == found


@pytest.mark.parametrize("kind", [Kind.SOURCE, Kind.PLAN, Kind.STATE])
def test_what_has_one_name_in_two_configurations_is_two(kind: Kind) -> None:
    """Or an exception of the first would cover the fault of the second."""
    found = [_result(Verdict.FAIL, address="vm.a", number=number) for number in (0, 1)]
    assert len(merge(found, [replace(PLAN, kind=kind)] * 2, [{"vm.a"}, {"vm.a"}])) == 2


def test_templates_are_no_phases_of_one_another() -> None:
    """A source of one name in two templates is two: the fault of the second is not the first's."""
    inputs = [replace(PLAN, kind=Kind.PACKER)] * 2
    address = "source.qemu.debian"
    found = [_result(Verdict.FAIL, address=address, number=number) for number in (0, 1)]
    assert len(merge(found, inputs, [{address}, {address}])) == 2


def test_what_a_plan_knows_is_of_its_own_configuration() -> None:
    """That of another directory stays unknown, and its failures stand beside the plan's."""
    inputs = [replace(SOURCE, place="dev"), replace(SOURCE, place="prod"), replace(PLAN, place="prod")]
    unknown = [_result(Verdict.UNKNOWN, number=number) for number in (0, 1)]
    kept = merge(unknown, inputs, [{"vm.a"}, {"vm.a"}, {"vm.a"}])
    assert [one.input for one in kept] == [0]
    failed = [_result(Verdict.FAIL, number=number) for number in (0, 1, 2)]
    assert [one.input for one in merge(failed, inputs, [{"vm.a"}, {"vm.a"}, {"vm.a"}])] == [0, 2]
    unplaced = [*inputs[:2], replace(PLAN, place=None)]
    assert len(merge(unknown, unplaced, [{"vm.a"}, {"vm.a"}, {"vm.a"}])) == 2
    assert merge(unknown[:1], [inputs[0], unplaced[2]], [{"vm.a"}, {"vm.a"}]) == []


def test_something_has_to_be_judged_in_each_path() -> None:
    """Or the plan of an empty directory would pass because of the plan beside it."""
    judged = replace(PLAN, given=("a.json",), place="a")
    idle = replace(PLAN, given=("b.json",), judged=0, idle=True)
    assert decide([], [judged, idle], [SITE] * 2)[1:] == (
        ExitCode.NO_VERDICT,
        f"b.json: {NOTHING}; leave that out, or say --if-any",
    )
    assert decide([], [judged, idle], [SITE] * 2, if_any=True)[1] is ExitCode.OPEN
    assert decide([], [judged, idle], [SITE] * 2, each=False)[1] is ExitCode.OPEN
    assert decide([], [judged, replace(idle, empty=True)], [SITE] * 2)[1] is ExitCode.OPEN
    below = [replace(judged, given=(".",)), replace(idle, given=(".",))]
    assert decide([], below, [SITE] * 2)[1] is ExitCode.OPEN
    assert decide([], [judged, replace(idle, given=())], [SITE] * 2)[1] is ExitCode.OPEN


@pytest.mark.parametrize(
    ("kind", "place", "resources", "code"),
    [
        (Kind.SOURCE, "a", 0, ExitCode.OPEN),
        (Kind.SOURCE, "b", 0, ExitCode.NO_VERDICT),
        (Kind.STATE, None, 0, ExitCode.OPEN),
        (Kind.STATE, None, 1, ExitCode.NO_VERDICT),
        (Kind.PLAN, "a", 0, ExitCode.NO_VERDICT),
    ],
)
def test_an_idle_phase_of_what_was_planned_is_no_gap(
    kind: Kind, place: str | None, resources: int, code: ExitCode
) -> None:
    """Source may call modules that only the plan has; nothing stands before the first apply."""
    plan = replace(PLAN, given=("a.json",), place="a")
    idle = replace(plan, given=("x",), kind=kind, place=place, resources=resources, judged=0, idle=True)
    assert decide([], [plan, idle], [SITE] * 2)[1] is code
    if kind is Kind.STATE:
        source = replace(SOURCE, given=(".",), place="a")
        assert decide([], [source, idle], [SITE] * 2)[1] is code

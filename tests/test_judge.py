"""Judging: verdicts come about by what is read, crashes stay apart, alike resources are judged once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from vmgate.errors import InputError
from vmgate.judge import judge
from vmgate.model.fact import Fact, NotExpressible, UnknownValue
from vmgate.model.resource import Resource
from vmgate.model.result import Severity, Verdict
from vmgate.model.site import Site
from vmgate.model.value import Unknown
from vmgate.rule import Fault, Rule, unanimous
from vmgate.vocabulary.thing import Thing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.resource import Read
    from vmgate.model.value import Value

SITE = Site(as_of=date(2026, 11, 23))


class Box(Thing):
    """A thing with some lids."""

    repeats = True

    @property
    def lids(self) -> Sequence[Fact[bool]]:
        """Whether each is open."""
        value = self.resource.read("lids")
        if isinstance(value, Unknown):
            raise UnknownValue(value.reason, self.resource, ("lids",))
        assert isinstance(value, list)
        return [Fact(lid, self.resource, ("lids", at)) for at, lid in enumerate(value)]  # type: ignore[arg-type]  # booleans by construction

    @property
    def colour(self) -> Fact[str]:
        """Not every box has one."""
        raise NotExpressible("colour")


def _rule(identifier: str = "VMG9901") -> Rule:
    return Rule(
        id=identifier, slug="lid_open", clause="C99", severity=Severity.HIGH, document="A lid is open."
    )


def _box(*lids: Value, address: str = "box.a") -> Box:
    return Box(Resource(address=address, mode="managed", type="box", name="a", values={"lids": list(lids)}))


def _lids_rule() -> Rule:
    rule = _rule()

    @rule.each(Box, lambda box: box.lids)
    def check(lid: Fact[bool], site: Site) -> Fault | None:  # noqa: ARG001  - every judge is given the site
        return Fault("the lid is open", lid) if lid.value else None

    return rule


def test_nothing_wrong_is_a_pass_counted_once_a_thing() -> None:
    """Three closed lids are one pass of the rule."""
    judgement = judge([_box(False, False, False)], [_lids_rule()], SITE)
    assert judgement.passed == {"VMG9901": 1}
    assert not judgement.findings
    assert judgement.judged == {"box.a"}


def test_every_fault_is_a_finding_at_its_place() -> None:
    """Two open lids are two failures, and no pass."""
    judgement = judge([_box(True, False, True)], [_lids_rule()], SITE)
    assert [(one.verdict, one.path) for one in judgement.findings] == [
        (Verdict.FAIL, ("lids", 0)),
        (Verdict.FAIL, ("lids", 2)),
    ]
    assert not judgement.passed


def test_reading_an_unknown_makes_the_verdict_unknown_with_its_reason_and_place() -> None:
    """The judge did not ask whether the value is known, and did not have to."""
    judgement = judge([_box(False, Unknown("known after apply"))], [_lids_rule()], SITE)
    (finding,) = judgement.findings
    assert (finding.verdict, finding.reason, finding.path) == (
        Verdict.UNKNOWN,
        "known after apply",
        ("lids", 1),
    )
    assert not judgement.passed


def test_an_unknown_part_hides_no_fault_of_another() -> None:
    """The second lid is unknown, the third open: that is a failure."""
    judgement = judge([_box(False, Unknown("x"), True)], [_lids_rule()], SITE)
    assert [one.verdict for one in judgement.findings] == [Verdict.FAIL]


def test_a_thing_without_the_part_is_in_order_and_one_that_cannot_have_it_is_not_judged() -> None:
    """No lids is a pass; no means to state a colour is no verdict at all."""
    colour = _rule("VMG9902")

    @colour.on(Box)
    def check(box: Box, site: Site) -> Fault | None:  # noqa: ARG001  - every judge is given the site
        return Fault("red", box.colour) if box.colour.value == "red" else None

    judgement = judge([_box()], [_lids_rule(), colour], SITE)
    assert judgement.passed == {"VMG9901": 1}
    assert not judgement.findings
    alone = judge([_box()], [colour], SITE)
    assert not alone.judged


def test_a_crash_is_a_finding_of_its_own_and_stops_no_other_rule() -> None:
    """It names the place in the rule and keeps the error's text, which may quote a secret, to itself."""
    crashing = _rule("VMG9903")

    @crashing.on(Box)
    def check(box: Box, site: Site) -> Fault | None:  # noqa: ARG001  - every judge is given the site
        raise KeyError("hunter2")

    judgement = judge([_box(True)], [crashing, _lids_rule()], SITE)
    crash, fail = judgement.findings
    assert crash.verdict is Verdict.CRASH
    assert "KeyError at test_judge.py:" in crash.message
    assert "hunter2" not in crash.message
    assert fail.verdict is Verdict.FAIL


def test_a_malformed_input_found_while_judging_ends_the_run() -> None:
    """It is the input's fault, not the rule's."""
    reading = _rule("VMG9904")

    @reading.on(Box)
    def check(box: Box, site: Site) -> Fault | None:  # noqa: ARG001  - every judge is given the site
        raise InputError("a key is repeated")

    with pytest.raises(InputError, match="repeated"):
        judge([_box()], [reading], SITE)


def test_candidates_must_agree() -> None:
    """All right is right, all wrong is wrong, and anything else depends."""
    fact = Fact(True, _box().resource, ("lids",))
    fault = Fault("open", fact)
    assert unanimous([None, None], "which") is None
    assert unanimous([fault, fault], "which") is fault
    with pytest.raises(UnknownValue, match="depends on which"):
        unanimous([fault, None], "which")


class _Counted(Resource):
    """A resource that keeps account of reads, as a plan's does."""

    __slots__ = ("_names",)

    def __init__(self, address: str, values: dict[str, Value]) -> None:
        super().__init__(
            address=address, mode="managed", type="box", name="a", block_address="box.a", values=values
        )
        self._names: dict[str, None] = {}

    def read(self, attribute: str) -> Value:
        self._names[attribute] = None
        return super().read(attribute)

    def start_account(self) -> None:
        self._names = {}

    def reads(self) -> tuple[str, ...]:
        return tuple(self._names)

    def text(self, attribute: str) -> bytes:
        return self.stated(attribute)

    def stated(self, read: Read) -> bytes:
        assert isinstance(read, str)
        return repr(super().read(read)).encode()


def test_instances_that_agree_on_what_is_read_are_judged_once_and_reported_each() -> None:
    """What differs and is never read does not matter; what is read does."""
    asked: list[str] = []
    rule = _rule()

    @rule.each(Box, lambda box: box.lids)
    def check(lid: Fact[bool], site: Site) -> Fault | None:  # noqa: ARG001  - every judge is given the site
        asked.append(lid.resource.address)
        return Fault("the lid is open", lid) if lid.value else None

    boxes: list[Thing] = [
        Box(_Counted(f'box.a["{name}"]', {"lids": [is_open], "name": name}))
        for name, is_open in [("p", True), ("q", True), ("r", False), ("s", True), ("t", False)]
    ]
    judgement = judge(boxes, [rule], SITE)
    assert asked == ['box.a["p"]', 'box.a["r"]']
    assert [one.resource.address for one in judgement.findings] == ['box.a["p"]', 'box.a["q"]', 'box.a["s"]']
    assert judgement.passed == {"VMG9901": 2}

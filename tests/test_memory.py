"""Remembered outcomes are the ones that judging again would give."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bench.fleet import Fleet
from bench.generate import plan as generated
from vmgate import rulebook, settings
from vmgate.judge import judge
from vmgate.read.plan.load import read_plan
from vmgate.read.plan.resource import PlanResource
from vmgate.translate import things

PROJECT = Path(__file__).parent.parent
PLANS = sorted(
    file for folder in ("tests/fixtures/plans", "examples") for file in (PROJECT / folder).rglob("plan*.json")
)
SITE = settings.default(date(2026, 11, 23))


def _outcomes(data: bytes) -> tuple[object, ...]:
    plan = read_plan(data)
    judgement = judge(things(plan.estate), rulebook.rules(), SITE)
    findings = [
        (f.rule, f.resource.address, f.path, f.verdict, f.message, f.reason) for f in judgement.findings
    ]
    return findings, judgement.passed, judgement.judged


def _both_ways(data: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[object, object]:
    remembered = _outcomes(data)
    monkeypatch.setattr(PlanResource, "reads", lambda _: None)
    return remembered, _outcomes(data)


@pytest.mark.parametrize("plan", PLANS, ids=lambda file: str(file.relative_to(PROJECT)))
def test_a_real_plan_is_judged_alike_with_and_without_memory(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every finding, pass count and judged address."""
    remembered, afresh = _both_ways(plan.read_bytes(), monkeypatch)
    assert remembered == afresh


def test_a_fleet_with_seeded_faults_is_judged_alike_with_and_without_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Four hundred machines of which most are alike and some are not."""
    data = "".join(generated(Fleet(vms=400, violations=0.1))).encode()
    remembered, afresh = _both_ways(data, monkeypatch)
    assert remembered == afresh

"""The cases of every provider: judged from source and from their real plans as their blocks say, and alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.masking import claims
from tests.translate.cases import SILENT, Case, cases, told
from vmgate.model.result import Verdict
from vmgate.rulebook import rules

if TYPE_CHECKING:
    from tests.translate.cases import Told

CASES = [pytest.param(case, id=str(case)) for case in cases()]


def differences(stated: Told, found: Told) -> list[str]:
    """Where what is told is not what is stated."""
    return [
        f"{rule} on {address}: {found.get((rule, address), SILENT)}, not {verdict}"
        for (rule, address), verdict in stated.items()
        if found.get((rule, address), SILENT) != verdict
    ]


@pytest.mark.parametrize("case", CASES)
def test_a_case_is_judged_from_source_as_it_says(case: Case) -> None:
    """Each verdict that stands at a block is the one that the rule comes to."""
    estate = case.source()
    assert not estate.unread
    assert case.stated(0)
    assert differences(case.stated(0), told(estate, case.site)) == []


@pytest.mark.parametrize("case", CASES)
def test_a_case_is_judged_from_its_plan_as_it_says(case: Case) -> None:
    """The same verdicts from what Terraform makes of it with the provider's own schema."""
    assert differences(case.stated(1), told(case.planned(), case.site)) == []


@pytest.mark.parametrize("case", CASES)
def test_source_and_plan_of_a_case_agree_where_it_says_nothing(case: Case) -> None:
    """Of every rule and every block: what is said of the one is said of the other, and no rule crashes."""
    estate = case.source()
    source, planned = told(estate, case.site), told(case.planned(), case.site)
    assert Verdict.CRASH.value not in {*source.values(), *planned.values()}
    apart = {key for key, verdict in case.stated(0).items() if case.stated(1)[key] != verdict}
    # a plan also has the provider configurations that nobody wrote
    written = {resource.block_address for resource in estate.resources}
    compared = {key for key in {*source, *planned} - apart if key[1] in written}
    assert {key: source.get(key) for key in compared} == {key: planned.get(key) for key in compared}


@pytest.mark.parametrize("case", CASES)
def test_hiding_a_value_of_a_case_claims_nothing(case: Case) -> None:
    """Whatever is hidden in its plan, no rule passes, fails or falls silent for it."""
    assert not [str(claim) for claim in claims(case.planned(), rules(), case.site)]

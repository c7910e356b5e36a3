"""The matrix of rules and providers: every cell is decided, or stands with its reason."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vmgate import rulebook
from vmgate.procedure import CLAUSES
from vmgate.report.matrix import markdown
from vmgate.translate.matrix import matrix, provided

if TYPE_CHECKING:
    from vmgate.model.provider_coverage import ProviderCoverage

PROJECT = Path(__file__).parents[2]
RULES = rulebook.rules()
COLUMNS = matrix(RULES)
PROVIDED = provided(RULES, COLUMNS)
IDS = [column.name for column in COLUMNS]


@pytest.mark.parametrize("column", COLUMNS, ids=IDS)
def test_every_clause_is_decided_for_a_provider_or_has_a_reason(column: ProviderCoverage) -> None:
    """Never both, and never neither."""
    decided = {rule.clause for rule in PROVIDED if rule.id in column.rules}
    asked = {rule.clause for rule in PROVIDED}
    reasons = {number for number in column.reasons if number in CLAUSES}
    assert sorted(asked - decided - reasons) == [], "neither decided nor with a reason"
    assert sorted(reasons & decided) == [], "decided, and with a reason why not"
    assert sorted(reasons - asked) == [], "a reason for what no provider decides"


@pytest.mark.parametrize("column", COLUMNS, ids=IDS)
def test_a_reason_for_a_rule_is_for_one_that_is_not_decided(column: ProviderCoverage) -> None:
    """It is known, and the provider's configuration does not decide it, though it may decide others of its clause."""
    single = {number for number in column.reasons if number not in CLAUSES}
    assert single <= {rule.id for rule in PROVIDED}
    assert not single & column.rules


@pytest.mark.parametrize("column", COLUMNS, ids=IDS)
def test_a_reason_is_part_of_a_sentence(column: ProviderCoverage) -> None:
    """It stands after a colon, and a full stop is put behind it."""
    for reason in column.reasons.values():
        assert len(reason) > 10
        assert not reason.endswith(".")
        assert reason[0].islower()


def test_the_page_is_what_the_translations_say() -> None:
    """`make docs` writes it; a forgotten run shows here."""
    written = (PROJECT / "docs" / "matrix.md").read_text(encoding="utf-8")
    assert written == markdown(PROVIDED, COLUMNS)


def test_rules_on_records_alone_are_no_rows() -> None:
    """Nor are those that judge whatever anybody makes: they would be decided for everyone."""
    rows = {rule.id for rule in PROVIDED}
    assert {"VMG0401", "VMG2001", "VMG3402"} <= rows
    assert not rows & {"VMG0301", "VMG1603", "VMG1801", "VMG3901"}

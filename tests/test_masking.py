"""Not knowing is never claiming: where a value is hidden, a verdict stays or becomes unknown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.examples import AS_OF, Example, examples, site
from tests.masking import claims
from vmgate import settings
from vmgate.read.plan.load import read_plan
from vmgate.read.state.load import read_state
from vmgate.rulebook import rules

if TYPE_CHECKING:
    from vmgate.model.site import Site

PROJECT = Path(__file__).parent.parent
EXAMPLES = [pytest.param(one, id=str(one)) for one in examples() if not one.of_records]
STATES = [pytest.param(one, id=str(one)) for one in examples() if one.is_applied]
PLANNED = [pytest.param(one, id=str(one)) for one in examples() if one.is_planned]
PLANS = sorted(
    file
    for folder in ("tests/fixtures/plans", "examples")
    for file in (PROJECT / folder).glob("**/plan*.json")
    if "errored" not in file.name
)


def site_of(plan: Path) -> Site:
    """The site whose policy lies beside a plan, or one without a policy."""
    policy = settings.find(plan.parent)
    if policy is None or PROJECT not in policy.parents:
        return settings.default(AS_OF)
    return settings.load(policy, AS_OF, [rule.id for rule in rules()])


@pytest.mark.parametrize("example", EXAMPLES)
def test_hiding_a_value_of_an_examples_source_claims_nothing(example: Example, tmp_path: Path) -> None:
    """Whatever is hidden in a page's configuration, no rule passes, fails or falls silent for it."""
    directory = example.write(tmp_path / "example")
    estate = example.read(directory)
    assert not [str(claim) for claim in claims(estate, rules(), site(directory))]


@pytest.mark.parametrize("example", PLANNED)
def test_hiding_a_value_of_an_examples_plan_claims_nothing(example: Example, tmp_path: Path) -> None:
    """Whatever is hidden in the plan of a page's configuration, no rule passes, fails or falls silent for it."""
    directory = example.write(tmp_path / "example")
    estate = read_plan(example.plan.read_bytes()).estate
    assert not [str(claim) for claim in claims(estate, rules(), site(directory))]


@pytest.mark.parametrize("example", STATES)
def test_hiding_a_value_of_an_examples_state_claims_nothing(example: Example, tmp_path: Path) -> None:
    """Whatever is hidden in the state that a page's configuration leaves behind, nothing is claimed for it."""
    directory = example.write(tmp_path / "example")
    estate = read_state(example.state.read_bytes()).estate
    assert not [str(claim) for claim in claims(estate, rules(), site(directory))]


@pytest.mark.parametrize("plan", [pytest.param(file, id=str(file.relative_to(PROJECT))) for file in PLANS])
def test_hiding_a_value_of_a_plan_claims_nothing(plan: Path) -> None:
    """Whatever is hidden in the plan of a whole site, no rule passes, fails or falls silent for it."""
    estate = read_plan(plan.read_bytes()).estate
    assert not [str(claim) for claim in claims(estate, rules(), site_of(plan))]

"""Expressions against what Terraform 1.11.4 makes of them: values, types, what is unknown, what is an error."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.read.hcl.evaluate import oracle, record
from tests.read.hcl.evaluate.at_random import Expressions

if TYPE_CHECKING:
    import pathlib

_RECORDED: dict[str, Any] = json.loads(oracle.RECORD.read_text("utf-8"))
_BATCH = 300

needs_terraform = pytest.mark.skipif(shutil.which("terraform") is None, reason="no terraform on PATH")


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> oracle.Ours:
    """The configuration that the recorded expressions refer to."""
    return oracle.Ours(tmp_path_factory.mktemp("oracle"))


def _differences(answers: dict[str, Any], ours: oracle.Ours) -> list[str]:
    found = (oracle.differences(text, theirs, ours.answer(text)) for text, theirs in answers.items())
    return [difference for difference in found if difference is not None]


def test_the_record_is_large_and_of_all_kinds() -> None:
    """Values, errors, unknown and secret answers are all there in number."""
    assert len(_RECORDED) >= 900
    for kind in ("error", "unknown", "secret", "type"):
        assert sum(kind in answer for answer in _RECORDED.values()) >= 30


def test_every_recorded_expression_has_terraform_s_answer(ours: oracle.Ours) -> None:
    """No value, type, unknown part or error differs from the record, and no secret is shown."""
    assert _differences(_RECORDED, ours) == []


@needs_terraform
def test_terraform_still_gives_the_recorded_answers(tmp_path: pathlib.Path) -> None:
    """A sample of the record, asked of the terraform that is here."""
    sample = list(_RECORDED)[::25]
    assert record.terraform_answers(sample, tmp_path) == {text: _RECORDED[text] for text in sample}


@needs_terraform
@given(st.integers(min_value=0, max_value=2**32))
@settings(max_examples=1, deadline=None, derandomize=True, phases=[Phase.generate])
def test_random_expressions_have_terraform_s_answers(
    tmp_path_factory: pytest.TempPathFactory, ours: oracle.Ours, seed: int
) -> None:
    """Expressions that nobody wrote by hand, several hundred in one plan."""
    expressions = Expressions(seed).some(_BATCH)
    answers = record.terraform_answers(expressions, tmp_path_factory.mktemp("random"))
    assert _differences(answers, ours) == []

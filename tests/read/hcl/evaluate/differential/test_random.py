"""Expressions that nobody wrote by hand have the value that Terraform 1.11.4 gives them, or none."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.read.hcl.evaluate.differential.compare import ORACLE, Ours, differs, terraform_answers
from tests.read.hcl.evaluate.differential.expressions import Expressions
from vmgate.model.value import Unknown

if TYPE_CHECKING:
    from pathlib import Path

_RECORDED: dict[str, Any] = json.loads(ORACLE.read_text("utf-8"))


def test_nothing_known_differs_from_the_record(tmp_path: Path) -> None:
    """Values with their types, errors, what is hidden; nearly nothing is unknown to us alone."""
    ours = Ours(tmp_path)
    answers = {text: ours.answer(text) for text in _RECORDED}
    assert {text: own for text, own in answers.items() if differs(_RECORDED[text], own)} == {}
    unknown = [text for text, own in answers.items() if isinstance(own, Unknown)]
    assert sum(_RECORDED[text] != "unknown" for text in unknown) <= len(_RECORDED) // 50


def test_the_record_is_large_and_of_all_kinds() -> None:
    """Values, errors and secrets are all there in number."""
    values = [answer for answer in _RECORDED.values() if isinstance(answer, dict)]
    assert len(values) >= 400
    assert sum("sensitive" in answer for answer in values) >= 10
    assert list(_RECORDED.values()).count("error") >= 50


@pytest.mark.skipif(shutil.which("terraform") is None, reason="terraform is not on PATH")
def test_terraform_still_says_so(tmp_path: Path) -> None:
    """A sample of the record, and as many expressions that are not in it."""
    sample = list(_RECORDED)[::9]
    assert terraform_answers(sample) == {text: _RECORDED[text] for text in sample}
    ours = Ours(tmp_path)
    fresh = terraform_answers(Expressions(1).some(100))
    assert {text: own for text, own in fresh.items() if differs(own, ours.answer(text))} == {}

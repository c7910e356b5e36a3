"""Judging a template by one rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.examples import Example, site
from vmgate.judge import judge
from vmgate.model.result import Verdict
from vmgate.read.packer import PackerInputs, load
from vmgate.rulebook import by_name
from vmgate.translate import things

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def judged(tmp_path: Path) -> Callable[..., str]:
    """Judges a template by one rule: "pass", "not judged", or each verdict with its reason or message."""

    def run(rule: str, template: str, inputs: PackerInputs | None = None, /, **files: str) -> str:
        name = "template.json" if template.lstrip().startswith("{") else "template.pkr.hcl"
        texts = {file.replace("__", "/").replace("_dot_", "."): text for file, text in files.items()}
        directory = Example(rule, "bad", 1, {name: template, **texts}).write(tmp_path / "template")
        (directory / ".git").mkdir(exist_ok=True)
        estate = load(directory / name, inputs)
        assert not estate.unread
        found = by_name(rule)
        assert found is not None
        judgement = judge(things(estate), [found], site(directory), keep_passes=True)
        told = [
            f"{one.verdict.value}: {one.reason or one.message}"
            for one in judgement.findings
            if one.verdict is not Verdict.PASS
        ]
        return "; ".join(told) or ("pass" if judgement.passes else "not judged")

    return run

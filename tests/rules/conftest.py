"""Judging a piece of configuration by one rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.examples import Example, site
from vmgate.judge import judge
from vmgate.read.hcl import load
from vmgate.rulebook import by_name
from vmgate.translate import things

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def judged(tmp_path: Path) -> Callable[..., str]:
    """Judges configuration by one rule: "pass", or the verdict with its reason or message, all of them joined."""

    def run(name: str, main: str, policy: str = "", **records: str) -> str:
        files = {"main.tf": main, **{f"templates/{file}.toml": text for file, text in records.items()}}
        if policy:
            files["vmgate.toml"] = policy
        directory = Example(name, "bad", 1, files).write(tmp_path / "example")
        rule = by_name(name)
        assert rule is not None
        estate = load(directory)
        assert not estate.unread
        judgement = judge(things(estate), [rule], site(directory))
        told = [f"{one.verdict.value}: {one.reason or one.message}" for one in judgement.findings]
        return "; ".join(told) or ("pass" if judgement.passed else "not judged")

    return run

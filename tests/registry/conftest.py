"""A registry to write into, and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.registry.author import TODAY, Author
from vmgate.model.templates import Standing
from vmgate.registry.state import compute
from vmgate.registry.store import read_directory

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from vmgate.model.templates import TemplateRecord


@pytest.fixture
def author(tmp_path: Path) -> Author:
    """A registry with its root and nothing else."""
    made = Author(tmp_path / "templates")
    made.root()
    return made


@pytest.fixture
def stands(tmp_path: Path) -> Callable[..., TemplateRecord]:
    """Where a version stands in the registry that the author writes, on a day."""

    def record(title: str = "debian13 2026.11", day: date = TODAY) -> TemplateRecord:
        whole, later = (
            compute(read_directory(tmp_path / "templates", later=later), day) for later in (False, True)
        )
        (found,) = (one for one in whole.records if str(one) == title)
        if not found.against(Standing.UNVERIFIABLE):
            # Who asks for one image and reads nothing of the others is told the same.
            assert found in later.records
        else:
            assert [one.state for one in later.records if str(one) == title] == [found.state]
        return found

    return record

"""A registry to write into, and what it says."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.registry.author import TODAY, Author
from vmgate.model.templates import Standing
from vmgate.registry.export import read_sealed
from vmgate.registry.lines import lines_of
from vmgate.registry.place import asked
from vmgate.registry.sealed import Sealed
from vmgate.registry.state import compute
from vmgate.registry.store import read_directory
from vmgate.registry.trust import Trust

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from vmgate.model.templates import TemplateRecord


def an_export_says_the_same(directory: Path, copy: Path, day: date) -> None:
    """Under one more checkpoint, whatever is asked of a registry has one answer, read as a whole or by the index.

    One that proves nothing is not exported.
    """
    shutil.copytree(directory, copy, dirs_exist_ok=True)
    try:
        author = Author(copy, day)
        author.checkpoint()
        if Trust(read_directory(copy), day).problem:
            return
        export = author.exported(day)
        whole = compute(read_directory(copy), day)
        sealed = compute(asked(Sealed(lines_of(export, "x"))), day)
        for record in whole.records:
            for one in record.locators:
                for found in (whole, sealed):
                    told = (
                        found.by_identity(one.platform, one.identity or ""),
                        found.by_name(one.platform, one.name or ""),
                        found.by_digest(one.digest or ""),
                        found.has_without(one.platform, "name"),
                        found.has_without(one.platform, "identity"),
                    )
                    if found is whole:
                        wanted = told
                assert told == wanted
            assert record.system is None or sealed.override(record.system) == whole.override(record.system)
        assert sealed.empty == whole.empty
        assert sealed.has_digests == whole.has_digests
        assert sealed.endpoints == whole.endpoints
        assert list(sealed.records) == list(whole.records)
        assert list(sealed.support) == list(whole.support)
        assert list(compute(read_sealed(Sealed(lines_of(export, "x"))), day).records) == list(whole.records)
    finally:
        shutil.rmtree(copy)


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
        an_export_says_the_same(tmp_path / "templates", tmp_path / "copy", day)
        return found

    return record

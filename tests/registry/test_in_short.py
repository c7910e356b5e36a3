"""What pages say in short of a registry is said to be no form of one, and becomes real facts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.examples import Example, examples
from tests.registry.author import TODAY
from tests.registry.in_short import write_registry
from vmgate.registry.state import compute
from vmgate.registry.store import read_directory

if TYPE_CHECKING:
    from pathlib import Path

WITH_REGISTRY = [one for one in examples() if any(name.startswith("templates/") for name in one.files)]


@pytest.mark.parametrize("example", WITH_REGISTRY, ids=str)
def test_a_page_says_that_its_registry_is_told_in_short(example: Example) -> None:
    """Nobody shall take it for a file to write."""
    for name, text in example.files.items():
        if name.startswith("templates/"):
            assert text.startswith("# The registry, in short: its facts are signed JSON.\n"), name


def test_it_becomes_what_it_says(tmp_path: Path) -> None:
    """Parents, revocations and dates included."""
    texts = {
        "web": 'name = "web"\nversion = "1"\napproval = "approved"\nparents = ["base 1"]\n',
        "base": 'name = "base"\nversion = "1"\napproval = "revoked"\napproved = 2026-10-01\nreplacement = "2"\n',
        "draft": 'name = "draft"\nversion = "1"\napproval = "draft"\nsystem = {id = "debian", version = "10"}\n'
        'support = {until = 2030-01-01, reason = "contract"}\n',
        "hypervisors": 'platform = "vsphere"\nendpoint = "vc"\n'
        'guest = [{id = "debian13_64Guest", level = "supported"}]\n',
    }
    files = []
    for name, text in texts.items():
        files.append(tmp_path / f"{name}.toml")
        files[-1].write_text(text)
    write_registry(tmp_path / "templates", files, TODAY)
    registry = compute(read_directory(tmp_path / "templates"), TODAY)
    records = {record.name: record for record in registry.records}
    assert {name: record.state for name, record in records.items()} == {
        "web": "tainted",
        "base": "revoked",
        "draft": "draft",
    }
    assert records["base"].approved == date(2026, 10, 1)
    assert records["base"].replacement == "2"
    assert records["draft"].support is not None
    assert [one.levels for one in registry.support] == [{"debian13_64Guest": "supported"}]

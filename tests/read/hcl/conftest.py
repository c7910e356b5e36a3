"""A configuration from a few texts, and what is read from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from vmgate.read.hcl import Inputs, load

if TYPE_CHECKING:
    import pathlib

    from vmgate.model.estate import Estate


class Read(Protocol):
    """Writes files (by name, `/` for directories) and reads the directory."""

    def __call__(self, files: dict[str, str] | str, inputs: Inputs | None = None) -> Estate: ...


@pytest.fixture
def read(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Reads a configuration that lies in the directory `site`, seen from the directory above."""
    monkeypatch.chdir(tmp_path)

    def read_files(files: dict[str, str] | str, inputs: Inputs | None = None) -> Estate:
        site = tmp_path / "site"
        for name, text in ({"main.tf": files} if isinstance(files, str) else files).items():
            path = site / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return load(site.relative_to(tmp_path), inputs)

    return read_files

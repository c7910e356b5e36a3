"""Templates from a few texts, and what is read from them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from vmgate.read.packer import load

if TYPE_CHECKING:
    from vmgate.model.estate import Estate
    from vmgate.read.packer import PackerInputs

TEMPLATES = Path(__file__).parent / "templates"


class Read(Protocol):
    """Writes files by name and reads the directory, or the one file that is named."""

    def __call__(
        self, files: dict[str, str] | str, inputs: PackerInputs | None = None, only: str = ""
    ) -> Estate: ...


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a template that lies in a directory of its own; a text alone is its `main.pkr.hcl`."""

    def read_files(files: dict[str, str] | str, inputs: PackerInputs | None = None, only: str = "") -> Estate:
        directory = tmp_path / "template"
        for name, text in ({"main.pkr.hcl": files} if isinstance(files, str) else files).items():
            path = directory / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return load(directory / only if only else directory, inputs)

    return read_files


@pytest.fixture
def kept() -> dict[str, Estate]:
    """The templates beside the tests, by name."""
    found = {
        path.name: load(path) for path in sorted(TEMPLATES.iterdir()) if not path.name.startswith("legacy")
    }
    legacy = {path.parent.name: load(path) for path in sorted(TEMPLATES.glob("legacy-*/*.json"))}
    return found | legacy

"""What expressions and older template strings come to, held against what Packer 1.11.2 answered."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from vmgate.model.value import Unknown
from vmgate.read.packer import engine

if TYPE_CHECKING:
    from tests.read.packer.conftest import Read

_RECORDED = json.loads((Path(__file__).parent / "packer-1.11.2.json").read_bytes())
_ROWS: list[dict[str, Any]] = _RECORDED["expressions"]
_TEXTS: list[dict[str, Any]] = _RECORDED["texts"]
# Beyond what the shared functions evaluate today, or known only to a run of Packer.
_UNKNOWN_EXPRESSIONS = 20
_UNKNOWN_TEXTS = 5


def _template(expressions: list[str]) -> dict[str, str]:
    lines = "".join(f"  v{number} = {expression}\n" for number, expression in enumerate(expressions))
    return {"main.pkr.hcl": f'source "null" "x" {{\n{lines}}}\n', **_RECORDED["files"]}


def test_no_expression_has_another_value_than_in_packer(read: Read) -> None:
    """What Packer refuses is unknown, what it evaluates has its value or is unknown, and few are."""
    estate = read(_template([row["expression"] for row in _ROWS]))
    assert not estate.unread
    (source,) = estate.resources
    unknown = []
    for number, row in enumerate(_ROWS):
        value = source.read(f"v{number}")
        if isinstance(value, Unknown):
            unknown += [] if row.get("refused") else [row["expression"]]
        else:
            assert (row["expression"], value) == (row["expression"], row["value"])
    assert len(unknown) <= _UNKNOWN_EXPRESSIONS, unknown


def test_no_older_template_string_has_another_value_than_in_packer() -> None:
    """What Packer refuses is unknown, what it renders has its text or is unknown, and few are."""
    values = {"a": "1", "b": "x-1", "c": "X-1"}
    functions = {"user": engine.user_function(lambda name: values.get(name, Unknown("no value")))}
    unknown = []
    for row in _TEXTS:
        value = engine.render(row["text"], functions)
        if isinstance(value, Unknown):
            unknown += [] if row.get("refused") else [row["text"]]
        else:
            assert (row["text"], value) == (row["text"], row["value"])
    assert len(unknown) <= _UNKNOWN_TEXTS, unknown


def _version() -> str:
    """The version of the Packer on PATH; "" without one."""
    if shutil.which("packer") is None:
        return ""
    asked = subprocess.run(["packer", "version"], capture_output=True, text=True, check=False)
    return asked.stdout.split()[1].removeprefix("v") if asked.stdout else ""


@pytest.mark.skipif(_version() != "1.11.2", reason="there is no packer 1.11.2 to ask")
def test_packer_still_answers_as_recorded(tmp_path: Path) -> None:
    """The recorded answers are those of the real program."""
    for name, text in _template(["1"]).items():
        (tmp_path / name).write_text(text)
    for row in _ROWS:
        asked = f"jsonencode({{v = {row['expression']}}})\n"
        answer = subprocess.run(
            ["packer", "console", "."], input=asked, cwd=tmp_path, capture_output=True, text=True, check=False,
            env={**os.environ, "CHECKPOINT_DISABLE": "1", "PACKER_CONFIG_DIR": str(tmp_path)},
        ).stdout.strip()  # fmt: skip
        if not row.get("refused"):
            assert json.loads(answer)["v"] == row["value"], row["expression"]

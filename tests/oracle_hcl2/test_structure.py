"""Where blocks begin and end, what they are called and what they set: as another parser of the language has it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests import examples
from tests.oracle_hcl2 import random_blocks
from vmgate.read.hcl.syntax.parse import parse
from vmgate.read.hcl.syntax.source import SourceFile, SyntaxProblem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vmgate.read.hcl.syntax.nodes import Body

PROJECT = Path(__file__).parent.parent.parent
PYTHON = Path(os.environ.get("VMGATE_HCL2_PYTHON") or PROJECT / ".venv-hcl2" / "bin" / "python")
SCRIPT = Path(__file__).with_name("structure.py")
RANDOM = 200

pytestmark = pytest.mark.skipif(
    not PYTHON.exists(),
    reason="python-hcl2 is not there: `make .venv-hcl2/.installed`, or name its Python in VMGATE_HCL2_PYTHON",
)


def _theirs(texts: Mapping[str, str]) -> dict[str, Any]:
    """The structures that python-hcl2 sees, by name."""
    done = subprocess.run(
        [str(PYTHON), "-I", str(SCRIPT)], input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _ours(text: str) -> Any:
    """The structure that vmgate sees, in the same form."""
    try:
        return _body(parse(SourceFile("", text.encode())))
    except SyntaxProblem as problem:
        return {"error": problem.message}


def _body(body: Body) -> list[Any]:
    attributes = [
        [each.name, each.source.span(each.start, each.end).line] for each in body.attributes.values()
    ]
    blocks = [
        [each.type, list(each.labels), each.source.span(each.start, each.end).line, _body(each.body)]
        for each in body.blocks
    ]
    return [attributes, blocks]


def _compare(texts: Mapping[str, str]) -> int:
    """Hold both against each other; the number of texts that python-hcl2 reads."""
    theirs = _theirs(texts)
    read = 0
    for name, text in texts.items():
        # What it does not read it says nothing about: it lacks some of the language.
        if isinstance(theirs[name], list):
            read += 1
            assert _ours(text) == theirs[name], name
    return read


def test_every_source_of_the_repository_has_the_blocks_that_another_parser_sees() -> None:
    """Examples, fixtures, sources of the rules' tests: all that python-hcl2 can read, which is nearly all."""
    files = [file for part in ("examples", "tests") for file in sorted((PROJECT / part).rglob("*.tf"))]
    texts = {
        str(file.relative_to(PROJECT)): file.read_bytes().decode("utf-8-sig", "replace") for file in files
    }
    assert _compare(texts) >= 0.9 * len(texts)


def test_every_example_of_the_rules_has_the_blocks_that_another_parser_sees() -> None:
    """The examples on the rules' pages."""
    texts = {
        f"{example} {name}": text
        for example in examples.examples()
        for name, text in example.files.items()
        if name.endswith((".tf", ".pkr.hcl"))
    }
    assert _compare(texts) == len(texts)


def test_random_texts_have_the_blocks_that_another_parser_sees() -> None:
    """Two hundred texts with braces in strings, comments and heredocs, some long enough to be read in pieces."""
    texts = {str(seed): random_blocks.text(seed) for seed in range(RANDOM)}
    assert _compare(texts) >= 0.9 * RANDOM

"""The house keeps its order: what import contracts cannot say."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from vmgate import translate

PROJECT = Path(__file__).parent.parent
MODULES = sorted((PROJECT / "vmgate").rglob("*.py"))
SHAPELESS = {"utils", "helpers", "common", "misc", "base", "core", "lib"}


@pytest.mark.parametrize("module", MODULES, ids=lambda file: str(file.relative_to(PROJECT)))
def test_a_module_is_small_and_says_what_it_is(module: Path) -> None:
    """At most 300 lines, with a docstring, under a name that means something."""
    text = module.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    assert ast.get_docstring(ast.parse(text)), f"{module.name} has no docstring"
    assert module.stem not in SHAPELESS


def test_whatever_is_ignored_has_a_reason_beside_it() -> None:
    """What a linter or the type checker would say is set aside only by somebody who says why."""
    ignored = re.compile(r"#\s*(?:noqa: [A-Z0-9, ]+?|type: ignore\[[a-z, -]+\])(?P<why>\s.*|)$", re.MULTILINE)
    folders = ("vmgate", "tests", "bench", "checks", "tools")
    files = [file for folder in folders for file in (PROJECT / folder).rglob("*.py")]
    found = [(file, one) for file in files for one in ignored.finditer(file.read_text(encoding="utf-8"))]
    assert found
    assert not [f"{file}: {one[0]}" for file, one in found if not re.search(r"[-#]\s*\w", one["why"])]


def test_only_the_edges_print_or_read_the_clock() -> None:
    """The middle is pure: no printing, no clock, no environment outside the commands and the command line."""
    for module in MODULES:
        if {"commands", "adapters"} & set(module.parts) or module.name in ("cli.py", "__main__.py"):
            continue
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id != "print", f"{module} prints"
            if isinstance(node, ast.Attribute):
                assert node.attr not in ("today", "now", "environ", "getenv"), f"{module}: {node.attr}"


def test_the_middle_opens_no_files() -> None:
    """Judging, rules, vocabulary, translations, deciding and reporting are functions of what they are given."""
    for part in ("rules", "vocabulary", "translate", "report", "model"):
        for module in sorted((PROJECT / "vmgate" / part).rglob("*.py")):
            text = module.read_text(encoding="utf-8")
            assert "import pathlib" not in text, module
            assert "from pathlib" not in text, module
            assert "open(" not in text.replace("is_open(", ""), module


def test_every_provider_is_named_in_the_contract_of_strangers() -> None:
    """What keeps translations from importing one another holds for all of them; Packer's builders have their own."""
    with (PROJECT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    named = next(
        one["modules"] for one in contracts if one["name"] == "providers are strangers to one another"
    )
    known = {module.__name__ for name, module in translate.providers().items() if name != "packer"}
    assert set(named) == known

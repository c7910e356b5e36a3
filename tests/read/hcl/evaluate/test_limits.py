"""Expressions that would take for ever, or crash, end in unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vmgate.model.value import Unknown
from vmgate.read.hcl import load

if TYPE_CHECKING:
    import pathlib


@pytest.mark.parametrize(
    "text",
    [
        "1e3999 * 1e3999",
        '"${1e3999 * 1e3999}"',
        "1e-3999 / 1e3999",
        "1 / 0",
        'format("%.999999999f", 1)',
        'format("%999999999d", 1)',
        'regex("^(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")',
        "setproduct(range(1000), range(1000), range(1000))",
        "range(1, 1000000)",
        'jsondecode(file("deep.json"))',
    ],
)
def test_hostile_expressions_are_unknown(text: str, tmp_path: pathlib.Path) -> None:
    """Numbers without end, widths, backtracking, products and depth."""
    (tmp_path / "deep.json").write_text("[" * 400 + "]" * 400)
    (tmp_path / "main.tf").write_text(f'resource "t" "a" {{\n  x = {text}\n}}\n')
    assert isinstance(load(tmp_path).resources[0].read("x"), Unknown)


def test_a_long_chain_of_locals_ends(tmp_path: pathlib.Path) -> None:
    """Thousands of locals that refer to each other do not exhaust the stack: the value is known or it is unknown."""
    chain = "".join(f"  a{i} = local.a{i - 1}\n" for i in range(1, 3000))
    (tmp_path / "main.tf").write_text(
        f'locals {{\n  a0 = 1\n{chain}}}\nresource "t" "a" {{\n  x = local.a2999\n  y = local.a20\n}}\n'
    )
    (resource,) = load(tmp_path).resources
    assert isinstance(resource.read("x"), Unknown)
    assert resource.read("y") == 1

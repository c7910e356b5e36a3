"""Expressions against what Terraform 1.11.4 made of them."""

from __future__ import annotations

import json
import pathlib
from typing import Any

import pytest

from vmgate.model.value import Unknown
from vmgate.read.hcl import load

_RECORDED: dict[str, Any] = json.loads(
    (pathlib.Path(__file__).parent / "terraform-1.11.4.json").read_text("utf-8")
)
_LOCALS = """
locals {
  k = "key"
  tpl = "v=$${x}"
  n = { a = [{ b = "c" }] }
  l = ["p", "q"]
}
"""


@pytest.fixture(scope="module")
def evaluated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """All recorded expressions, evaluated in one configuration."""
    directory = tmp_path_factory.mktemp("expressions")
    (directory / "data.txt").write_text("some\ndata\n")
    template = 'start\n%{ for n in names ~}\n   name ${n}\n\n  x\n%{ endfor ~}\n   end ${try(x,"none")}\n'
    (directory / "t.tpl").write_text(template)
    lines = [f"  e{i} = try({{ ok = {text}\n }}, {{ error = true }})\n" for i, text in enumerate(_RECORDED)]
    (directory / "main.tf").write_text(f'{_LOCALS}resource "t" "all" {{\n{"".join(lines)}}}\n', "utf-8")
    (resource,) = load(directory).of_type("t")
    return {text: resource.read(f"e{i}") for i, text in enumerate(_RECORDED)}


def same(one: object, other: object) -> bool:
    """Equal in type and content; fractions as near as JSON shows them."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other, strict=True))
    if isinstance(one, float) or isinstance(other, float):
        return isinstance(one, int | float) and isinstance(other, int | float) and one == pytest.approx(other)
    return type(one) is type(other) and one == other


@pytest.mark.parametrize("text", _RECORDED)
def test_an_expression_has_terraform_s_value(text: str, evaluated: dict[str, object]) -> None:
    """The value, or that it is an error, is the one that Terraform's plan shows."""
    assert same(evaluated[text], _RECORDED[text])


@pytest.mark.parametrize("name", ["timestamp()", 'bcrypt("x")', "uuid()", "plantimestamp()"])
def test_what_differs_with_every_run_is_unknown(name: str, tmp_path: pathlib.Path) -> None:
    """A clock or a random number is never guessed."""
    (tmp_path / "main.tf").write_text(f'resource "t" "a" {{\n  x = {name}\n}}\n')
    value = load(tmp_path).resources[0].read("x")
    assert isinstance(value, Unknown)
    assert "differs with every run" in value.reason


def test_an_unknown_function_says_so(tmp_path: pathlib.Path) -> None:
    """A function that is not evaluated, or a provider's, gives unknown with its name."""
    (tmp_path / "main.tf").write_text('resource "t" "a" {\n  x = provider::time::rfc3339_parse("x")\n}\n')
    value = load(tmp_path).resources[0].read("x")
    assert value == Unknown("function provider::time::rfc3339_parse is not evaluated")


def test_an_error_is_unknown_with_its_complaint(tmp_path: pathlib.Path) -> None:
    """Where Terraform refuses an expression there is no value, and the reason says why."""
    (tmp_path / "main.tf").write_text('resource "t" "a" {\n  x = tonumber("abc")\n}\n')
    value = load(tmp_path).resources[0].read("x")
    assert isinstance(value, Unknown)
    assert "cannot become a number" in value.reason

"""Which value a variable has: who gives it, of which type, and what if nobody does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vmgate.errors import InputError, UsageError
from vmgate.model.value import Unknown
from vmgate.read.hcl import Inputs

if TYPE_CHECKING:
    import pathlib

    from tests.read.hcl.conftest import Read

_USE = 'resource "r" "a" {\n  x = var.v\n}\n'


def test_of_several_values_the_strongest_counts(read: Read, tmp_path: pathlib.Path) -> None:
    """Environment, terraform.tfvars, auto files in order, -var-file, -var, values from a plan."""
    extra = tmp_path / "extra.tfvars"
    extra.write_text('v = "var-file"\n')
    files = {"main.tf": 'variable "v" {\n  default = "default"\n}\n' + _USE}
    inputs = Inputs()
    assert read(files, inputs).of_type("r")[0].read("x") == "default"
    inputs = Inputs(environment={"TF_VAR_v": "environment", "TF_VAR_other": "x"})
    assert read(files, inputs).of_type("r")[0].read("x") == "environment"
    files["terraform.tfvars"] = 'v = "tfvars"\nundeclared = 1\n'
    assert read(files, inputs).of_type("r")[0].read("x") == "tfvars"
    files["terraform.tfvars.json"] = '{"v": "${json}"}'
    assert read(files, inputs).of_type("r")[0].read("x") == "${json}"
    files["b.auto.tfvars"] = 'v = "b"\n'
    files["a.auto.tfvars.json"] = '{"v": "a"}'
    assert read(files, inputs).of_type("r")[0].read("x") == "b"
    inputs = Inputs(var_files=[extra])
    assert read(files, inputs).of_type("r")[0].read("x") == "var-file"
    inputs = Inputs(var_files=[extra], variables={"v": "var"})
    assert read(files, inputs).of_type("r")[0].read("x") == "var"
    inputs = Inputs(var_files=[extra], variables={"v": "var"}, values={"v": 1.5})
    assert read(files, inputs).of_type("r")[0].read("x") == 1.5


def test_a_hidden_file_of_values_counts(read: Read) -> None:
    """Unlike hidden configuration: Terraform loads whatever ends in `.auto.tfvars`."""
    files = {
        "main.tf": 'variable "v" {\n  default = "default"\n}\n' + _USE,
        ".x.auto.tfvars": 'v = "hidden"\n',
    }
    assert read(files).of_type("r")[0].read("x") == "hidden"


@pytest.mark.parametrize(
    ("declaration", "text", "expected"),
    [
        ("type = number", "5", 5),
        ("type = bool", "true", True),
        ("", "[1]", "[1]"),
        ("type = list(string)", "[1, true]", ["1", "true"]),
        ("type = any", "{ a = 1 }", {"a": 1}),
        ('type = "string"', "x", "x"),
        ("type = object({ a = number, b = optional(string, \"d\"), c = optional(bool) })", "{ a = \"1\", z = 2 }",
         {"a": 1, "b": "d", "c": None}),
        ("type = map(object({ n = optional(number, 2) }))", "{ k = {}, l = { n = null } }",
         {"k": {"n": 2}, "l": {"n": 2}}),
        ("type = set(string)", '["b", "a", "b"]', ["a", "b"]),
        ("type = tuple([string, number])", '[1, "2"]', ["1", 2]),
    ],
)  # fmt: skip
def test_a_text_becomes_a_value_of_the_declared_type(
    declaration: str, text: str, expected: object, read: Read
) -> None:
    """`-var` gives text to plain variables and an expression to others; conversion fills in defaults."""
    estate = read(f'variable "v" {{\n  {declaration}\n}}\n{_USE}', Inputs(variables={"v": text}))
    assert estate.of_type("r")[0].read("x") == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", Unknown("required variable v has no value")),
        ("default = null", None),
        ('default = "d"\n  nullable = false', "d"),
        ('type = number\n  default = "x"', None),
    ],
)
def test_a_variable_without_a_value_is_unknown_with_its_name(body: str, expected: object, read: Read) -> None:
    """Nobody's value is not null; a value of the wrong type is unknown, too."""
    value = read(f'variable "v" {{\n  {body}\n}}\n{_USE}').of_type("r")[0].read("x")
    if '"x"' in body:
        assert isinstance(value, Unknown)
        assert "does not fit its type" in value.reason
    else:
        assert value == expected


def test_null_for_a_variable_that_is_not_nullable_takes_the_default(read: Read) -> None:
    """A module argument of null is null, except where `nullable = false`."""
    files = {
        "main.tf": 'module "m" {\n  source = "./m"\n  a = null\n  b = null\n}\n',
        "m/main.tf": 'variable "a" {\n  default = 1\n  nullable = false\n}\nvariable "b" {\n  default = 2\n}\n'
        'resource "r" "a" {\n  a = var.a\n  b = var.b\n  c = var.undeclared\n}\n',
    }
    (resource,) = read(files).of_type("r")
    assert [resource.read("a"), resource.read("b")] == [1, None]
    assert resource.read("c") == Unknown("variable undeclared is not declared in module.m")


def test_wrong_variables_are_the_user_s_mistake(read: Read, tmp_path: pathlib.Path) -> None:
    """An undeclared `-var`, one that is no expression, and a file that is not there, each with a clear message."""
    text = 'variable "v" {\n  type = list(string)\n}\n'
    with pytest.raises(UsageError, match="declares no variable"):
        read(text, Inputs(variables={"w": "1"}))
    with pytest.raises(UsageError, match="not an expression"):
        read(text, Inputs(variables={"v": "[secret"}))
    with pytest.raises(InputError, match="cannot be read"):
        read(text, Inputs(var_files=[tmp_path / "none.tfvars"]))


def test_a_broken_file_of_values_leaves_no_verdict(read: Read) -> None:
    """A terraform.tfvars that does not parse is fatal: nobody knows what it says."""
    (problem,) = read({"main.tf": _USE, "terraform.tfvars": "v = [\n"}).unread
    assert problem.fatal
    assert problem.span is not None
    assert problem.span.file == "site/terraform.tfvars"


def test_an_ephemeral_value_is_never_kept(read: Read) -> None:
    """It is unknown wherever it goes, so that neither it nor what is made of it is shown or taken for what is built."""
    declared = 'variable "v" {\n  type = string\n  ephemeral = true\n  default = "token"\n}\n'
    used = 'resource "r" "a" {\n  x = var.v\n  y = "u:${var.v}"\n  z = ephemeralasnull(var.v)\n}\n'
    resource = read(declared + used).of_type("r")[0]
    for attribute in ("x", "y", "z"):
        value = resource.read(attribute)
        assert isinstance(value, Unknown)
        assert "ephemeral" in value.reason


@pytest.mark.parametrize(
    "body",
    [
        "type = list(string)\n  default = { a = 1 }",
        "type = string\n  default = null\n  nullable = false",
        "type = set(tuple([any]))\n  default = [[1], [null]]",
    ],
)
def test_a_default_that_does_not_fit_leaves_no_value(body: str, read: Read) -> None:
    """Terraform refuses it, also where a value is given."""
    files = {"main.tf": f'variable "v" {{\n  {body}\n}}\n{_USE}', "terraform.tfvars": "v = []\n"}
    value = read(files).of_type("r")[0].read("x")
    assert isinstance(value, Unknown)
    assert value.reason.startswith("the default of variable v ")


def test_a_default_within_a_type_has_to_fit(read: Read) -> None:
    """A type whose optional attribute has a default of another type is none."""
    source = 'variable "v" {\n  type    = list(object({ a = optional(bool, "False") }))\n  default = []\n}\n'
    (problem,) = read(source + _USE).unread
    assert problem.fatal
    assert "one whose default of a does not fit" in problem.reason


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        ("set(object({ a = any }))", '[{ a = 1 }, { a = "x" }]'),
        ("set(list(any))", "[[1], []]"),
        ("map(tuple([any]))", '{ k = [1], m = ["a"] }'),
    ],
)
def test_parts_of_a_set_have_one_type_from_the_start(type_: str, value: str, read: Read) -> None:
    """Where only a part of the elements' type is open, Terraform looks for no common one in a set."""
    files = {
        "main.tf": f'variable "v" {{\n  type = {type_}\n}}\n{_USE}',
        "terraform.tfvars": f"v = {value}\n",
    }
    assert isinstance(read(files).of_type("r")[0].read("x"), Unknown)

"""Which value a variable of a template has: who gives it, of which type, and what if nobody does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vmgate.errors import InputError, UsageError
from vmgate.model.value import Unknown
from vmgate.read.packer import PackerInputs

if TYPE_CHECKING:
    from pathlib import Path

    from tests.read.packer.conftest import Read

_USE = '\nsource "null" "a" {\n  x = var.v\n}\n'


def test_of_several_values_the_strongest_counts(read: Read, tmp_path: Path) -> None:
    """Default, environment, files of values in HCL, those in JSON, -var: as Packer orders them."""
    extra, late = tmp_path / "extra.pkrvars.hcl", tmp_path / "late.json"
    extra.write_text('v = "var-file"\n')
    late.write_text('{"v": "${json}", "undeclared": 1}')
    files = {"main.pkr.hcl": 'variable "v" {\n  default = "default"\n}' + _USE}
    inputs = PackerInputs()
    assert read(files, inputs).resources[0].read("x") == "default"
    inputs = PackerInputs(environment={"PKR_VAR_v": "environment", "PKR_VAR_other": "x", "TF_VAR_v": "no"})
    assert read(files, inputs).resources[0].read("x") == "environment"
    files["b.auto.pkrvars.hcl"] = 'v = "b"\nundeclared = 1\n'
    files["a.auto.pkrvars.hcl"] = 'v = "a"\n'
    assert read(files, inputs).resources[0].read("x") == "b"
    inputs = PackerInputs(var_files=[extra])
    assert read(files, inputs).resources[0].read("x") == "var-file"
    files["c.auto.pkrvars.json"] = '{"v": "automatic json"}'
    assert read(files, inputs).resources[0].read("x") == "automatic json"
    inputs = PackerInputs(var_files=[late, extra])
    assert read(files, inputs).resources[0].read("x") == "${json}"
    inputs = PackerInputs(var_files=[late], variables={"v": "var"})
    assert read(files, inputs).resources[0].read("x") == "var"


def test_a_file_alone_goes_without_the_values_beside_it(read: Read) -> None:
    """`packer build FILE` reads no `*.auto.pkrvars.hcl`."""
    files = {"main.pkr.hcl": 'variable "v" {\n  default = 1\n}' + _USE, "a.auto.pkrvars.hcl": "v = 2\n"}
    assert read(files).resources[0].read("x") == 2
    assert read(files, only="main.pkr.hcl").resources[0].read("x") == 1


@pytest.mark.parametrize(
    ("declaration", "text", "expected"),
    [
        ("type = number", "5", 5),
        ("type = bool", "true", True),
        ("", "[1]", "[1]"),
        ("default = 40", "50", 50),
        ("default = false", "true", True),
        ('default = ["a", "b"]', '["c", 1]', ["c", "1"]),
        ("type = list(string)", "[1, true]", ["1", "true"]),
        ("type = map(number)", '{ a = "1" }', {"a": 1}),
    ],
)
def test_a_value_given_as_text_takes_the_type(
    read: Read, declaration: str, text: str, expected: object
) -> None:
    """The type is the one written, else that of the default."""
    template = f'variable "v" {{\n  {declaration}\n}}' + _USE
    assert read(template, PackerInputs(variables={"v": text})).resources[0].read("x") == expected
    assert read(template, PackerInputs(environment={"PKR_VAR_v": text})).resources[0].read("x") == expected


@pytest.mark.parametrize(
    ("declaration", "reason"),
    [
        ("type = string", "required variable v has no value"),
        ('default = env("HOME")', "the environment variable HOME is read when Packer runs"),
        ('default = upper("x")', "function upper may not be called here"),
        ('type = number\n  default = "x"', "the value of variable v does not fit its type"),
    ],
)
def test_a_variable_without_a_value_is_unknown(read: Read, declaration: str, reason: str) -> None:
    """The reason says what is missing."""
    value = read(f'variable "v" {{\n  {declaration}\n}}' + _USE).resources[0].read("x")
    assert isinstance(value, Unknown)
    assert value.reason.startswith(reason)


def test_a_null_default_is_a_value(read: Read) -> None:
    """It is not required then."""
    assert read('variable "v" {\n  type = string\n  default = null\n}' + _USE).resources[0].read("x") is None


def test_what_a_sensitive_variable_gives_is_a_secret(read: Read) -> None:
    """Wherever it goes: through locals, into lists and texts, into commands."""
    estate = read("""
variable "pw" {
  default   = "hush"
  sensitive = true
}
local "also" {
  expression = "open"
  sensitive  = true
}
locals { text = "x-${var.pw}" }
source "null" "a" {
  one   = local.text
  many  = ["a", var.pw]
  other = local.also
  free  = "free"
}
build {
  sources = ["null.a"]
  provisioner "shell" { inline = ["echo ${var.pw}"] }
}
""")
    (source,) = estate.resources
    assert set(source.sensitive_paths()) == {
        ("one",),
        ("many", 1),
        ("other",),
        ("provisioner", 0, "inline", 0),
    }
    assert source.is_sensitive(("many",))
    assert not source.is_sensitive(("free",))


def test_passwords_are_secrets_even_where_they_are_written_out(read: Read) -> None:
    """Nobody wants to see them in a report."""
    (source,) = read('source "null" "a" {\n  ssh_password = "x"\n  token = "y"\n  name = "z"\n}\n').resources
    assert set(source.sensitive_paths()) == {("ssh_password",), ("token",)}


def test_values_that_nobody_can_use_are_refused(read: Read, tmp_path: Path) -> None:
    """With what is wrong, and never the value itself."""
    template = 'variable "v" {\n  type = list(string)\n}' + _USE
    with pytest.raises(UsageError, match="-var w: the template declares no variable"):
        read(template, PackerInputs(variables={"w": "1"}))
    with pytest.raises(UsageError, match="-var v: the value is not an expression"):
        read(template, PackerInputs(variables={"v": "[[[secret"}))
    with pytest.raises(InputError, match=r"gone\.pkrvars\.hcl: the variable file cannot be read"):
        read(template, PackerInputs(var_files=[tmp_path / "gone.pkrvars.hcl"]))
    with pytest.raises(UsageError, match=r"ends in \.hcl or \.json"):
        read(template, PackerInputs(var_files=[tmp_path / "x.tfvars"]))
    wrong = tmp_path / "wrong.pkrvars.hcl"
    wrong.write_text("v = \n")
    with pytest.raises(InputError, match=r"wrong\.pkrvars\.hcl:\d+:\d+: syntax error"):
        read(template, PackerInputs(var_files=[wrong]))


def test_a_broken_file_of_values_beside_the_template_is_noted(read: Read) -> None:
    """There is no verdict without it."""
    estate = read({"main.pkr.hcl": 'variable "v" {}' + _USE, "a.auto.pkrvars.hcl": 'variable "v" {}\n'})
    (part,) = estate.unread
    assert part.fatal
    assert part.reason == "a file of variable values holds no blocks"

"""Several inputs in one run: what a directory stands for, and for which of them a variable is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.commands import Done, vmgate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PROVIDER = 'provider "vsphere" {\n  vsphere_server = "vc.example.edu"\n  allow_unverified_ssl = %s\n}\n'
VARIABLE = 'variable "lax" {\n  type = bool\n}\n'
TEMPLATE = """
variable "v" {
  type = string
}

source "vsphere-iso" "debian" {
  vcenter_server      = "vc.example.edu"
  insecure_connection = var.v == "lax"
}

build {
  sources = ["source.vsphere-iso.debian"]
}
"""


def _written(top: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(text)


def _check(top: Path, *arguments: str) -> Done:
    return vmgate("check", "--no-config", "-f", "json", "--rule", "VMG0601", *arguments, directory=top)


def _failed(report: Any) -> list[str]:
    return [one["file"] for one in report["results"] if one["verdict"] == "fail"]


def test_what_lies_below_a_root_is_judged_too(tmp_path: Path) -> None:
    """A repository with a file at its top does not hide its environments."""
    _written(tmp_path, {"main.tf": PROVIDER % "false", "environments/prod/main.tf": PROVIDER % "true"})
    done = _check(tmp_path, ".")
    assert done.code == 1
    assert [one["path"] for one in done.json["inputs"]] == [".", "environments/prod"]
    assert _failed(done.json) == ["environments/prod/main.tf"]
    assert _check(tmp_path, "main.tf").code == 0


def test_a_variable_is_for_those_that_declare_it(tmp_path: Path) -> None:
    """One at least has to; a single configuration has to declare all that it is given."""
    _written(
        tmp_path,
        {
            "main.tf": PROVIDER % "false",
            "prod/main.tf": VARIABLE + PROVIDER % "var.lax",
            "image/a.pkr.hcl": TEMPLATE,
        },
    )
    done = _check(tmp_path, ".", "--var", "lax=true", "--var", "v=strict")
    assert (done.code, _failed(done.json)) == (1, ["prod/main.tf"])
    done = _check(tmp_path, ".", "--var", "lax=false", "--var", "v=lax")
    assert (done.code, _failed(done.json)) == (1, ["image/a.pkr.hcl"])
    done = _check(tmp_path, ".", "--var", "lacks=true")
    assert (done.code, "lacks: none of the configurations declares" in done.err) == (2, True)
    done = _check(tmp_path, "main.tf", "--var", "lax=true")
    assert (done.code, "lax: the configuration declares no variable" in done.err) == (2, True)


@pytest.mark.parametrize("command", ["inspect", "init"])
def test_other_commands_share_variables_out_alike(tmp_path: Path, command: str) -> None:
    """Whatever reads several configurations."""
    _written(tmp_path, {"main.tf": PROVIDER % "false", "prod/main.tf": VARIABLE + PROVIDER % "var.lax"})
    more = ["--print"] if command == "init" else []
    assert vmgate(command, ".", *more, "--var", "lax=true", directory=tmp_path).code == 0
    assert vmgate(command, ".", *more, "--var", "lacks=true", directory=tmp_path).code == 2


def test_a_file_of_values_is_for_its_language(tmp_path: Path) -> None:
    """Terraform's for Terraform and Packer's for Packer, where there are both."""
    _written(
        tmp_path,
        {
            "main.tf": VARIABLE + PROVIDER % "var.lax",
            "image/a.pkr.hcl": TEMPLATE,
            "prod.tfvars": "lax = true\n",
            "site.pkrvars.hcl": 'v = "lax"\n',
        },
    )
    done = _check(tmp_path, ".", "--var-file", "prod.tfvars", "--var-file", "site.pkrvars.hcl")
    assert (done.code, sorted(_failed(done.json))) == (1, ["image/a.pkr.hcl", "main.tf"])
    assert _check(tmp_path, "image", "--var-file", "prod.tfvars").code == 2

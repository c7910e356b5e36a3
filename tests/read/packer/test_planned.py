"""What a template is going to build, and what must not be told of it while it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.read.packer.planned import planned
from vmgate.read.packer.variables import PackerInputs

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATE = """
variable "declared" {
  type      = map(string)
  sensitive = true
}
variable "admin_password" { type = string }
local "made" {
  expression = "made-${var.admin_password}"
  sensitive  = true
}
source "null" "a" {
  communicator = "none"
  ssh_password = "written"
}
build {
  sources = ["null.a"]
  provisioner "shell-local" { inline = ["true"] }
}
"""


def test_every_secret_of_a_template_is_known_before_it_is_built(tmp_path: Path) -> None:
    """Those of variables and locals that are called sensitive, at any depth; and what is a password by its name."""
    (tmp_path / "a.pkr.hcl").write_text(TEMPLATE)
    given = {"declared": '{ a = "deep-one" }', "admin_password": "handed-over"}
    found = planned(tmp_path, PackerInputs(given, [], {}))
    assert set(found.secrets) == {"deep-one", "made-handed-over"}
    assert set(found.likely) == {"handed-over", "written"}

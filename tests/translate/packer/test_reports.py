"""What a report shows of a template: no secret, whatever the format."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from vmgate.report import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "Geheim-4711"  # noqa: S105  - looked for in what is printed
TEMPLATE = f"""
variable "word" {{
  default   = "{SECRET}"
  sensitive = true
}}
source "vsphere-iso" "debian" {{
  password       = "{SECRET}"
  ssh_password   = var.word
  winrm_password = "x{SECRET}"
  cd_content     = {{ "ks.cfg" = "rootpw {SECRET}" }}
  floppy_content = {{ "a.xml" = "<Value>{SECRET}</Value><PlainText>true</PlainText>" }}
}}
build {{
  sources = ["source.vsphere-iso.debian"]
  post-processor "vsphere" {{
    password = "{SECRET}"
    insecure = true
  }}
}}
"""


@pytest.mark.parametrize(
    "arguments", [*(["check", "-f", name, "--verdicts", "all"] for name in FORMATS), ["inspect"]]
)
def test_no_secret_of_a_template_is_shown(arguments: list[str], tmp_path: Path) -> None:
    """Neither a password, nor a default of one, nor one in an answer file; all of them are findings."""
    (tmp_path / "debian.pkr.hcl").write_text(TEMPLATE)
    done = subprocess.run(
        [sys.executable, "-m", "vmgate", *arguments, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert SECRET not in done.stdout + done.stderr
    if arguments[0] == "check":
        assert "VMG0403" in done.stdout

"""What is said of the connections that provisioners open. Only source tells of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Judged = Callable[..., str]


def provisioned(connection: str, *, inside: str = "") -> str:
    """A resource with a provisioner, a connection of its own, and what the provisioner itself says."""
    return f"""
variable "kind" {{
  default = "winrm"
}}

variable "unset" {{
  type = string
}}

resource "terraform_data" "web" {{
  connection {{
    host = "web-01.example.edu"
    {connection}
  }}

  provisioner "remote-exec" {{
    inline = ["hostname"]
    {inside}
  }}
}}
"""


@pytest.mark.parametrize(
    ("connection", "encrypted", "verified"),
    [
        ('type = "winrm"', "fail", "pass"),
        ('type = "winrm"\n    https = false', "fail", "pass"),
        ('type = "winrm"\n    https = true', "pass", "pass"),
        ('type = "winrm"\n    https = "true"\n    insecure = true', "pass", "fail"),
        ('type = var.kind\n    insecure = "1"', "fail", "fail"),
        ('type = "winrm"\n    https = var.unset\n    insecure = var.unset', "unknown", "unknown"),
        ('type = "winrm"\n    https = "yes"', "unknown", "pass"),
        ("type = var.unset", "unknown", "pass"),
        ('type = var.unset\n    https = "true"\n    insecure = true', "pass", "unknown"),
    ],
)
def test_winrm_is_encrypted_and_verified(
    judged: Judged, connection: str, encrypted: str, verified: str
) -> None:
    """Whatever a provisioner sends to a machine crosses the network; without the check anybody may answer."""
    text = provisioned(connection)
    assert judged("VMG0602", text).partition(":")[0] == encrypted
    assert judged("VMG0601", text).partition(":")[0] == verified
    assert judged("VMG0701", text).partition(":")[0] == verified


def test_a_provisioner_connects_as_it_says_itself(judged: Judged) -> None:
    """Its own `connection` stands for the resource's."""
    own = 'connection {\n      type = "winrm"\n      host = "web-01.example.edu"\n      https = true\n    }'
    assert judged("VMG0602", provisioned('type = "winrm"', inside=own)) == "pass"
    plain = provisioned('type = "winrm"\n    https = true', inside=own.replace("true", "false"))
    assert judged("VMG0602", plain).startswith("fail: a provisioner works through WinRM without encryption")


def test_only_winrm_has_certificates(judged: Judged) -> None:
    """SSH is what a connection is where nothing is written; and one that no provisioner uses opens nothing."""
    assert judged("VMG0601", provisioned("")) == "not judged"
    assert judged("VMG0602", provisioned('type = "ssh"')) == "not judged"
    unused = 'resource "terraform_data" "web" {\n  connection {\n    type = "winrm"\n    host = "h"\n  }\n}\n'
    assert judged("VMG0602", unused) == "not judged"

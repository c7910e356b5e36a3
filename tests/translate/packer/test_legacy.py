"""The older JSON format says the same as HCL."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.examples import AS_OF
from tests.translate.packer.sources import BUILDERS, source
from vmgate import settings
from vmgate.judge import judge
from vmgate.read.packer import load
from vmgate.rulebook import rules
from vmgate.translate import things

if TYPE_CHECKING:
    from pathlib import Path

    from vmgate.model.estate import Estate

WRONG = """
  communicator     = "winrm"
  winrm_insecure   = "true"
  winrm_password   = "packer"
  ssh_password     = "packer"
  iso_checksum     = "none"
  vnc_bind_address = "0.0.0.0"
  insecure_connection      = "true"
  insecure_skip_tls_verify = true
  NestedHV         = true
  cpu_type         = "host"
  remove_cdrm      = true
  boot_command     = ["<wait>"]
"""
BUILD = """
  provisioner "powershell" {
    inline = ["reg add HKCU\\\\x /v ScreenSaveActive /d 0"]
  }
  post-processor "manifest" {
    output = "m.json"
  }
  post-processor "shell-local" {
    inline = ["govc vm.info x"]
  }
"""


def said(estate: Estate) -> list[tuple[str, str, str]]:
    """What all rules say of a template, in an order of its own."""
    judgement = judge(things(estate), rules(), settings.default(AS_OF), keep_passes=True)
    findings = [*judgement.findings, *judgement.passes]
    return sorted((one.rule, one.verdict.value, f"{one.message} {one.reason}") for one in findings)


def as_json(estate: Estate) -> str:
    """A template of known values in the older format."""
    (one,) = estate.resources
    builder: dict[str, Any] = {name: one.read(name) for name in one.attributes()}
    builder |= {"type": one.type, "name": one.name}
    return json.dumps(
        {
            "builders": [builder],
            "provisioners": one.provisioners(),
            "post-processors": one.post_processors(),
        }
    )


@pytest.mark.parametrize("builder", sorted(BUILDERS))
@pytest.mark.parametrize("more", ["", WRONG], ids=["obeying", "wrong"])
def test_a_template_has_the_same_verdicts_in_both_formats(builder: str, more: str, tmp_path: Path) -> None:
    """Whether it obeys or not, with what runs beside the source."""
    written = tmp_path / "template.pkr.hcl"
    clashing = "iso_checksum" if more and "iso_checksum " in BUILDERS[builder] else ""
    written.write_text(source(builder, more, without=clashing, build=BUILD))
    estate = load(written)
    assert not estate.unread
    older = tmp_path / "template.json"
    older.write_text(as_json(estate))
    assert said(load(older)) == said(estate)


def test_letter_case_does_not_count_in_the_older_format(tmp_path: Path) -> None:
    """Packer takes `nestedhv` in JSON and refuses it in HCL; so the one is judged, the other is misspelt."""
    file = tmp_path / "template.json"
    file.write_text('{"builders": [{"type": "vsphere-iso", "nestedhv": true, "ram": 1024}]}')
    told = said(load(file))
    assert ("VMG2101", "fail", "the guest can see the host: nested virtualization None") in told
    assert "VMG0303" not in {rule for rule, verdict, _ in told if verdict != "pass"}
    file.write_text('{"builders": [{"type": "vmware-iso", "cpus": 2}]}')
    assert "VMG0303" not in {rule for rule, verdict, _ in said(load(file)) if verdict != "pass"}
    hcl = tmp_path / "template.pkr.hcl"
    hcl.write_text('source "vsphere-iso" "x" {\n  nestedhv = true\n}\n')
    assert ("VMG0303", "fail", "there is no setting nestedhv; did you mean NestedHV? None") in said(load(hcl))

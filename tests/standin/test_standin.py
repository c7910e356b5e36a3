"""Real terraform with stand-in providers: what it plans, and that it plans the same again.

Skipped where terraform or the packages of the `fixtures` extra are absent: nothing here is faked.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest

from tests.fixtures import PLANS
from tests.standin import plans
from tests.standin.errors import StandInError
from tests.standin.requirements import lacking

if TYPE_CHECKING:
    from pathlib import Path

REAL = PLANS / "proxmox-bpg-0.111.1"

SITE = """
terraform {
  required_version = ">= 99"
  required_providers {
    vsphere = { source = "vmware/vsphere" }
  }
  backend "s3" {}
}
variable "promiscuous" {
  type    = bool
  default = false
}
provider "vsphere" {}
data "vsphere_datacenter" "dc" {
  name = "campus"
}
resource "vsphere_distributed_virtual_switch" "dvs" {
  name          = "campus"
  datacenter_id = data.vsphere_datacenter.dc.id
}
resource "vsphere_distributed_port_group" "lab" {
  name                            = "lab"
  distributed_virtual_switch_uuid = vsphere_distributed_virtual_switch.dvs.id
  vlan_id                         = 110
  allow_promiscuous               = var.promiscuous
}
resource "vsphere_folder" "lab" {
  path          = "lab"
  type          = "vm"
  datacenter_id = data.vsphere_datacenter.dc.id
}
"""

plans_for_real = pytest.mark.skipif(bool(lacking()), reason=lacking() or "everything is there")
PROVIDERS = {"vsphere": "2.16.1"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with a small vSphere configuration."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "main.tf").write_text(SITE)
    return folder


def changes(plan: bytes) -> dict[str, dict[str, Any]]:
    """Address -> change of every resource in a plan."""
    return {r["address"]: r["change"] for r in json.loads(plan)["resource_changes"]}


def standin(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs the command line as a person does."""
    command = [sys.executable, "-m", "tests.standin", *map(str, arguments)]
    return subprocess.run(command, cwd=plans.PROJECT, capture_output=True, text=True, check=False)


@pytest.mark.skipif(find_spec("msgpack") is None, reason="needs the package msgpack")
def test_an_unknown_value_travels_as_the_protocol_says() -> None:
    """MessagePack's fixext 1 of type 0: what terraform itself sends for an unknown value."""
    from tests.standin.values import UNKNOWN, decode, encode, is_unknown

    assert encode({"id": UNKNOWN}) == b"\x81\xa2id\xd4\x00\x00"
    assert is_unknown(decode(b"\xd4\x00\x00"))
    assert is_unknown(decode(b"\xc7\x01\x0c\x80"))  # a refined one
    assert not is_unknown(decode(encode("unknown")))


@plans_for_real
def test_the_stand_in_plans_what_the_real_provider_planned() -> None:
    """A real Proxmox plan and its stand-in agree in every change and in the configuration.

    Left out: a template's `started`, whose difference the real provider's code suppresses.
    """
    real = json.loads((REAL / "plan.json").read_text())
    made = json.loads(plans.plan_directory(REAL, providers={"proxmox": "0.111.1"}))
    for plan in (real, made):
        templates = [r for r in plan["resource_changes"] if r["change"]["after"].get("template")]
        assert [r["change"]["after"].pop("started") for r in templates]
    assert made["resource_changes"] == real["resource_changes"]
    assert made["configuration"] == real["configuration"]


@plans_for_real
def test_an_unset_attribute_takes_its_default_or_is_unknown(site: Path) -> None:
    """The port group's unset number of ports has its default, its key is known after apply."""
    change = changes(plans.plan_directory(site, providers=PROVIDERS))["vsphere_distributed_port_group.lab"]
    assert change["actions"] == ["create"]
    assert change["after"]["type"] == "earlyBinding"
    assert change["after"]["allow_promiscuous"] is False
    assert "key" not in change["after"]
    assert change["after_unknown"]["key"] is True


@plans_for_real
def test_the_same_configuration_gives_the_same_bytes(site: Path) -> None:
    """Two plans agree to the byte, and nothing is written into the configuration's folder."""
    assert plans.plan_directory(site, providers=PROVIDERS) == plans.plan_directory(site, providers=PROVIDERS)
    assert [f.name for f in site.iterdir()] == ["main.tf"]


@plans_for_real
def test_variables_of_the_environment_do_not_reach_a_committed_plan(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TF_VAR_... is ignored; an argument is not."""
    address = "vsphere_distributed_port_group.lab"
    monkeypatch.setenv("TF_VAR_promiscuous", "true")
    plan = plans.plan_directory(site, providers=PROVIDERS)
    assert changes(plan)[address]["after"]["allow_promiscuous"] is False
    plan = plans.plan_directory(site, providers=PROVIDERS, arguments=["-var", "promiscuous=true"])
    assert changes(plan)[address]["after"]["allow_promiscuous"] is True


@plans_for_real
def test_a_data_source_answers_what_it_is_told(site: Path, tmp_path: Path) -> None:
    """Answers are found by type and configured name; other attributes keep made-up values."""
    answers = tmp_path / "answers.json"
    answers.write_text('{"vsphere_datacenter:campus": {"id": "datacenter-1"}}')
    plan = plans.plan_directory(site, providers=PROVIDERS, answers=answers)
    assert changes(plan)["vsphere_folder.lab"]["after"]["datacenter_id"] == "datacenter-1"


@plans_for_real
def test_a_plan_of_the_place_it_was_made_at_is_refused(site: Path) -> None:
    """No two runs would agree on path.cwd."""
    (site / "place.tf").write_text('output "place" {\n  value = path.cwd\n}\n')
    with pytest.raises(StandInError, match=r"do not use path\.cwd"):
        plans.plan_directory(site, providers=PROVIDERS)


@plans_for_real
def test_a_provider_without_a_schema_is_named(site: Path) -> None:
    """Terraform's own message comes first, then the provider that cannot be stood in for."""
    (site / "other.tf").write_text('resource "consul_keys" "k" {}\n')
    with pytest.raises(StandInError, match=r"no schema for provider \S+/hashicorp/consul in "):
        plans.plan_directory(site, providers=PROVIDERS)


@plans_for_real
def test_a_configuration_error_is_reported_with_what_terraform_says(site: Path) -> None:
    """Terraform still checks the configuration against the provider's schema."""
    (site / "wrong.tf").write_text('resource "vsphere_folder" "wrong" {\n  path = "x"\n  colour = "red"\n}\n')
    done = standin(site)
    assert done.returncode == 1
    assert 'An argument named "colour" is not expected here' in done.stderr
    assert "Traceback" not in done.stderr


@plans_for_real
def test_an_update_of_a_state_knows_what_forces_a_replacement(site: Path, tmp_path: Path) -> None:
    """A changed flag updates the port group; a changed folder type replaces the folder."""
    state, plan = tmp_path / "site.tfstate", tmp_path / "plan.json"
    assert standin(site, "--tfstate", state, "--out", plan).returncode == 0
    (site / "main.tf").write_text(SITE.replace('"vm"', '"host"'))
    done = standin(site, "--prior", state, "--out", plan, "--", "-var", "promiscuous=true")
    assert done.returncode == 0, done.stderr
    after = changes(plan.read_bytes())
    assert after["vsphere_distributed_virtual_switch.dvs"]["actions"] == ["no-op"]
    assert after["vsphere_distributed_port_group.lab"]["actions"] == ["update"]
    assert after["vsphere_folder.lab"]["actions"] == ["delete", "create"]
    assert after["vsphere_folder.lab"]["replace_paths"] == [["type"]]


@plans_for_real
def test_check_reports_a_plan_that_would_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Made, then unchanged; with --check an altered plan is reported, not overwritten, and fails."""
    folder = tmp_path / "tests" / "site"
    folder.mkdir(parents=True)
    (folder / "main.tf").write_text(SITE)
    table = '[[plan]]\nout = "{0}.json"\nroot = "."\nproviders = {{vsphere = "{1}"}}\n'
    (folder / "fixture.toml").write_text(table.format("old", "2.13.0") + table.format("new", "2.16.1"))

    assert plans.main(["-j", "2"], tmp_path) == 0
    assert capsys.readouterr().out == "tests/site/old.json: made\ntests/site/new.json: made\n"
    assert plans.main(["--check"], tmp_path) == 0
    (folder / "old.json").write_bytes(altered := b'{"terraform_version":"0.1"}\n')
    capsys.readouterr()
    assert plans.main(["--check", "site"], tmp_path) == 1
    printed = capsys.readouterr()
    assert printed.out == "tests/site/new.json: unchanged\n"
    assert printed.err.startswith("tests/site/old.json: differs (terraform 0.1 made it, this is ")
    assert (folder / "old.json").read_bytes() == altered

"""Templates in the older JSON format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.read.packer.conftest import TEMPLATES
from vmgate.errors import InputError
from vmgate.model.value import Unknown
from vmgate.read.packer import PackerInputs, PackerSource, load

if TYPE_CHECKING:
    from pathlib import Path

    from vmgate.model.estate import Estate

_UBUNTU = TEMPLATES / "legacy-vsphere" / "ubuntu.json"


def _written(tmp_path: Path, document: object) -> Path:
    path = tmp_path / "template.json"
    path.write_text(json.dumps(document))
    return path


def test_builders_are_sources(kept: dict[str, Estate]) -> None:
    """A name is the type where none is written; user variables, functions and nested ones are evaluated."""
    first, second = kept["legacy-vsphere"].resources
    assert (first.address, first.mode) == ("source.vsphere-iso.vsphere-iso", "packer")
    assert second.address == "source.vsphere-clone.copy"
    assert first.read("vm_name") == "UBUNTU-24.04-vsphere-iso"
    assert (first.read("CPUs"), first.read("RAM")) == ("2", 4096)
    assert second.read("template") == "ubuntu-24.04"
    assert first.read("type") is None
    (proxmox,) = kept["legacy-proxmox"].resources
    assert proxmox.address == "source.proxmox-iso.debian-pve1"
    assert proxmox.read("proxmox_url") == "https://pve1.example.edu:8006/api2/json"


def test_what_only_a_run_knows_is_unknown_with_its_reason(kept: dict[str, Estate]) -> None:
    """The environment, the time, what the builder provides, required variables, other functions."""
    first, _ = kept["legacy-vsphere"].resources
    (proxmox,) = kept["legacy-proxmox"].resources
    reasons = {
        ("password",): "the environment variable VCENTER_PASSWORD is read when Packer runs",
        ("notes",): "the result of isotime differs with every run",
        ("boot_command", 1): "{{.HTTPIP}} is known during the build",
        ("network_adapters", 0, "network"): "required variable network has no value",
    }
    for path, reason in reasons.items():
        assert first.at(path) == Unknown(reason)
    expected = Unknown("function clean_resource_name of the template engine is not evaluated")
    assert proxmox.read("template_name") == expected


def test_a_lone_block_is_a_list_of_one_and_a_map_is_none(kept: dict[str, Estate]) -> None:
    """As in HCL, so that nobody needs to know how a template is written."""
    first, second = kept["legacy-vsphere"].resources
    assert first.read("content_library_destination") == [{"library": "cl-templates"}]
    assert second.read("network_adapters") == [{"network": "pg-app-120"}]
    assert first.read("configuration_parameters") == {"isolation.tools.copy.disable": "TRUE"}


def test_commands_run_for_the_builders_they_name(kept: dict[str, Estate]) -> None:
    """`only`, `except` and `override` count, in provisioners and post-processors."""
    first, second = kept["legacy-vsphere"].resources
    assert isinstance(first, PackerSource)
    assert isinstance(second, PackerSource)
    assert [command["type"] for command in first.provisioners()] == ["shell"]
    assert first.provisioners()[0]["inline"] == ["apt-get update", "echo 24.04"]
    assert "sudo -S sh" in str(first.provisioners()[0]["text"])
    assert [command["inline"] for command in second.provisioners()[:1]] == [["true"]]
    assert second.provisioners()[1]["command"] == Unknown("{{build}} is known during the build")
    kinds = [each["type"] for each in first.post_processors()]
    assert kinds == ["manifest", "checksum", "vsphere-template"]
    assert [each["type"] for each in second.post_processors()] == ["manifest", "checksum"]


def test_sensitive_variables_are_secrets(kept: dict[str, Estate]) -> None:
    """Also where a command contains one."""
    first, _ = kept["legacy-vsphere"].resources
    assert first.is_sensitive(("password",))
    assert first.is_sensitive(("provisioner", 0, "execute_command"))
    assert not first.is_sensitive(("vm_name",))


def test_values_from_outside(tmp_path: Path) -> None:
    """`-var` is stronger than files, the last of which is strongest; the environment gives none."""
    one, two = tmp_path / "1.json", tmp_path / "2.json"
    one.write_text('{"network": "pg-one", "version": "1"}')
    two.write_text('{"version": "{{user `cpus`}}x"}')
    inputs = PackerInputs({"cpus": "8"}, [one, two], {"PKR_VAR_vcenter_server": "other"})
    first, _ = load(_UBUNTU, inputs).resources
    assert first.at(("network_adapters", 0, "network")) == "pg-one"
    assert first.read("CPUs") == "8"
    assert first.read("vm_name") == "UBUNTU-8X-vsphere-iso"
    assert first.read("vcenter_server") == "vcenter.example.edu"


def test_files_of_values_that_nobody_can_use_are_refused(tmp_path: Path) -> None:
    """They hold strings by name."""
    wrong = tmp_path / "wrong.json"
    for text, message in (
        ("{", "is not JSON"),
        ('{"a": 1}', "an object of strings"),
        ("[]", "an object of strings"),
    ):
        wrong.write_text(text)
        with pytest.raises(InputError, match=message):
            load(_UBUNTU, PackerInputs(var_files=[wrong]))


def test_places_are_those_in_the_file(kept: dict[str, Estate]) -> None:
    """Of the builder, of an attribute, of an element of a list."""
    first, _ = kept["legacy-vsphere"].resources
    lines = _UBUNTU.read_text().splitlines()
    for path, text in (
        ((), '"type": "vsphere-iso"'),
        (("RAM",), '"RAM"'),
        (("storage", 0, "disk_size"), '"storage"'),
    ):
        span = first.span(path)
        assert span is not None
        assert text in lines[span.line - 1]


def test_what_packer_refuses_leaves_no_verdict(tmp_path: Path) -> None:
    """Two builders of one name, a variable that is no string, a builder without a type, JSON that is none."""
    document = {"variables": {"n": 2}, "builders": [{"type": "null"}, {"type": "null"}, {"name": "x"}]}
    estate = load(_written(tmp_path, document))
    assert [part.reason for part in estate.unread if part.fatal] == [
        "variable n is not a string",
        "there are two builders of the name null",
        "one of the builders has no type",
    ]
    path = tmp_path / "broken.json"
    path.write_text('{"builders": [}')
    (part,) = load(path).unread
    assert part.fatal


def test_variables_that_refer_to_each_other_are_unknown(tmp_path: Path) -> None:
    """And nothing is asked without end."""
    document = {
        "variables": {"a": "{{user `b`}}", "b": "{{user `a`}}"},
        "builders": [{"type": "null", "x": "{{user `a`}}", "y": "{{user `nobody`}}"}],
    }
    (source,) = load(_written(tmp_path, document)).resources
    assert source.read("x") == Unknown("variable a refers to itself")
    assert source.read("y") == Unknown("required variable nobody has no value")


def test_variables_nested_without_measure_are_unknown(tmp_path: Path) -> None:
    """Packer gives up on them, too."""
    chain = {f"v{number}": f"{{{{user `v{number + 1}`}}}}" for number in range(1000)}
    document = {
        "variables": chain,
        "builders": [{"type": "null", "x": "{{user `v0`}}", "y": "{{user `v990`}}"}],
    }
    (source,) = load(_written(tmp_path, document)).resources
    assert source.read("x") == Unknown("variables refer to one another too deeply")
    assert source.read("y") == Unknown("required variable v1000 has no value")

"""The benchmark's plans: the same every time, of the shape of a real plan, broken where they say."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from bench.fleet import END_OF_LIFE, SEEDED_RULES, STANDARD
from bench.generate import main
from vmgate import settings
from vmgate.model.templates import Approval

if TYPE_CHECKING:
    from pathlib import Path

Json = dict[str, Any]

VMS = 60
COPY = "isolation.tools.copy.disable"


def generate(folder: Path, *options: str) -> Path:
    """Run the generator as a user does and return the path of the plan."""
    plan = folder / "plan.json"
    assert main(["--vms", str(VMS), "--violations", "0.1", *options, str(plan)]) == 0
    return plan


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generated plan of sixty machines: one full module call and one that is not full."""
    return generate(tmp_path_factory.mktemp("plan"), "--port-group-violations", "0.5")


@pytest.fixture(scope="module")
def plan(path: Path) -> Json:
    """The plan, read."""
    read: Json = json.loads(path.read_bytes())
    return read


@pytest.fixture(scope="module")
def changes(plan: Json) -> dict[str, Json]:
    """The resource changes of the plan by address."""
    return {change["address"]: change for change in plan["resource_changes"]}


@pytest.fixture(scope="module")
def seeded(path: Path) -> dict[str, set[str]]:
    """The addresses that the generator says it broke, by rule."""
    read: dict[str, list[str]] = json.loads(path.with_suffix(".seeded.json").read_bytes())
    return {rule: set(addresses) for rule, addresses in read.items()}


def after(change: Json) -> Json:
    """The planned values of a change."""
    values: Json = change["change"]["after"]
    return values


def of_type(changes: dict[str, Json], *types: str) -> dict[str, Json]:
    """The changes of the given resource types."""
    return {address: change for address, change in changes.items() if change["type"] in types}


def machines(changes: dict[str, Json]) -> dict[str, Json]:
    """The changes of virtual machines."""
    return of_type(changes, "vsphere_virtual_machine")


def port_groups(changes: dict[str, Json]) -> dict[str, Json]:
    """The changes of port groups of both kinds."""
    return of_type(changes, "vsphere_distributed_port_group", "vsphere_host_port_group")


def test_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    """Two runs write the same plan, seed, site policy and registry."""
    contents = []
    for name in ("first", "second"):
        folder = tmp_path / name
        folder.mkdir()
        generate(folder)
        files = sorted(file for file in folder.rglob("*") if file.is_file())
        contents.append([(file.relative_to(folder), file.read_bytes()) for file in files])
    assert contents[0] == contents[1]
    names = {str(name) for name, _ in contents[0]}
    assert {"plan.json", "plan.seeded.json", "plan.site/vmgate.toml"} <= names


def test_plan_is_written_as_go_writes_it(path: Path) -> None:
    """One line, no space between tokens, and the three characters that Go escapes escaped."""
    data = path.read_bytes()
    assert data.isascii()
    assert data.count(b"\n") == 1
    assert data.endswith(b"}\n")
    assert not re.search(rb"[<>&]", data)
    assert rb'"datastore_id":"\u003ccomputed\u003e"' in data
    assert len(json.dumps(json.loads(data), separators=(",", ":")).encode()) + 1 == len(
        re.sub(rb"\\u00(3c|3e|26)", b"x", data)
    )


def test_machine_takes_about_eight_kilobytes(path: Path) -> None:
    """The size of a machine in the plan is that of one in a plan of a real site."""
    assert 7_500 < path.stat().st_size / VMS < 10_000


def test_top_level_is_that_of_a_real_plan(plan: Json) -> None:
    """The members of the plan stand in Terraform's order, with no fault recorded."""
    assert list(plan) == [
        "format_version",
        "terraform_version",
        "variables",
        "planned_values",
        "resource_changes",
        "output_changes",
        "prior_state",
        "configuration",
        "relevant_attributes",
        "timestamp",
        "applyable",
        "complete",
        "errored",
    ]
    assert (plan["complete"], plan["errored"]) == (True, False)


def test_odd_calls_repeat_the_machine_and_even_calls_a_module(changes: dict[str, Json]) -> None:
    """Addresses, module addresses and indexes follow the two ways of repeating a machine."""
    odd = changes['module.team_00001.vsphere_virtual_machine.vm["web-01"]']
    assert (odd["module_address"], odd["name"], odd["index"]) == ("module.team_00001", "vm", "web-01")
    even = changes['module.team_00002.module.vm["web-01"].vsphere_virtual_machine.this[0]']
    assert (even["module_address"], even["name"], even["index"]) == (
        'module.team_00002.module.vm["web-01"]',
        "this",
        0,
    )
    assert len(machines(changes)) == VMS


def test_machines_differ_as_in_a_real_site(changes: dict[str, Json]) -> None:
    """Names are unique, memory varies, and every address that is given is given once."""
    values = [after(change) for change in machines(changes).values()]
    assert len({value["name"] for value in values}) == VMS
    assert len({value["memory"] for value in values}) > 3
    customized = [value["clone"][0]["customize"][0] for value in values if value["clone"][0]["customize"]]
    addresses = [entry["network_interface"][0]["ipv4_address"] for entry in customized]
    assert addresses
    assert len(set(addresses)) == len(addresses)


def test_planned_values_repeat_the_changes(plan: Json, changes: dict[str, Json]) -> None:
    """Every resource stands in planned values once, in its module, with the values of its change."""

    def resources(module: Json) -> list[Json]:
        for resource in module.get("resources", []):
            assert resource["address"].startswith(module.get("address", ""))
        nested = [entry for child in module.get("child_modules", []) for entry in resources(child)]
        return [*module.get("resources", []), *nested]

    planned = {
        entry["address"]: entry["values"] for entry in resources(plan["planned_values"]["root_module"])
    }
    assert planned == {address: after(change) for address, change in changes.items()}


def test_every_call_has_its_data_sources_and_its_configuration(plan: Json) -> None:
    """Six data sources are read per call, and configuration repeats the module under every call."""
    prior = {
        module["address"]: module for module in plan["prior_state"]["values"]["root_module"]["child_modules"]
    }
    calls = plan["configuration"]["root_module"]["module_calls"]
    assert list(prior) == [f"module.{name}" for name in calls] == ["module.team_00001", "module.team_00002"]
    for module in prior.values():
        assert len({entry["type"] for entry in module["resources"]}) == 6
    assert "vsphere_virtual_machine.vm" in {
        entry["address"] for entry in calls["team_00001"]["module"]["resources"]
    }
    inner = calls["team_00002"]["module"]["module_calls"]["vm"]
    assert inner["for_each_expression"] == {"references": ["var.vms"]}
    assert inner["module"]["resources"][0]["count_expression"] == {"constant_value": 1}


def test_networks_are_known_or_the_calls_own_port_group(tmp_path: Path) -> None:
    """A machine's network is a data source's id, or unknown where it is a port group of the plan."""
    plan = tmp_path / "plan.json"
    main(["--vms", "200", str(plan)])
    read = json.loads(plan.read_bytes())
    known = {
        entry["values"]["id"]
        for module in read["prior_state"]["values"]["root_module"]["child_modules"]
        for entry in module["resources"]
        if entry["type"] == "vsphere_network"
    }
    kinds = set()
    for change in read["resource_changes"]:
        if change["type"] == "vsphere_virtual_machine":
            interface = change["change"]["after"]["network_interface"][0]
            unknown = change["change"]["after_unknown"]["network_interface"][0].get("network_id", False)
            assert unknown is ("network_id" not in interface)
            assert unknown or interface["network_id"] in known
            kinds.add((change["module_address"][:17], unknown))
    assert kinds == {
        ("module.team_00001", False),
        ("module.team_00002", False),
        ("module.team_00003", True),
        ("module.team_00004", True),
    }


def test_seed_names_resources_of_the_plan(changes: dict[str, Json], seeded: dict[str, set[str]]) -> None:
    """Every rule has seeded violations, and each is the address of a resource in the plan."""
    assert set(seeded) == set(SEEDED_RULES)
    for addresses in seeded.values():
        assert addresses
        assert addresses <= changes.keys()


def test_copy_is_wrong_in_three_ways_where_seeded(
    changes: dict[str, Json], seeded: dict[str, set[str]]
) -> None:
    """The key is missing, "FALSE" or without a map on the seeded machines, and "TRUE" on all others."""
    ways: dict[str, str] = {}
    for address, change in machines(changes).items():
        config = after(change)["extra_config"]
        ways[address] = "no map" if config is None else config.get(COPY, "missing")
    assert {address for address, way in ways.items() if way != "TRUE"} == seeded["VMG3201"]
    assert set(ways.values()) == {"TRUE", "FALSE", "missing", "no map"}


def test_client_device_is_there_where_seeded(changes: dict[str, Json], seeded: dict[str, set[str]]) -> None:
    """The seeded machines, and no others, have a CD drive of the client."""
    found = {
        address
        for address, change in machines(changes).items()
        if any(drive["client_device"] for drive in after(change)["cdrom"])
    }
    assert found == seeded["VMG2401"]


def test_templates_are_wrong_where_seeded(
    path: Path, changes: dict[str, Json], seeded: dict[str, set[str]]
) -> None:
    """Old systems and unapproved templates are the seeded ones; the registry beside the plan agrees."""
    registry = settings.default(date(2026, 11, 23), path.with_suffix(".site") / "templates").registry
    assert registry is not None
    approved = {
        record.locators[0].identity for record in registry.records if record.approval is Approval.APPROVED
    }
    old = {template.guest_id for template in END_OF_LIFE}
    values = {address: after(change) for address, change in machines(changes).items()}
    unapproved = {
        address for address, value in values.items() if value["clone"][0]["template_uuid"] not in approved
    }
    assert unapproved == seeded["VMG3002"]
    assert {address for address, value in values.items() if value["guest_id"] in old} == seeded["VMG3501"]
    assert {values[address]["guest_id"] for address in unapproved} == {STANDARD.guest_id}


def test_port_groups_are_wrong_where_seeded(changes: dict[str, Json], seeded: dict[str, set[str]]) -> None:
    """Forged transmits are accepted, and a VLAN is 0 or unset, on the seeded port groups and no others."""
    values = {address: after(change) for address, change in port_groups(changes).items()}
    assert {address for address, value in values.items() if value["allow_forged_transmits"]} == seeded[
        "VMG0902"
    ]
    assert {address for address, value in values.items() if not value.get("vlan_id")} == seeded["VMG2601"]


def test_unset_vlan_is_unknown_on_a_distributed_port_group_only(tmp_path: Path) -> None:
    """An unset VLAN is known after apply and without an expression, or 0 on a host's port group."""
    read = json.loads(generate(tmp_path, "--vms", "2000", "--port-group-violations", "0.5").read_bytes())
    calls = read["configuration"]["root_module"]["module_calls"]
    ways = set()
    for change in port_groups({entry["address"]: entry for entry in read["resource_changes"]}).values():
        written = {
            entry["address"]: "vlan_id" in entry["expressions"]
            for entry in calls[change["module_address"].removeprefix("module.")]["module"]["resources"]
        }[f"{change['type']}.{change['name']}"]
        unknown = change["change"]["after_unknown"].get("vlan_id", False)
        vlan = after(change).get("vlan_id")
        assert unknown is (vlan is None)
        ways.add((change["name"], written, vlan if not vlan else "tagged"))
    assert ways == {
        ("segment", True, "tagged"),
        ("segment", True, 0),
        ("segment", False, None),
        ("lab", True, "tagged"),
        ("lab", True, 0),
        ("lab", False, 0),
    }


def test_site_knows_every_network_that_a_machine_uses(path: Path, plan: Json) -> None:
    """The inventory beside the plan names the networks of the data sources, with role and VLAN."""
    site = tomllib.loads((path.with_suffix(".site") / "vmgate.toml").read_text(encoding="utf-8"))
    inventory = {entry["name"]: entry for entry in site["network"]}
    for module in plan["prior_state"]["values"]["root_module"]["child_modules"]:
        for entry in module["resources"]:
            if entry["type"] == "vsphere_network":
                known = inventory[entry["values"]["name"]]
                assert known["role"] == "production"
                assert 1 <= known["vlan"] <= 4094


@pytest.mark.parametrize("share", ["-0.1", "0.6"])
def test_impossible_share_is_refused(share: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A share outside 0 to 0.5 ends with a message and writes nothing."""
    with pytest.raises(SystemExit) as ended:
        main([f"--violations={share}", str(tmp_path / "plan.json")])
    assert ended.value.code == 2
    assert "give a number from 0 to 0.5" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())

"""Real plans, and what is no plan."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.fixtures import PLANS
from vmgate.errors import InputError
from vmgate.model.value import Reference, Unknown
from vmgate.read.plan.load import read_plan

if TYPE_CHECKING:
    from vmgate.model.resource import Resource
    from vmgate.read.plan.load import Plan

BROKEN = PLANS / "broken" / "plan-vsphere-2.16.1.json"


def _resource(plan: Plan, address: str) -> Resource:
    return next(one for one in plan.estate.resources if one.address == address)


def _edited(**changes: Any) -> bytes:
    document = json.loads(BROKEN.read_bytes())
    document.update(changes)
    return json.dumps({name: value for name, value in document.items() if value is not ...}).encode()


@pytest.fixture(scope="module")
def broken() -> Plan:
    """The broken site's plan by the real provider."""
    return read_plan(BROKEN.read_bytes())


def test_every_instance_has_its_address_module_key_and_block(broken: Plan) -> None:
    """A machine in a module with for_each, and one of a count."""
    web = _resource(broken, 'module.web["web-1"].vsphere_virtual_machine.this')
    assert (web.module, web.block_address, web.key) == (
        'module.web["web-1"]',
        "module.web.vsphere_virtual_machine.this",
        None,
    )
    assert _resource(broken, "vsphere_virtual_machine.db[1]").key == 1
    assert web.provider_block == "provider.vsphere"


def test_unknown_in_every_shape_is_unknown_at_its_place(broken: Plan) -> None:
    """A whole map, one attribute of a block, a whole block; what stands beside them stays known."""
    scratch = _resource(broken, "vsphere_virtual_machine.scratch")
    assert scratch.read("extra_config") == Unknown("known after apply")
    interfaces = scratch.read("network_interface")
    assert isinstance(interfaces, list)
    assert isinstance(interfaces[0], dict)
    assert interfaces[0]["network_id"] == Unknown("known after apply")
    assert interfaces[0]["adapter_type"] == "vmxnet3"
    trunk = _resource(broken, "vsphere_distributed_port_group.trunk")
    assert trunk.read("vlan_range") == [{"max_vlan": 4094, "min_vlan": 0}]
    assert trunk.read("allow_promiscuous") == Unknown("known after apply")
    assert trunk.written(("allow_promiscuous",)) is False


def test_an_unknown_network_leads_to_its_port_group(broken: Plan) -> None:
    """The port group does not exist yet, so only the configuration can tell which it is."""
    db = _resource(broken, "vsphere_virtual_machine.db[0]")
    assert db.references(("network_interface", 0, "network_id")) == (
        Reference('vsphere_distributed_port_group.segment["pg-db-130"]', ("id",)),
    )


def test_a_data_source_that_was_read_has_its_values_and_a_deferred_one_has_not(broken: Plan) -> None:
    """The first stands in the prior state, the second among the changes."""
    assert _resource(broken, "data.vsphere_network.prod").read("name") == "pg-prod-100"
    late = _resource(broken, "data.vsphere_network.late")
    assert late.read("name") == "pg-mgmt-10"
    assert late.read("id") == Unknown("data source not read")


def test_a_provider_block_shows_literals_and_never_a_variable_for_its_expression(broken: Plan) -> None:
    """`!var.x` shows as a reference to var.x: taking the variable's value would turn the verdict around."""
    provider = _resource(broken, "provider.vsphere")
    assert provider.read("user") == "svc-terraform@vsphere.local"
    assert isinstance(provider.read("allow_unverified_ssl"), Unknown)


@pytest.mark.parametrize("name", ["broken", "campus"])
def test_a_plan_that_failed_half_way_says_so(name: str) -> None:
    """It is read, since what it holds can be judged, but no verdict may be open on it."""
    plan = read_plan((PLANS / name / "plan-errored.json").read_bytes())
    assert [part.fatal for part in plan.estate.unread] == [True]


def test_opentofu_writes_the_same_resources_as_terraform(broken: Plan) -> None:
    """Same addresses and values; only the provider's address differs."""
    tofu = read_plan((PLANS / "broken" / "plan-opentofu-1.12.6.json").read_bytes())
    assert [one.address for one in tofu.estate.resources] == [one.address for one in broken.estate.resources]
    assert not tofu.estate.unread
    assert {one.provider for one in tofu.estate.of_type("vsphere_virtual_machine")} == {
        "registry.opentofu.org/vmware/vsphere"
    }


def test_secrets_are_marked() -> None:
    """`after_sensitive` marks values by place."""
    document = json.loads(BROKEN.read_bytes())
    change = next(c for c in document["resource_changes"] if c["address"] == "vsphere_virtual_machine.db[0]")
    change["change"]["after_sensitive"]["extra_config"] = {"isolation.tools.copy.disable": True}
    db = _resource(read_plan(json.dumps(document).encode()), "vsphere_virtual_machine.db[0]")
    assert db.is_sensitive(("extra_config", "isolation.tools.copy.disable"))
    assert not db.is_sensitive(("extra_config", "isolation.tools.paste.disable"))
    assert list(db.sensitive_paths()) == [("extra_config", "isolation.tools.copy.disable")]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b'{"hello":"world"}', "no plan"),
        (b"{}", "no plan"),
        (b'{"version":4,"serial":1,"lineage":"x","resources":[]}', "a state, not a plan"),
        (b'{"format_version":"1.0","values":{}}', "a state, not a plan"),
        (b'{"format_version":"2.0","resource_changes":[]}', "its format is 2.0"),
        (b'{"format_version":"0.2","resource_changes":[]}', "its format is 0.2"),
        (b'{"format_version":"1.2","planned_values":{"root_module":{"resources":[1]}}}', "not a whole plan"),
        (BROKEN.read_bytes()[:50_000], "ends in the middle"),
        (BROKEN.read_bytes() + b"{}", "not well-formed"),
        (BROKEN.read_bytes().rstrip()[:-1] + b',"resource_changes":[]}', '"resource_changes" is repeated'),
    ],
)
def test_what_is_no_whole_plan_is_refused_with_one_sentence(data: bytes, says: str) -> None:
    """Not one of them may look like a clean plan."""
    with pytest.raises(InputError, match=says):
        read_plan(data)


def test_a_newer_minor_format_with_fields_of_its_own_is_read() -> None:
    """Minor versions only add."""
    plan = read_plan(_edited(format_version="1.9", brand_new={"a": 1}))
    assert plan.effect == read_plan(BROKEN.read_bytes()).effect


def test_complete_false_is_no_verdict_and_absent_is_none_of_that() -> None:
    """OpenTofu does not write the key at all."""
    assert read_plan(_edited(complete=False)).estate.unread
    assert not read_plan(_edited(complete=..., applyable=...)).estate.unread


@pytest.mark.parametrize("actions", [["delete"], ["forget"]])
def test_what_is_deleted_or_forgotten_is_not_left_to_judge(actions: list[str]) -> None:
    """It is listed as removed."""
    document = json.loads(BROKEN.read_bytes())
    for change in document["resource_changes"]:
        change["change"]["actions"] = actions
    plan = read_plan(json.dumps(document, separators=(",", ":")).encode())
    assert plan.effect.only_removes
    assert len(plan.effect.removed) == len(document["resource_changes"])


@pytest.mark.parametrize("actions", [["no-op"], ["update"], ["delete", "create"], ["create", "delete"]])
def test_every_other_action_leaves_something_to_judge(actions: list[str]) -> None:
    """Unchanged machines too: the procedure holds for what is already there."""
    document = json.loads(BROKEN.read_bytes())
    for change in document["resource_changes"]:
        change["change"]["actions"] = actions
    plan = read_plan(json.dumps(document, separators=(",", ":")).encode())
    assert not plan.effect.removed
    assert bool(plan.effect.changed) is (actions != ["no-op"])


def test_a_reformatted_plan_reads_like_the_original(broken: Plan) -> None:
    """Some pipe plans through jq: spacing changes nothing."""
    pretty = read_plan(json.dumps(json.loads(BROKEN.read_bytes()), indent=2).encode())
    for own, other in zip(broken.estate.resources, pretty.estate.resources, strict=True):
        assert {name: own.read(name) for name in own.attributes()} == {
            name: other.read(name) for name in other.attributes()
        }

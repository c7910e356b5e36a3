"""States that Terraform wrote, in both of their forms, and what is no state."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.fixtures import PLANS
from vmgate.errors import InputError
from vmgate.read.plan.load import read_plan
from vmgate.read.state.load import State, read_state
from vmgate.read.state.recognize import is_state

if TYPE_CHECKING:
    from vmgate.model.resource import Resource

STATES = PLANS.parent / "states"
CAMPUS = PLANS.parents[2] / "examples" / "campus"
FORMS = pytest.mark.parametrize("form", ["json", "tfstate"])
SITES = pytest.mark.parametrize("site", ["compliant", "broken"])
PARTIAL = {"json": PLANS / "campus" / "partial-state.json", "tfstate": PLANS / "campus" / "partial.tfstate"}


def _state(site: str, form: str) -> State:
    return read_state((STATES / f"{site}.{form}").read_bytes())


def _resource(state: State, address: str) -> Resource:
    return next(one for one in state.estate.resources if one.address == address)


def _plain(resource: Resource) -> dict[str, Any]:
    return {name: resource.read(name) for name in resource.attributes()}


def _file(**instance: Any) -> bytes:
    """A state file with one host: what one is may be written over."""
    block = {
        "mode": "managed",
        "type": "vsphere_host",
        "name": "esxi",
        "provider": 'provider["registry.terraform.io/vmware/vsphere"].dr',
        "instances": [{"schema_version": 0, "attributes": {"lockdown": "normal"}, **instance}],
    }
    return json.dumps({"version": 4, "serial": 1, "lineage": "x", "resources": [block]}).encode()


def _printed(**resource: Any) -> bytes:
    """The same host, as `terraform show -json` prints it."""
    host = {"address": "vsphere_host.esxi", "mode": "managed", "type": "vsphere_host", "name": "esxi",
            "values": {"lockdown": "normal"}, **resource}  # fmt: skip
    return json.dumps({"format_version": "1.0", "values": {"root_module": {"resources": [host]}}}).encode()


@SITES
def test_both_forms_of_a_state_say_the_same(site: str) -> None:
    """The same instances under the same addresses, with the same values in them."""
    printed, raw = (
        {one.address: one for one in _state(site, form).estate.resources} for form in ("json", "tfstate")
    )
    assert printed.keys() == raw.keys()
    for address, one in printed.items():
        other = raw[address]
        own = (one.mode, one.type, one.name, one.module, one.key, one.block_address, one.provider)
        assert own == (
            other.mode,
            other.type,
            other.name,
            other.module,
            other.key,
            other.block_address,
            other.provider,
        )
        assert _plain(one) == _plain(other)


@SITES
@FORMS
def test_a_state_has_the_addresses_of_the_plan_that_led_to_it(site: str, form: str) -> None:
    """All that the plan creates and no more; what data sources answered is there too."""
    plan = read_plan((CAMPUS / site / "plan.json").read_bytes()).estate
    for mode in ("managed", "data"):
        planned = {one.address for one in plan.resources if one.mode == mode}
        assert {one.address for one in _state(site, form).estate.resources if one.mode == mode} == planned


@FORMS
def test_an_instance_in_a_module_and_one_of_a_count_have_their_keys(form: str) -> None:
    """As in a plan."""
    state = _state("compliant", form)
    web = _resource(state, 'module.web["web-01"].vsphere_virtual_machine.this')
    assert (web.module, web.key, web.block_address) == (
        'module.web["web-01"]',
        None,
        "module.web.vsphere_virtual_machine.this",
    )
    assert _resource(state, "vsphere_virtual_machine.db[1]").key == 1
    assert web.provider == "registry.terraform.io/vmware/vsphere"


@FORMS
def test_nothing_in_a_state_is_unknown_and_it_tells_nothing_of_what_was_written(form: str) -> None:
    """A null is a null: no reference stands behind it."""
    database = _resource(_state("compliant", form), "vsphere_virtual_machine.db[0]")
    assert database.read("datastore_cluster_id") in (None, "")
    assert database.references(("datastore_cluster_id",)) == ()
    assert database.written(("name",)) is None
    assert database.provisioners() == ()


@FORMS
def test_a_real_state_of_an_apply_that_failed_half_way_is_read(form: str) -> None:
    """What was created before, and all data sources."""
    state = read_state(PARTIAL[form].read_bytes())
    assert {one.address for one in state.estate.resources if one.mode == "managed"} == {
        "vsphere_entity_permissions.web",
        "vsphere_folder.web",
        "vsphere_role.power_user",
    }
    assert _resource(state, 'data.vsphere_host.esxi["DC0_C0_H0"]').read("id") == "host-24"


@FORMS
def test_what_a_state_marks_sensitive_stays_so(form: str) -> None:
    """By its own marks, which are a mask in one form and paths in the other."""
    host = _resource(_state("compliant", form), 'vsphere_host.esxi["esx-01.campus.example.edu"]')
    assert host.is_sensitive(("password",))
    assert not host.is_sensitive(("hostname",))
    machine = _resource(_state("compliant", form), 'module.web["web-01"].vsphere_virtual_machine.this')
    script = ("clone", 0, "customize", 0, "linux_options", 0, "script_text")
    assert machine.is_sensitive(script)
    assert machine.is_sensitive(script[:3])
    assert not machine.is_sensitive((*script[:-1], "host_name"))


def test_an_unmarked_password_in_a_state_file_is_sensitive_by_its_name() -> None:
    """Older versions of Terraform do not mark what only the provider's schema calls sensitive."""
    state = read_state(
        _file(attributes={"password": "x", "hostname": "h", "inner": [{"api_token": "y", "n": 1}]})
    )
    host = state.estate.resources[0]
    assert set(host.sensitive_paths()) == {("password",), ("inner", 0, "api_token")}


def test_marks_of_map_elements_lists_and_sets_are_followed_as_far_as_they_lead() -> None:
    """The elements of a set have no index, so that the whole set is a secret."""
    marks = [
        [{"type": "get_attr", "value": "map"}, {"type": "index", "value": {"value": "a", "type": "string"}}],
        [
            {"type": "get_attr", "value": "set"},
            {"type": "index", "value": {"value": {"x": 1}, "type": ["object", {}]}},
        ],
    ]
    attributes = {"map": {"a": 1, "b": 2}, "set": [{"x": 1}], "plain": 3}
    host = read_state(_file(attributes=attributes, sensitive_attributes=marks)).estate.resources[0]
    assert set(host.sensitive_paths()) == {("map", "a"), ("set",)}


@pytest.mark.parametrize(
    ("own", "address"),
    [
        (0, "vsphere_host.esxi[0]"),
        ("a", 'vsphere_host.esxi["a"]'),
        ('q"\\', 'vsphere_host.esxi["q\\"\\\\"]'),
        ("${x}%{y}$", 'vsphere_host.esxi["$${x}%%{y}$"]'),
        ("two\nlines", 'vsphere_host.esxi["two\\nlines"]'),
    ],
)
def test_the_key_of_an_instance_ends_its_address_as_terraform_writes_it(own: str | int, address: str) -> None:
    """With the escapes of its language."""
    assert read_state(_file(index_key=own)).estate.resources[0].address == address


def test_a_state_file_tells_which_configuration_of_a_provider_is_meant() -> None:
    """So names on two servers are not taken for one."""
    host = read_state(_file()).estate.resources[0]
    assert (host.provider, host.provider_block) == (
        "registry.terraform.io/vmware/vsphere",
        "provider.vsphere.dr",
    )


def test_a_tainted_resource_is_there_like_any_other() -> None:
    """It exists until the next apply replaces it."""
    for data in (_file(status="tainted"), _printed(tainted=True)):
        (host,) = read_state(data).estate.resources
        assert host.read("lockdown") == "normal"


def test_a_deposed_object_is_named_and_not_read() -> None:
    """It has the address of what took its place, and waits to be destroyed."""
    for data in (_file(deposed="00000001"), _printed(deposed_key="00000001")):
        state = read_state(data)
        assert state.estate.resources == []
        assert state.notes() == ("replaced, but not yet destroyed, and not judged: vsphere_host.esxi",)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (
            b'{"version": 3, "serial": 1, "lineage": "x", "modules": []}',
            "state of version 3.*terraform state pull",
        ),
        (
            b'{"version": 5, "serial": 1, "lineage": "x", "resources": []}',
            "state of version 5.*reads version 4",
        ),
        (b'{"serial": 1, "lineage": "x", "encrypted_data": "aGVsbG8="}', "encrypted state.*tofu show -json"),
        (b'{"format_version": "2.0", "values": {}}', "its format is 2.0"),
        (b'{"version": 4, "serial": 1, "serial": 2, "lineage": "x"}', '"serial" is repeated'),
        (b'{"version": 4, "serial": 1, "lineage": "x", "resources": [{"mode": "managed"}]}', 'no "type"'),
        (b'{"version": 4, "serial": 1, "lineage": "x", "resources": {}}', "not well-formed|expected"),
        (b'{"version": 4, "serial": 1, "lineage": "x", "resou', "ends in the middle"),
        (b'{"values": {}, "resource_changes": []}', "no state"),
    ],
)
def test_what_is_no_state_is_refused_with_what_to_do(data: bytes, says: str) -> None:
    """Old, newer, encrypted, malformed, ambiguous."""
    with pytest.raises(InputError, match=f"(?i){says}"):
        read_state(data)


def test_an_instance_in_the_form_of_terraform_0_11_is_refused() -> None:
    """Its values are flat text: their types are lost."""
    data = _file().replace(b'"attributes"', b'"attributes_flat"')
    with pytest.raises(InputError, match=r"vsphere_host\.esxi has no attributes"):
        read_state(data)


@pytest.mark.parametrize(
    "data", [b'{"format_version":"1.0"}', b'{"version":4,"serial":1,"lineage":"x","resources":[]}']
)
def test_a_state_without_resources_is_an_empty_one(data: bytes) -> None:
    """Terraform prints the first where there is no state."""
    assert is_state(data)
    assert read_state(data).estate.resources == []


def test_states_and_plans_are_told_apart_by_their_content() -> None:
    """In the order in which Terraform writes the fields, and in any other."""
    states = [*STATES.glob("*.json"), *STATES.glob("*.tfstate"), *PARTIAL.values()]
    states = [file for file in states if file.name != "vcenter.json"]
    plans = sorted(PLANS.glob("**/plan*.json"))
    assert len(states) == 6
    assert plans
    for file in (*states, *plans):
        data = file.read_bytes()
        reordered = json.dumps(json.loads(data), sort_keys=True, indent=1).encode()
        assert is_state(data) == is_state(reordered) == (file in states), file


@pytest.mark.parametrize("data", [b"{}", b"[]", b"", b'{"a":', b'{"resource_changes":[]}', b"\xff\xfe{\x00"])
def test_what_is_neither_is_left_to_the_reader_of_plans(data: bytes) -> None:
    """It has a message for each of them."""
    assert not is_state(data)

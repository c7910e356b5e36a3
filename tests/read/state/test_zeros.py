"""Zero values: real states of SDKv2 providers hold "", 0, false or [] where the configuration has null."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from vmgate import settings
from vmgate.judge import judge
from vmgate.model.result import Verdict
from vmgate.model.value import format_path
from vmgate.read.state.load import read_state
from vmgate.rulebook import rules
from vmgate.translate import things

if TYPE_CHECKING:
    from vmgate.model.result import Judgement

SWITCH = {
    "vsphere_distributed_virtual_switch.dvs": {
        "id": "50 2a", "name": "dvs", "allow_promiscuous": True, "allow_mac_changes": False,
        "allow_forged_transmits": False, "vlan_id": 0, "port_private_secondary_vlan_id": 0, "vlan_range": [],
    },
}  # fmt: skip
TRUNK = {
    "vsphere_distributed_port_group.trunk": {
        "id": "dvportgroup-1", "key": "dvportgroup-1", "name": "pg-trunk", "distributed_virtual_switch_uuid": "50 2a",
        "allow_promiscuous": True, "allow_mac_changes": False, "allow_forged_transmits": False,
        "vlan_range": [{"min_vlan": 10, "max_vlan": 20}], "vlan_id": None, "port_private_secondary_vlan_id": None,
        "security_policy_override_allowed": None,
    },
}  # fmt: skip
ADAPTER = {
    "vsphere_vnic.vmotion": {
        "host": "host-1", "distributed_port_group": "dvportgroup-1", "portgroup": None, "netstack": "vmotion",
        "services": None, "ipv4": [{"dhcp": True, "ip": None, "netmask": None, "gw": None}], "ipv6": None,
    },
}  # fmt: skip
MACHINE = {
    "vsphere_virtual_machine.vm": {
        "id": "4222", "name": "vm", "guest_id": None, "enable_logging": True, "nested_hv_enabled": None,
        "vbs_enabled": None, "cpu_performance_counters_enabled": None, "host_system_id": None, "extra_config": None,
        "pci_device_id": None, "ovf_deploy": None, "vapp": None, "video_card": None, "tags": None,
        "clone": [{"template_uuid": "4223", "linked_clone": None, "customize": None}],
        "cdrom": [{"client_device": None, "datastore_id": "datastore-1", "path": "iso/debian.iso"}],
        "network_interface": [
            {"network_id": "dvportgroup-1", "adapter_type": "vmxnet3", "physical_function": None, "ovf_mapping": None}
        ],
    },
}  # fmt: skip
SITE = SWITCH | TRUNK | ADAPTER | MACHINE
ZEROS: dict[str, Any] = {
    "vlan_id": 0, "port_private_secondary_vlan_id": 0, "security_policy_override_allowed": False, "portgroup": "",
    "services": [], "ip": "", "netmask": "", "gw": "", "ipv6": [], "guest_id": "", "nested_hv_enabled": False,
    "vbs_enabled": False, "cpu_performance_counters_enabled": False, "host_system_id": "", "extra_config": {},
    "pci_device_id": [], "ovf_deploy": [], "vapp": [], "video_card": [], "tags": [], "linked_clone": False,
    "customize": [], "client_device": False, "physical_function": "", "ovf_mapping": "",
}  # fmt: skip
"""What takes the place of each null above."""


def zeroed(value: Any, name: str = "") -> Any:
    """The value with zero values for its nulls."""
    if isinstance(value, dict):
        return {key: zeroed(item, key) for key, item in value.items()}
    if isinstance(value, list):
        return [zeroed(item) for item in value]
    return ZEROS[name] if value is None else value


def judged(values: dict[str, Any]) -> Judgement:
    """What all rules say of a state with these resources."""
    resources = [
        {"address": address, "mode": "managed", "type": address.partition(".")[0], "name": "x", "values": own}
        for address, own in values.items()
    ]
    document = {"format_version": "1.0", "values": {"root_module": {"resources": resources}}}
    estate = read_state(json.dumps(document).encode()).estate
    return judge(things(estate), rules(), settings.default(date(2026, 11, 23)), keep_passes=True)


def said(judgement: Judgement) -> set[tuple[str, str, str, Verdict, str | None]]:
    """What was said, in terms that two states have in common."""
    return {
        (one.rule, one.resource.address, format_path(one.path), one.verdict, one.reason)
        for one in (*judgement.findings, *judgement.passes)
    }


def test_zero_values_get_the_verdicts_of_nulls() -> None:
    """Both say that nothing is set: no VLAN beside a range, no port group by name, no device, no gateway."""
    assert said(judged(zeroed(SITE))) == said(judged(SITE))


def test_a_range_decides_beside_a_vlan_that_is_zero() -> None:
    """It is a trunk, and tagged."""
    found = {
        (rule, verdict) for rule, address, _, verdict, _ in said(judged(zeroed(SITE))) if "trunk" in address
    }
    assert ("VMG2602", Verdict.FAIL) in found
    assert ("VMG2601", Verdict.PASS) in found


def test_a_private_vlan_that_is_zero_is_none() -> None:
    """So that what is left is untagged, and not VLAN 0 of the private kind."""
    site = zeroed(SITE)
    site["vsphere_distributed_port_group.trunk"]["vlan_range"] = []
    found = {(rule, verdict) for rule, address, _, verdict, _ in said(judged(site)) if "trunk" in address}
    assert ("VMG2601", Verdict.FAIL) in found


def test_an_adapter_with_an_empty_name_is_on_its_distributed_port_group_without_a_gateway() -> None:
    """An empty name is none, and an empty gateway too."""
    found = {
        (rule, verdict) for rule, address, _, verdict, _ in said(judged(zeroed(SITE))) if "vnic" in address
    }
    assert ("VMG2702", Verdict.FAIL) not in found
    assert ("VMG2701", Verdict.FAIL) in found


def test_a_machine_without_a_system_of_its_own_has_that_of_its_template() -> None:
    """An empty guest id is none; and nothing is a device."""
    found = said(judged(zeroed(SITE)))
    machine = {(rule, path, verdict) for rule, address, path, verdict, _ in found if "machine" in address}
    assert not {
        rule for rule, path, verdict in machine if path == "guest_id" and verdict is not Verdict.UNKNOWN
    }
    assert not {rule for rule, _, verdict in machine if rule == "VMG2501" and verdict is Verdict.FAIL}
    assert ("VMG3001", "", Verdict.PASS) in machine

"""The pieces of a generated plan, each an edit of a fragment of a real plan.

``model.json`` holds the fragments as ``terraform show -json`` printed them; every function here
returns one piece as a plain JSON value and leaves the model as it is.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.fleet import HOMEMADE, NETWORKS, STANDARD, Call, Copy, Machine, PortGroup, Template, Vlan

if TYPE_CHECKING:
    from collections.abc import Iterator

Json = dict[str, Any]

SENSITIVE_VALUE = "not-a-real-password"
ENDPOINT = "vcenter.example.edu"


@cache
def model() -> Json:
    """The fragments of the real plans."""
    loaded: Json = json.loads(Path(__file__).with_name("model.json").read_text(encoding="utf-8"))
    return loaded


def network_name(number: int) -> str:
    """The name of an existing network; its number is below :data:`NETWORKS`."""
    return f"pg-prod-{network_vlan(number)}"


def network_vlan(number: int) -> int:
    """The VLAN of an existing network."""
    return 100 + number


def network_id(number: int) -> str:
    """The id by which vCenter knows an existing network."""
    return f"dvportgroup-{2000 + number}"


def network_cidr(number: int) -> str:
    """The addresses of an existing network."""
    return f"10.{network_vlan(number)}.0.0/16"


def root_changes() -> list[Json]:
    """The changes of the root module: a distributed switch, and a switch on each of two hosts."""
    changes: list[Json] = model()["root"]["resource_changes"]
    return changes


def root_data() -> list[Json]:
    """The data sources of the root module as ``prior_state`` holds them."""
    data: list[Json] = model()["root"]["data"]
    return data


def machine_change(call: Call, machine: Machine) -> Json:
    """The entry of a machine in ``resource_changes``."""
    fragment: Json = model()["resource_changes"]["virtual_machine"]
    change = fragment["change"]
    blocks = _machine_blocks(call, machine)
    sides = {
        side: {**change[side], **{name: block[side] for name, block in blocks.items()}}
        for side in ("after", "after_unknown", "after_sensitive")
    }
    sides["after"] |= {
        "extra_config": _extra_config(machine),
        "folder": f"teams/{call.name}",
        "guest_id": machine.template.guest_id,
        "memory": machine.memory,
        "name": machine.name,
        "num_cpus": machine.cpus,
    }
    if machine.copy is Copy.NO_MAP:
        # A null map has no shell in the two trees of marks.
        del sides["after_unknown"]["extra_config"], sides["after_sensitive"]["extra_config"]
    head: Json = {"address": machine.address, "module_address": machine.address.rpartition(".vsphere_")[0]}
    head |= {"mode": "managed", "type": "vsphere_virtual_machine"}
    head |= {"name": "this", "index": 0} if call.nested else {"name": "vm", "index": machine.key}
    return {**head, "provider_name": fragment["provider_name"], "change": {**change, **sides}}


def _machine_blocks(call: Call, machine: Machine) -> dict[str, Json]:
    """The nested blocks of a machine on the three sides of a change."""
    blocks: dict[str, Json] = {"clone": _clone(call, machine), "disk": _disks(machine)}
    blocks["network_interface"] = _network_interface(call)
    if machine.client_cdrom:
        cdrom: Json = model()["blocks"]["cdrom"]
        device = {"client_device": True, "datastore_id": None, "path": None}
        blocks["cdrom"] = {**cdrom, "after": [device]}
    return blocks


def _clone(call: Call, machine: Machine) -> Json:
    custom = machine.static_address
    sides: Json = _sides("clone") if custom else model()["blocks"]["clone_without_customize"]
    after = {**sides["after"][0], "template_uuid": machine.template.uuid}
    if custom:
        after["customize"] = [_customize(call, machine, after["customize"][0])]
    return {**sides, "after": [after]}


def _customize(call: Call, machine: Machine, fragment: Json) -> Json:
    linux = {**fragment["linux_options"][0], "host_name": machine.name}
    interface = {
        **fragment["network_interface"][0],
        "ipv4_address": _ip(call, machine),
        "ipv4_netmask": 16,
    }
    return {
        **fragment,
        "dns_server_list": ["10.1.0.53", "10.2.0.53"],
        "ipv4_gateway": f"10.{network_vlan(call.network)}.0.1",
        "linux_options": [linux],
        "network_interface": [interface],
    }


def _ip(call: Call, machine: Machine) -> str:
    host = call.number // NETWORKS * 64 + machine.index - call.first + 10
    return f"10.{network_vlan(call.network)}.{host // 256}.{host % 256}"


def _disks(machine: Machine) -> Json:
    sides = _sides("disk")
    after = [
        {**sides["after"][0], "label": f"disk{number}", "size": size, "unit_number": number}
        for number, size in enumerate(machine.disks)
    ]
    return {
        "after": after,
        "after_unknown": sides["after_unknown"] * len(after),
        "after_sensitive": sides["after_sensitive"] * len(after),
    }


def _network_interface(call: Call) -> Json:
    if call.on_port_group:
        unknown: Json = model()["blocks"]["network_interface_unknown"]
        return unknown
    sides = _sides("network_interface")
    return {**sides, "after": [{**sides["after"][0], "network_id": network_id(call.network)}]}


def _sides(block: str) -> Json:
    change = model()["resource_changes"]["virtual_machine"]["change"]
    return {side: change[side][block] for side in ("after", "after_unknown", "after_sensitive")}


def _extra_config(machine: Machine) -> Json | None:
    if machine.copy is Copy.NO_MAP:
        return None
    keys: Json = dict(model()["resource_changes"]["virtual_machine"]["change"]["after"]["extra_config"])
    if machine.copy is Copy.MISSING:
        del keys["isolation.tools.copy.disable"]
    else:
        keys["isolation.tools.copy.disable"] = machine.copy.value
    return keys


def port_group_change(call: Call, group: PortGroup) -> Json:
    """The entry of a port group in ``resource_changes``."""
    kind = "distributed_port_group" if group.distributed else "host_port_group"
    fragment: Json = model()["resource_changes"][kind]
    change = fragment["change"]
    after = {
        **change["after"],
        "allow_forged_transmits": group.forged_transmits,
        "name": group.name,
        "vlan_id": group.vlan if group.tag is Vlan.TAGGED else 0,
    }
    unknown = change["after_unknown"]
    if group.distributed and group.tag is Vlan.UNSET:
        # The provider computes the attribute of a distributed port group; a host's is 0 by default.
        del after["vlan_id"]
        unknown = dict(sorted({**unknown, "vlan_id": True}.items()))
    return {
        "address": group.address,
        "module_address": f"module.{call.name}",
        "mode": "managed",
        "type": fragment["type"],
        "name": "segment" if group.distributed else "lab",
        "provider_name": fragment["provider_name"],
        "change": {**change, "after": after, "after_unknown": unknown},
    }


def planned(change: Json) -> Json:
    """The entry of a resource in ``planned_values``: what its change says, once more."""
    head: Json = {key: change[key] for key in ("address", "mode", "type", "name", "index") if key in change}
    return {
        **head,
        "provider_name": change["provider_name"],
        "schema_version": 3 if change["type"] == "vsphere_virtual_machine" else 0,
        "values": change["change"]["after"],
        "sensitive_values": change["change"]["after_sensitive"],
    }


def data_sources(call: Call) -> Iterator[Json]:
    """The data sources of a call as ``prior_state`` holds them."""
    data = model()["data"]
    prefix = f"module.{call.name}.data"
    for kind, name in DATA_NAMES.items():
        entry: Json = {**data[kind], "address": f"{prefix}.vsphere_{kind}.{name}", "name": name}
        entry.pop("index", None)
        if kind == "virtual_machine":
            for key, template in templates(call).items():
                yield _template(entry, key, template)
            continue
        if kind == "network":
            known = {"id": network_id(call.network), "name": network_name(call.network)}
            entry["values"] = {**entry["values"], **known}
        yield entry


DATA_NAMES = {
    "compute_cluster": "cluster",
    "datacenter": "campus",
    "datastore": "general",
    "host": "esxi",
    "network": "lan",
    "virtual_machine": "template",
}


def templates(call: Call) -> dict[str, Template]:
    """The templates of a call by the key of its data source."""
    return {"homemade": HOMEMADE, "legacy": call.legacy, "standard": STANDARD}


def _template(entry: Json, key: str, template: Template) -> Json:
    known = {
        "guest_id": template.guest_id,
        "id": template.uuid,
        "name": template.name,
        "uuid": template.uuid,
    }
    head: Json = {"address": f'{entry["address"]}["{key}"]'}
    head |= {field: entry[field] for field in ("mode", "type", "name")}
    rest = {field: entry[field] for field in ("provider_name", "schema_version")}
    tail = {"values": {**entry["values"], **known}, "sensitive_values": entry["sensitive_values"]}
    return {**head, "index": key, **rest, **tail}

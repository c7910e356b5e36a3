"""The ``configuration`` of a generated plan: the root module, and the module under every call.

As in a real plan, ``dynamic`` blocks are absent, arguments with a reference hold only the
references, and the whole module is repeated under each call.
"""

from __future__ import annotations

from bench.fleet import Call, Copy, Fleet, Machine, PortGroup, Vlan
from bench.fragments import DATA_NAMES, ENDPOINT, Json, model, network_name, templates

TEMPLATE = ["data.vsphere_virtual_machine.template", "each.value.template", "each.value"]
MACHINE_ARGUMENTS = {
    "datastore_id": "data.vsphere_datastore.general.id",
    "resource_pool_id": "data.vsphere_compute_cluster.cluster.resource_pool_id",
}


def provider() -> Json:
    """The ``provider_config`` table: one vCenter, its certificate verified."""
    config: Json = model()["provider_config"]
    return config


def root_variables() -> Json:
    """The variables of the root module as ``configuration`` declares them."""
    return {
        "allow_unverified_ssl": {"default": False},
        "hosts": {"default": model()["root"]["hosts"]},
        "vcenter": {"default": ENDPOINT},
        "vcenter_password": {"sensitive": True},
    }


def root_resources() -> list[Json]:
    """The resources and data sources of the root module."""
    parts = model()["configuration"]
    kinds = ("distributed_virtual_switch", "host_virtual_switch", "data_datacenter", "data_host")
    return [parts[kind] for kind in kinds]


def root_output(call: Call) -> Json:
    """The output of the root module that passes a call's names on."""
    return {"expression": {"references": [f"module.{call.name}.names", f"module.{call.name}"]}}


def module_call(fleet: Fleet, call: Call) -> Json:
    """One entry of ``module_calls`` with its arguments and the whole module."""
    groups = fleet.port_groups(call)
    vms = {machine.key: _arguments(call, machine) for machine in fleet.machines(call)}
    expressions: Json = {
        "distributed_forged_transmits": {"constant_value": groups[0].forged_transmits},
        "distributed_switch": _refer("vsphere_distributed_virtual_switch.campus.id"),
        "folder": {"constant_value": f"teams/{call.name}"},
        "host": {"constant_value": "DC0_C0_H0"},
        "host_forged_transmits": {"constant_value": groups[1].forged_transmits},
        "network": {"constant_value": network_name(call.network)},
        "team": {"constant_value": call.name},
        "templates": {"constant_value": {key: entry.name for key, entry in templates(call).items()}},
        "vms": {"constant_value": dict(sorted(vms.items()))},
    }
    source = "./modules/team" if call.nested else "./modules/farm"
    return {"source": source, "expressions": expressions, "module": _module(call, groups)}


def _arguments(call: Call, machine: Machine) -> Json:
    keys = {template: key for key, template in templates(call).items()}
    arguments: Json = {"cpus": machine.cpus, "disks": list(machine.disks), "memory": machine.memory}
    arguments["template"] = keys[machine.template]
    if machine.client_cdrom:
        arguments["cdrom"] = True
    if machine.copy is not Copy.DISABLED:
        arguments["hardening"] = machine.copy.name.lower()
    return dict(sorted(arguments.items()))


def _module(call: Call, groups: tuple[PortGroup, PortGroup]) -> Json:
    machine = "vm" if call.nested else "vsphere_virtual_machine.vm"
    references = [f"module.{machine}"] if call.nested else [machine]
    resources = [_port_group(group) for group in groups]
    if not call.nested:
        network = _network(call)
        resources.append(_machine("vm", "each.key", network, "for_each_expression", _refer("var.vms")))
    resources += [_data(kind, name) for kind, name in DATA_NAMES.items()]
    module: Json = {
        "outputs": {"names": {"expression": {"references": references}}},
        "resources": resources,
    }
    if call.nested:
        module["module_calls"] = {"vm": _nested_call(call)}
    names = ("distributed_forged_transmits", "distributed_switch", "folder", "host", "host_forged_transmits")
    module["variables"] = {name: {} for name in (*names, "network", "team", "templates", "vms")}
    return module


def _network(call: Call) -> Json:
    if call.on_port_group:
        return _refer("vsphere_distributed_port_group.segment.id")
    return _refer("data.vsphere_network.lan.id")


def _machine(name: str, key: str, network: Json, repeat: str, expression: Json) -> Json:
    own = key == "each.key"
    value = "each.value" if own else "var"
    arguments: Json = {
        "clone": [{"template_uuid": {"references": TEMPLATE} if own else _refer("var.template.id")}],
        "enable_logging": {"constant_value": True},
        "extra_config": _refer(f"{value}.hardening"),
        "folder": {"references": ["var.folder"]},
        "guest_id": {"references": TEMPLATE} if own else _refer("var.template.guest_id"),
        "memory": _refer(f"{value}.memory"),
        "name": {"references": ["var.team", key] if own else [key]},
        "network_interface": [{"network_id": network}],
        "num_cpus": _refer(f"{value}.cpus"),
    }
    for argument, source in MACHINE_ARGUMENTS.items():
        arguments[argument] = _refer(source if own else f"var.{argument}")
    return {
        "address": f"vsphere_virtual_machine.{name}",
        "mode": "managed",
        "type": "vsphere_virtual_machine",
        "name": name,
        "provider_config_key": "vsphere",
        "expressions": dict(sorted(arguments.items())),
        "schema_version": 3,
        repeat: expression,
    }


def _nested_call(call: Call) -> Json:
    arguments: Json = {
        "folder": {"references": ["var.folder"]},
        "name": {"references": ["var.team", "each.key"]},
        "network_id": _network(call),
        "template": {"references": TEMPLATE},
    }
    arguments |= {argument: _refer(source) for argument, source in MACHINE_ARGUMENTS.items()}
    for argument in ("cpus", "disks", "hardening", "memory"):
        arguments[argument] = _refer(f"each.value.{argument}")
    machine = _machine(
        "this", "var.name", _refer("var.network_id"), "count_expression", {"constant_value": 1}
    )
    inner = {"resources": [machine], "variables": {name: {} for name in sorted(arguments)}}
    return {
        "source": "../vm",
        "expressions": dict(sorted(arguments.items())),
        "module": inner,
        "for_each_expression": {"references": ["var.vms"]},
    }


def _port_group(group: PortGroup) -> Json:
    kind = "distributed_port_group" if group.distributed else "host_port_group"
    fragment: Json = model()["configuration"][kind]
    name = "segment" if group.distributed else "lab"
    expressions: Json = dict(fragment["expressions"])
    expressions["name"] = {"constant_value": group.name}
    expressions["vlan_id"] = {"constant_value": group.vlan if group.tag is Vlan.TAGGED else 0}
    if group.tag is Vlan.UNSET:
        del expressions["vlan_id"]
    if group.distributed:
        expressions["allow_forged_transmits"] = _refer("var.distributed_forged_transmits")
        expressions["distributed_virtual_switch_uuid"] = _refer("var.distributed_switch")
    else:
        expressions["allow_forged_transmits"] = _refer("var.host_forged_transmits")
        expressions["host_system_id"] = _refer("data.vsphere_host.esxi.id")
        expressions["virtual_switch_name"] = {"constant_value": "vSwitch1"}
    head = {key: fragment[key] for key in ("mode", "type", "provider_config_key", "schema_version")}
    address = f"{fragment['type']}.{name}"
    return _block(address, name, head, dict(sorted(expressions.items())))


def _data(kind: str, name: str) -> Json:
    fragment: Json = model()["configuration"][f"data_{kind}"]
    expressions: Json = dict(fragment["expressions"])
    if "datacenter_id" in expressions:
        expressions["datacenter_id"] = _refer("data.vsphere_datacenter.campus.id")
    if kind in ("host", "network"):
        expressions["name"] = {"references": [f"var.{kind}"]}
    if kind == "virtual_machine":
        expressions["name"] = {"references": ["each.value"]}
    entry = _block(f"data.{fragment['type']}.{name}", name, fragment, expressions)
    entry.pop("for_each_expression", None)
    if kind == "virtual_machine":
        entry["for_each_expression"] = {"references": ["var.templates"]}
    return entry


def _block(address: str, name: str, head: Json, expressions: Json) -> Json:
    return {
        "address": address,
        "mode": head["mode"],
        "type": head["type"],
        "name": name,
        "provider_config_key": head["provider_config_key"],
        "expressions": expressions,
        "schema_version": head["schema_version"],
    }


def _refer(target: str) -> Json:
    """A reference as a plan lists it: the whole traversal, then the thing that it starts at."""
    head, dot, _ = target.rpartition(".")
    whole = not dot or (target.startswith("var.") and target.count(".") == 1)
    return {"references": [target] if whole else [target, head]}

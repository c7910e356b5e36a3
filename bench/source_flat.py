"""Source that evaluates nothing: every machine a block of literals, fifty of them and two port groups a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.fleet import Copy, Vlan, pick
from bench.fragments import network_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.fleet import Call, Fleet, Machine, PortGroup

ROOT = """\
terraform {
  required_version = ">= 1.6"
  required_providers {
    vsphere = {
      source  = "vmware/vsphere"
      version = "~> 2.12"
    }
  }
}

provider "vsphere" {
  vsphere_server       = "vcenter.example.edu"
  user                 = "terraform@vsphere.local"
  allow_unverified_ssl = false
}

resource "vsphere_distributed_virtual_switch" "campus" {
  name                   = "dvs-campus"
  datacenter_id          = "datacenter-2"
  allow_promiscuous      = true
  allow_forged_transmits = false
  allow_mac_changes      = false
}
"""

HARDENING = (
    ("isolation.tools.copy.disable", "TRUE"),
    ("isolation.tools.paste.disable", "TRUE"),
    ("isolation.tools.dnd.disable", "TRUE"),
    ("isolation.tools.setGUIOptions.enable", "FALSE"),
    ("tools.guestlib.enableHostInfo", "FALSE"),
)


def files(fleet: Fleet) -> Iterator[tuple[str, str]]:
    """The files of the tree, each a name and its text."""
    yield "main.tf", ROOT
    for call in fleet.calls:
        blocks = [_port_group(call, group) for group in fleet.port_groups(call)]
        blocks += [_machine(call, machine) for machine in fleet.machines(call)]
        yield f"{call.name}.tf", "\n".join(blocks)


def machine_address(call: Call, machine: Machine) -> str:
    """The address of a machine."""
    return f"vsphere_virtual_machine.{_label(call, machine)}"


def port_group_address(call: Call, group: PortGroup) -> str:
    """The address of a port group."""
    kind = "distributed" if group.distributed else "host"
    return f"vsphere_{kind}_port_group.{call.name}"


def _label(call: Call, machine: Machine) -> str:
    return f"{call.name}_{machine.key.replace('-', '_')}"


def _port_group(call: Call, group: PortGroup) -> str:
    attributes = {"name": f'"{group.name}"'}
    if group.distributed:
        attributes["distributed_virtual_switch_uuid"] = "vsphere_distributed_virtual_switch.campus.id"
    else:
        attributes |= {"host_system_id": '"host-21"', "virtual_switch_name": '"vSwitch1"'}
    if group.tag is not Vlan.UNSET:
        attributes["vlan_id"] = str(group.vlan if group.tag is Vlan.TAGGED else 0)
    attributes["allow_promiscuous"] = "true"
    attributes["allow_forged_transmits"] = str(group.forged_transmits).lower()
    attributes["allow_mac_changes"] = "false"
    widest = max(map(len, attributes))
    lines = [f"  {name.ljust(widest)} = {value}" for name, value in attributes.items()]
    kind = "distributed" if group.distributed else "host"
    head = f'resource "vsphere_{kind}_port_group" "{call.name}" {{'
    return "\n".join([head, *lines, "}", ""])


def _machine(call: Call, machine: Machine) -> str:
    parts = [
        f"""\
resource "vsphere_virtual_machine" "{_label(call, machine)}" {{
  name             = "{machine.name}"
  folder           = "teams/{call.name}"
  resource_pool_id = "resgroup-{pick(range(8, 40), call.number)}"
  datastore_id     = "datastore-{pick(range(11, 60), machine.index)}"
  guest_id         = "{machine.template.guest_id}"
  num_cpus         = {machine.cpus}
  memory           = {machine.memory}
  firmware         = "efi"
  enable_logging   = true

  network_interface {{
    network_id   = "{network_id(call.network)}"
    adapter_type = "vmxnet3"
  }}
"""
    ]
    parts += [_disk(number, size) for number, size in enumerate(machine.disks)]
    if machine.client_cdrom:
        parts.append("  cdrom {\n    client_device = true\n  }\n")
    parts += [_clone(call, machine), _extra_config(machine)]
    return "\n".join(part for part in parts if part) + "}\n"


def _disk(number: int, size: int) -> str:
    return f"""\
  disk {{
    label            = "disk{number}"
    size             = {size}
    unit_number      = {number}
    thin_provisioned = true
  }}
"""


def _clone(call: Call, machine: Machine) -> str:
    custom = f"""
    customize {{
      linux_options {{
        host_name = "{machine.name}"
        domain    = "{call.name.replace("_", "-")}.example.edu"
      }}
      network_interface {{}}
    }}
"""
    custom = custom if machine.static_address else ""
    return f'  clone {{\n    template_uuid = "{machine.template.uuid}"\n{custom}  }}\n'


def _extra_config(machine: Machine) -> str:
    if machine.copy is Copy.NO_MAP:
        return ""
    lines = []
    for key, value in HARDENING:
        stated = machine.copy.value if key.endswith("copy.disable") else value
        if machine.copy is not Copy.MISSING or not key.endswith("copy.disable"):
            lines.append(f'    "{key}"'.ljust(43) + f'= "{stated}"')
    return "\n".join(["  extra_config = {", *lines, "  }", ""])

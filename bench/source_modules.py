"""Source in which everything is evaluated: a module call for fifty machines, repeated there over a map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.fleet import HOMEMADE, STANDARD, Copy, Vlan
from bench.fragments import network_name
from bench.source_flat import HARDENING, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.fleet import Call, Fleet, Machine, PortGroup

FARM = """\
variable "team" {
  type = string
}

variable "network" {
  type = string
}

variable "switch" {
  type = string
}

variable "port_groups" {
  type = map(object({
    vlan   = optional(number)
    forged = optional(bool, false)
  }))
}

variable "templates" {
  type = map(object({
    uuid     = string
    guest_id = string
  }))
}

variable "vms" {
  type = map(object({
    cpus      = number
    memory    = number
    disks     = list(number)
    address   = optional(bool, false)
    template  = optional(string, "standard")
    hardening = optional(string, "full")
    cdrom     = optional(bool, false)
  }))
}

locals {
  hardening = {
    for name, values in local.levels : name => values
  }
  common = {
COMMON
  }
  levels = {
    full    = merge(local.common, { "isolation.tools.copy.disable" = upper("true") })
    enabled = merge(local.common, { "isolation.tools.copy.disable" = upper("false") })
    missing = local.common
    no_map  = null
  }
}

data "vsphere_network" "lan" {
  name          = var.network
  datacenter_id = "datacenter-2"
}

resource "vsphere_virtual_machine" "vm" {
  for_each = var.vms

  name             = format("%s-%s", var.team, each.key)
  folder           = "teams/${var.team}"
  resource_pool_id = "resgroup-8"
  datastore_id     = "datastore-15"
  guest_id         = var.templates[each.value.template].guest_id
  num_cpus         = each.value.cpus
  memory           = each.value.memory
  firmware         = "efi"
  enable_logging   = true
  extra_config     = local.hardening[each.value.hardening]

  network_interface {
    network_id   = data.vsphere_network.lan.id
    adapter_type = "vmxnet3"
  }

  dynamic "disk" {
    for_each = each.value.disks
    content {
      label            = "disk${disk.key}"
      size             = disk.value
      unit_number      = disk.key
      thin_provisioned = true
    }
  }

  dynamic "cdrom" {
    for_each = each.value.cdrom ? [1] : []
    content {
      client_device = true
    }
  }

  clone {
    template_uuid = var.templates[each.value.template].uuid

    dynamic "customize" {
      for_each = each.value.address ? [each.key] : []
      content {
        linux_options {
          host_name = replace("${var.team}-${customize.value}", "_", "-")
          domain    = "example.edu"
        }
        network_interface {}
      }
    }
  }
}

resource "vsphere_distributed_port_group" "segment" {
  name                            = "pg-${var.team}"
  distributed_virtual_switch_uuid = var.switch
  vlan_id                         = var.port_groups["segment"].vlan
  allow_promiscuous               = true
  allow_forged_transmits          = var.port_groups["segment"].forged
  allow_mac_changes               = false
}

resource "vsphere_host_port_group" "lab" {
  name                   = "pg-lab-${var.team}"
  host_system_id         = "host-21"
  virtual_switch_name    = "vSwitch1"
  vlan_id                = var.port_groups["lab"].vlan
  allow_promiscuous      = true
  allow_forged_transmits = var.port_groups["lab"].forged
  allow_mac_changes      = false
}
"""


def files(fleet: Fleet) -> Iterator[tuple[str, str]]:
    """The files of the tree, each a name and its text."""
    common = [
        f'    "{key}"'.ljust(43) + f'= "{value}"'
        for key, value in HARDENING
        if not key.endswith("copy.disable")
    ]
    yield "main.tf", ROOT
    yield "modules/farm/versions.tf", ROOT.partition("\nprovider")[0]
    yield "modules/farm/main.tf", FARM.replace("COMMON", "\n".join(common))
    for call in fleet.calls:
        yield f"{call.name}.tf", _call(fleet, call)


def machine_address(call: Call, machine: Machine) -> str:
    """The address of a machine."""
    return f'module.{call.name}.vsphere_virtual_machine.vm["{machine.key}"]'


def port_group_address(_call: Call, group: PortGroup) -> str:
    """The address of a port group."""
    return group.address


def _call(fleet: Fleet, call: Call) -> str:
    templates = {"standard": STANDARD, "homemade": HOMEMADE, "legacy": call.legacy}
    rows = [f"    {_group(group)}" for group in fleet.port_groups(call)]
    widest = max(map(len, templates))
    uuids = [
        f'    {key.ljust(widest)} = {{ uuid = "{one.uuid}", guest_id = "{one.guest_id}" }}'
        for key, one in templates.items()
    ]
    keys = {template: key for key, template in templates.items()}
    vms = [_machine(machine, keys[machine.template]) for machine in fleet.machines(call)]
    return f"""\
module "{call.name}" {{
  source  = "./modules/farm"
  team    = "{call.name}"
  network = "{network_name(call.network)}"
  switch  = vsphere_distributed_virtual_switch.campus.id

  port_groups = {{
{chr(10).join(rows)}
  }}

  templates = {{
{chr(10).join(uuids)}
  }}

  vms = {{
{chr(10).join(vms)}
  }}
}}
"""


def _group(group: PortGroup) -> str:
    name = "segment" if group.distributed else "lab"
    vlan = {Vlan.TAGGED: f"vlan = {group.vlan}", Vlan.ZERO: "vlan = 0", Vlan.UNSET: ""}[group.tag]
    forged = "forged = true" if group.forged_transmits else ""
    parts = ", ".join(part for part in (vlan, forged) if part)
    return f"{name:<7} = {{ {parts} }}" if parts else f"{name:<7} = {{}}"


def _machine(machine: Machine, template: str) -> str:
    attributes = {
        "cpus": str(machine.cpus),
        "memory": str(machine.memory),
        "disks": f"[{', '.join(str(size) for size in machine.disks)}]",
        "address": str(machine.static_address).lower(),
        "template": f'"{template}"',
    }
    if machine.copy is not Copy.DISABLED:
        attributes["hardening"] = f'"{machine.copy.name.lower()}"'
    if machine.client_cdrom:
        attributes["cdrom"] = "true"
    widest = max(map(len, attributes))
    lines = [f"      {name.ljust(widest)} = {value}" for name, value in attributes.items()]
    return "\n".join([f"    {machine.key} = {{", *lines, "    }"])

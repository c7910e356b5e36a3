"""The filter that holds a guest to its own MAC address is off.

## Why
C09 demands that MAC address filtering is enabled and configured against spoofing. Without the filter a guest can
send under the address of any other machine or of the gateway, and receive in its place what is meant for them.

## Fix
Turn on every switch that the filter needs. On Proxmox these are `firewall = true` at each interface, the machine's
`proxmox_virtual_environment_firewall_options` with `enabled = true` (and `macfilter`, which is on unless set to
false), and `proxmox_virtual_environment_cluster_firewall` with `enabled` and `ebtables`, both of which the provider
sends as false where they are absent. A firewall of the cluster that this configuration does not hold leaves the
answer unknown. On libvirt name a filter (`filter_ref`) at each interface: `clean-traffic` or `no-mac-spoofing`; it has
no effect on an interface that goes past the host's bridges. On Hyper-V leave out `mac_address_spoofing`, or set it to
"Off".

## Bad
```hcl
terraform {
  required_providers {
    proxmox = {
      source = "bpg/proxmox"
    }
  }
}

resource "proxmox_virtual_environment_vm" "web" {
  name      = "web-01"
  node_name = "pve1"
  vm_id     = 201

  network_device {
    bridge  = "vmbr1"
    vlan_id = 110
  }
}
```
```hcl
terraform {
  required_providers {
    libvirt = {
      source  = "dmacvicar/libvirt"
      version = "~> 0.9.7"
    }
  }
}

resource "libvirt_domain" "web" {
  name = "web-01"
  type = "kvm"

  devices = {
    interfaces = [{
      source = { bridge = { bridge = "br1" } }
    }]
  }
}
```
```hcl
terraform {
  required_providers {
    hyperv = {
      source = "taliesins/hyperv"
    }
  }
}

resource "hyperv_machine_instance" "web" {
  name = "web-01"

  network_adaptors {
    name                 = "lan"
    switch_name          = "campus"
    mac_address_spoofing = "On"
  }
}
```

## Good
```hcl
terraform {
  required_providers {
    proxmox = {
      source = "bpg/proxmox"
    }
  }
}

resource "proxmox_virtual_environment_cluster_firewall" "campus" {
  enabled  = true
  ebtables = true
}

resource "proxmox_virtual_environment_firewall_options" "web" {
  node_name = "pve1"
  vm_id     = proxmox_virtual_environment_vm.web.vm_id
  enabled   = true
}

resource "proxmox_virtual_environment_vm" "web" {
  name      = "web-01"
  node_name = "pve1"

  network_device {
    bridge   = "vmbr1"
    vlan_id  = 110
    firewall = true
  }
}
```
```hcl
terraform {
  required_providers {
    libvirt = {
      source  = "dmacvicar/libvirt"
      version = "~> 0.9.7"
    }
  }
}

resource "libvirt_domain" "web" {
  name = "web-01"
  type = "kvm"

  devices = {
    interfaces = [{
      source     = { bridge = { bridge = "br1" } }
      filter_ref = { filter = "clean-traffic" }
    }]
  }
}
```
```hcl
terraform {
  required_providers {
    hyperv = {
      source = "taliesins/hyperv"
    }
  }
}

resource "hyperv_machine_instance" "web" {
  name = "web-01"

  network_adaptors {
    name                 = "lan"
    switch_name          = "campus"
    mac_address_spoofing = "Off"
  }
}
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.mac_filter import FilteredThing, MacFilter

rule = declare(__name__, id="VMG0904", clause="C09", severity=Severity.HIGH)


@rule.each(FilteredThing, lambda thing: thing.mac_filters)
def mac_filter(one: MacFilter, _site: Site) -> Fault | None:
    """One switch of the filter, at one interface."""
    return None if one.on.value else Fault(f"{one.flaw}{one.on.noted}", one.on)

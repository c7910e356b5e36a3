terraform {
  required_providers {
    proxmox = { source = "bpg/proxmox" }
  }
}

variable "vms" {
  default = {
    a = { vlan = 10, disks = { scsi0 = 10, scsi1 = 20 } }
    b = { vlan = null, disks = {} }
  }
}

resource "proxmox_virtual_environment_vm" "vm" {
  for_each  = var.vms
  name      = each.key
  node_name = "pve${length(each.value.disks)}"
  cpu {
    cores = each.key == "a" ? 2 : 4
    flags = ["+${each.key}"]
  }
  network_device {
    bridge  = "vmbr1"
    vlan_id = each.value.vlan
  }
  dynamic "disk" {
    for_each = each.value.disks
    content {
      interface = disk.key
      size      = disk.value
      serial    = "${each.key}-${disk.key}"
    }
  }
}

resource "proxmox_virtual_environment_vm" "counted" {
  count     = 2
  name      = format("vm-%02d", count.index + 1)
  node_name = element(["pve1", "pve2"], count.index)
  vm_id     = 100 + count.index
  network_device {
    bridge = "vmbr${count.index}"
  }
}

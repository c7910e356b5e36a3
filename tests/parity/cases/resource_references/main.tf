terraform {
  required_providers {
    proxmox = { source = "bpg/proxmox" }
  }
}

resource "proxmox_virtual_environment_vm" "template" {
  name      = "template"
  node_name = "pve1"
  vm_id     = 9000
  template  = true
  cpu {
    cores = 2
  }
  disk {
    interface    = "scsi0"
    datastore_id = "local"
    size         = 20
  }
  disk {
    interface    = "scsi1"
    datastore_id = "local"
    size         = 40
  }
}

resource "proxmox_virtual_environment_vm" "clone" {
  for_each  = toset(["a", "b"])
  name      = "${proxmox_virtual_environment_vm.template.name}-${each.key}"
  node_name = proxmox_virtual_environment_vm.template.node_name
  clone {
    vm_id = proxmox_virtual_environment_vm.template.vm_id
  }
  cpu {
    cores = proxmox_virtual_environment_vm.template.cpu[0].cores * 2
  }
  dynamic "disk" {
    for_each = proxmox_virtual_environment_vm.template.disk
    content {
      interface    = disk.value.interface
      datastore_id = disk.value.datastore_id
      size         = disk.value.size + 1
    }
  }
  description = join(",", [for d in proxmox_virtual_environment_vm.template.disk : d.interface])
}

resource "terraform_data" "sizes" {
  input = {
    sizes = proxmox_virtual_environment_vm.template.disk[*].size
    old   = proxmox_virtual_environment_vm.template.disk.*.interface
    names = [for vm in proxmox_virtual_environment_vm.clone : vm.name]
    keys  = keys(proxmox_virtual_environment_vm.clone)
    count = length(proxmox_virtual_environment_vm.template.disk)
  }
}

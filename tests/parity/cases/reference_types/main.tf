terraform {
  required_providers {
    vsphere = { source = "vmware/vsphere" }
    proxmox = { source = "bpg/proxmox" }
  }
}

variable "cpus" { default = "4" }

resource "vsphere_virtual_machine" "vm" {
  name             = 42
  resource_pool_id = "resgroup-1"
  num_cpus         = var.cpus
  tags             = ["b", "a", "b"]
  extra_config     = { number = 1, bool = true }
  disk {
    label            = 0
    size             = "10"
    thin_provisioned = "true"
  }
}

resource "proxmox_virtual_environment_vm" "vm" {
  node_name = "pve1"
  vm_id     = "100"
  network_device {
    bridge  = "vmbr0"
    vlan_id = "110"
  }
}

data "vsphere_network" "n" {
  name = 7
}

module "m" {
  source = "./m"
  vm     = vsphere_virtual_machine.vm
}

resource "terraform_data" "all" {
  input = {
    cpus   = vsphere_virtual_machine.vm.num_cpus
    same   = vsphere_virtual_machine.vm.num_cpus == 4
    text   = vsphere_virtual_machine.vm.num_cpus == "4"
    name   = vsphere_virtual_machine.vm.name == "42"
    tags   = [for t in vsphere_virtual_machine.vm.tags : t]
    count  = length(vsphere_virtual_machine.vm.tags)
    config = vsphere_virtual_machine.vm.extra_config
    disk   = [vsphere_virtual_machine.vm.disk[0].size, vsphere_virtual_machine.vm.disk[0].label, vsphere_virtual_machine.vm.disk[0].thin_provisioned]
    splat  = vsphere_virtual_machine.vm.disk[*].size
    vm_id  = proxmox_virtual_environment_vm.vm.vm_id
    vlan   = proxmox_virtual_environment_vm.vm.network_device[0].vlan_id == 110
    data   = data.vsphere_network.n.name
    json   = jsonencode([vsphere_virtual_machine.vm.num_cpus, vsphere_virtual_machine.vm.name])
  }
}

resource "terraform_data" "many" {
  count = vsphere_virtual_machine.vm.num_cpus == 4 ? 1 : 0
  input = "four"
}

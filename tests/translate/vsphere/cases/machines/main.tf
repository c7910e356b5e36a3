# What machines are attached to, and the devices, drives and disks that they have.

terraform {
  required_providers {
    vsphere = {
      source  = "vmware/vsphere"
      version = "2.16.1"
    }
  }
}

resource "terraform_data" "later" {
  input = timestamp()
}

variable "drives" {
  default = [{ ds = "datastore-1", path = "a.iso" }]
}

variable "none" {
  default = []
}

data "vsphere_network" "nfs" {
  name          = "pg-nfs-310"
  datacenter_id = "datacenter-2"
}

data "vsphere_network" "pathed" {
  name          = "/dc1/network/pg-mgmt-20"
  datacenter_id = "datacenter-2"
}

data "vsphere_network" "web" {
  name          = "pg-web-110"
  datacenter_id = "datacenter-2"
}

data "vsphere_network" "cased" {
  name          = "PG-NFS-310"
  datacenter_id = "datacenter-2"
}

data "vsphere_network" "many" {
  for_each      = toset(["pg-web-110", "pg-backup-40"])
  name          = each.key
  datacenter_id = "datacenter-2"
}

resource "vsphere_virtual_machine" "nfs" { # VMG1901 fail, VMG1902 pass, VMG2401 pass, VMG2501 pass, VMG2801 pass
  name             = "vm1"
  resource_pool_id = "resgroup-1"
  datastore_id     = "datastore-1"

  network_interface {
    network_id = data.vsphere_network.web.id
  }
  network_interface {
    network_id = data.vsphere_network.nfs.id
  }
  disk {
    label = "disk0"
    size  = 10
  }
}

resource "vsphere_virtual_machine" "pathed" { # VMG1901 fail
  name             = "vm2"
  resource_pool_id = "resgroup-1"
  datastore_id     = "datastore-1"

  network_interface {
    network_id = data.vsphere_network.pathed.id
  }
  disk {
    label = "disk0"
    size  = 10
  }
}

resource "vsphere_virtual_machine" "cased" { # VMG1901 unknown, VMG1902 unknown
  name             = "vm3"
  resource_pool_id = "resgroup-1"
  datastore_id     = "datastore-1"

  network_interface {
    network_id = data.vsphere_network.cased.id
  }
  disk {
    label = "disk0"
    size  = 10
  }
}

resource "vsphere_virtual_machine" "dyn" { # VMG1901 fail
  name             = "vm4"
  resource_pool_id = "resgroup-1"
  datastore_id     = "datastore-1"

  dynamic "network_interface" {
    for_each = data.vsphere_network.many
    content {
      network_id = network_interface.value.id
    }
  }
  disk {
    label = "disk0"
    size  = 10
  }
}

resource "vsphere_virtual_machine" "moid" { # VMG1901 unknown, VMG1902 unknown
  name             = "vm5"
  resource_pool_id = "resgroup-1"
  datastore_id     = "datastore-1"

  network_interface {
    network_id = "dvportgroup-999"
  }
  disk {
    label = "disk0"
    size  = 10
  }
}

resource "vsphere_virtual_machine" "ovf" { # VMG1901 fail
  name             = "vm6"
  resource_pool_id = "resgroup-1"
  datastore_id     = "datastore-1"
  host_system_id   = "host-1"

  ovf_deploy {
    remote_ovf_url = "https://x/y.ova"
    ovf_network_map = {
      "VM Network" = data.vsphere_network.nfs.id
    }
  }
}

resource "vsphere_virtual_machine" "devices" { # VMG2401 fail, VMG2501 fail, VMG2801 fail
  name             = "vm8"
  resource_pool_id = "resgroup-1"
  datastore_id     = "datastore-1"
  host_system_id   = "host-1"
  pci_device_id    = ["0000:3b:00.0"]
  scsi_bus_sharing = "virtualSharing"

  network_interface {
    network_id        = data.vsphere_network.web.id
    adapter_type      = "sriov"
    physical_function = "0000:3b:00.1"
  }
  disk {
    label = "disk0"
    size  = 10
  }
  cdrom {
    client_device = true
  }
}

resource "vsphere_virtual_machine" "sriov" { # VMG2501 fail
  name             = "vm9"
  resource_pool_id = "resgroup-1"
  datastore_id     = "datastore-1"
  host_system_id   = "host-1"

  network_interface {
    network_id   = data.vsphere_network.web.id
    adapter_type = "sriov"
  }
  disk {
    label = "disk0"
    size  = 10
  }
}

resource "vsphere_virtual_machine" "client" { # VMG2501 fail, VMG2401 fail, VMG2801 pass
  name             = "vm10"
  resource_pool_id = "resgroup-1"
  datastore_id     = "datastore-1"

  network_interface {
    network_id = data.vsphere_network.web.id
  }
  disk {
    label = "disk0"
    size  = 10
  }
  cdrom {
    client_device = true
  }
}

resource "vsphere_virtual_machine" "dyn_iso" { # VMG2401 fail, VMG2801 fail
  name             = "vm11"
  resource_pool_id = "resgroup-1"
  datastore_id     = "datastore-1"

  network_interface {
    network_id = data.vsphere_network.web.id
  }
  disk {
    label = "disk0"
    size  = 10
  }
  dynamic "cdrom" {
    for_each = var.drives
    content {
      datastore_id = cdrom.value.ds
      path         = cdrom.value.path
    }
  }
}

resource "vsphere_virtual_machine" "dyn_none" { # VMG2401 pass, VMG2801 pass, VMG2501 pass
  name             = "vm12"
  resource_pool_id = "resgroup-1"
  datastore_id     = "datastore-1"
  pci_device_id    = []

  network_interface {
    network_id = data.vsphere_network.web.id
  }
  disk {
    label = "disk0"
    size  = 10
  }
  dynamic "cdrom" {
    for_each = var.none
    content {
      client_device = true
    }
  }
}

resource "vsphere_virtual_machine" "vapp" { # VMG2401 pass, VMG2501 pass
  name             = "vm13"
  resource_pool_id = "resgroup-1"
  datastore_id     = "datastore-1"

  network_interface {
    network_id = data.vsphere_network.web.id
  }
  disk {
    label = "disk0"
    size  = 10
  }
  cdrom {
    client_device = true
  }
  vapp {
    properties = { a = "b" }
  }
  clone {
    template_uuid = "4203"
  }
}

resource "vsphere_virtual_machine" "multi" { # VMG2801 fail
  name             = "vm14"
  resource_pool_id = "resgroup-1"
  datastore_id     = "datastore-1"

  network_interface {
    network_id = data.vsphere_network.web.id
  }
  disk {
    label = "disk0"
    size  = 10
  }
  disk {
    label        = "disk1"
    size         = 10
    unit_number  = 1
    disk_sharing = "sharingMultiWriter"
  }
}

resource "vsphere_virtual_machine" "attached" { # VMG2801 fail
  name             = "vm15"
  resource_pool_id = "resgroup-1"
  datastore_id     = "datastore-1"

  network_interface {
    network_id = data.vsphere_network.web.id
  }
  disk {
    label = "disk0"
    size  = 10
  }
  disk {
    label        = "disk1"
    attach       = true
    path         = vsphere_virtual_disk.shared.vmdk_path
    datastore_id = "datastore-1"
    unit_number  = 1
  }
}

resource "vsphere_virtual_disk" "shared" {
  size       = 40
  vmdk_path  = "shared/foo.vmdk"
  datacenter = "dc1"
  datastore  = "ds1"
}

resource "vsphere_virtual_machine" "serial" { # VMG2401 fail
  name             = "vm16"
  resource_pool_id = "resgroup-1"
  datastore_id     = "datastore-1"
  extra_config = {
    "Serial0.Present" = "TRUE"
  }

  network_interface {
    network_id = data.vsphere_network.web.id
  }
  disk {
    label = "disk0"
    size  = 10
  }
}

resource "vsphere_virtual_machine" "extra" { # VMG2401 fail, VMG2501 fail
  name             = "vm17"
  resource_pool_id = "resgroup-1"
  datastore_id     = "datastore-1"
  extra_config = {
    "pciPassthru0.present" = true
    "usb.present"          = "true"
  }

  network_interface {
    network_id = data.vsphere_network.web.id
  }
  disk {
    label = "disk0"
    size  = 10
  }
}

resource "vsphere_virtual_machine" "extra_off" { # VMG2401 pass, VMG2501 pass
  name             = "vm18"
  resource_pool_id = "resgroup-1"
  datastore_id     = "datastore-1"
  extra_config = {
    "pciPassthru0.present" = "FALSE"
    "usb.present"          = ""
    "floppy0.present"      = "false"
  }

  network_interface {
    network_id = data.vsphere_network.web.id
  }
  disk {
    label = "disk0"
    size  = 10
  }
}

resource "vsphere_virtual_machine" "video" { # VMG2501 fail
  name             = "vm19"
  resource_pool_id = "resgroup-1"
  datastore_id     = "datastore-1"

  network_interface {
    network_id = data.vsphere_network.web.id
  }
  disk {
    label = "disk0"
    size  = 10
  }
  video_card {
    num_displays       = 1
    total_video_memory = 8
    graphics_3d {
      renderer = "hardware"
    }
  }
}

resource "vsphere_virtual_machine" "vgpu_extra" { # VMG2501 fail
  name             = "vm20"
  resource_pool_id = "resgroup-1"
  datastore_id     = "datastore-1"
  extra_config = {
    "pciPassthru0.vgpu" = "grid_v100-8q"
  }

  network_interface {
    network_id = data.vsphere_network.web.id
  }
  disk {
    label = "disk0"
    size  = 10
  }
}

resource "vsphere_virtual_machine" "unknown_pci" { # VMG2501 fail
  name             = "vm21"
  resource_pool_id = "resgroup-1"
  datastore_id     = "datastore-1"
  host_system_id   = "host-1"
  pci_device_id    = [data.vsphere_host_pci_device.gpu.id]

  network_interface {
    network_id = data.vsphere_network.web.id
  }
  disk {
    label = "disk0"
    size  = 10
  }
}

data "vsphere_host_pci_device" "gpu" {
  host_id    = "host-1"
  name_regex = "NVIDIA"
}

resource "vsphere_virtual_machine" "portgroup" { # VMG1901 fail, VMG1902 pass
  name             = "vm22"
  resource_pool_id = "resgroup-1"
  datastore_id     = "datastore-1"

  network_interface {
    network_id = vsphere_distributed_port_group.nfs.id
  }
  disk {
    label = "disk0"
    size  = 10
  }
}

resource "vsphere_distributed_port_group" "nfs" {
  name                            = "dpg-anything"
  distributed_virtual_switch_uuid = vsphere_distributed_virtual_switch.d.id
  vlan_id                         = 27
}

resource "vsphere_distributed_port_group" "trunk" {
  name                            = "dpg-trunk"
  distributed_virtual_switch_uuid = vsphere_distributed_virtual_switch.d.id
  vlan_range {
    min_vlan = 20
    max_vlan = 30
  }
}

resource "vsphere_distributed_virtual_switch" "d" {
  name          = "dvs"
  datacenter_id = "datacenter-2"
}

resource "vsphere_vnic" "v" {
  host                    = "host-1"
  distributed_switch_port = vsphere_distributed_virtual_switch.d.id
  distributed_port_group  = vsphere_distributed_port_group.nfs.id
  ipv4 {
    dhcp = true
  }
  services = ["vmotion"]
}

resource "vsphere_virtual_machine" "trunked" { # VMG1901 fail
  name             = "vm23"
  resource_pool_id = "resgroup-1"
  datastore_id     = "datastore-1"

  network_interface {
    network_id = vsphere_distributed_port_group.trunk.id
  }
  disk {
    label = "disk0"
    size  = 10
  }
}

resource "vsphere_virtual_machine" "rdm_template" { # VMG2801 fail
  name             = "vm25"
  resource_pool_id = "resgroup-1"
  datastore_id     = "datastore-1"

  network_interface {
    network_id = data.vsphere_network.web.id
  }
  disk {
    label        = "disk0"
    attach       = true
    path         = "vm23/vm23.vmdk"
    datastore_id = "datastore-1"
  }
}

# The hosts' own interfaces, and what hosts mount.

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

resource "vsphere_vnic" "nfs_good" { # VMG1001 pass, VMG1002 pass
  host      = "host-1"
  portgroup = "pg-nfs-310"
  ipv4 {
    ip      = "10.31.0.11"
    netmask = "255.255.255.0"
  }
}

resource "vsphere_vnic" "nfs_gw" { # VMG1001 pass, VMG1002 fail
  host      = "host-2"
  portgroup = "pg-nfs-310"
  ipv4 {
    ip      = "10.31.0.12"
    netmask = "255.255.255.0"
    gw      = "10.31.0.1"
  }
}

resource "vsphere_vnic" "nfs_gw_empty" { # VMG1002 pass
  host      = "host-3"
  portgroup = "pg-nfs-310"
  ipv4 {
    ip      = "10.31.0.13"
    netmask = "255.255.255.0"
    gw      = ""
  }
  services = []
}

resource "vsphere_vnic" "nfs_v6" { # VMG1002 fail
  host      = "host-4"
  portgroup = "pg-nfs-310"
  ipv6 {
    addresses = ["fd00::1/64"]
    gw        = "fd00::ff"
  }
}

resource "vsphere_vnic" "nfs_services" { # VMG1001 pass
  host      = "host-5"
  portgroup = "pg-nfs-310"
  ipv4 {
    ip      = "10.31.0.15"
    netmask = "255.255.255.0"
  }
  services = ["vsan"]
}

resource "vsphere_vnic" "nfs_dhcp" { # VMG1001 pass
  host      = "host-6"
  portgroup = "pg-nfs-310"
  ipv4 {
    dhcp = true
  }
}

resource "vsphere_vnic" "vm_good" { # VMG2701 pass, VMG2702 pass
  host      = "host-1"
  portgroup = "pg-vmotion-27"
  ipv4 {
    ip      = "10.27.0.11"
    netmask = "255.255.255.0"
  }
  services = ["vmotion"]
}

resource "vsphere_vnic" "vm_both" { # VMG2701 fail, VMG2702 pass
  host      = "host-2"
  portgroup = "pg-vmotion-27"
  ipv4 {
    ip      = "10.27.0.12"
    netmask = "255.255.255.0"
  }
  services = ["vmotion", "management"]
}

resource "vsphere_vnic" "vm_vsan" { # VMG2701 fail
  host      = "host-2"
  portgroup = "pg-vmotion-27"
  ipv4 {
    ip      = "10.27.0.12"
    netmask = "255.255.255.0"
  }
  services = ["vsan", "vmotion"]
}

resource "vsphere_vnic" "vm_stack" { # VMG2701 pass, VMG2702 fail
  host      = "host-3"
  portgroup = "pg-vmotion-27"
  netstack  = "vmotion"
  ipv4 {
    ip      = "10.27.0.13"
    netmask = "255.255.255.0"
    gw      = "10.27.0.1"
  }
}

resource "vsphere_vnic" "vm_on_mgmt" { # VMG2701 fail
  host      = "host-4"
  portgroup = "pg-mgmt-20"
  ipv4 {
    ip      = "10.2.0.13"
    netmask = "255.255.255.0"
  }
  services = ["vmotion"]
}

resource "vsphere_vnic" "mgmt" { # VMG2701 pass, VMG2702 pass, VMG1001 unknown, VMG1002 unknown
  host      = "host-4"
  portgroup = "pg-mgmt-20"
  ipv4 {
    ip      = "10.2.0.14"
    netmask = "255.255.255.0"
    gw      = "10.2.0.1"
  }
  services = ["management"]
}

resource "vsphere_vnic" "vm_uninventoried" { # VMG2701 unknown, VMG2702 pass
  host      = "host-5"
  portgroup = "pg-who-knows"
  ipv4 {
    ip      = "10.2.0.14"
    netmask = "255.255.255.0"
  }
  services = ["vmotion"]
}

resource "vsphere_vnic" "vm_case" { # VMG2702 fail
  host      = "host-5"
  portgroup = "pg-vmotion-27"
  netstack  = "vMotion"
  ipv4 {
    ip      = "10.27.0.14"
    netmask = "255.255.255.0"
    gw      = "10.27.0.1"
  }
}

resource "vsphere_vnic" "prov" { # VMG2702 pass, VMG2701 pass
  host      = "host-6"
  portgroup = "pg-vmotion-27"
  netstack  = "vSphereProvisioning"
  ipv4 {
    ip      = "10.27.0.14"
    netmask = "255.255.255.0"
    gw      = "10.27.0.1"
  }
}

resource "vsphere_vnic" "later" { # VMG2701 unknown
  host      = "host-7"
  portgroup = terraform_data.later.output
  ipv4 {
    ip      = "10.27.0.14"
    netmask = "255.255.255.0"
  }
  services = ["vmotion"]
}

resource "vsphere_distributed_virtual_switch" "d" { # VMG2603 silent
  name          = "d"
  datacenter_id = "dc"
}

resource "vsphere_distributed_port_group" "vm" { # VMG2603 fail
  name                            = "dvm"
  distributed_virtual_switch_uuid = vsphere_distributed_virtual_switch.d.id
  vlan_id                         = 27
}

resource "vsphere_distributed_port_group" "web" { # VMG2603 fail
  name                            = "pg-web-110"
  distributed_virtual_switch_uuid = vsphere_distributed_virtual_switch.d.id
  vlan_id                         = 27
}

resource "vsphere_distributed_port_group" "web_range" { # VMG2603 pass
  name                            = "trunk"
  distributed_virtual_switch_uuid = vsphere_distributed_virtual_switch.d.id
  vlan_range {
    min_vlan = 20
    max_vlan = 30
  }
}

resource "vsphere_virtual_machine" "x" {
  name             = "x"
  resource_pool_id = "r"
  datastore_id     = "d"
  network_interface {
    network_id = vsphere_distributed_port_group.web_range.id
  }
  disk {
    label = "disk0"
    size  = 1
  }
}

resource "vsphere_vnic" "dv_vm" { # VMG2701 fail
  host                    = "host-8"
  distributed_switch_port = vsphere_distributed_virtual_switch.d.id
  distributed_port_group  = vsphere_distributed_port_group.vm.id
  ipv4 {
    ip      = "10.27.0.18"
    netmask = "255.255.255.0"
  }
  services = ["vmotion"]
}

resource "vsphere_nas_datastore" "nfs3" { # VMG1401 fail, VMG1201 fail, VMG1301 fail
  name            = "n"
  host_system_ids = ["host-1"]
  type            = "NFS"
  remote_hosts    = ["10.31.0.5"]
  remote_path     = "/vol"
}

resource "vsphere_nas_datastore" "krb" { # VMG1401 fail
  name            = "n2"
  host_system_ids = ["host-1"]
  type            = "NFS41"
  remote_hosts    = ["10.31.0.5", "10.31.0.6"]
  remote_path     = "/vol"
  security_type   = "SEC_KRB5I"
}

resource "vsphere_nas_datastore" "later" { # VMG1401 unknown
  name            = "n3"
  host_system_ids = ["host-1"]
  remote_hosts    = [terraform_data.later.output]
  remote_path     = "/vol"
}

resource "vsphere_vmfs_datastore" "v" { # VMG1101 unknown, VMG1201 unknown, VMG1501 unknown
  name           = "v"
  host_system_id = "host-1"
  disks          = ["naa.600"]
}

resource "vsphere_vmfs_datastore" "local" { # VMG1101 unknown, VMG1501 unknown
  name           = "v"
  host_system_id = "host-1"
  disks          = ["mpx.vmhba0:C0:T0:L0"]
}

resource "vsphere_vmfs_datastore" "nvme" { # VMG1101 unknown
  name           = "v"
  host_system_id = "host-1"
  disks          = ["t10.NVMe____x"]
}

resource "vsphere_vmfs_datastore" "data" { # VMG1101 unknown
  name           = "v"
  host_system_id = "host-1"
  disks          = data.vsphere_vmfs_disks.d.disks
}

data "vsphere_vmfs_disks" "d" {
  host_system_id = "host-1"
}

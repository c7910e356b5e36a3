# Three providers in one configuration: hosts mount from a file server over a switch.

terraform {
  required_providers {
    vsphere = {
      source  = "vmware/vsphere"
      version = "2.16.1"
    }
    netapp-ontap = {
      source  = "NetApp/netapp-ontap"
      version = "1.1.4"
    }
    nxos = {
      source  = "CiscoDevNet/nxos"
      version = "0.14.0"
    }
  }
}

provider "netapp-ontap" { # VMG0601 fail, VMG0701 fail
  connection_profiles = [
    { name = "campus", hostname = "ontap.example.edu", username = "terraform", password = "not-a-real-password" },
    { name = "lab", hostname = "ontap-lab.example.edu", username = "terraform", password = "not-a-real-password", validate_certs = false },
  ]
}

resource "netapp-ontap_svm_resource" "vmware" { # VMG0301 silent
  cx_profile_name = "campus"
  name            = "svm-vmware"
  aggregates      = [{ name = "aggr1" }]
}

resource "netapp-ontap_networking_ip_interface_resource" "nfs" {
  cx_profile_name = "campus"
  name            = "nfs-lif-1"
  svm_name        = netapp-ontap_svm_resource.vmware.name
  ip              = { address = "10.31.0.5", netmask = 24 }
  location        = { home_node = "ontap-1", home_port = "e0e-310" }
}

resource "netapp-ontap_storage_volume_resource" "general" { # VMG1301 pass
  cx_profile_name = "campus"
  name            = "general02"
  svm_name        = netapp-ontap_svm_resource.vmware.name
  aggregates      = [{ name = "aggr1" }]
  space           = { size = 2, size_unit = "tb" }
  nas = {
    junction_path      = "/general02"
    export_policy_name = netapp-ontap_protocols_nfs_export_policy_resource.vmware.name
  }
}

resource "netapp-ontap_storage_volume_resource" "default_policy" { # VMG1301 unknown
  cx_profile_name = "campus"
  name            = "general03"
  svm_name        = netapp-ontap_svm_resource.vmware.name
  aggregates      = [{ name = "aggr1" }]
  space           = { size = 2, size_unit = "tb" }
  nas             = { junction_path = "/general03" }
}

resource "netapp-ontap_storage_volume_resource" "luns" { # VMG1301 silent
  cx_profile_name = "campus"
  name            = "luns"
  svm_name        = netapp-ontap_svm_resource.vmware.name
  aggregates      = [{ name = "aggr1" }]
  space           = { size = 2, size_unit = "tb" }
}

resource "netapp-ontap_protocols_nfs_export_policy_resource" "vmware" {
  cx_profile_name = "campus"
  name            = "vmware"
  svm_name        = netapp-ontap_svm_resource.vmware.name
}

resource "netapp-ontap_protocols_nfs_export_policy_rule_resource" "vmware" { # VMG1301 pass
  cx_profile_name    = "campus"
  svm_name           = netapp-ontap_svm_resource.vmware.name
  export_policy_name = netapp-ontap_protocols_nfs_export_policy_resource.vmware.name
  clients_match      = ["10.31.0.11"]
  ro_rule            = ["sys"]
  rw_rule            = ["sys"]
}

resource "netapp-ontap_protocols_nfs_export_policy_rule_resource" "network" { # VMG1301 fail
  cx_profile_name    = "campus"
  svm_name           = "svm-users"
  export_policy_name = "users"
  clients_match      = ["10.31.0.0/24"]
  ro_rule            = ["sys"]
  rw_rule            = ["sys"]
}

resource "netapp-ontap_protocols_nfs_export_policy_rule_resource" "stranger" { # VMG1301 unknown
  cx_profile_name    = "campus"
  svm_name           = "svm-users"
  export_policy_name = "users"
  clients_match      = ["10.31.0.77"]
  ro_rule            = ["sys"]
  rw_rule            = ["sys"]
}

resource "netapp-ontap_protocols_nfs_export_policy_rule_resource" "domain" { # VMG1301 fail
  cx_profile_name    = "campus"
  svm_name           = "svm-users"
  export_policy_name = "users"
  clients_match      = [".example.edu"]
  ro_rule            = ["sys"]
  rw_rule            = ["sys"]
}

resource "vsphere_vnic" "storage" {
  host      = "host-11"
  portgroup = "pg-nfs-310"

  ipv4 {
    ip      = "10.31.0.11"
    netmask = "255.255.255.0"
  }
}

resource "vsphere_nas_datastore" "general" { # VMG1201 pass, VMG1301 pass, VMG1401 fail
  name            = "nfs-general-02"
  host_system_ids = ["host-11"]
  remote_hosts    = ["10.31.0.5"]
  remote_path     = "/general02"
}

resource "vsphere_nas_datastore" "below" { # VMG1301 pass
  name            = "nfs-below"
  host_system_ids = ["host-11"]
  remote_hosts    = ["10.31.0.5"]
  remote_path     = "/general02/esx"
}

resource "vsphere_nas_datastore" "another_path" { # VMG1301 fail
  name            = "nfs-another"
  host_system_ids = ["host-11"]
  remote_hosts    = ["10.31.0.5"]
  remote_path     = "/general02b"
}

resource "vsphere_nas_datastore" "another_server" { # VMG1301 fail, VMG1401 fail
  name            = "nfs-another-server"
  host_system_ids = ["host-11"]
  remote_hosts    = ["10.31.0.6"]
  remote_path     = "/general02"
}

resource "vsphere_nas_datastore" "by_name" { # VMG1301 unknown
  name            = "nfs-by-name"
  host_system_ids = ["host-11"]
  remote_hosts    = ["nas.example.edu"]
  remote_path     = "/general02"
}

resource "nxos_dhcp" "core" { # VMG1201 pass
  snooping = true
}

resource "nxos_cli" "core" { # VMG1201 pass
  cli = <<-EOT
    ip dhcp snooping vlan 310
    ip arp inspection vlan 300-310
  EOT
}

# Cluster profiles: one that says all, one that says little, one that is taken from a host.

terraform {
  required_providers {
    vsphere = {
      source  = "vmware/vsphere"
      version = "2.16.1"
    }
  }
}

resource "vsphere_configuration_profile" "general" { # VMG0301 pass, VMG0801 fail, VMG0901 pass, VMG0902 fail, VMG1602 pass
  cluster_id = "domain-c8"
  configuration = jsonencode({
    profile = {
      esx = {
        syslog = { global_settings = { log_host = "ssl://logs.example.edu:6514" } }
        network_vss = {
          switches = [{
            name   = "vSwitch0"
            policy = { security = { allow_promiscuous = false, mac_changes = false, forged_transmits = true } }
          }]
        }
      }
    }
  })
}

resource "vsphere_host" "general" { # VMG1602 pass
  hostname = "esx-01.example.edu"
  username = "root"
  password = "not-a-real-password"
  cluster  = "domain-c8"
}

resource "vsphere_configuration_profile" "plain" { # VMG1602 fail
  cluster_id    = "domain-c9"
  configuration = jsonencode({ profile = { esx = { syslog = { log_hosts = ["udp://logs.example.edu:514"] } } } })
}

resource "vsphere_configuration_profile" "silent" { # VMG0801 unknown, VMG1602 silent
  cluster_id    = "domain-c10"
  configuration = jsonencode({ profile = { esx = { network_vss = { switches = [{ name = "vSwitch0" }] } } } })
}

resource "vsphere_host" "silent" { # VMG1602 fail
  hostname = "esx-11.example.edu"
  username = "root"
  password = "not-a-real-password"
  cluster  = "domain-c10"
}

resource "vsphere_configuration_profile" "taken" { # VMG0801 unknown, VMG1602 unknown
  cluster_id        = "domain-c11"
  reference_host_id = "host-11"
}

resource "vsphere_host" "taken" { # VMG1602 unknown
  hostname = "esx-21.example.edu"
  username = "root"
  password = "not-a-real-password"
  cluster  = "domain-c11"
}

resource "vsphere_host" "alone" { # VMG1602 fail
  hostname = "esx-31.example.edu"
  username = "root"
  password = "not-a-real-password"
}

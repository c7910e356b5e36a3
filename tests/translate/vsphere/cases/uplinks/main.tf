# The uplinks of distributed switches that hosts' cards are on.

terraform {
  required_providers {
    vsphere = {
      source  = "vmware/vsphere"
      version = "2.16.1"
    }
  }
}

resource "terraform_data" "later" {}

resource "vsphere_distributed_virtual_switch" "default" { # VMG0501 pass
  name          = "dvs1"
  datacenter_id = "datacenter-2"
  uplinks       = ["up1", "up2"]

  host {
    host_system_id = "host-1"
    devices        = ["vmnic0", "vmnic1"]
  }
}

resource "vsphere_distributed_virtual_switch" "one_left" { # VMG0501 fail
  name           = "dvs2"
  datacenter_id  = "datacenter-2"
  uplinks        = ["up1", "up2"]
  active_uplinks = ["up1"]

  host {
    host_system_id = "host-1"
    devices        = ["vmnic0"]
  }
  host {
    host_system_id = "host-2"
    devices        = ["vmnic0", "vmnic1"]
  }
}

resource "vsphere_distributed_virtual_switch" "standby" { # VMG0501 pass
  name            = "dvs3"
  datacenter_id   = "datacenter-2"
  uplinks         = ["up1", "up2"]
  active_uplinks  = ["up1"]
  standby_uplinks = ["up2"]

  host {
    host_system_id = "host-1"
    devices        = ["vmnic0", "vmnic1"]
  }
}

resource "vsphere_distributed_virtual_switch" "overridden" { # VMG0501 pass
  name           = "dvs4"
  datacenter_id  = "datacenter-2"
  uplinks        = ["up1", "up2"]
  active_uplinks = ["up1"]

  host {
    host_system_id = "host-1"
    devices        = ["vmnic0", "vmnic1"]
  }
}

resource "vsphere_distributed_port_group" "second" {
  name                            = "pg2"
  distributed_virtual_switch_uuid = vsphere_distributed_virtual_switch.overridden.id
  vlan_id                         = 5
  active_uplinks                  = ["up2"]
}

resource "vsphere_distributed_virtual_switch" "one_card" { # VMG0501 pass
  name           = "dvs5"
  datacenter_id  = "datacenter-2"
  uplinks        = ["up1", "up2"]
  active_uplinks = ["up1"]

  host {
    host_system_id = "host-1"
    devices        = ["vmnic0"]
  }
}

resource "vsphere_distributed_virtual_switch" "lag" { # VMG0501 silent
  name           = "dvs6"
  datacenter_id  = "datacenter-2"
  uplinks        = ["up1", "up2"]
  active_uplinks = ["lag1"]

  host {
    host_system_id = "host-1"
    devices        = ["vmnic0", "vmnic1"]
  }
}

resource "vsphere_distributed_virtual_switch" "no_host" { # VMG0501 silent
  name           = "dvs7"
  datacenter_id  = "datacenter-2"
  uplinks        = ["up1", "up2"]
  active_uplinks = ["up1"]
}

resource "vsphere_distributed_virtual_switch" "later" { # VMG0501 unknown
  name           = "dvs8"
  datacenter_id  = "datacenter-2"
  uplinks        = ["up1", "up2"]
  active_uplinks = [terraform_data.later.id]

  host {
    host_system_id = "host-1"
    devices        = ["vmnic0", "vmnic1"]
  }
}

resource "vsphere_distributed_virtual_switch" "dynamic" { # VMG0501 fail
  name            = "dvs9"
  datacenter_id   = "datacenter-2"
  uplinks         = ["up1", "up2"]
  active_uplinks  = ["up1"]
  standby_uplinks = []

  dynamic "host" {
    for_each = toset(["host-1", "host-2"])
    content {
      host_system_id = host.value
      devices        = ["vmnic0", "vmnic1"]
    }
  }
}

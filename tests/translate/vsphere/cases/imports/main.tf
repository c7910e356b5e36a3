terraform {
  required_providers {
    vsphere = {
      source  = "vmware/vsphere"
      version = "2.16.1"
    }
  }
}

import {
  to = vsphere_virtual_machine.taken_in
  id = "/campus-dc1/vm/taken-in"
}

resource "vsphere_virtual_machine" "taken_in" { # VMG3004 fail
  name             = "taken-in"
  resource_pool_id = "resgroup-21"

  clone {
    template_uuid = "4222d5a1-0c3e-7b64-91f2-5d8e0a6b13c7"
  }

  network_interface {
    network_id = "dvportgroup-110"
  }
}

resource "vsphere_virtual_machine" "made" { # VMG3004 pass
  name             = "made"
  resource_pool_id = "resgroup-21"

  clone {
    template_uuid = "4222d5a1-0c3e-7b64-91f2-5d8e0a6b13c7"
  }

  network_interface {
    network_id = "dvportgroup-110"
  }
}

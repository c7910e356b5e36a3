variables {
  cluster = "cl-general"
  cpus    = 4
}

data "vsphere-virtualmachine" "base" {
  vcenter_server = "vcenter.example.edu"
  name           = "tpl-debian13"
  template       = true
}

local "customer" {
  expression = upper("web")
}

local "token" {
  expression = "t-${vault("secret/data/x", "token")}"
  sensitive  = true
}

source "vsphere-clone" "web" {
  vcenter_server = "vcenter.example.edu"
  template       = data.vsphere-virtualmachine.base.vm_name
  vm_name        = "${lower(local.customer)}-${uuidv4()}"
  cluster        = var.cluster
  CPUs           = var.cpus
  notes          = local.token
  linked_clone   = false
  customize {
    linux_options {
      host_name = "web"
      domain    = "example.edu"
    }
    network_interface {
      ipv4_address = "10.31.0.10"
      ipv4_netmask = 24
    }
  }
}

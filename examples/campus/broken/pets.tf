# Machines that somebody made by hand and wrote down here afterwards, each in its own way.
locals {
  hardening = {
    "isolation.tools.copy.disable"         = "TRUE"
    "isolation.tools.paste.disable"        = "TRUE"
    "isolation.tools.dnd.disable"          = "TRUE"
    "isolation.tools.setGUIOptions.enable" = "FALSE"
    "tools.guestlib.enableHostInfo"        = "FALSE"
  }
}

resource "vsphere_virtual_machine" "build" { # VMG3001
  name             = "build-01"
  resource_pool_id = data.vsphere_compute_cluster.general.resource_pool_id
  datastore_id     = data.vsphere_datastore.general.id
  guest_id         = "debian13_64Guest"
  num_cpus         = 4
  memory           = 8192
  enable_logging   = true
  extra_config     = local.hardening

  network_interface {
    network_id = vsphere_distributed_port_group.segment["pg-app-120"].id
  }

  disk {
    label = "disk0"
    size  = 60
  }

  cdrom {
    datastore_id = data.vsphere_datastore.iso.id
    path         = "debian-13-netinst.iso" # VMG2401, VMG2801
  }
}

resource "vsphere_virtual_machine" "forum" {
  name             = "forum-test-01"
  resource_pool_id = data.vsphere_compute_cluster.general.resource_pool_id
  datastore_id     = data.vsphere_datastore.general.id
  guest_id         = "debian13_64Guest"
  num_cpus         = 2
  memory           = 4096
  firmware         = "efi"
  enable_logging   = true
  extra_config     = local.hardening

  network_interface {
    network_id = vsphere_distributed_port_group.segment["pg-app-120"].id
  }

  disk {
    label = "disk0"
    size  = 40
  }

  clone {
    template_uuid = data.vsphere_virtual_machine.debian13_test.id # VMG3002
  }
}

resource "vsphere_virtual_machine" "moodle" {
  name             = "moodle-01"
  resource_pool_id = data.vsphere_compute_cluster.general.resource_pool_id
  datastore_id     = data.vsphere_datastore.general.id
  guest_id         = "centos7_64Guest" # VMG3501, VMG3503
  num_cpus         = 4
  memory           = 8192
  enable_logging   = true
  extra_config     = local.hardening

  network_interface {
    network_id = data.vsphere_network.legacy.id # VMG1901 unknown, VMG1902 unknown
  }

  disk {
    label = "disk0"
    size  = 120
  }

  clone {
    template_uuid = data.vsphere_virtual_machine.centos7.id # VMG3601, VMG3701
  }
}

resource "vsphere_virtual_machine" "librenms" {
  name             = "librenms-01"
  resource_pool_id = data.vsphere_compute_cluster.general.resource_pool_id
  datastore_id     = data.vsphere_datastore.general.id
  guest_id         = "otherLinux64Guest" # VMG3501 unknown, VMG3502
  num_cpus         = 4
  memory           = 8192
  enable_logging   = true
  extra_config     = local.hardening

  network_interface {
    network_id = vsphere_distributed_port_group.segment["pg-app-120"].id
  }

  disk {
    label = "disk0"
    size  = 60
  }

  clone {
    template_uuid = data.vsphere_virtual_machine.librenms.id
  }
}

resource "vsphere_virtual_machine" "old_forum" { # VMG2301 unknown
  name             = "old-forum-01"
  folder           = vsphere_folder.dormant.path
  resource_pool_id = data.vsphere_compute_cluster.general.resource_pool_id
  datastore_id     = data.vsphere_datastore.general.id
  guest_id         = "debian13_64Guest"
  num_cpus         = 2
  memory           = 4096
  firmware         = "efi"
  enable_logging   = true
  extra_config     = local.hardening

  network_interface {
    network_id = vsphere_distributed_port_group.segment["pg-app-120"].id
  }

  disk {
    label = "disk0"
    size  = 40
  }

  clone {
    template_uuid = data.vsphere_virtual_machine.debian13.id
  }
}

resource "vsphere_virtual_machine" "wiki" {
  name             = "wiki-01"
  resource_pool_id = data.vsphere_compute_cluster.general.resource_pool_id
  datastore_id     = data.vsphere_datastore.general.id
  guest_id         = "debian13_64Guest"
  num_cpus         = 2
  memory           = 4096
  firmware         = "efi"
  enable_logging   = true
  extra_config     = local.hardening

  network_interface {
    network_id = vsphere_distributed_port_group.segment["pg-app-120"].id
  }

  disk {
    label = "disk0"
    size  = 40
  }

  clone {
    template_uuid = data.vsphere_virtual_machine.debian13_older.id # VMG3002, VMG3003, VMG3601, VMG3701
  }
}

# Its disk came from a colleague at another university.
resource "vsphere_virtual_machine" "printing" { # VMG3001
  name             = "printing-01"
  resource_pool_id = data.vsphere_compute_cluster.general.resource_pool_id
  datastore_id     = data.vsphere_datastore.general.id
  guest_id         = "debian13_64Guest"
  num_cpus         = 2
  memory           = 4096
  firmware         = "efi"
  enable_logging   = true
  extra_config     = local.hardening

  network_interface {
    network_id = vsphere_distributed_port_group.segment["pg-app-120"].id
  }

  disk {
    label        = "disk0"
    attach       = true                           # VMG3004
    path         = "from-elsewhere/printing.vmdk" # VMG2801
    datastore_id = data.vsphere_datastore.general.id
  }
}

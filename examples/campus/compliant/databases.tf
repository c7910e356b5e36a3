resource "vsphere_virtual_machine" "db" {
  count = 2

  name             = format("db-%02d", count.index + 1)
  folder           = vsphere_folder.databases.path
  resource_pool_id = data.vsphere_compute_cluster.general.resource_pool_id
  datastore_id     = vsphere_nas_datastore.general.id
  guest_id         = "debian13_64Guest"
  num_cpus         = 8
  memory           = 32768
  firmware         = "efi"
  enable_logging   = true

  network_interface {
    network_id = vsphere_distributed_port_group.segment["pg-db-130"].id
  }

  disk {
    label = "disk0"
    size  = 80
  }

  disk {
    label       = "disk1"
    size        = 500
    unit_number = 1
  }

  clone {
    template_uuid = data.vsphere_virtual_machine.debian13.id
  }

  extra_config = {
    "isolation.tools.copy.disable"         = "TRUE"
    "isolation.tools.paste.disable"        = "TRUE"
    "isolation.tools.dnd.disable"          = "TRUE"
    "isolation.tools.setGUIOptions.enable" = "FALSE"
    "tools.guestlib.enableHostInfo"        = "FALSE"
  }
}

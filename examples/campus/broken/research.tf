# The approval is for the machines of the CUDA lab, gpu-*.
resource "vsphere_virtual_machine" "render" {
  name               = "render-01"
  resource_pool_id   = data.vsphere_compute_cluster.research.resource_pool_id
  host_system_id     = vsphere_host.esxi["esx-11.campus.example.edu"].id
  datastore_id       = data.vsphere_datastore.general.id
  guest_id           = "debian13_64Guest"
  num_cpus           = 16
  memory             = 131072
  memory_reservation = 131072
  firmware           = "efi"
  enable_logging     = true
  pci_device_id      = ["0000:3b:00.0"] # VMG2501
  nested_hv_enabled  = true             # VMG2101

  network_interface {
    network_id = vsphere_distributed_port_group.segment["pg-app-120"].id
  }

  disk {
    label = "disk0"
    size  = 200
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

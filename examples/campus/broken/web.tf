module "web" {
  source   = "./modules/vm"
  for_each = var.web_servers

  name             = each.key
  folder           = vsphere_folder.web.path
  resource_pool_id = data.vsphere_compute_cluster.general.resource_pool_id
  datastore_id     = data.vsphere_datastore.general.id
  template_uuid    = data.vsphere_virtual_machine.debian13.id
  guest_id         = "debian13_64Guest"

  cpus        = each.value.cpus
  memory      = each.value.memory
  disks       = each.value.disks
  network_ids = [vsphere_distributed_port_group.segment["pg-web-110"].id]
  ip          = each.value.ip
  gateway     = "10.11.0.1"
}

output "web_servers" {
  value = { for name, server in module.web : name => server.id }
}

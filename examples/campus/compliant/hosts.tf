locals {
  clusters = {
    (data.vsphere_compute_cluster.general.name)  = data.vsphere_compute_cluster.general.id
    (data.vsphere_compute_cluster.research.name) = data.vsphere_compute_cluster.research.id
  }
}

resource "vsphere_host" "esxi" {
  for_each = var.hosts

  hostname = each.key
  username = "root"
  password = var.esxi_password
  cluster  = local.clusters[each.value.cluster]
  lockdown = "normal"

  services {
    ntpd {
      enabled     = true
      policy      = "on"
      ntp_servers = ["ntp1.campus.example.edu", "ntp2.campus.example.edu"]
    }
  }
}

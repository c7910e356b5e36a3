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
  lockdown = "disabled" # VMG3401

  # Copied from the warning that the client showed.
  thumbprint = "9B:1E:55:0A:F3:28:7C:D4:61:0E:92:B7:4D:3F:A8:16:C0:5B:E7:21" # VMG0701

  services {
    ntpd {
      enabled     = true
      policy      = "on"
      ntp_servers = ["ntp1.campus.example.edu", "ntp2.campus.example.edu"]
    }
  }
}

site = {
  nodes = ["pve1", "pve2"]
  vms = {
    web = { cores = 2, vlan = 110, tags = ["web"], init = { ip = "10.1.0.5/24", gw = "10.1.0.1" } }
    db  = { cores = "4", node = 3, disks = { scsi0 = 20, scsi1 = "100" }, on = false, init = { ip = "dhcp" } }
    lab = { cores = 1, on = null }
  }
}

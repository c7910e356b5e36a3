vcenter = "vcenter.campus.example.edu"

hosts = {
  "esx-01.campus.example.edu" = {
    cluster       = "cl-general"
    management_ip = "10.2.1.11"
    storage_ip    = "fd31::11"
    vmotion_ip    = "10.40.1.11"
  }
  "esx-02.campus.example.edu" = {
    cluster       = "cl-general"
    management_ip = "10.2.1.12"
    storage_ip    = "fd31::12"
    vmotion_ip    = "10.40.1.12"
  }
  "esx-11.campus.example.edu" = {
    cluster       = "cl-research"
    management_ip = "10.2.1.21"
    storage_ip    = "fd31::21"
    vmotion_ip    = "10.40.1.21"
  }
  "esx-12.campus.example.edu" = {
    cluster       = "cl-research"
    management_ip = "10.2.1.22"
    storage_ip    = "fd31::22"
    vmotion_ip    = "10.40.1.22"
  }
}

port_groups = {
  "pg-web-110"     = { vlan = 110 }
  "pg-app-120"     = { vlan = 120 }
  "pg-db-130"      = { vlan = 130 }
  "pg-nfs-310"     = { vlan = 310 }
  "pg-backup-320"  = { vlan = 320 }
  "pg-mgmt-20"     = { vlan = 20 }
  "pg-vmotion-401" = { vlan = 401 }
}

web_servers = {
  "web-01" = { ip = "10.11.0.21" }
  "web-02" = { ip = "10.11.0.22" }
  "web-03" = { ip = "10.11.0.23", cpus = 4, memory = 8192, disks = [40, 100] }
}

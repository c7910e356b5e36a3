resource "vsphere_nas_datastore" "general" {
  name            = "nfs-general-02"
  host_system_ids = [for host in vsphere_host.esxi : host.id]
  type            = "NFS41"
  remote_hosts    = ["10.31.0.5"]
  remote_path     = "/vol/general02"
  security_type   = "SEC_KRB5I"
}

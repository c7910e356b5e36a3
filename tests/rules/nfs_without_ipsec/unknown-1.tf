resource "terraform_data" "server" {
  input = "fd31::5"
}

resource "vsphere_nas_datastore" "general" {
  name            = "nfs-general-02"
  host_system_ids = ["host-11"]
  remote_hosts    = [terraform_data.server.output]
  remote_path     = "/vol/general02"
}

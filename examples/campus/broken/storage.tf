resource "vsphere_nas_datastore" "general" {
  name            = "nfs-general-02"
  host_system_ids = [for host in vsphere_host.esxi : host.id]
  type            = "NFS41"
  remote_hosts    = ["10.31.0.5"] # VMG1201, VMG1301, VMG1401
  remote_path     = "/vol/general02"
  security_type   = "SEC_KRB5I"
}

resource "vsphere_content_library" "images" {
  name            = "images"
  storage_backing = [data.vsphere_datastore.general.id]
}

resource "vsphere_content_library_item" "debian13" {
  name       = "debian-13"
  library_id = vsphere_content_library.images.id
  file_url   = "http://images.campus.example.edu/debian-13.ova" # VMG0602
}

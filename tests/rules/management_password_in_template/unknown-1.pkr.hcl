source "vsphere-iso" "debian" {
  vcenter_server = "vcenter.example.edu"
  password       = upper("vmware-{{ build_id }}")
}

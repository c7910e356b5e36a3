resource "vsphere_vmfs_datastore" "databases" {
  name           = "vmfs-databases"
  host_system_id = "host-11"
  disks          = ["naa.600a098038304437415d4b6a59684d52"]
}

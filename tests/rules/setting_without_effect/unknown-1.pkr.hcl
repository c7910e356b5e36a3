source "vsphere-iso" "debian" {
  guest_os_type = "debian13_64Guest"
  quantum_entanglement_mode = "spooky"
}

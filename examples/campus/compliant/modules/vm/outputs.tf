output "id" {
  value = vsphere_virtual_machine.this.id
}

variable "nets" {
  type = map(object({ vlan = string, info = object({ labels = set(string) }) }))
}
variable "vlans" { type = list(string) }
resource "terraform_data" "each" {
  for_each = var.nets
  input    = { vlan = each.value.vlan, labels = each.value.info.labels, all = var.vlans }
}
output "names" { value = keys(terraform_data.each) }

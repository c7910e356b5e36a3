variable "vms" {
  type    = any
  default = { a = { cpus = 1 }, b = { cpus = "2", extra = true } }
}
variable "list_of_any" {
  type    = list(any)
  default = [{ a = 1 }, { a = "x" }]
}
variable "map_of_any" {
  type = map(any)
  default = { a = [1], b = ["x", "y"] }
}
variable "none" { type = any }

resource "terraform_data" "x" {
  for_each = var.vms
  input    = [each.value, lookup(each.value, "extra", false)]
}

resource "terraform_data" "y" {
  input = [var.list_of_any, var.map_of_any, var.none]
}

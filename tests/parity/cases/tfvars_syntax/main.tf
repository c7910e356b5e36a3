variable "vms" {
  type = map(object({
    cpus = number
    tags = optional(map(string), {})
    note = optional(string)
    nics = optional(list(object({ net = string, mac = optional(string, "auto") })), [])
  }))
}
variable "untyped" {}
variable "list" { type = list(string) }
variable "text" { type = string }

resource "terraform_data" "vms" {
  for_each = var.vms
  input    = each.value
}

resource "terraform_data" "rest" {
  input = [var.untyped, var.list, var.text]
}

variable "number" { type = number }
variable "text" { type = string }
variable "untyped" {}
variable "list" { type = list(string) }
variable "object" { type = object({ a = optional(number, 7), b = string }) }
variable "flag" { type = bool }
variable "any" { type = any }

resource "terraform_data" "all" {
  input = [var.number, var.text, var.untyped, var.list, var.object, var.flag, var.any]
}

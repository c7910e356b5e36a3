variable "nullable" { default = "inner" }
variable "firm" {
  default  = "inner"
  nullable = false
}
variable "object" {
  type = object({ a = optional(string, "a"), b = optional(number), c = optional(object({ d = optional(bool, true) }), {}) })
}
resource "terraform_data" "x" { input = [var.nullable, var.firm, var.object] }

variable "site" {
  type = object({
    networks = map(object({ vlan = optional(number, 5) }))
    extra    = optional(list(any), [1, "2"])
  })
}
resource "terraform_data" "x" { input = var.site }

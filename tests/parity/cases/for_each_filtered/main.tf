variable "vms" {
  default = {
    a = { env = "prod", cpus = 2 }
    b = { env = "test", cpus = 1 }
    c = { env = "prod", cpus = null }
  }
}

resource "terraform_data" "prod" {
  for_each = { for k, v in var.vms : k => v if v.env == "prod" && v.cpus != null }
  input    = "${each.key}:${each.value.cpus}"
}

resource "terraform_data" "grouped" {
  for_each = { for k, v in var.vms : v.env => k... }
  input    = each.value
}

resource "terraform_data" "sets" {
  for_each = setsubtract(toset(keys(var.vms)), ["b"])
  input    = each.value == each.key
}

resource "terraform_data" "product" {
  for_each = { for p in setproduct(["x", "y"], [1, 2]) : "${p[0]}-${p[1]}" => { zone = p[0], n = p[1] } }
  input    = each.value
}

resource "terraform_data" "flat" {
  for_each = { for item in flatten([for k, v in var.vms : [for i in range(2) : { key = k, i = i }]]) : "${item.key}.${item.i}" => item if item.key != "b" }
  input    = each.value.i
}

resource "terraform_data" "empty" {
  for_each = {}
  input    = each.key
}

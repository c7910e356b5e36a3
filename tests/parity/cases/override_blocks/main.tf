variable "v" {
  type      = list(string)
  default   = ["main"]
  sensitive = false
}

resource "terraform_data" "x" {
  for_each = toset(["a"])
  input    = { v = var.v, key = each.key }
  lifecycle {
    ignore_changes = [input]
  }
  provisioner "local-exec" {
    command = "echo main"
  }
}

resource "terraform_data" "y" {
  count = 2
  input = "y"
}

module "m" {
  source = "./one"
}

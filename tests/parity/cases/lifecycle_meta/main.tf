variable "enabled" { default = true }

resource "terraform_data" "first" {
  input = "first"
}

resource "terraform_data" "second" {
  input            = "second"
  triggers_replace = [terraform_data.first.input]
  depends_on       = [terraform_data.first]

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [input]
    prevent_destroy       = false
    replace_triggered_by  = [terraform_data.first]
    precondition {
      condition     = var.enabled
      error_message = "must be enabled"
    }
    postcondition {
      condition     = self.input == "second"
      error_message = "must be second"
    }
  }

  connection {
    host = "127.0.0.1"
  }

  provisioner "local-exec" {
    command = "echo ${self.input}"
  }
}

module "m" {
  source     = "./m"
  depends_on = [terraform_data.first]
}

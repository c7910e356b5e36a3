variable "n" {
  default = 2
  validation {
    condition     = var.n > 1
    error_message = "more than one"
  }
}

resource "terraform_data" "new" {
  input = var.n
}

moved {
  from = terraform_data.old
  to   = terraform_data.new
}

removed {
  from = terraform_data.gone
  lifecycle {
    destroy = false
  }
}

check "health" {
  assert {
    condition     = terraform_data.new.input > 1
    error_message = "too few"
  }
}

terraform {
  required_providers {
    random = { source = "hashicorp/random" }
  }
}

variable "token" {
  type      = string
  ephemeral = true
  default   = "t"
}

locals {
  user = "svc"
  auth = "${local.user}:${var.token}"
}

resource "random_pet" "name" {
  length = 2
  prefix = local.user
}

resource "terraform_data" "a" {
  input = local.user
}

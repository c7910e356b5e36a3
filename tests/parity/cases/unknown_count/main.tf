terraform {
  required_providers {
    random = { source = "hashicorp/random" }
  }
}

resource "random_integer" "n" {
  min = 1
  max = 3
}

resource "random_pet" "keys" {}

resource "terraform_data" "counted" {
  count = random_integer.n.result
  input = "x${count.index}"
}

resource "terraform_data" "each" {
  for_each = toset([random_pet.keys.id, "b"])
  input    = "const"
}

resource "terraform_data" "fine" {
  input = random_integer.n.max
}

terraform {
  required_providers {
    random = { source = "hashicorp/random" }
  }
}

resource "random_pet" "p" {
  for_each = toset(["a", "b"])
  prefix   = each.key
}

resource "terraform_data" "from_resource" {
  for_each = random_pet.p
  input    = [each.key, each.value.prefix, each.value.length]
}

resource "terraform_data" "from_map" {
  for_each = { for k, p in random_pet.p : k => p.id }
  input    = { key = each.key, id = each.value }
}

resource "terraform_data" "chained" {
  for_each = terraform_data.from_map
  input    = each.value.input.key
}

resource "terraform_data" "splat" {
  count = length(values(random_pet.p)[*].id)
  input = values(random_pet.p)[count.index].prefix
}

terraform {
  required_providers {
    terraform = { source = "terraform.io/builtin/terraform" }
  }
}

resource "terraform_data" "tf" {
  input = provider::terraform::decode_tfvars("a = 1")
}

resource "terraform_data" "encode" {
  input = provider::terraform::encode_expr({ a = [1] })
}

resource "terraform_data" "plain" {
  input = "plain"
}

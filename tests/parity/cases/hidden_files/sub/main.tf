resource "terraform_data" "sub" {}

module "m" {
  n = 2
}
resource "terraform_data" "x" {
  input = each.value
}

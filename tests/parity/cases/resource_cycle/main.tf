resource "terraform_data" "a" {
  input = terraform_data.b.input
}
resource "terraform_data" "b" {
  input = [terraform_data.a.input]
}
resource "terraform_data" "self" {
  count = length(terraform_data.self)
}
resource "terraform_data" "fine" { input = "fine" }

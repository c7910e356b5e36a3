resource "terraform_data" "a" {
  input = "tofu"
}
resource "terraform_data" "b" {
  input = "both"
}

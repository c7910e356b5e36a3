resource "terraform_data" "b" {
  input = "both"
}

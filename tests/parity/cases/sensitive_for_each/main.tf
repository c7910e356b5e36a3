variable "names" {
  type      = set(string)
  sensitive = true
  default   = ["a"]
}
resource "terraform_data" "x" {
  for_each = var.names
  input    = "const"
}

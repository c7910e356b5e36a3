# made with CRLF line ends
locals {
  text = <<EOT
one
two
EOT
}
resource "terraform_data" "x" {
  input = [local.text, "a"]
}

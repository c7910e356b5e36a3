variable "name" {}
resource "terraform_data" "a" {
  input = [var.name, path.module, file("${path.module}/note.txt")]
}

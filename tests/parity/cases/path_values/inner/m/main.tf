resource "terraform_data" "paths" {
  input = { module = path.module, root = path.root, ws = "${terraform.workspace}-x" }
}

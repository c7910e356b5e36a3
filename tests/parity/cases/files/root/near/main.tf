resource "terraform_data" "near" {
  input = [file("motd.txt"), file("${path.module}/note.txt"), path.module, path.root]
}

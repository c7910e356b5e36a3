locals {
  vars = { name = "web", list = ["a", "b"], map = { k = "v" }, flag = false, n = 1.5 }
}
resource "terraform_data" "t" {
  input = [
    templatefile("t.tftpl", local.vars),
    templatefile("${path.module}/dir/plain.txt", {}),
    base64encode(templatefile("t.tftpl", merge(local.vars, { flag = true }))),
  ]
}

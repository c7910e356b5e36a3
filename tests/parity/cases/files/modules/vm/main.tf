variable "name" {}

resource "terraform_data" "user_data" {
  input = templatefile("${path.module}/cloud-init.yaml.tftpl", {
    hostname = var.name
    users    = ["ada", "grace"]
    ntp      = null
  })
}

resource "terraform_data" "shared" {
  input = [
    file("${path.module}/../../shared/banner.txt"),
    basename(path.module),
    templatefile("${path.module}/../../shared/list.tftpl", { items = { b = 2, a = 1 } }),
  ]
}

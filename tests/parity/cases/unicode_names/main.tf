variable "größe" { default = 3 }

locals {
  имя  = "web"
  名前 = "${local.имя}-サーバ"
}

resource "terraform_data" "maschine_ä" {
  count = var.größe
  input = "${local.名前}-${count.index}"
}

resource "terraform_data" "text" {
  input = [length("ü😀e\u0301"), upper("straße"), substr("äöü", 1, 1), terraform_data.maschine_ä[1].input]
}

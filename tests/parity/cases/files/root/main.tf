module "vm" {
  source = "../modules/vm"
  name   = "web-1"
}

module "near" {
  source = "./near"
}

resource "terraform_data" "root" {
  input = {
    plain    = file("motd.txt")
    module   = trimspace(file("${path.module}/motd.txt"))
    up       = fileexists("${path.root}/../modules/vm/cloud-init.yaml.tftpl")
    missing  = fileexists("nothing.txt")
    fallback = try(file("nothing.txt"), "none")
    set      = fileset("${path.module}/conf", "**/*.conf")
    base64   = filebase64("motd.txt")
    sha      = filesha256("${path.module}/motd.txt")
    yaml     = yamldecode(file("${path.module}/conf/site.yaml"))
    json     = jsondecode(file("conf/site.json")).machines[1].name
  }
}

terraform {
  required_providers {
    random = { source = "hashicorp/random" }
    local  = { source = "hashicorp/local" }
    null   = { source = "hashicorp/null" }
    tls    = { source = "hashicorp/tls" }
    time   = { source = "hashicorp/time" }
  }
}

resource "random_password" "root" {
  length           = 24
  special          = true
  override_special = "!#%&*()-_=+[]{}<>:?"
}

resource "tls_private_key" "ssh" {
  algorithm = "ED25519"
}

resource "local_file" "inventory" {
  filename        = "${path.module}/inventory.ini"
  file_permission = "0640"
  content         = join("\n", [for h in ["a", "b"] : "${h} ansible_host=10.0.0.${index(["a", "b"], h) + 1}"])
}

resource "local_sensitive_file" "key" {
  filename = "id"
  content  = tls_private_key.ssh.private_key_openssh
}

resource "null_resource" "wait" {
  triggers = {
    always = random_password.root.id
    fixed  = "x"
    number = 5
  }
}

resource "time_sleep" "wait" {
  create_duration = "${30}s"
  triggers        = { file = local_file.inventory.filename }
}

resource "time_rotating" "monthly" {
  rotation_days = length(["x"]) * 30
}

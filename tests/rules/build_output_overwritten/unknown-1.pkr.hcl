variable "manifest" {}

source "qemu" "debian" {
  iso_url = "https://images.example.edu/debian-13.1.0-amd64-netinst.iso"
}

build {
  sources = ["source.qemu.debian"]

  post-processor "manifest" {
    output = var.manifest
  }
}

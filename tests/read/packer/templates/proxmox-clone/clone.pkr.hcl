variable "nodes" {
  type    = map(string)
  default = { a = "pve1", b = "pve2" }
}

source "proxmox-clone" "app" {
  proxmox_url = "https://pve1.example.edu:8006/api2/json"
  clone_vm    = "debian-13"
  full_clone  = true
  cores       = 2
  network_adapters {
    bridge = "vmbr0"
  }
}

build {
  name = "apps"
  dynamic "source" {
    for_each = var.nodes
    iterator = node
    labels   = ["proxmox-clone.app"]
    content {
      name    = "app-${node.key}"
      node    = node.value
      vm_name = "app-${node.key}"
    }
  }
  provisioner "shell" {
    inline = ["hostnamectl set-hostname ${source.name}"]
  }
}

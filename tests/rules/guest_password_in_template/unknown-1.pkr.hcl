source "qemu" "debian" {
  iso_url      = "https://images.example.edu/debian-13.1.0-amd64-netinst.iso"
  ssh_password = "packer-{{ build_id }}"
}

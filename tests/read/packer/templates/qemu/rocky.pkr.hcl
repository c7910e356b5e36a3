locals {
  version = "9.4"
  isos = {
    "9.4" = { url = "https://download.example.edu/Rocky-9.4-x86_64-minimal.iso", sum = "sha256:aa" }
  }
  headless = contains(["1", "true"], "true")
}

source "qemu" "rocky" {
  iso_url          = local.isos[local.version].url
  iso_checksum     = local.isos[local.version]["sum"]
  output_directory = "output-rocky-${replace(local.version, ".", "-")}"
  accelerator      = "kvm"
  headless         = local.headless
  disk_size        = "40960M"
  format           = "qcow2"
  vnc_bind_address = "0.0.0.0"
  vtpm             = true
  efi_boot         = true
  machine_type     = "q35"
  memory           = max(1024, 2048)
  qemuargs = [
    ["-cpu", "host"],
    ["-netdev", "user,id=user.0,hostfwd=tcp::{{ .SSHHostPort }}-:22"],
  ]
  http_content = {
    "/ks.cfg" = <<-EOF
      lang en_US.UTF-8
      rootpw --iscrypted x
    EOF
  }
  shutdown_command = "shutdown -P now"
  ssh_username     = "root"
  vm_name          = "rocky-${local.version}.qcow2"
}

build {
  sources = ["source.qemu.rocky"]
  post-processor "checksum" {
    checksum_types = ["sha256"]
    output         = "{{.BuildName}}.{{.ChecksumType}}"
  }
}

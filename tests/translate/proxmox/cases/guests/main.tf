# What guests have of their nodes, and what they are attached to.

terraform {
  required_providers {
    proxmox = {
      source  = "bpg/proxmox"
      version = "0.111.1"
    }
  }
}

resource "terraform_data" "later" {
  input = timestamp()
}

resource "proxmox_virtual_environment_vm" "defaults" { # VMG2601 fail, VMG1902 unknown, VMG0904 fail, VMG2401 pass, VMG2501 pass, VMG2801 pass
  node_name = "pve1"
  network_device {
  }
}

resource "proxmox_virtual_environment_vm" "no_nic" { # VMG2601 pass, VMG1901 pass, VMG0904 pass
  node_name = "pve1"
}

resource "proxmox_virtual_environment_vm" "clone" { # VMG2601 unknown, VMG1901 unknown, VMG0904 unknown
  node_name = "pve1"
  clone {
    vm_id = 9000
  }
}

resource "proxmox_virtual_environment_vm" "trunk_storage" { # VMG1901 fail, VMG2602 fail, VMG2601 pass
  node_name = "pve1"
  network_device {
    bridge = "vmbr1"
    trunks = "300;310"
  }
}

resource "proxmox_virtual_environment_vm" "trunk_range" { # VMG1901 fail, VMG2602 fail
  node_name = "pve1"
  network_device {
    bridge  = "vmbr1"
    vlan_id = 110
    trunks  = "300-320"
  }
}

resource "proxmox_virtual_environment_vm" "trunk_migr" { # VMG1901 fail, VMG2602 fail
  node_name = "pve1"
  network_device {
    bridge  = "vmbr1"
    vlan_id = 110
    trunks  = "20;27"
  }
}

resource "proxmox_virtual_environment_vm" "storage_vlan" { # VMG1901 fail, VMG2602 pass, VMG2601 pass
  node_name = "pve1"
  network_device {
    bridge  = "vmbr1"
    vlan_id = "310"
  }
}

resource "proxmox_virtual_environment_vm" "other_vlan" { # VMG1901 pass, VMG1902 pass, VMG2601 pass
  node_name = "pve1"
  network_device {
    bridge  = "vmbr1"
    vlan_id = 110
  }
}

resource "proxmox_virtual_environment_vm" "twonics" { # VMG1901 fail, VMG2601 fail, VMG0904 fail
  node_name = "pve1"
  network_device {
    bridge   = "vmbr1"
    vlan_id  = 110
    firewall = true
  }
  network_device {
    bridge = "vmbr9"
  }
}

resource "proxmox_virtual_environment_vm" "disabled_nic" { # VMG2601 pass, VMG1901 pass
  node_name = "pve1"
  network_device {
    bridge  = "vmbr9"
    enabled = false
  }
}

resource "proxmox_virtual_environment_vm" "disconnected" { # VMG1901 fail, VMG2601 fail
  node_name = "pve1"
  network_device {
    bridge       = "vmbr9"
    disconnected = true
  }
}

resource "proxmox_virtual_environment_vm" "later" { # VMG1901 unknown, VMG2601 unknown
  node_name = "pve1"
  network_device {
    bridge  = "vmbr1"
    vlan_id = terraform_data.later.output == "x" ? 0 : 5
  }
}

resource "proxmox_virtual_environment_vm" "devs" { # VMG2401 fail, VMG2501 fail
  node_name = "pve1"
  usb {
    host = "1-2"
  }
}

resource "proxmox_virtual_environment_vm" "spice" { # VMG2401 fail, VMG2501 fail
  node_name = "pve1"
  usb {
    host = "spice"
  }
}

resource "proxmox_virtual_environment_vm" "serial_dev" { # VMG2401 fail, VMG2501 fail
  node_name = "pve1"
  serial_device {
    device = "/dev/ttyS0"
  }
}

resource "proxmox_virtual_environment_vm" "mapped" { # VMG2501 fail
  node_name = "pve1"
  hostpci {
    device  = "hostpci0"
    mapping = "gpu"
    mdev    = "nvidia-63"
  }
}

resource "proxmox_virtual_environment_vm" "cdnone" { # VMG2401 fail, VMG2501 pass, VMG2801 pass
  node_name = "pve1"
  cdrom {
    file_id = "none"
  }
}

resource "proxmox_virtual_environment_vm" "cdphysical" { # VMG2401 fail, VMG2501 fail
  node_name = "pve1"
  cdrom {
    file_id = "cdrom"
  }
}

resource "proxmox_virtual_environment_vm" "cdiso" { # VMG2401 fail, VMG2801 fail, VMG2501 pass
  node_name = "pve1"
  cdrom {
    file_id = "local:iso/debian.iso"
  }
}

resource "proxmox_virtual_environment_vm" "rawdisk" { # VMG2501 fail, VMG2801 fail
  node_name = "pve1"
  disk {
    interface         = "scsi0"
    datastore_id      = ""
    path_in_datastore = "/dev/disk/by-id/ata-x"
    size              = 8
  }
}

resource "proxmox_virtual_environment_vm" "foreign" { # VMG2801 fail
  vm_id     = 100
  node_name = "pve1"
  disk {
    interface         = "scsi0"
    datastore_id      = "local-lvm"
    path_in_datastore = "vm-200-disk-0"
    size              = 8
  }
}

resource "proxmox_virtual_environment_vm" "audio" { # VMG2401 fail
  node_name = "pve1"
  audio_device {
  }
}

resource "proxmox_virtual_environment_vm" "audio_off" { # VMG2401 pass
  node_name = "pve1"
  audio_device {
    enabled = false
  }
}

resource "proxmox_virtual_environment_vm" "args" { # VMG2501 fail
  node_name     = "pve1"
  kvm_arguments = "-device vfio-pci,host=01:00.0"
}

resource "proxmox_virtual_environment_vm" "args_usb" { # VMG2501 fail
  node_name     = "pve1"
  kvm_arguments = "-usb -device usb-host,hostbus=1,hostaddr=2"
}

resource "proxmox_virtual_environment_vm" "args_share" { # VMG2801 fail
  node_name     = "pve1"
  kvm_arguments = "-virtfs local,path=/var/lib/vz,mount_tag=x,security_model=none"
}

resource "proxmox_virtual_environment_vm" "virtiofs" { # VMG2801 fail
  node_name = "pve1"
  virtiofs {
    mapping = "store"
  }
}

resource "proxmox_virtual_environment_hardware_mapping_dir" "store" {
  name = "store"
  map = [{
    node = "pve1"
    path = "/mnt/pve/store"
  }]
}

resource "proxmox_virtual_environment_container" "ct" { # VMG2601 fail, VMG0904 fail
  node_name = "pve1"
  network_interface {
    name = "eth0"
  }
}

resource "proxmox_virtual_environment_container" "ct_good" { # VMG2601 pass, VMG0904 fail, VMG1901 pass
  node_name = "pve1"
  network_interface {
    name     = "eth0"
    bridge   = "vmbr1"
    vlan_id  = 12
    firewall = true
  }
}

resource "proxmox_virtual_environment_container" "ct_dev" { # VMG2501 fail
  node_name = "pve1"
  device_passthrough {
    path = "/dev/dri/renderD128"
  }
}

resource "proxmox_virtual_environment_container" "ct_blk" { # VMG2501 fail
  node_name = "pve1"
  device_passthrough {
    path = "/dev/mapper/pve-vm--100"
  }
}

resource "proxmox_virtual_environment_container" "ct_mp" { # VMG2801 fail
  node_name = "pve1"
  mount_point {
    volume = "/mnt/pve/nfs"
    path   = "/x"
  }
}

resource "proxmox_virtual_environment_container" "ct_mp2" { # VMG2801 pass
  node_name = "pve1"
  mount_point {
    volume = "local-lvm"
    size   = "10G"
    path   = "/x"
  }
}

resource "proxmox_cloned_vm" "c" { # VMG2601 fail, VMG0904 fail, VMG1901 fail
  node_name = "pve1"
  clone = {
    source_vm_id = 9000
  }
  network = {
    net0 = {
      bridge = "vmbr9"
    }
  }
}

resource "proxmox_cloned_vm" "t" { # VMG2602 fail, VMG1901 fail
  node_name = "pve1"
  clone = {
    source_vm_id = 9000
  }
  network = {
    net0 = {
      bridge   = "vmbr1"
      tag      = 12
      trunks   = [310]
      firewall = true
    }
  }
}

resource "proxmox_cloned_vm" "no_net" { # VMG2601 unknown, VMG1901 unknown
  node_name = "pve1"
  clone = {
    source_vm_id = 9000
  }
}

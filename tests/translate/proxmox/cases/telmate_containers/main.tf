# Containers in both spellings.

terraform {
  required_providers {
    proxmox = {
      source  = "telmate/proxmox"
      version = "3.0.2-rc09"
    }
  }
}

resource "terraform_data" "later" {}

resource "proxmox_lxc" "closed" { # VMG2101 pass, VMG2501 pass, VMG3001 pass, VMG2301 pass
  hostname     = "old-web"
  target_node  = "pve1"
  ostemplate   = "local:vztmpl/debian-13-standard_13.1-1_amd64.tar.zst"
  unprivileged = true

  features {
    nesting = true
  }
  network {
    name     = "eth0"
    bridge   = "vmbr0"
    tag      = 110
    firewall = true
  }
}

# A container is privileged unless it is told otherwise.
resource "proxmox_lxc" "nothing_said" { # VMG2101 fail, VMG3001 fail
  hostname    = "nothing-said"
  target_node = "pve1"
}

resource "proxmox_lxc" "open" { # VMG2101 fail, VMG2301 fail, VMG2601 fail, VMG0904 fail, VMG2501 fail
  hostname     = "old-open"
  target_node  = "pve1"
  unprivileged = true
  start        = true

  mountpoint {
    key    = "0"
    slot   = 0
    mp     = "/srv"
    volume = "/var/lib/vz"
  }
  mountpoint {
    key    = "1"
    slot   = 1
    mp     = "/data"
    volume = "/dev/sdb"
  }
  network {
    name     = "eth0"
    bridge   = "vmbr0"
    firewall = false
  }
}

resource "proxmox_lxc" "volume" { # VMG2101 pass, VMG2501 pass
  hostname     = "volume"
  target_node  = "pve1"
  unprivileged = true

  mountpoint {
    key     = "0"
    slot    = 0
    mp      = "/srv"
    storage = "local-zfs"
    size    = "8G"
  }
}

resource "proxmox_lxc" "later" { # VMG2101 unknown, VMG2301 unknown
  hostname     = "old-later"
  target_node  = "pve1"
  unprivileged = terraform_data.later.id != ""
  start        = terraform_data.later.id != ""
}

resource "proxmox_lxc_guest" "closed" { # VMG2101 pass, VMG2601 pass, VMG3001 pass, VMG0904 silent
  name         = "web"
  target_node  = "pve1"
  unprivileged = true
  power_state  = "stopped"

  template {
    file    = "debian-13-standard_13.1-1_amd64.tar.zst"
    storage = "local"
  }
  root_mount {
    size    = "8G"
    storage = "local-zfs"
  }
  networks {
    net0 {
      name        = "eth0"
      bridge      = "vmbr0"
      vlan_native = 110
    }
  }
}

# A container in the newer spelling runs unless it is told otherwise.
resource "proxmox_lxc_guest" "open" { # VMG2101 fail, VMG2301 fail, VMG2601 fail, VMG0904 fail, VMG2501 fail
  name        = "old-open"
  target_node = "pve1"
  privileged  = true

  clone {
    name = "tpl-debian13"
  }
  root_mount {
    size    = "8G"
    storage = "local-zfs"
  }
  mounts {
    mp0 {
      bind {
        host_path  = "/dev/sdb"
        guest_path = "/data"
      }
    }
  }
  networks {
    net0 {
      name     = "eth0"
      bridge   = "vmbr0"
      firewall = false
    }
  }
}

resource "proxmox_lxc_guest" "later" { # VMG2301 unknown, VMG3002 unknown
  name         = "old-later"
  target_node  = "pve1"
  unprivileged = true
  power_state  = terraform_data.later.id

  clone {
    id = length(terraform_data.later.id)
  }
  root_mount {
    size    = "8G"
    storage = "local-zfs"
  }
}

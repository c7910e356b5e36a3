# Network adaptors, and the disks and drives of machines.

terraform {
  required_providers {
    hyperv = {
      source  = "taliesins/hyperv"
      version = "1.2.1"
    }
  }
}

resource "hyperv_machine_instance" "bare" { # VMG0904 pass, VMG2601 pass, VMG1901 pass, VMG2401 pass, VMG2501 pass, VMG2801 pass
  name = "a"
}

resource "hyperv_machine_instance" "good" { # VMG0904 pass, VMG2601 pass, VMG1901 pass
  name = "a"
  network_adaptors {
    name        = "n"
    switch_name = "lan"
    vlan_access = true
    vlan_id     = 20
  }
}

resource "hyperv_machine_instance" "noaccess" { # VMG2601 fail
  name = "a"
  network_adaptors {
    name        = "n"
    switch_name = "lan"
    vlan_id     = 20
  }
}

resource "hyperv_machine_instance" "access_no_id" { # VMG2601 fail
  name = "a"
  network_adaptors {
    name        = "n"
    switch_name = "lan"
    vlan_access = true
  }
}

resource "hyperv_machine_instance" "spoof" { # VMG0904 fail
  name = "a"
  network_adaptors {
    name                 = "n"
    switch_name          = "lan"
    mac_address_spoofing = "ON"
  }
}

resource "hyperv_machine_instance" "spoof_off" { # VMG0904 pass
  name = "a"
  network_adaptors {
    name                 = "n"
    switch_name          = "lan"
    mac_address_spoofing = "off"
  }
}

resource "hyperv_machine_instance" "storage" { # VMG1901 fail
  name = "a"
  network_adaptors {
    name        = "n"
    switch_name = "storage-sw"
  }
}

resource "hyperv_machine_instance" "storage_vlan" { # VMG1901 fail
  name = "a"
  network_adaptors {
    name        = "n"
    switch_name = "lan"
    vlan_access = true
    vlan_id     = 310
  }
}

resource "hyperv_machine_instance" "unattached" { # VMG1901 pass, VMG2601 pass
  name = "a"
  network_adaptors {
    name = "n"
  }
}

resource "hyperv_machine_instance" "rawdisk" { # VMG2501 fail, VMG2801 fail
  name = "a"
  hard_disk_drives {
    controller_number   = 0
    controller_location = 0
    disk_number         = 2
  }
}

resource "hyperv_machine_instance" "shared" { # VMG2801 fail
  name = "a"
  hard_disk_drives {
    controller_number               = 0
    controller_location             = 0
    path                            = "C:\\x.vhdx"
    support_persistent_reservations = true
  }
}

resource "hyperv_machine_instance" "maxdisk" { # VMG2501 pass
  name = "a"
  hard_disk_drives {
    controller_number   = 0
    controller_location = 0
    path                = "C:\\y.vhdx"
    disk_number         = 4294967295
  }
}

resource "hyperv_machine_instance" "dvd" { # VMG2401 fail, VMG2801 fail
  name = "a"
  dvd_drives {
    controller_number   = 0
    controller_location = 0
    path                = "C:\\x.iso"
  }
}

resource "hyperv_machine_instance" "dvd_empty" { # VMG2401 fail, VMG2801 pass
  name = "a"
  dvd_drives {
    controller_number   = 0
    controller_location = 0
  }
}

resource "hyperv_machine_instance" "iov" { # VMG2501 pass
  name = "a"
  network_adaptors {
    name        = "n"
    switch_name = hyperv_network_switch.iov.name
    iov_weight  = 100
  }
}

resource "hyperv_network_switch" "iov" { # VMG0501 silent
  name       = "iov"
  enable_iov = true
}

resource "hyperv_machine_instance" "two1" { # VMG2801 fail
  name = "a1"
  hard_disk_drives {
    controller_number   = 0
    controller_location = 0
    path                = "C:\\same.vhdx"
  }
}

resource "hyperv_machine_instance" "two2" { # VMG2801 fail
  name = "a2"
  hard_disk_drives {
    controller_number   = 0
    controller_location = 0
    path                = "c:/SAME.vhdx"
  }
}

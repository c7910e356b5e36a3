# Switches, VLANs, and the filter that holds guests to their MAC addresses.

terraform {
  required_providers {
    hyperv = {
      source  = "taliesins/hyperv"
      version = "1.2.1"
    }
  }
}

resource "terraform_data" "later" {}

resource "hyperv_network_switch" "campus" { # VMG0801 silent
  name              = "campus"
  switch_type       = "External"
  net_adapter_names = ["Ethernet 2"]
}

resource "hyperv_network_switch" "fast" {
  name              = "fast"
  switch_type       = "External"
  enable_iov        = true
  net_adapter_names = ["Ethernet 3"]
}

# A switch that the host shares is nothing special: that is the default.
resource "hyperv_machine_instance" "tagged" { # VMG0904 pass, VMG2601 pass, VMG2602 pass, VMG1901 pass, VMG1902 pass
  name = "tagged"

  network_adaptors {
    name        = "lan"
    switch_name = hyperv_network_switch.campus.name
    vlan_access = true
    vlan_id     = 110
  }
}

# The id has no effect without vlan_access.
resource "hyperv_machine_instance" "silently_untagged" { # VMG2601 fail
  name = "silently-untagged"

  network_adaptors {
    name        = "lan"
    switch_name = "campus"
    vlan_id     = 110
  }
}

resource "hyperv_machine_instance" "untagged" { # VMG2601 fail, VMG1902 pass
  name = "untagged"

  network_adaptors {
    name        = "lan"
    switch_name = "Campus"
    vlan_access = true
  }
}

resource "hyperv_machine_instance" "spoofing" { # VMG0904 fail
  name = "spoofing"

  network_adaptors {
    name                 = "lan"
    switch_name          = "campus"
    mac_address_spoofing = "on"
  }
}

resource "hyperv_machine_instance" "not_spoofing" { # VMG0904 pass
  name = "not-spoofing"

  network_adaptors {
    name                 = "lan"
    switch_name          = "campus"
    mac_address_spoofing = "OFF"
  }
}

# The weight of 100 that every adapter has by default matters only where the switch allows it.
resource "hyperv_machine_instance" "past_the_switch" { # VMG0904 fail
  name = "past-the-switch"

  network_adaptors {
    name        = "lan"
    switch_name = "fast"
  }
}

resource "hyperv_machine_instance" "not_past_the_switch" { # VMG0904 pass
  name = "not-past-the-switch"

  network_adaptors {
    name        = "lan"
    switch_name = "fast"
    iov_weight  = 0
  }
}

resource "hyperv_machine_instance" "on_storage" { # VMG1901 fail, VMG1902 pass
  name = "on-storage"

  network_adaptors {
    name        = "lan"
    switch_name = "iscsi"
  }
}

resource "hyperv_machine_instance" "unheard_of" { # VMG1901 unknown, VMG1902 unknown
  name = "unheard-of"

  network_adaptors {
    name        = "lan"
    switch_name = "somewhere"
  }
}

resource "hyperv_machine_instance" "unplugged" { # VMG2601 pass, VMG1902 pass, VMG0904 pass
  name = "unplugged"

  network_adaptors {
    name = "lan"
  }
}

resource "hyperv_machine_instance" "later" { # VMG0904 unknown, VMG2601 unknown, VMG1901 unknown
  name = "later"

  network_adaptors {
    name                 = "lan"
    switch_name          = terraform_data.later.id
    mac_address_spoofing = terraform_data.later.id
    vlan_access          = true
    vlan_id              = length(terraform_data.later.id)
  }
}

terraform {
  required_providers {
    nsxt = {
      source  = "vmware/nsxt"
      version = "3.11.1"
    }
  }
}

provider "nsxt" { # VMG0201 unknown, VMG0601 pass, VMG0701 pass, VMG3301 pass
  host = "nsx.example.edu"
}

provider "nsxt" { # VMG0601 fail, VMG0701 fail, VMG3301 fail
  alias                = "lab"
  host                 = "nsx-lab.example.edu"
  allow_unverified_ssl = true
}

resource "nsxt_policy_spoof_guard_profile" "on" {
  display_name              = "on"
  address_binding_allowlist = true
}

resource "nsxt_policy_spoof_guard_profile" "silent" {
  display_name = "silent"
}

resource "nsxt_policy_mac_discovery_profile" "strict" {
  display_name         = "strict"
  mac_learning_enabled = true
  mac_limit            = 2
  mac_limit_policy     = "DROP"
}

resource "nsxt_policy_mac_discovery_profile" "loose" {
  display_name         = "loose"
  mac_learning_enabled = true
}

resource "nsxt_policy_mac_discovery_profile" "changing" {
  display_name       = "changing"
  mac_change_enabled = true
}

resource "nsxt_policy_vlan_segment" "guarded" { # VMG0904 pass, VMG2601 pass, VMG2602 pass
  display_name = "web-110"
  vlan_ids     = ["110"]

  security_profile {
    spoofguard_profile_path = nsxt_policy_spoof_guard_profile.on.path
  }
  discovery_profile {
    mac_discovery_profile_path = nsxt_policy_mac_discovery_profile.strict.path
  }
}

resource "nsxt_policy_segment" "overlay" { # VMG0904 pass, VMG2601 silent, VMG2602 silent
  display_name = "overlay"

  security_profile {
    spoofguard_profile_path = nsxt_policy_spoof_guard_profile.on.path
  }
}

resource "nsxt_policy_vlan_segment" "bare" { # VMG0904 fail, VMG2601 fail
  display_name = "bare"
  vlan_ids     = ["0"]
}

resource "nsxt_policy_vlan_segment" "trunk" { # VMG0904 fail, VMG2602 fail
  display_name = "trunk"
  vlan_ids     = ["0-4094"]

  security_profile {
    spoofguard_profile_path = nsxt_policy_spoof_guard_profile.silent.path
  }
}

resource "nsxt_policy_vlan_segment" "two" { # VMG2602 fail
  display_name = "two"
  vlan_ids     = ["110", "120"]
}

resource "nsxt_policy_segment" "loose" { # VMG0904 fail
  display_name = "loose"

  security_profile {
    spoofguard_profile_path = nsxt_policy_spoof_guard_profile.on.path
  }
  discovery_profile {
    mac_discovery_profile_path = nsxt_policy_mac_discovery_profile.loose.path
  }
}

resource "nsxt_policy_segment" "changing" { # VMG0904 fail
  display_name = "changing"

  security_profile {
    spoofguard_profile_path = nsxt_policy_spoof_guard_profile.on.path
  }
  discovery_profile {
    mac_discovery_profile_path = nsxt_policy_mac_discovery_profile.changing.path
  }
}

resource "nsxt_policy_segment" "elsewhere" { # VMG0904 unknown
  display_name = "elsewhere"

  security_profile {
    spoofguard_profile_path = "/infra/spoofguard-profiles/site-default"
  }
}

resource "nsxt_policy_fixed_segment" "fixed" { # VMG0904 fail
  display_name      = "fixed"
  connectivity_path = "/infra/tier-1s/t1"
}

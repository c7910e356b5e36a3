# Segments, and the profiles that hold them to addresses.

terraform {
  required_providers {
    nsxt = {
      source  = "vmware/nsxt"
      version = "3.11.1"
    }
  }
}

resource "nsxt_policy_segment" "bare" { # VMG0904 fail
  display_name = "s"
}

resource "nsxt_policy_segment" "good" { # VMG0904 pass
  display_name = "s"
  security_profile {
    spoofguard_profile_path = nsxt_policy_spoof_guard_profile.on.path
  }
}

resource "nsxt_policy_segment" "off" { # VMG0904 fail
  display_name = "s"
  security_profile {
    spoofguard_profile_path = nsxt_policy_spoof_guard_profile.off.path
  }
}

resource "nsxt_policy_spoof_guard_profile" "on" {
  display_name              = "on"
  address_binding_allowlist = true
}

resource "nsxt_policy_spoof_guard_profile" "off" {
  display_name = "off"
}

resource "nsxt_policy_segment" "learn" { # VMG0904 fail
  display_name = "s"
  security_profile {
    spoofguard_profile_path = nsxt_policy_spoof_guard_profile.on.path
  }
  discovery_profile {
    mac_discovery_profile_path = nsxt_policy_mac_discovery_profile.learn.path
  }
}

resource "nsxt_policy_mac_discovery_profile" "learn" {
  display_name       = "l"
  mac_change_enabled = true
}

resource "nsxt_policy_vlan_segment" "v" { # VMG2601 pass, VMG2602 pass
  display_name = "v"
  vlan_ids     = ["12"]
}

resource "nsxt_policy_vlan_segment" "zero" { # VMG2601 fail
  display_name = "v"
  vlan_ids     = ["0"]
}

resource "nsxt_policy_vlan_segment" "trunk" { # VMG2602 fail
  display_name = "v"
  vlan_ids     = ["0-4094"]
}

resource "nsxt_policy_vlan_segment" "two" { # VMG2602 fail
  display_name = "v"
  vlan_ids     = ["12", "13"]
}

resource "nsxt_policy_fixed_segment" "f" { # VMG0904 fail
  display_name      = "f"
  connectivity_path = "/infra/tier-1s/x"
}


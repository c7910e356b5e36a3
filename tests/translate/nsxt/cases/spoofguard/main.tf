# SpoofGuard profiles of the system, of the configuration and of neither; addresses that are learned.

terraform {
  required_providers {
    nsxt = {
      source  = "vmware/nsxt"
      version = "3.11.1"
    }
  }
}

resource "nsxt_policy_spoof_guard_profile" "on" {
  display_name              = "on"
  address_binding_allowlist = true
}

resource "nsxt_policy_mac_discovery_profile" "learn_limited" {
  display_name         = "l"
  mac_learning_enabled = true
  mac_limit            = 1
  mac_limit_policy     = "DROP"
}

resource "nsxt_policy_mac_discovery_profile" "learn" {
  display_name         = "l"
  mac_learning_enabled = true
}

resource "nsxt_policy_vlan_segment" "good" { # VMG0904 pass, VMG2601 pass
  display_name = "v"
  vlan_ids     = [12]
  security_profile {
    spoofguard_profile_path = nsxt_policy_spoof_guard_profile.on.path
  }
}

resource "nsxt_policy_vlan_segment" "literal" { # VMG0904 unknown
  display_name = "v"
  vlan_ids     = ["12"]
  security_profile {
    spoofguard_profile_path = "/infra/spoofguard-profiles/x"
  }
}

resource "nsxt_policy_vlan_segment" "default_profile" { # VMG0904 fail
  display_name = "v"
  vlan_ids     = ["12"]
  security_profile {
    spoofguard_profile_path = "/infra/spoofguard-profiles/default-spoofguard-profile"
  }
}

resource "nsxt_policy_vlan_segment" "learning" { # VMG0904 fail
  display_name = "v"
  vlan_ids     = ["12"]
  security_profile {
    spoofguard_profile_path = nsxt_policy_spoof_guard_profile.on.path
  }
  discovery_profile {
    mac_discovery_profile_path = nsxt_policy_mac_discovery_profile.learn.path
  }
}

resource "nsxt_policy_vlan_segment" "learning_limited" { # VMG0904 pass
  display_name = "v"
  vlan_ids     = ["12"]
  security_profile {
    spoofguard_profile_path = nsxt_policy_spoof_guard_profile.on.path
  }
  discovery_profile {
    mac_discovery_profile_path = nsxt_policy_mac_discovery_profile.learn_limited.path
  }
}



data "nsxt_policy_spoofguard_profile" "default" {
  display_name = "default-spoofguard-profile"
}

data "nsxt_policy_spoofguard_profile" "other" {
  display_name = "campus"
}

resource "nsxt_policy_segment" "looked_up_default" { # VMG0904 fail
  display_name = "v"
  security_profile {
    spoofguard_profile_path = data.nsxt_policy_spoofguard_profile.default.path
  }
}

resource "nsxt_policy_segment" "looked_up" { # VMG0904 unknown
  display_name = "v"
  security_profile {
    spoofguard_profile_path = data.nsxt_policy_spoofguard_profile.other.path
  }
}

terraform {
  required_providers {
    nsxt = {
      source = "vmware/nsxt"
    }
  }
}

resource "nsxt_policy_group" "offices" {
  display_name = "offices"

  criteria {
    condition {
      key         = "Name"
      member_type = "VirtualMachine"
      operator    = "STARTSWITH"
      value       = "office-"
    }
  }
}

resource "nsxt_policy_security_policy" "offices" {
  display_name = "offices"
  category     = "Application"

  rule {
    display_name       = "offices-to-vcenter"
    source_groups      = [nsxt_policy_group.offices.path]
    destination_groups = ["10.2.0.10"]
  }
}

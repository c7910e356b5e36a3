# Rules that are asked before denials, behind them, and beside them.

terraform {
  required_providers {
    nsxt = {
      source  = "vmware/nsxt"
      version = "3.11.1"
    }
  }
}

resource "nsxt_policy_group" "management" {
  display_name = "management"

  criteria {
    ipaddress_expression {
      ip_addresses = ["10.2.0.0/24"]
    }
  }
}

resource "nsxt_policy_group" "staff" {
  display_name = "staff"

  criteria {
    ipaddress_expression {
      ip_addresses = ["10.5.0.1-10.5.0.9", "2001:db8:5::10"]
    }
  }
}

resource "nsxt_policy_group" "tagged" {
  display_name = "tagged"

  criteria {
    condition {
      key         = "Tag"
      member_type = "VirtualMachine"
      operator    = "EQUALS"
      value       = "web"
    }
  }
}

resource "nsxt_policy_security_policy" "staff" { # VMG3402 pass
  display_name = "staff"
  category     = "Infrastructure"

  rule {
    display_name       = "staff"
    source_groups      = [nsxt_policy_group.staff.path, "10.31.0.11"]
    destination_groups = [nsxt_policy_group.management.path]
  }
  rule {
    display_name       = "nobody-else"
    action             = "REJECT"
    destination_groups = [nsxt_policy_group.management.path]
  }
  rule {
    display_name = "behind"
  }
}

resource "nsxt_policy_security_policy" "before" { # VMG3402 fail
  display_name = "before"
  category     = "Emergency"

  rule {
    display_name = "all"
  }
}

resource "nsxt_policy_security_policy" "off" { # VMG3402 pass
  display_name = "off"
  category     = "Emergency"

  rule {
    display_name = "all"
    disabled     = true
  }
  rule {
    display_name       = "elsewhere"
    destination_groups = ["10.11.0.0/24"]
  }
  rule {
    display_name       = "among-servers"
    source_groups      = [nsxt_policy_group.management.path]
    destination_groups = ["10.2.0.10"]
  }
}

resource "nsxt_policy_security_policy" "but" { # VMG3402 fail
  display_name = "but"
  category     = "Emergency"

  rule {
    display_name       = "all-but-the-web"
    source_groups      = ["10.11.0.0/24"]
    sources_excluded   = true
    destination_groups = ["10.2.0.10"]
  }
}

resource "nsxt_policy_security_policy" "range" { # VMG3402 fail
  display_name = "range"
  category     = "Emergency"

  rule {
    display_name       = "range"
    source_groups      = ["10.5.0.1-10.5.0.99"]
    destination_groups = ["10.2.0.9-10.2.0.11"]
  }
}

resource "nsxt_policy_security_policy" "tagged" { # VMG3402 unknown
  display_name = "tagged"
  category     = "Emergency"

  rule {
    display_name       = "tagged"
    source_groups      = [nsxt_policy_group.tagged.path]
    destination_groups = [nsxt_policy_group.management.path]
  }
}

resource "nsxt_policy_security_policy" "late" { # VMG3402 pass
  display_name = "late"
  category     = "Application"

  rule {
    display_name = "all"
  }
}

resource "nsxt_policy_gateway_policy" "gateway" { # VMG3402 fail
  display_name = "gateway"
  category     = "LocalGatewayRules"

  rule {
    display_name = "another-firewall"
    scope        = ["/infra/tier-1s/t1"]
  }
}

resource "nsxt_policy_security_policy_rule" "single" { # VMG3402 pass
  display_name    = "single"
  policy_path     = nsxt_policy_security_policy.late.path
  sequence_number = 5
}

resource "nsxt_policy_security_policy_rule" "first" { # VMG3402 fail
  display_name    = "first"
  policy_path     = nsxt_policy_security_policy.before.path
  sequence_number = 5
}

resource "nsxt_policy_predefined_security_policy" "default" { # VMG3402 pass
  path = "/infra/domains/default/security-policies/default-layer3-section"

  default_rule {}
}

resource "nsxt_policy_predefined_gateway_policy" "default" { # VMG3402 pass
  path = "/infra/domains/default/gateway-policies/Policy_Default_Infra"

  default_rule {
    scope  = "/infra/tier-0s/t0"
    action = "DROP"
  }
}

"""A firewall lets workstations that are not authorized reach a management server.

## Why
C34 demands that access to the hypervisors' management server is limited to the workstations of authorized staff.
Whoever can reach its login page can try passwords on it, and the next flaw in it; behind it is every machine.

## Fix
Allow the management server's address from the workstations in `addresses.workstations` of `vmgate.toml` alone, and
deny it to everybody else in a rule that is asked before the broader ones. `addresses.management` tells the servers,
else the networks with `role = "management"` do. On NSX a rule without `source_groups` is for everybody, and one
without `action` allows. On Proxmox, where the nodes are the management servers, switch the cluster's firewall on,
leave `input_policy` at "DROP", and give rules on the ports 22, 3128, 5900 to 5999 and 8006 a `source`.

## Bad
```hcl
terraform {
  required_providers {
    nsxt = {
      source = "vmware/nsxt"
    }
  }
}

resource "nsxt_policy_group" "vcenter" {
  display_name = "vcenter"

  criteria {
    ipaddress_expression {
      ip_addresses = ["10.2.0.10"]
    }
  }
}

resource "nsxt_policy_security_policy" "management" {
  display_name = "management"
  category     = "Infrastructure"

  rule {
    display_name       = "vcenter-from-anywhere"
    destination_groups = [nsxt_policy_group.vcenter.path]
    services           = ["/infra/services/HTTPS"]
  }
}
```
```toml vmgate.toml
[addresses]
management = ["10.2.0.10"]
workstations = ["10.5.0.0/28"]
```
```hcl
terraform {
  required_providers {
    nsxt = {
      source = "vmware/nsxt"
    }
  }
}

resource "nsxt_policy_security_policy" "offices" {
  display_name = "offices"
  category     = "Application"

  rule {
    display_name       = "offices-to-servers"
    source_groups      = ["10.5.0.0/16"]
    destination_groups = ["10.2.0.0/16"]
  }
}
```
```toml vmgate.toml
[addresses]
management = ["10.2.0.10"]
workstations = ["10.5.0.0/28"]
```

## Good
```hcl
terraform {
  required_providers {
    nsxt = {
      source = "vmware/nsxt"
    }
  }
}

resource "nsxt_policy_group" "vcenter" {
  display_name = "vcenter"

  criteria {
    ipaddress_expression {
      ip_addresses = ["10.2.0.10"]
    }
  }
}

resource "nsxt_policy_security_policy" "management" {
  display_name = "management"
  category     = "Infrastructure"

  rule {
    display_name       = "vcenter-from-platform-staff"
    source_groups      = ["10.5.0.0/28"]
    destination_groups = [nsxt_policy_group.vcenter.path]
    services           = ["/infra/services/HTTPS"]
  }
  rule {
    display_name       = "vcenter-from-nobody-else"
    action             = "DROP"
    destination_groups = [nsxt_policy_group.vcenter.path]
  }
}

resource "nsxt_policy_security_policy" "servers" {
  display_name = "servers"
  category     = "Application"

  rule {
    display_name = "everything-else"
  }
}
```
```toml vmgate.toml
[addresses]
management = ["10.2.0.10"]
workstations = ["10.5.0.0/28"]
```
"""

from collections.abc import Sequence

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.firewall import FirewallPolicy, FirewallRule, unauthorized

rule = declare(__name__, id="VMG3402", clause="C34", severity=Severity.HIGH)


def _rules(policy: FirewallPolicy) -> Sequence[tuple[FirewallPolicy, FirewallRule]]:
    return [(policy, one) for one in policy.firewall_rules]


@rule.each(FirewallPolicy, _rules)
def firewall_rule(of: tuple[FirewallPolicy, FirewallRule], site: Site) -> Fault | None:
    """One rule of a firewall."""
    policy, one = of
    who = unauthorized(one, site, policy.surroundings)
    return None if who is None else Fault(f"rule {one.name} lets {who} reach a management server", one.where)

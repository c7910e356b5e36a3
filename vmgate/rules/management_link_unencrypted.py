"""The link from a management system to the hosts is not secured.

## Why
C33 asks for secure, encrypted links between management systems and hosts. Over a link whose far end is not
verified, whoever answers first gets the administrator's password, and with it every host behind the server.

## Fix
Have the management server present a certificate of a CA that the machine running Terraform trusts, and
leave the check on: no `allow_unverified_ssl`, and no `VSPHERE_ALLOW_UNVERIFIED_SSL` where Terraform runs.
On libvirt connect by SSH or TLS, without `no_verify` and `known_hosts_verify=ignore`. VMG0601 asks the
same of every other connection.

## Bad
```hcl
provider "vsphere" {
  vsphere_server = "vcenter.example.edu"
  user           = "terraform@vsphere.local"
  password       = var.vsphere_password

  allow_unverified_ssl = true
}

variable "vsphere_password" {
  type      = string
  sensitive = true
}

data "vsphere_datacenter" "campus" {
  name = "campus-dc1"
}
```

## Good
```hcl
provider "vsphere" {
  vsphere_server = "vcenter.example.edu"
  user           = "terraform@vsphere.local"
  password       = var.vsphere_password
}

variable "vsphere_password" {
  type      = string
  sensitive = true
}

data "vsphere_datacenter" "campus" {
  name = "campus-dc1"
}
```
"""

from vmgate.model.fact import Fact
from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.connection import EnvironmentSwitch, ManagementConnection

rule = declare(__name__, id="VMG3301", clause="C33", severity=Severity.MEDIUM)


@rule.each(ManagementConnection, lambda connection: connection.certificate_checks)
def link(verified: Fact[bool], _site: Site) -> Fault | None:
    """The link as it is configured."""
    if verified.value:
        return None
    return Fault(f"the management server's certificate is not verified{verified.noted}", verified)


@rule.each(ManagementConnection, lambda connection: connection.environment_switches)
def environment(switch: EnvironmentSwitch, site: Site) -> Fault | None:
    """One variable that turns the check off where the gate itself runs."""
    if not site.turns_on(switch.variable):
        return None
    return Fault(f"{switch.variable} is set: the management server's certificate is not verified", switch.at)

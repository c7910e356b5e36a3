"""The server's certificate is not verified.

## Why
C06 demands that all traffic between management systems, hypervisors and clients is encrypted. Encryption
to a server whose certificate nobody checks protects from no one who can answer in its place: whoever
stands between reads the administrator's password, and with it has every host and guest.

## Fix
Have the server present a certificate of a CA that the machine running Terraform trusts, and leave the
check on. On vSphere leave out `allow_unverified_ssl` and `allow_unverified_ssl_cert` or set them to
false, and unset `VSPHERE_ALLOW_UNVERIFIED_SSL` where Terraform runs. On Proxmox leave out `insecure` or
set it to false, and unset `PROXMOX_VE_INSECURE`. Either variable is a fault where vmgate sees it set, as it
does in a pipeline that plans and judges in one job. On libvirt leave `no_verify` and
`known_hosts_verify=ignore` out of the URI, and use SSH or TLS; on Hyper-V leave out `insecure`. In Packer
templates leave out `insecure_connection`, `insecure_skip_tls_verify` and `winrm_insecure`.

## Bad
```hcl
provider "vsphere" {
  vsphere_server       = "vcenter.example.edu"
  user                 = "terraform@vsphere.local"
  password             = var.vsphere_password
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
```hcl
terraform {
  required_providers {
    proxmox = {
      source = "bpg/proxmox"
    }
  }
}

provider "proxmox" {
  endpoint = "https://pve.example.edu:8006/"
  insecure = true
}

data "proxmox_virtual_environment_nodes" "all" {}
```
```hcl template.pkr.hcl
source "vsphere-iso" "debian" {
  vcenter_server      = "vcenter.example.edu"
  insecure_connection = "true"
}
```

## Good
```hcl
provider "vsphere" {
  vsphere_server       = "vcenter.example.edu"
  user                 = "terraform@vsphere.local"
  password             = var.vsphere_password
  allow_unverified_ssl = false
}

variable "vsphere_password" {
  type      = string
  sensitive = true
}

data "vsphere_datacenter" "campus" {
  name = "campus-dc1"
}
```
```hcl
terraform {
  required_providers {
    proxmox = {
      source = "bpg/proxmox"
    }
  }
}

provider "proxmox" {
  endpoint = "https://pve.example.edu:8006/"
  insecure = false
}

data "proxmox_virtual_environment_nodes" "all" {}
```
```hcl template.pkr.hcl
source "vsphere-iso" "debian" {
  vcenter_server      = "vcenter.example.edu"
  insecure_connection = false
}
```
"""

from vmgate.model.fact import Fact
from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.connection import Connection, EnvironmentSwitch

rule = declare(__name__, id="VMG0601", clause="C06", severity=Severity.HIGH)


# What a provider takes for true in a variable of the environment.
TRUE = {"1", "t", "true"}


@rule.each(Connection, lambda connection: connection.certificate_checks)
def connection(verified: Fact[bool], _site: Site) -> Fault | None:
    """One connection to a server."""
    if verified.value:
        return None
    return Fault(f"the server's certificate is not verified{verified.noted}", verified)


@rule.each(Connection, lambda connection: connection.environment_switches)
def environment(switch: EnvironmentSwitch, site: Site) -> Fault | None:
    """One variable that turns the check off, in the environment that the gate itself runs in."""
    if site.environment.get(switch.variable, "").lower() not in TRUE:
        return None
    return Fault(f"{switch.variable} is set: the server's certificate is not verified", switch.at)

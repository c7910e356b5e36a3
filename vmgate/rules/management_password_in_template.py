"""The password or token for a management server is written in a template.

## Why
C34 limits access to the hypervisor's management server to authorized staff. A password that stands in a
repository gives it to everybody who can read the repository, its copies and its history, and it cannot be
taken back from one of them alone.

## Fix
Declare a variable without a default, `sensitive = true`, and hand the value over when the build runs
(`PKR_VAR_vcenter_password`, `-var-file`, `vault`). On Proxmox prefer a token of an account that may only do
what the build does. Change a password that was ever written down: the history keeps it.

## Bad
```hcl template.pkr.hcl
source "vsphere-iso" "debian" {
  vcenter_server = "vcenter.example.edu"
  username       = "packer@vsphere.local"
  password       = "VMware1!"
}
```
```hcl template.pkr.hcl
variable "proxmox_token" {
  type      = string
  default   = "7a5b4a39-9a5e-0c5f-4f3c-1d11bad00000"
  sensitive = true
}

source "proxmox-iso" "debian" {
  proxmox_url = "https://pve1.example.edu:8006/api2/json"
  username    = "packer@pve!builder"
  token       = var.proxmox_token
}
```

## Good
```hcl template.pkr.hcl
variable "vcenter_password" {
  type      = string
  sensitive = true
}

source "vsphere-iso" "debian" {
  vcenter_server = "vcenter.example.edu"
  username       = "packer@vsphere.local"
  password       = var.vcenter_password
}
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.image import ImageBuild, Password

rule = declare(__name__, id="VMG3403", clause="C34", severity=Severity.HIGH)


@rule.each(ImageBuild, lambda build: build.management_passwords)
def password(one: Password, _site: Site) -> Fault | None:
    """One password or token."""
    return Fault(f"{one.what} stands in {one.place}", one.written) if one.written.value else None

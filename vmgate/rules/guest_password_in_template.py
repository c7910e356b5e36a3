"""The password of an account in the image is written in its template.

## Why
C04 gives the right to switch a server on and off to its admins alone. Whoever is an administrator inside
can shut it down as well: a password that stands in a repository, and is the same on every machine made from
the image, makes everybody who reads that repository an administrator of all of them.

## Fix
Declare a variable without a default, `sensitive = true`, and hand the value over when the build runs
(`PKR_VAR_ssh_password`, `-var-file`, `vault`). Better still, use a key that is made for the build
(`ssh_private_key_file`, or none at all), and lock the account in the last provisioner.

## Bad
```hcl template.pkr.hcl
source "qemu" "debian" {
  iso_url      = "https://images.example.edu/debian-13.1.0-amd64-netinst.iso"
  ssh_username = "root"
  ssh_password = "packer"
}
```

## Good
```hcl template.pkr.hcl
variable "ssh_password" {
  type      = string
  sensitive = true
}

source "qemu" "debian" {
  iso_url      = "https://images.example.edu/debian-13.1.0-amd64-netinst.iso"
  ssh_username = "root"
  ssh_password = var.ssh_password
}
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.image import ImageBuild, Password

rule = declare(__name__, id="VMG0403", clause="C04", severity=Severity.MEDIUM)


@rule.each(ImageBuild, lambda build: build.guest_passwords)
def password(one: Password, _site: Site) -> Fault | None:
    """One password for inside the image."""
    return Fault(f"{one.what} stands in {one.place}", one.written) if one.written.value else None

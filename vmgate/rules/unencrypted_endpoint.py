"""Something is fetched or offered over a link without encryption.

## Why
C06 demands that all traffic between management systems, hypervisors and clients is encrypted. Over plain
HTTP or FTP anybody on the way can read an image and put another in its place, and a content library that is
published without authentication hands every template to whoever asks.

## Fix
Fetch over `https://`. On vSphere that concerns `remote_ovf_url`, `subscription_url`, `file_url` and the
`location` of a depot. Publish a library with `authentication_method = "BASIC"`, a user and a password.

In Packer templates an image may come over `http://` as long as its `iso_checksum` is SHA-256 or better, and
did not come that way itself: then nobody on the way can put another in its place. Work through WinRM with
`winrm_use_ssl = true`, and keep the console to the machine that builds (`vnc_bind_address = "127.0.0.1"`).

## Bad
```hcl
resource "vsphere_content_library" "templates" {
  name            = "templates"
  storage_backing = ["datastore-31"]

  subscription {
    subscription_url = "http://library.example.edu/lib.json"
  }
}
```
```hcl
resource "vsphere_content_library" "templates" {
  name            = "templates"
  storage_backing = ["datastore-31"]

  publication {
    published = true
  }
}
```
```hcl
resource "vsphere_content_library_item" "debian" {
  name       = "debian-13"
  library_id = "4b2c5c1e-7a5b-4a39-9a5e-0c5f4f3c1d11"
  file_url   = "http://images.example.edu/debian-13.ova"
}
```
```hcl
resource "vsphere_offline_software_depot" "esxi" {
  location = "http://depot.example.edu/index.xml"
}
```
```hcl
resource "vsphere_virtual_machine" "appliance" {
  name             = "appliance-01"
  resource_pool_id = "resgroup-21"
  host_system_id   = "host-12"
  datastore_id     = "datastore-31"

  ovf_deploy {
    remote_ovf_url  = "http://images.example.edu/appliance.ova"
    ovf_network_map = { "VM Network" = "dvportgroup-110" }
  }
}
```
```hcl template.pkr.hcl
source "qemu" "debian" {
  iso_url      = "http://images.example.edu/debian-13.1.0-amd64-netinst.iso"
  iso_checksum = "file:http://images.example.edu/SHA256SUMS"
}
```

## Good
```hcl
resource "vsphere_content_library" "templates" {
  name            = "templates"
  storage_backing = ["datastore-31"]

  subscription {
    subscription_url = "https://library.example.edu/lib.json"
  }
}

resource "vsphere_content_library_item" "debian" {
  name       = "debian-13"
  library_id = "4b2c5c1e-7a5b-4a39-9a5e-0c5f4f3c1d11"
  file_url   = "https://images.example.edu/debian-13.ova"
}

resource "vsphere_offline_software_depot" "esxi" {
  location = "https://depot.example.edu/index.xml"
}
```
```hcl
resource "vsphere_content_library" "templates" {
  name            = "templates"
  storage_backing = ["datastore-31"]

  publication {
    published             = true
    authentication_method = "BASIC"
    username              = "vcsp"
    password              = var.library_password
  }
}

variable "library_password" {
  type      = string
  sensitive = true
}
```
```hcl template.pkr.hcl
source "qemu" "debian" {
  iso_url      = "http://images.example.edu/debian-13.1.0-amd64-netinst.iso"
  iso_checksum = "file:https://images.example.edu/SHA256SUMS"
}
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.connection import Connection, Link

rule = declare(__name__, id="VMG0602", clause="C06", severity=Severity.HIGH)


@rule.each(Connection, lambda connection: connection.links)
def link(one: Link, _site: Site) -> Fault | None:
    """One address that something is fetched from, or one offer to others."""
    return None if one.sound.value else Fault(one.flaw, one.sound)

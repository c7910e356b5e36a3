"""A management server is not one of the site.

## Why
C02 says what the procedure applies to: the hosts that the organization owns, operates or leases. A
configuration that works on a server which is on nobody's list builds machines that no audit looks at, no
log collects and no procedure binds.

## Fix
List the management server in `vmgate.toml` under `[[endpoint]]`, if it is one of the site's, or point the
provider at one that is. Letter case does not matter, and neither do a dot at the end and the port 443; a
server that is listed without a port is listed with all of them. Write the server into the provider block:
what a variable of the environment says when Terraform runs cannot be judged.

## Bad
```hcl
provider "vsphere" {
  vsphere_server = "vcenter.lab.example.net"
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
```toml vmgate.toml
[[endpoint]]
name = "vcenter.example.edu"
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
```toml vmgate.toml
[[endpoint]]
name = "vcenter.example.edu"
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.connection import ManagementConnection
from vmgate.vocabulary.placement import in_scope

rule = declare(__name__, id="VMG0201", clause="C02", severity=Severity.HIGH)


@rule.on(ManagementConnection)
def connection(link: ManagementConnection, site: Site) -> Fault | None:
    """The server that one provider configuration works on."""
    server = link.server
    name = server.value
    if name is None:
        raise server.doubt("the server is left to the environment")
    if not site.endpoints:
        raise server.doubt("the site policy lists no endpoints")
    if in_scope(name, site):
        return None
    return Fault(f"{server.shown()} is not among the endpoints of the site policy", server)

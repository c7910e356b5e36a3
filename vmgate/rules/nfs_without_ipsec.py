"""NFS traffic between the server and the hypervisors is not secured by IPsec.

## Why
C14 demands IPsec between the NFS servers and the hypervisors. NFS sends the disks of all guests in the clear and
takes commands from whoever can send in a host's name; Kerberos (`sec=krb5p`) encrypts it as well, and is not what the
procedure asks for.

## Fix
Set IPsec up between the server and every host that mounts from it, and record evidence of C14 about
`nfs-server:ADDRESS`, with the policies that are in force on the server. ESXi speaks IPsec over IPv6 only: a mount by
an IPv4 address cannot be secured, and evidence that says so contradicts itself. Give the server an IPv6 address there,
or have an exception approved.

## Bad
```hcl
resource "vsphere_nas_datastore" "general" {
  name            = "nfs-general-02"
  host_system_ids = ["host-11"]
  type            = "NFS41"
  remote_hosts    = ["fd31::5"]
  remote_path     = "/vol/general02"
  security_type   = "SEC_KRB5I"
}
```
```hcl
resource "vsphere_nas_datastore" "general" {
  name            = "nfs-general-02"
  host_system_ids = ["host-11"]
  remote_hosts    = ["10.31.0.5"]
  remote_path     = "/vol/general02"
}
```
```toml evidence/ipsec.toml
clause = "C14"
about = ["nfs-server:10.31.0.5"]
statement = "IPsec is on between the server and all hosts."
by = "storage@example.edu"
done = 2026-10-01
```
```hcl
resource "vsphere_nas_datastore" "general" {
  name            = "nfs-general-02"
  host_system_ids = ["host-11"]
  remote_hosts    = ["fd31::5"]
  remote_path     = "/vol/general02"
}
```
```toml evidence/ipsec.toml
clause = "C14"
about = ["nfs-server:fd31::5"]
statement = "security ipsec show-ipsecsa: a pair of associations with every host."
by = "storage@example.edu"
done = 2026-01-10
```
```hcl
terraform {
  required_providers {
    proxmox = {
      source = "bpg/proxmox"
    }
  }
}

resource "proxmox_storage_nfs" "general" {
  id      = "nfs-general"
  server  = "10.31.0.5"
  export  = "/vol/general02"
  options = "vers=4.2,sec=krb5p"
}
```

## Good
```hcl
resource "vsphere_nas_datastore" "general" {
  name            = "nfs-general-02"
  host_system_ids = ["host-11"]
  remote_hosts    = ["fd31::5"]
  remote_path     = "/vol/general02"
}
```
```toml evidence/ipsec.toml
clause = "C14"
about = ["nfs-server:fd31::5"]
statement = "security ipsec show-ipsecsa: a pair of associations with every host."
by = "storage@example.edu"
done = 2026-10-01
document = "https://tickets.example.edu/4712"
```
```hcl
terraform {
  required_providers {
    proxmox = {
      source = "bpg/proxmox"
    }
  }
}

resource "proxmox_storage_nfs" "general" {
  id     = "nfs-general"
  server = "10.31.0.5"
  export = "/vol/general02"
}
```
```toml evidence/ipsec.toml
clause = "C14"
about = ["nfs-server:10.31.0.5"]
statement = "ip xfrm state on every node shows associations with the server."
by = "storage@example.edu"
done = 2026-10-01
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.nfs import mounted, server_of, version_of
from vmgate.vocabulary.proof import unproven, valid
from vmgate.vocabulary.storage import Datastore, Mount

rule = declare(__name__, id="VMG1401", clause="C14", severity=Severity.HIGH)


@rule.each(Datastore, mounted)
def mount(of: tuple[Datastore, Mount], site: Site) -> Fault | None:
    """One server that hosts mount from."""
    datastore, one = of
    server, version = one.server.value, version_of(one)
    missing = unproven(site, rule.clause, server_of(one))
    if missing is not None:
        return Fault(f"{server} is mounted without IPsec: {missing}", one.server)
    if version in (None, *datastore.ipsec_versions):
        return None
    shown = valid(site, rule.clause, server_of(one))[0]
    return Fault(
        f"{shown} contradicts itself: {server} is mounted over IPv{version}, and these hosts speak IPsec over "
        f"IPv{datastore.ipsec_versions[0]} only",
        one.server,
    )

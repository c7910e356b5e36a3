"""An NFS export admits clients that are not hypervisors.

## Why
C13 demands that the NFS server restricts access to the addresses of the hypervisors. NFS takes the word of a client
for who its users are: whoever may mount the export reads the disks of every guest on it, and writes to them.

## Fix
Give the addresses of the hosts' storage interfaces in the export, one by one, and list them in `vmgate.toml` as
`addresses.hypervisors`; a network counts where the list has it as a whole. On ONTAP these are `clients_match` of the
export policy's rules. Where the server is configured elsewhere, record evidence of C13 about `nfs-server:ADDRESS`. An
export that admits none of the listed hypervisors is for others, and not judged.

## Bad
```hcl
terraform {
  required_providers {
    netapp-ontap = {
      source = "NetApp/netapp-ontap"
    }
  }
}

provider "netapp-ontap" {
  connection_profiles = [{
    name     = "campus"
    hostname = "ontap.example.edu"
    username = "terraform"
    password = var.ontap_password
  }]
}

variable "ontap_password" {
  type      = string
  sensitive = true
}

resource "netapp-ontap_protocols_nfs_export_policy_rule_resource" "vmware" {
  cx_profile_name    = "campus"
  svm_name           = "svm-vmware"
  export_policy_name = "vmware"
  clients_match      = ["0.0.0.0/0"]
  ro_rule            = ["sys"]
  rw_rule            = ["sys"]
}
```
```hcl
terraform {
  required_providers {
    netapp-ontap = {
      source = "NetApp/netapp-ontap"
    }
  }
}

provider "netapp-ontap" {
  connection_profiles = [{
    name     = "campus"
    hostname = "ontap.example.edu"
    username = "terraform"
    password = var.ontap_password
  }]
}

variable "ontap_password" {
  type      = string
  sensitive = true
}

resource "netapp-ontap_protocols_nfs_export_policy_rule_resource" "vmware" {
  cx_profile_name    = "campus"
  svm_name           = "svm-vmware"
  export_policy_name = "vmware"
  clients_match      = ["10.31.0.11", "10.12.0.77"]
  ro_rule            = ["sys"]
  rw_rule            = ["sys"]
}
```
```toml vmgate.toml
[addresses]
hypervisors = ["10.31.0.11", "10.31.0.12"]
```
```hcl
resource "vsphere_nas_datastore" "general" {
  name            = "nfs-general-02"
  host_system_ids = ["host-11"]
  remote_hosts    = ["10.31.0.5"]
  remote_path     = "/vol/general02"
}
```

## Good
```hcl
terraform {
  required_providers {
    netapp-ontap = {
      source = "NetApp/netapp-ontap"
    }
  }
}

provider "netapp-ontap" {
  connection_profiles = [{
    name     = "campus"
    hostname = "ontap.example.edu"
    username = "terraform"
    password = var.ontap_password
  }]
}

variable "ontap_password" {
  type      = string
  sensitive = true
}

resource "netapp-ontap_protocols_nfs_export_policy_rule_resource" "vmware" {
  cx_profile_name    = "campus"
  svm_name           = "svm-vmware"
  export_policy_name = "vmware"
  clients_match      = ["10.31.0.11", "10.31.0.12"]
  ro_rule            = ["sys"]
  rw_rule            = ["sys"]
}
```
```toml vmgate.toml
[addresses]
hypervisors = ["10.31.0.11", "10.31.0.12"]
```
```hcl
terraform {
  required_providers {
    netapp-ontap = {
      source = "NetApp/netapp-ontap"
    }
  }
}

provider "netapp-ontap" {
  connection_profiles = [{
    name     = "campus"
    hostname = "ontap.example.edu"
    username = "terraform"
    password = var.ontap_password
  }]
}

variable "ontap_password" {
  type      = string
  sensitive = true
}

resource "vsphere_nas_datastore" "general" {
  name            = "nfs-general-02"
  host_system_ids = ["host-11"]
  remote_hosts    = ["10.31.0.5"]
  remote_path     = "/general02"
}

resource "netapp-ontap_storage_volume_resource" "general" {
  cx_profile_name = "campus"
  name            = "general02"
  svm_name        = "svm-vmware"
  aggregates      = [{ name = "aggr1" }]
  space           = { size = 2, size_unit = "tb" }
  nas             = { junction_path = "/general02", export_policy_name = "vmware" }
}

resource "netapp-ontap_networking_ip_interface_resource" "nfs" {
  cx_profile_name = "campus"
  name            = "nfs-lif-1"
  svm_name        = "svm-vmware"
  ip              = { address = "10.31.0.5", netmask = 24 }
  location        = { home_node = "ontap-1", home_port = "e0e-310" }
}

resource "netapp-ontap_protocols_nfs_export_policy_rule_resource" "vmware" {
  cx_profile_name    = "campus"
  svm_name           = "svm-vmware"
  export_policy_name = "vmware"
  clients_match      = ["10.31.0.11"]
  ro_rule            = ["sys"]
  rw_rule            = ["sys"]
}

resource "vsphere_vnic" "storage" {
  host      = "host-11"
  portgroup = "pg-nfs-310"

  ipv4 {
    ip      = "10.31.0.11"
    netmask = "255.255.255.0"
  }
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
```toml evidence/nas.toml
clause = "C13"
about = ["nfs-server:10.31.0.5"]
statement = "The export policy admits the hosts' storage interfaces one by one."
by = "storage@example.edu"
done = 2026-10-01
document = "https://tickets.example.edu/4711"
```
"""

from vmgate.model.fact import Fact, NotExpressible
from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.hypervisors import is_for_hypervisors, stranger
from vmgate.vocabulary.nfs import is_served_here, mounted, server_of
from vmgate.vocabulary.proof import unproven
from vmgate.vocabulary.storage import Datastore, Mount, NfsExport, NfsShare

rule = declare(__name__, id="VMG1301", clause="C13", severity=Severity.HIGH)


@rule.each(NfsExport, lambda export: [(export, client) for client in export.clients])
def client(of: tuple[NfsExport, Fact[str]], site: Site) -> Fault | None:
    """One client of an export."""
    export, one = of
    if not is_for_hypervisors(export, site):
        raise NotExpressible("an export for hypervisors")
    who = stranger(one, site, export.surroundings)
    return None if who is None else Fault(f"the export admits {who}", one)


@rule.on(NfsShare)
def share(thing: NfsShare, _site: Site) -> Fault | None:
    """What can be mounted has rules that say by whom; they are judged by themselves."""
    thing.exports  # noqa: B018  - raises where they are not part of the configuration
    return None


@rule.each(Datastore, mounted)
def mount(of: tuple[Datastore, Mount], site: Site) -> Fault | None:
    """One server that hosts mount from: its share is judged where it is here, else evidence has to show it."""
    datastore, one = of
    missing = unproven(site, rule.clause, server_of(one))
    if missing is None or is_served_here(one, datastore.surroundings):
        return None
    return Fault(f"nothing shows whom {one.server.value} lets mount {one.path.value}: {missing}", one.server)

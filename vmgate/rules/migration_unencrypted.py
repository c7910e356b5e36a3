"""Machines may be moved between hosts unencrypted.

## Why
C06 demands that all traffic between hypervisors and hosts is encrypted. A migration carries the whole memory of a
machine, keys and passwords included, and so does fault tolerance, for as long as the machine runs.

## Fix
On Proxmox leave `migration_type` at "secure". vSphere has the setting on each machine (`migrateEncryption` and
`ftEncryptionMode`, "required"), and its provider has no attribute for it: record evidence of C06 about
`endpoint:MANAGEMENT-SERVER` with the note `migration = "required"`, from a list of all machines that are not set so.

## Bad
```hcl
resource "vsphere_vnic" "vmotion" {
  host      = "host-11"
  portgroup = "pg-vmotion-27"
  services  = ["vmotion"]
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

resource "proxmox_virtual_environment_cluster_options" "campus" {
  migration_type = "insecure"
  migration_cidr = "10.27.0.0/24"
}
```

## Good
```hcl
resource "vsphere_vnic" "vmotion" {
  host      = "host-11"
  portgroup = "pg-vmotion-27"
  services  = ["vmotion"]
}
```
```toml evidence/migration.toml
clause = "C06"
about = ["site"]
statement = "Get-VM lists no machine whose MigrateEncryption is another than required."
by = "platform@example.edu"
done = 2026-10-01
notes = { migration = "required" }
```
```hcl
terraform {
  required_providers {
    proxmox = {
      source = "bpg/proxmox"
    }
  }
}

resource "proxmox_virtual_environment_cluster_options" "campus" {
  migration_type = "secure"
  migration_cidr = "10.27.0.0/24"
}
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.migration import MigrationSettings, unencrypted
from vmgate.vocabulary.network import HostInterface

rule = declare(__name__, id="VMG0603", clause="C06", severity=Severity.HIGH)


@rule.on(HostInterface)
def interface(one: HostInterface, site: Site) -> Fault | None:
    """One interface that machines may move over."""
    carries = one.carries_migration
    if not carries.value:
        return None
    missing = unencrypted(one, site)
    return (
        None if missing is None else Fault(f"nothing shows that migration is encrypted: {missing}", carries)
    )


@rule.on(MigrationSettings)
def settings(cluster: MigrationSettings, _site: Site) -> Fault | None:
    """What a cluster says."""
    encrypted = cluster.encrypted
    return None if encrypted.value else Fault("machines are moved unencrypted", encrypted)

"""Nothing shows that the switches on the way to a storage disallow spoofed addresses.

## Why
C12 demands that physical switches detect and disallow spoofed IP and MAC addresses where iSCSI or NFS is used. Both
trust addresses: who can send under a host's address mounts its exports, and who can send under the server's is given
every guest's writes.

## Fix
Inspect ARP in the storage VLANs, with DHCP snooping, or with static bindings where the addresses are fixed, and trust
no port that a host is plugged into. On IOS-XE that is `inspection_vlan` and `inspection_filters` of `iosxe_arp`, and
`snooping_vlans` of `iosxe_dhcp`; on NX-OS the VLANs are named in `nxos_cli`. `vmgate.toml` tells the VLANs of the
storage networks. Where the switches are configured elsewhere, record evidence of C12 about the network or the server.

## Bad
```hcl
resource "vsphere_nas_datastore" "general" {
  name            = "nfs-general-02"
  host_system_ids = ["host-11"]
  remote_hosts    = ["10.31.0.5"]
  remote_path     = "/vol/general02"
}
```
```hcl
terraform {
  required_providers {
    nxos = {
      source = "CiscoDevNet/nxos"
    }
  }
}

resource "vsphere_nas_datastore" "general" {
  name            = "nfs-general-02"
  host_system_ids = ["host-11"]
  remote_hosts    = ["10.31.0.5"]
  remote_path     = "/vol/general02"
}

resource "nxos_dhcp" "core" {
  snooping = true
}

resource "nxos_cli" "core" {
  cli = <<-EOT
    ip dhcp snooping vlan 110,120
    ip arp inspection vlan 110,120
  EOT
}
```
```toml vmgate.toml
[[network]]
name = "pg-nfs-310"
role = "storage"
vlan = 310
cidr = "10.31.0.0/24"
```
```hcl
terraform {
  required_providers {
    iosxe = {
      source = "CiscoDevNet/iosxe"
    }
  }
}

resource "iosxe_interface_ethernet" "esx01" {
  type                    = "TenGigabitEthernet"
  name                    = "1/0/1"
  description             = "esx-01 vmnic4"
  ip_arp_inspection_trust = true
}

resource "iosxe_interface_switchport" "esx01" {
  type        = "TenGigabitEthernet"
  name        = "1/0/1"
  mode_access = true
  access_vlan = "310"
}
```
```toml vmgate.toml
[[network]]
name = "pg-nfs-310"
role = "storage"
vlan = 310
```

## Good
```hcl
resource "vsphere_nas_datastore" "general" {
  name            = "nfs-general-02"
  host_system_ids = ["host-11"]
  remote_hosts    = ["10.31.0.5"]
  remote_path     = "/vol/general02"
}
```
```toml vmgate.toml
[[network]]
name = "pg-nfs-310"
role = "storage"
vlan = 310
cidr = "10.31.0.0/24"
```
```toml evidence/switches.toml
clause = "C12"
about = ["network:pg-nfs-310", "switch:sw-core-*"]
statement = "Dynamic ARP inspection with static bindings in VLAN 310 on both switches; see the running configuration."
by = "network@example.edu"
done = 2026-10-01
document = "https://tickets.example.edu/4714"
```
```hcl
terraform {
  required_providers {
    nxos = {
      source = "CiscoDevNet/nxos"
    }
  }
}

resource "vsphere_nas_datastore" "general" {
  name            = "nfs-general-02"
  host_system_ids = ["host-11"]
  remote_hosts    = ["10.31.0.5"]
  remote_path     = "/vol/general02"
}

resource "nxos_dhcp" "core" {
  snooping = true
}

resource "nxos_cli" "core" {
  cli = <<-EOT
    ip dhcp snooping vlan 110,310
    ip arp inspection vlan 110,310
  EOT
}
```
```toml vmgate.toml
[[network]]
name = "pg-nfs-310"
role = "storage"
vlan = 310
cidr = "10.31.0.0/24"
```
```hcl
terraform {
  required_providers {
    iosxe = {
      source = "CiscoDevNet/iosxe"
    }
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

resource "iosxe_arp" "core" {
  inspection_vlan = "300-310"
  inspection_filters = [{
    name  = "storage-hosts"
    vlans = [{ vlan_range = "310", static = true }]
  }]
}
```
```toml vmgate.toml
[[network]]
bridge = "vmbr9"
role = "storage"
vlan = 310
cidr = "10.31.0.0/24"
```
"""

from collections.abc import Sequence

from vmgate.model.evidence import Subject, SubjectKind
from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.nfs import mounted, server_of
from vmgate.vocabulary.spoofing import is_off, trusts_storage, unguarded
from vmgate.vocabulary.storage import BlockStorage, Datastore, Mount, Transport
from vmgate.vocabulary.switching import PortHolder, Safeguard, SwitchPort, SwitchSecurity

rule = declare(__name__, id="VMG1201", clause="C12", severity=Severity.HIGH)

LACK = "nothing shows that the switches on the way disallow spoofed addresses"


@rule.each(Datastore, mounted)
def mount(of: tuple[Datastore, Mount], site: Site) -> Fault | None:
    """One server that hosts mount from."""
    datastore, one = of
    why = unguarded(one.server, [server_of(one)], site, datastore.surroundings)
    return None if why is None else Fault(f"{LACK} to {one.server.value}: {why}", one.server)


@rule.on(BlockStorage)
def target(storage: BlockStorage, site: Site) -> Fault | None:
    """One storage that hosts may reach by iSCSI."""
    name = storage.name
    names = [Subject(SubjectKind.ISCSI_TARGET, name.value), Subject(SubjectKind.STORAGE, name.value)]
    why = unguarded(name, names, site, storage.surroundings)
    if why is None or Transport.ISCSI not in storage.transports.value:
        return None
    return Fault(f"{LACK} to {name.value}: {why}", name)


def _stated(security: SwitchSecurity) -> Sequence[tuple[SwitchSecurity, Safeguard]]:
    return [(security, one) for one in security.safeguards]


@rule.each(SwitchSecurity, _stated)
def safeguard(of: tuple[SwitchSecurity, Safeguard], site: Site) -> Fault | None:
    """One measure that a switch's configuration speaks of."""
    security, one = of
    if not is_off(one, site, security.surroundings):
        return None
    return Fault(f"{one.measure.value} is off on the switch", one.on)


@rule.each(PortHolder, lambda holder: holder.switch_ports)
def port(one: SwitchPort, site: Site) -> Fault | None:
    """One port that something may be plugged into."""
    if not trusts_storage(one, site):
        return None
    return Fault(f"port {one.name} of a storage VLAN is trusted: what it sends is not inspected", one.trusted)

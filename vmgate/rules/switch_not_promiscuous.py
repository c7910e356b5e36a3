"""A virtual switch's promiscuous mode is not what the site demands.

## Why
C08 demands promiscuous mode on all virtual switches, so that a monitoring machine sees the traffic of the
others. A switch without it is a blind spot for intrusion detection.

The benchmarks demand the opposite: VMware's Security Configuration Guide, the DISA STIGs (ESXI-80-000218,
VCSA-80-000270) and the CIS Benchmarks have promiscuous mode rejected everywhere, because every guest on
such a switch can then read what its neighbours send. A site chooses in `vmgate.toml`, as `promiscuous`
under `[policy]`: `"required"` as the procedure says (the default), `"forbidden"` as the benchmarks say,
or `"monitored-only"`, which allows it on port groups for monitoring and nowhere else. Departing from the
procedure is for management to approve.

## Fix
With `required`, set `allow_promiscuous = true` on the switch. With `forbidden` or `monitored-only`, set
it to false, and give the monitoring machine a port group of its own that turns the mode on, or mirror
ports on a distributed switch.

## Bad
```hcl
resource "vsphere_host_virtual_switch" "guests" {
  name             = "vSwitch1"
  host_system_id   = data.vsphere_host.esx01.id
  network_adapters = ["vmnic2", "vmnic3"]
  active_nics      = ["vmnic2", "vmnic3"]
}

data "vsphere_host" "esx01" {
  name          = "esx-01.example.edu"
  datacenter_id = "datacenter-2"
}
```
```hcl
resource "vsphere_host_virtual_switch" "guests" {
  name              = "vSwitch1"
  host_system_id    = data.vsphere_host.esx01.id
  network_adapters  = ["vmnic2", "vmnic3"]
  active_nics       = ["vmnic2", "vmnic3"]
  allow_promiscuous = true
}

data "vsphere_host" "esx01" {
  name          = "esx-01.example.edu"
  datacenter_id = "datacenter-2"
}
```
```toml vmgate.toml
[policy]
promiscuous = "forbidden"
```

## Good
```hcl
resource "vsphere_host_virtual_switch" "guests" {
  name              = "vSwitch1"
  host_system_id    = data.vsphere_host.esx01.id
  network_adapters  = ["vmnic2", "vmnic3"]
  active_nics       = ["vmnic2", "vmnic3"]
  allow_promiscuous = true
}

data "vsphere_host" "esx01" {
  name          = "esx-01.example.edu"
  datacenter_id = "datacenter-2"
}
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Promiscuous, Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.network import VirtualSwitch

rule = declare(__name__, id="VMG0801", clause="C08", severity=Severity.HIGH)


@rule.on(VirtualSwitch)
def switch(thing: VirtualSwitch, site: Site) -> Fault | None:
    """The switch's own setting; VMG0802 looks at the port groups that depart from it."""
    promiscuous = thing.promiscuous
    if site.policy.promiscuous is Promiscuous.REQUIRED:
        if promiscuous.value:
            return None
        return Fault(f"promiscuous mode is off{promiscuous.noted}", promiscuous)
    if not thing.stays_promiscuous().value:
        return None
    if site.policy.promiscuous is Promiscuous.FORBIDDEN:
        return Fault(f"promiscuous mode is on{promiscuous.noted}", promiscuous)
    return Fault("only port groups in role monitoring may be promiscuous", promiscuous)

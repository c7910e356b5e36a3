"""Changes of an attribute that the procedure controls are ignored.

## Why
C03 wants the restrictions enforced for all hosts and guests. `ignore_changes` says that an attribute is
never brought back to what the configuration states: it is set when the resource is made, and whatever
becomes of it afterwards stays. What the gate reads in the configuration then proves nothing for a machine
that is there already.

## Fix
Take the attribute out of `ignore_changes`. Where a part of it changes by itself, ignore that part alone:
`extra_config["guestinfo.metadata"]` instead of `extra_config`, never `all`.

## Bad
```hcl
resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = "resgroup-21"
  datastore_id     = "datastore-31"

  extra_config = {
    "isolation.tools.copy.disable"  = "TRUE"
    "isolation.tools.paste.disable" = "TRUE"
  }
  clone {
    template_uuid = "42301d1f-94a1-4e4b-8e4a-5f1c7f0b7d13"
  }
  network_interface {
    network_id = "dvportgroup-110"
  }
  disk {
    label = "disk0"
    size  = 40
  }

  lifecycle {
    ignore_changes = [extra_config]
  }
}
```
```hcl
resource "vsphere_distributed_virtual_switch" "campus" {
  name                   = "dvs-campus"
  datacenter_id          = "datacenter-2"
  allow_promiscuous      = true
  allow_mac_changes      = false
  allow_forged_transmits = false

  lifecycle {
    ignore_changes = all
  }
}
```

## Good
```hcl
resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = "resgroup-21"
  datastore_id     = "datastore-31"
  annotation       = "written by the backup"

  extra_config = {
    "isolation.tools.copy.disable"  = "TRUE"
    "isolation.tools.paste.disable" = "TRUE"
    "guestinfo.metadata"            = "aW5zdGFuY2U="
  }
  clone {
    template_uuid = "42301d1f-94a1-4e4b-8e4a-5f1c7f0b7d13"
  }
  network_interface {
    network_id = "dvportgroup-110"
  }
  disk {
    label = "disk0"
    size  = 40
  }

  lifecycle {
    ignore_changes = [annotation, extra_config["guestinfo.metadata"]]
  }
}
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.ignored import IgnoredAttribute, IgnoredChanges

rule = declare(__name__, id="VMG0302", clause="C03", severity=Severity.MEDIUM)


@rule.each(IgnoredChanges, lambda resource: resource.attributes)
def ignored(one: IgnoredAttribute, site: Site) -> Fault | None:
    """One attribute that is written and not kept."""
    if one.controlled.value:
        return Fault(f"{one.what} are ignored, so what is written need not be what is there", one.controlled)
    if one.marks & site.vm_states.kinds:
        return Fault(f"{one.what}, which mark machines of this site, are ignored", one.controlled)
    return None

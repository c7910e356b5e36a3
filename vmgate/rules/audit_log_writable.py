"""The ledger can be changed, or read by everybody.

## Why
C17 asks that audit files are read only, and read by authorised staff only: what anybody could have changed proves
nothing afterwards, and what everybody reads tells an intruder which machines there are, and whether he was seen.

## Fix
`vmgate inventory verify` tells whether something was changed, and by which right it could be. A ledger in a file has
mode 0440, in a directory that only its owner may write, with the auditors as its group. In PostgreSQL the gate has the
rights SELECT and INSERT, the auditors SELECT, and nobody else has any; the triggers that refuse changes are there. The
manual has the commands (docs/inventory.md).

This rule speaks of the ledger that vmgate itself keeps, wherever a state is judged. Where other logs are kept, and who
may read those, is shown by evidence.

## Bad
```hcl
resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = "resgroup-21"
  datastore_id     = "datastore-31"

  network_interface {
    network_id = "dvportgroup-110"
  }
  disk {
    label = "disk0"
    size  = 40
  }
}
```
```json ledger.json
{
  "ledger": "/var/lib/vmgate/ledger.db", "sound": false,
  "findings": ["others than its owner may write it (mode 0660); chmod 0440 after verifying it"]
}
```

## Good
```hcl
resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  resource_pool_id = "resgroup-21"
  datastore_id     = "datastore-31"

  network_interface {
    network_id = "dvportgroup-110"
  }
  disk {
    label = "disk0"
    size  = 40
  }
}
```
```json ledger.json
{
  "ledger": "/var/lib/vmgate/ledger.db", "sound": true,
  "findings": []
}
```
"""

from vmgate.model.fact import NotExpressible
from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.standing import StandingState

rule = declare(__name__, id="VMG1701", clause="C17", severity=Severity.MEDIUM)


@rule.on(StandingState)
def ledger(state: StandingState, site: Site) -> Fault | None:
    """The ledger in which the state's machines are recorded."""
    if site.running_log is None:
        raise NotExpressible("a ledger: none is configured, which VMG2201 speaks of")
    exposures = site.running_log.exposures
    return (
        Fault(f"the ledger is not kept as it must be: {'; '.join(exposures)}", state.where)
        if exposures
        else None
    )

"""The log of running machines is missing, too old, or differs from what runs.

## Why
C22 asks for a log of all running machines. It is what one goes by when something is found: which machines were
there, since when, and from which template. A machine that is in no log is missed by updates, by backups and by
whoever cleans up after a break-in; a log that nobody renews tells of a site that is no more.

## Fix
`vmgate inventory record terraform.tfstate` after each apply, or nightly; the ledger that it writes to is `url` in
`[ledger]` of `vmgate.toml`. `[inventory]` says how old the log may be: 31 days unless it says otherwise. A state is
compared with its last record, machine by machine: whether it is there, runs, and has its name. Only a state tells what
runs; plans and configuration are not asked.

## Bad
Nothing was ever recorded.
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
The last record is older than 31 days.
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
```json running-machines.json
{
  "as_of": "2026-10-01", "source": "web",
  "machines": [
    {"address": "vsphere_virtual_machine.web", "platform": "vsphere",
     "identity": "fcf9fbe0-9c8e-4651-abab-cec18828a4a6", "name": "web-01", "power": "on"}
  ]
}
```
The machine was recorded under another name.
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
```json running-machines.json
{
  "as_of": "2026-11-20", "source": "web",
  "machines": [
    {"address": "vsphere_virtual_machine.web", "platform": "vsphere",
     "identity": "fcf9fbe0-9c8e-4651-abab-cec18828a4a6", "name": "wiki-01", "power": "on"}
  ]
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
```json running-machines.json
{
  "as_of": "2026-11-20", "source": "web",
  "machines": [
    {"address": "vsphere_virtual_machine.web", "platform": "vsphere",
     "identity": "fcf9fbe0-9c8e-4651-abab-cec18828a4a6", "name": "web-01", "power": "on"}
  ]
}
```
"""

from vmgate.model.fact import NotExpressible
from vmgate.model.result import Severity
from vmgate.model.running import Power, RunningRecord
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.standing import StandingMachine, StandingState

rule = declare(__name__, id="VMG2201", clause="C22", severity=Severity.MEDIUM)


@rule.on(StandingState)
def state(standing: StandingState, site: Site) -> Fault | None:
    """The log of a whole state: whether there is one, how old it is, and what it has that is gone."""
    if site.running_log is None:
        return Fault("there is no log of running machines: no ledger is configured", standing.where)
    record = standing.record(site.running_log)
    if record is None:
        return Fault("the log of running machines has no record of this state", standing.where)
    if _overdue(record, site):
        age = (site.as_of - record.as_of).days
        limit = site.log_max_age_days
        return Fault(f"the log of running machines is {age} days old, and may be {limit}", standing.where)
    gone = standing.gone(record)
    if not gone:
        return None
    names = ", ".join(gone[:5]) + (f" and {len(gone) - 5} more" if len(gone) > 5 else "")
    return Fault(f"the log has machines as running that this state has not: {names}", standing.where)


@rule.on(StandingMachine)
def machine(one: StandingMachine, site: Site) -> Fault | None:
    """One machine beside its line in the log, where there is a log to go by."""
    record = one.state.record(site.running_log) if site.running_log is not None else None
    if record is None or _overdue(record, site):
        raise NotExpressible("the log as a whole is wanting, which is said of the state")
    logged = one.logged(record)
    running, name = one.running, one.name
    if logged is None:
        return (
            Fault("the machine runs and is not in the log of running machines", running)
            if running.value
            else None
        )
    if (logged.power is Power.ON) != running.value:
        does = "runs" if running.value else "is powered off"
        return Fault(
            f"the machine {does}; the log of {record.as_of} has its power as {logged.power.value}", running
        )
    if logged.name != name.value:
        return Fault(
            f"the machine is called {name.shown()}; in the log of {record.as_of} it is {logged.shown}", name
        )
    return None


def _overdue(record: RunningRecord, site: Site) -> bool:
    return (site.as_of - record.as_of).days > site.log_max_age_days

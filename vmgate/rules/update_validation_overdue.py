"""The update level of a template or a running machine was not validated in the last month.

## Why
C31 has the update levels of guests validated monthly. Updates that are switched on need not arrive: a mirror that
stopped, a held package, a service that fails. Only somebody who looks finds out.

## Fix
Look at the update level and record it: of a template with `vmgate template validate`, of machines with
`vmgate evidence record --clause C31 --about machine:web-*`. Updates that evidence shows to be in a template are a
validation of it. Machines that are yet to be made, and those that are powered off, are left out here.

## Bad
```toml vmgate.toml
[registry]
path = "templates"
```
```toml templates/debian-13.toml
# The registry, in short: its facts are signed JSON.
name = "debian-13"
version = "2026.11.1"
approval = "approved"
system = {id = "debian", version = "13"}
patched = 2026-10-01
[[locator]]
platform = "vsphere"
name = "tpl-debian13"
```

## Good
```toml vmgate.toml
[registry]
path = "templates"
```
```toml templates/debian-13.toml
# The registry, in short: its facts are signed JSON.
name = "debian-13"
version = "2026.11.1"
approval = "approved"
system = {id = "debian", version = "13"}
patched = 2026-10-01
validation = {day = 2026-11-15}
[[locator]]
platform = "vsphere"
name = "tpl-debian13"
```
"""

from vmgate.model.fact import NotExpressible
from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.record import TemplateOnRecord
from vmgate.vocabulary.standing import StandingMachine
from vmgate.vocabulary.updates import unvalidated_image, unvalidated_machine

rule = declare(__name__, id="VMG3101", clause="C31", severity=Severity.HIGH)


@rule.on(TemplateOnRecord)
def template(own: TemplateOnRecord, site: Site) -> Fault | None:
    """A record of the registry."""
    lack = unvalidated_image(own.record.value, site)
    return None if lack is None else Fault(f"the update level of {own.record.value} {lack}", own.record)


@rule.on(StandingMachine)
def machine(standing: StandingMachine, site: Site) -> Fault | None:
    """A machine that is there and runs, by the evidence about it."""
    lack = unvalidated_machine(standing.name, site)
    if lack is None:
        return None
    if not standing.running.value:
        raise NotExpressible("a machine that runs")
    return Fault(
        f"the update level of the machine was not validated in the last month: {lack}", standing.running
    )

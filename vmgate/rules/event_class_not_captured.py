"""A class of events is not shown to reach the log collector.

## Why
C16 names what host logging has to track: whether guests are online, power events, changes of hardware, logins with
elevated privileges, and the movement of machines. Forwarding logs is not enough if one of these classes is filtered
out on the way or never written; only a look at what the collector received can tell.

## Fix
Look in the collector for an event of the class, and record it: `vmgate evidence record --clause C16 --covers power
--about site …`. One record may cover several classes.

## Bad
```toml vmgate.toml
[logging]
collectors = ["ssl://logs.example.edu:6514"]
```
```toml evidence/events.toml
clause = "C16"
about = ["site"]
covers = ["power", "hardware", "privileged login", "vm movement"]
statement = "One event of each class found in the collector; none of guests that stop answering"
by = "operations@example.edu"
done = 2026-10-05
```

## Good
```toml vmgate.toml
[logging]
collectors = ["ssl://logs.example.edu:6514"]
```
```toml evidence/events.toml
clause = "C16"
about = ["site"]
covers = ["guest status", "power", "hardware", "privileged login", "vm movement"]
statement = "One event of each class found in the collector"
by = "operations@example.edu"
done = 2026-10-05
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.oversight import Duty, Oversight
from vmgate.vocabulary.proof import unproven_anywhere

rule = declare(__name__, id="VMG1603", clause="C16", severity=Severity.HIGH)


@rule.each(Oversight, lambda oversight: oversight.event_classes)
def captured(duty: Duty, site: Site) -> Fault | None:
    """One class of events, by the evidence that it reaches the collector."""
    lack = unproven_anywhere(site, "C16", duty.part.value)
    return (
        None
        if lack is None
        else Fault(f"{duty.part.value} events are not shown to reach the collector: {lack}", duty.part)
    )

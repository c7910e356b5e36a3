"""A part of the environment was not audited in the last half year.

## Why
C18 has every part of the environment audited twice a year: the virtual network, the storage, the hypervisor, the
machines and the management systems. Configuration cannot show that somebody looked at what is really there; a dated
record of the audit does.

## Fix
Audit the part, and record it: `vmgate evidence record --clause C18 --covers storage --about site …`. One record may
cover several parts, and be about the whole site or about one endpoint of it (then each endpoint needs one). The
age is 183 days; `[evidence.ages]` in `vmgate.toml` changes it.

## Bad
```toml vmgate.toml
[organization]
name = "Example University"
```
```toml evidence/audit-2026-03.toml
clause = "C18"
about = ["site"]
covers = ["virtual network", "storage", "hypervisor", "vms", "management systems"]
statement = "Semi-annual audit, spring"
by = "audit@example.edu"
done = 2026-03-31
document = "https://dms.example.edu/audits/2026-spring"
```

## Good
```toml vmgate.toml
[organization]
name = "Example University"
```
```toml evidence/audit-2026-09.toml
clause = "C18"
about = ["site"]
covers = ["virtual network", "storage", "hypervisor", "vms", "management systems"]
statement = "Semi-annual audit, autumn"
by = "audit@example.edu"
done = 2026-09-30
document = "https://dms.example.edu/audits/2026-autumn"
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.oversight import Duty, Oversight
from vmgate.vocabulary.proof import unproven_anywhere

rule = declare(__name__, id="VMG1801", clause="C18", severity=Severity.HIGH)


@rule.each(Oversight, lambda oversight: oversight.audits)
def audit(duty: Duty, site: Site) -> Fault | None:
    """One part, by the evidence of its audits."""
    lack = unproven_anywhere(site, "C18", duty.part.value)
    return (
        None
        if lack is None
        else Fault(f"{duty.part.value}: no audit in the last half year: {lack}", duty.part)
    )

"""Evidence is no longer valid and nothing newer takes its place.

## Why
C18 has the environment looked at again and again. What was shown once is shown for a time: a record that has ended,
or that is older than its clause allows, proves nothing any more, and whatever rests on it fails.

## Fix
Do again what the record says was done, and record that: `vmgate evidence record`. What no longer exists (a server
that is gone) needs no evidence: delete its record; the history keeps it. Ages are in `[evidence]` in `vmgate.toml`.

## Bad
```toml vmgate.toml
[organization]
name = "Example University"
```
```toml evidence/nas-2026-03.toml
clause = "C14"
about = ["nfs-server:nas-1.storage.example.edu"]
statement = "ESP between nas-1 and every host of cl-general"
by = "storage@example.edu"
done = 2026-03-01
```

## Good
```toml vmgate.toml
[organization]
name = "Example University"
```
```toml evidence/nas-2026-03.toml
clause = "C14"
about = ["nfs-server:nas-1.storage.example.edu"]
statement = "ESP between nas-1 and every host of cl-general"
by = "storage@example.edu"
done = 2026-03-01
```
```toml evidence/nas-2026-09.toml
clause = "C14"
about = ["nfs-server:nas-*"]
statement = "ESP between every NFS server and every host"
by = "storage@example.edu"
done = 2026-09-01
```
"""

from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.oversight import EvidenceOnRecord
from vmgate.vocabulary.proof import outdated

rule = declare(__name__, id="VMG1802", clause="C18", severity=Severity.MEDIUM)


@rule.on(EvidenceOnRecord)
def on_record(evidence: EvidenceOnRecord, site: Site) -> Fault | None:
    """A record, unless a newer one says the same."""
    record = evidence.record.value
    wrong = None if evidence.newer else outdated(record, site)
    return (
        None
        if wrong is None
        else Fault(f"{record.clause}, {', '.join(map(str, record.about))}: {record} {wrong}", evidence.record)
    )

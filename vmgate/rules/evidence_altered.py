"""The document of a piece of evidence is not the one that was recorded.

## Why
C17 keeps audit files read-only, so that they still prove something later. A record holds the digest of the document
that it rests on; a document that has another digest was changed after the fact, or another one was put in its place,
and proves nothing.

## Fix
Bring the recorded document back from the history of the register. If the new one is right, leave the old record as
it is and record the evidence anew.

## Bad
```toml vmgate.toml
[organization]
name = "Example University"
```
```toml evidence/zoning.toml
clause = "C15"
about = ["fabric:fabric-a"]
statement = "Zone set of fabric A, single initiator zones"
by = "storage@example.edu"
done = 2026-10-01
document = "fabric-a.txt"
sha256 = "9c1185a5c5e9fc54612808977ee8f548b2258d31e65cf1a5d1a8fbd1f9a8f6fd"
```
```text evidence/fabric-a.txt
zoneset name A vsan 10
```

## Good
```toml vmgate.toml
[organization]
name = "Example University"
```
```toml evidence/zoning.toml
clause = "C15"
about = ["fabric:fabric-a"]
statement = "Zone set of fabric A, single initiator zones"
by = "storage@example.edu"
done = 2026-10-01
document = "fabric-a.txt"
sha256 = "6221c326738cddbdb472c08a126ebf20c7601784fc0d7056e50e5edaab081713"
```
```text evidence/fabric-a.txt
zoneset name A vsan 10
```
"""

from vmgate.model.fact import NotExpressible
from vmgate.model.result import Severity
from vmgate.model.site import Site
from vmgate.rule import Fault, declare
from vmgate.vocabulary.oversight import EvidenceOnRecord

rule = declare(__name__, id="VMG1702", clause="C17", severity=Severity.HIGH)


@rule.on(EvidenceOnRecord)
def document(evidence: EvidenceOnRecord, _site: Site) -> Fault | None:
    """A record, by what became of its document."""
    if evidence.document.value is None:
        raise NotExpressible("the record has no document")
    record = evidence.record.value
    return None if record.mismatch is None else Fault(f"the record {record.mismatch}", evidence.document)

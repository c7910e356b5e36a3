"""From an evidence register to what rules may ask of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.evidence import PARTS
from vmgate.model.resource import Resource
from vmgate.vocabulary.oversight import EvidenceOnRecord, Oversight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmgate.model.evidence import EvidenceRecord, EvidenceRegister
    from vmgate.vocabulary.thing import Thing


def things(register: EvidenceRegister | None) -> Iterator[Thing]:
    """The oversight that the organization has to show, and each record. None is an organization without a register."""
    place = "evidence" if register is None else register.path
    yield Oversight(
        Resource(address=place, mode="record", type="evidence_register", name=place), register, PARTS
    )
    for record in register.records if register is not None else ():
        yield _record(record, register)


def _record(record: EvidenceRecord, register: EvidenceRegister | None) -> Thing:
    resource = Resource(
        address=record.path, mode="record", type="evidence", name=record.path, span=lambda _path: record.span
    )
    others = register.records if register is not None else ()
    newer = [
        other
        for other in others
        if other.done > record.done and other.clause == record.clause and set(record.covers) <= set(other.covers)
        and all(any(wide.includes(own) for wide in other.about) for own in record.about)
    ]  # fmt: skip
    return EvidenceOnRecord(resource, record, newer)

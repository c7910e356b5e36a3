"""What the organization sees to besides its configuration: audits (C18), events that are logged (C16), its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.vocabulary.thing import Thing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vmgate.model.evidence import EvidenceRecord, EvidenceRegister
    from vmgate.model.resource import Resource


class Duty(Struct, frozen=True):
    """One part of a clause that has to be seen to again and again: "storage" of the audits."""

    part: Fact[str]


class Oversight(Thing):
    """What the organization as a whole has to show. `register` is its evidence; None where it keeps none."""

    kind: ClassVar[str] = "oversight"
    built: ClassVar[bool] = False

    def __init__(
        self, resource: Resource, register: EvidenceRegister | None, parts: Mapping[str, Sequence[str]]
    ) -> None:
        super().__init__(resource)
        self._kept = register is not None
        self._parts = parts

    @property
    def audits(self) -> Sequence[Duty]:
        """What is to be audited (C18)."""
        return self._duties("C18", "audit")

    @property
    def event_classes(self) -> Sequence[Duty]:
        """The classes of events that logging has to capture (C16)."""
        return self._duties("C16", "event")

    def _duties(self, clause: str, name: str) -> Sequence[Duty]:
        unknown = Unknown("there is no evidence register")
        return [
            Duty(Fact(part if self._kept else unknown, self.resource, (name, part)))
            for part in self._parts[clause]
        ]


class EvidenceOnRecord(Thing):
    """One record of the register. `newer` are the records that speak of the same since."""

    kind: ClassVar[str] = "evidence"
    built: ClassVar[bool] = False

    def __init__(self, resource: Resource, record: EvidenceRecord, newer: Sequence[EvidenceRecord]) -> None:
        super().__init__(resource)
        self.record: Fact[EvidenceRecord] = Fact(record, resource, ("done",))
        self.document: Fact[str | None] = Fact(record.document, resource, ("document",))
        self.newer = newer

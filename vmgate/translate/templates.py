"""From the template registry to the records that rules may judge by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.resource import Resource
from vmgate.model.templates import Approval
from vmgate.vocabulary.record import TemplateOnRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmgate.model.templates import TemplateRecord, TemplateRegistry
    from vmgate.vocabulary.thing import Thing


def things(registry: TemplateRegistry | None) -> Iterator[Thing]:
    """The templates that machines may be made from: approved, and not superseded by one that is.

    What a channel leads to is in use whatever stands against it.
    """
    records = registry.records if registry is not None else ()
    superseded = {
        (record.name, record.supersedes) for record in records if record.approval is Approval.APPROVED
    }
    for record in records:
        newest = record.approval is Approval.APPROVED and (record.name, record.version) not in superseded
        if newest or record.channels:
            yield TemplateOnRecord(_resource(record), record)


def _resource(record: TemplateRecord) -> Resource:
    return Resource(address=record.path, mode="record", type="template", name=str(record))

"""From the template registry to the records that rules may judge by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.position import Span
from vmgate.model.resource import Resource
from vmgate.model.templates import Approval
from vmgate.vocabulary.record import TemplateOnRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmgate.model.registry import TemplateRegistry
    from vmgate.model.templates import TemplateRecord
    from vmgate.vocabulary.thing import Thing


def things(registry: TemplateRegistry | None, directory: str | None = None) -> Iterator[Thing]:
    """The templates that machines may be made from: approved, and not superseded by one that is.

    What a channel leads to is in use whatever stands against it. `directory` is where the registry is: a fact's file is
    the place of what is said of it.
    """
    records = registry.records if registry is not None else ()
    superseded = {
        (record.name, record.supersedes) for record in records if record.approval is Approval.APPROVED
    }
    for record in records:
        newest = record.approval is Approval.APPROVED and (record.name, record.version) not in superseded
        if newest or record.channels:
            yield TemplateOnRecord(_resource(record, directory), record)


def _resource(record: TemplateRecord, directory: str | None) -> Resource:
    place = None if directory is None else Span(f"{directory}/{record.path}", 1, 1, 1, 2)
    return Resource(
        address=record.path, mode="record", type="template", name=str(record), span=lambda _path: place
    )

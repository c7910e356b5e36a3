"""Records of templates as things of their own: what the registry keeps, whether or not a machine is made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from vmgate.model.fact import Fact
from vmgate.vocabulary.thing import Thing

if TYPE_CHECKING:
    from vmgate.model.resource import Resource
    from vmgate.model.templates import TemplateRecord


class TemplateOnRecord(Thing):
    """The record of a template that machines may be made from today."""

    kind: ClassVar[str] = "template record"
    built: ClassVar[bool] = False

    def __init__(self, resource: Resource, record: TemplateRecord) -> None:
        super().__init__(resource)
        self.record: Fact[TemplateRecord] = Fact(record, resource, ())

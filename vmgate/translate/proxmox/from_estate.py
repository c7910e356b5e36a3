"""What machines of every type have in common: how they read themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.attributes import Attributes
from vmgate.vocabulary.machine import VirtualMachine

if TYPE_CHECKING:
    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource


class FromEstate(VirtualMachine):
    """A machine that reads its resource on demand and finds others in the estate."""

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate
        self._attributes = Attributes(resource)

    @property
    def _cloned(self) -> bool:
        return bool(self._attributes.blocks("clone"))

"""What machines of every type have in common: how they read themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.facts import derive
from vmgate.translate.proxmox import defaults
from vmgate.translate.proxmox.network import endpoint
from vmgate.translate.proxmox.resource_types import CLONED_MACHINES
from vmgate.vocabulary.machine import VirtualMachine

if TYPE_CHECKING:
    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

_NOT_KNOWN: Final = Unknown("the power state is known once the machine exists")


class FromEstate(VirtualMachine):
    """A machine that reads its resource on demand and finds others in the estate."""

    platform: ClassVar[str] = "proxmox"

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate
        self._attributes = Attributes(resource)

    @property
    def identity(self) -> Fact[str | None]:
        """The number of the machine: `vm_id`, or `id` where the type has no other."""
        name = "id" if self.resource.type in CLONED_MACHINES else "vm_id"
        return derive(self._attributes.number(name), lambda number: None if number is None else str(number))

    @property
    def endpoint(self) -> str | None:
        """See `network.endpoint`."""
        return endpoint(self.resource, self._estate)

    @property
    def powered_off(self) -> Fact[bool]:
        """`started`, turned around; a template never runs."""
        if self.resource.type in CLONED_MACHINES:
            started = self._attributes.flag("started")
            return derive(started, lambda on: _NOT_KNOWN if on is None else not on)
        started = self._attributes.flag("started", default=defaults.flag(self.resource.type, "started"))
        if started.known and not started.value:
            return derive(started, lambda _: True)
        template = self._attributes.flag("template", default=defaults.flag(self.resource.type, "template"))
        off = derive(template, lambda is_one: is_one or not started.value)
        return Fact(off.value if off.known else _NOT_KNOWN, started.resource, started.path, started.note)

    @property
    def _cloned(self) -> bool:
        return bool(self._attributes.blocks("clone"))

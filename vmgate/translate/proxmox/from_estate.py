"""What machines of every type have in common: how they read themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import is_off
from vmgate.translate.facts import derive
from vmgate.translate.proxmox import defaults
from vmgate.translate.proxmox.network import endpoint
from vmgate.translate.proxmox.resource_types import CLONED_MACHINES, MACHINE
from vmgate.vocabulary.machine import VirtualMachine

if TYPE_CHECKING:
    from vmgate.model.estate import Estate
    from vmgate.model.fact import Fact
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
    def running(self) -> Fact[bool]:
        """`started`; a template never runs."""
        if self.resource.type in CLONED_MACHINES:
            return derive(self._attributes.flag("started"), lambda on: _NOT_KNOWN if on is None else on)
        template = self._flag("template")
        if template.known and template.value:
            return derive(template, lambda _: False)
        started = self._flag("started")
        if started.known and started.value and not template.known:
            return derive(template, lambda _: True)
        return started

    @property
    def powered_off(self) -> Fact[bool]:
        """`started`, turned around; not if it starts with its host, which it does unless it is told not to."""
        if self.resource.type in CLONED_MACHINES:
            return derive(self.running, lambda on: not on)
        template = self._flag("template")
        if template.known and template.value:
            return template
        starts = self._flag("on_boot" if self.resource.type == MACHINE else "start_on_boot")
        return is_off(self.running, starts)

    def _flag(self, name: str) -> Fact[bool]:
        return self._attributes.flag(name, default=defaults.flag(self.resource.type, name))

    @property
    def _cloned(self) -> bool:
        return bool(self._attributes.blocks("clone"))

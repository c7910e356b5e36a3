"""What machines of every type have in common: how they read themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import is_off
from vmgate.translate.facts import derive
from vmgate.translate.proxmox import defaults
from vmgate.translate.proxmox.access import grants_on, pool_of
from vmgate.translate.proxmox.network import INHERITED, endpoint
from vmgate.translate.proxmox.resource_types import CLONED_MACHINES, HA_RESOURCES, MACHINE
from vmgate.vocabulary.machine import VirtualMachine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.access import Grant

_NOT_KNOWN: Final = Unknown("the power state is known once the machine exists")
_KEPT_RUNNING: Final = frozenset({"started", "enabled"})


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
        return derive(self._number, lambda number: None if number is None else str(number))

    @property
    def path(self) -> Fact[str]:
        """`/vms/NUMBER`, which is what rights are granted on."""
        unnumbered = Unknown("the number of the machine is known once it exists")
        return derive(self._number, lambda number: unnumbered if number is None else f"/vms/{number}")

    @property
    def tags(self) -> Sequence[Fact[str]]:
        """`tags`. A clone that has none of its own has its template's."""
        own = self._attributes.texts("tags")
        if self.resource.type in CLONED_MACHINES and self._attributes.raw("tags") is None:
            raise UnknownValue(INHERITED, self.resource, ("tags",))
        return [Fact(tag, own.resource, own.path) for tag in own.value]

    @property
    def pool(self) -> Fact[str | None]:
        """`pool_id`, or that of a membership."""
        return pool_of(self._attributes, lambda: self._number, self._estate)

    @property
    def node(self) -> Fact[str | None]:
        """`node_name`."""
        return self._attributes.text("node_name")

    @property
    def grants(self) -> Sequence[Grant]:
        """See `access`. Raises `UnknownValue`."""
        return grants_on(self.path, self.pool, self._estate)

    @property
    def _number(self) -> Fact[int | None]:
        return self._attributes.number("id" if self.resource.type in CLONED_MACHINES else "vm_id")

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
            off = derive(self.running, lambda on: not on)
        else:
            template = self._flag("template")
            if template.known and template.value:
                return template
            starts = self._flag("on_boot" if self.resource.type == MACHINE else "start_on_boot")
            off = is_off(self.running, starts)
        return off if off.known and not off.value else self._unless_kept_running(off)

    def _unless_kept_running(self, off: Fact[bool]) -> Fact[bool]:
        """High availability starts what is off, unless it is told otherwise."""
        for resource in self._estate.of_type(*HA_RESOURCES):
            own = Attributes(resource)
            which, number = own.text("resource_id", ""), self._number
            if not which.known or not number.known or number.value is None:
                return Fact(Unknown("whether it is kept running is not known"), off.resource, off.path)
            if which.value.rpartition(":")[2] == str(number.value):
                state = own.text("state", defaults.text(resource.type, "state"))
                return derive(state, lambda kept: off.value and kept not in _KEPT_RUNNING)
        return off

    def _flag(self, name: str) -> Fact[bool]:
        return self._attributes.flag(name, default=defaults.flag(self.resource.type, name))

    @property
    def _cloned(self) -> bool:
        return bool(self._attributes.blocks("clone"))

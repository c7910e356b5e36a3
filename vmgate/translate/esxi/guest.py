"""Virtual machines: `esxi_guest`. Advanced settings, devices and drives have no attribute here."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate import boot_disk, vmware_guest_ids
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive
from vmgate.translate.esxi import defaults
from vmgate.translate.esxi.connection import endpoint, ovf_link
from vmgate.translate.esxi.network import GuestNic
from vmgate.translate.facts import left_out
from vmgate.vocabulary.connection import Connection, Link
from vmgate.vocabulary.guest import Guest
from vmgate.vocabulary.machine import ProvenanceFlaw, VirtualMachine
from vmgate.vocabulary.template import Origin, Template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.model.templates import GuestSystem
    from vmgate.vocabulary.network import Nic

PLATFORM = "esxi"
SOURCES = ("clone_from_vm", "ovf_source", "host_ovf")
RUNNING = "a running machine of this configuration"
LEFT = "it is left to the source, or to the provider"

_SYSTEMS = {
    vmware_guest_ids.as_in_vmx(id_): vmware_guest_ids.systems(id_) for id_ in vmware_guest_ids.known()
}


class EsxiGuest(VirtualMachine, Connection):
    """A virtual machine. It is a connection as well, if it is made of an OVF that is fetched."""

    kind: ClassVar[str] = VirtualMachine.kind
    platform: ClassVar[str] = "esxi"

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate
        self._attributes = Attributes(resource)

    @property
    def name(self) -> Fact[str]:
        """Its name."""
        return self._attributes.text("guest_name", "")

    @property
    def identity(self) -> Fact[str | None]:
        """`id`: its number on the host."""
        return self._attributes.text("id")

    @property
    def pool(self) -> Fact[str | None]:
        """Its resource pool; the host's own where it names none."""
        if left_out(self._attributes, "resource_pool_name"):
            return Fact(None, self.resource, ("resource_pool_name",))
        return self._attributes.text("resource_pool_name")

    @property
    def powered_off(self) -> Fact[bool]:
        """`power`, which is on unless it is off."""
        power = self._attributes.text("power", defaults.DEFAULTS[defaults.GUEST]["power"])
        return derive(power, lambda word: word.casefold() == "off")

    @property
    def nics(self) -> Sequence[Nic]:
        """Its `network_interfaces`. Raises `UnknownValue`."""
        return [
            GuestNic(self, self._estate, block) for block in self._attributes.blocks("network_interfaces")
        ]

    @property
    def links(self) -> Sequence[Link]:
        """`ovf_source`."""
        return (ovf_link(self._attributes),)

    @property
    def origin(self) -> Origin:
        """What it is cloned or deployed from. Raises `UnknownValue`."""
        own = endpoint(self.resource, self._estate)
        for name in SOURCES:
            source = self._attributes.text(name)
            if not source.known or source.value:
                nobody: Fact[str | None] = Fact(None, self.resource, source.path)
                if name == "clone_from_vm":
                    template = Template(PLATFORM, source, source, nobody, own, self._defect(source))
                else:
                    template = Template(PLATFORM, source, nobody, source, own)
                _ = source.value
                return Origin(source, (template,))
        where = self._attributes.anything(SOURCES[0])
        return Origin(where, nothing=f"none of {', '.join(SOURCES)}")

    @property
    def provenance_flaws(self) -> Sequence[ProvenanceFlaw]:
        """Imports, and ignored changes of any source."""
        paths = self.resource.ignored_changes()
        known: bool | Unknown = Unknown("the plan does not tell which changes are ignored")
        if paths is not None:
            known = any(not path or path[0] in SOURCES for path in paths)
        where = (SOURCES[0],)
        return [
            ProvenanceFlaw(boot_disk.IMPORTED, Fact(self.resource.is_imported(), self.resource, where)),
            ProvenanceFlaw(boot_disk.IGNORED, Fact(known, self.resource, where)),
        ]

    @property
    def guest(self) -> Guest:
        """`guestos`, which is an id as in the machine's own configuration file."""
        if left_out(self._attributes, "guestos"):
            none: tuple[GuestSystem, ...] = ()
            return Guest(
                Fact(None, self.resource, ("guestos",), LEFT), Fact(none, self.resource, ("guestos",), LEFT)
            )
        said = self._attributes.text("guestos")
        return Guest(said, derive(said, _systems))

    def _defect(self, source: Fact[str | None]) -> str | None:
        """What is wrong with a machine of this configuration as a source: that it runs."""
        if not source.known:
            return None
        for other in self._estate.where("managed", (defaults.GUEST,), ("guest_name",), source.value):
            power = EsxiGuest(other, self._estate).powered_off
            if power.known and not power.value:
                return RUNNING
        return None


def _systems(word: str | None) -> tuple[GuestSystem, ...] | Unknown:
    if word is None:
        return ()
    found = _SYSTEMS.get(word.strip().lower())
    return Unknown("guest id is not in the table") if found is None else found

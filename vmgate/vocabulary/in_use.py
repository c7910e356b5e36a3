"""Which templates machines are made from, whether or not the registry has them (C30)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vmgate.model.fact import NotExpressible, UnknownValue
from vmgate.vocabulary.placement import same_endpoint
from vmgate.vocabulary.provenance import find

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmgate.model.fact import Fact
    from vmgate.model.site import Site
    from vmgate.model.templates import GuestSystem, TemplateRecord
    from vmgate.vocabulary.machine import VirtualMachine
    from vmgate.vocabulary.template import Template


@dataclass
class TemplateInUse:
    """A template as configurations name it, the addresses of the machines that are made from it, and the registry's
    records of it. `problem` says why there is none. `systems` are what its machines say they run.
    """

    platform: str
    endpoint: str | None
    name: str | None
    identity: str | None
    machines: list[str] = field(default_factory=list)
    records: tuple[TemplateRecord, ...] = ()
    problem: str = ""
    systems: set[GuestSystem] = field(default_factory=set)

    @property
    def title(self) -> str:
        """What people call it."""
        return self.name or self.identity or "a template without a name"


@dataclass
class InUse:
    """The templates of some machines; and the machines whose template cannot be told, with the reason."""

    templates: list[TemplateInUse] = field(default_factory=list)
    untold: list[tuple[str, str]] = field(default_factory=list)
    _named: dict[tuple[str, str | None], list[TemplateInUse]] = field(default_factory=dict, repr=False)

    def take(self, machines: Iterable[VirtualMachine], site: Site, source: str = "") -> None:
        """Add machines, whose addresses begin with where they are from: `plan.json: vsphere_virtual_machine.web`."""
        for machine in machines:
            address = f"{source}: {machine.resource.address}" if source else machine.resource.address
            try:
                templates = machine.origin.templates
            except NotExpressible:
                continue
            except UnknownValue as unknown:
                self.untold.append((address, unknown.reason))
                continue
            for template in templates:
                name, identity = _known(template.name), _known(template.identity)
                if name is None and identity is None:
                    self.untold.append((address, _why(template)))
                    continue
                one = self._one(template, name, identity, site)
                one.machines.append(address)
                one.systems |= _systems(machine)

    def _one(self, template: Template, name: str | None, identity: str | None, site: Site) -> TemplateInUse:
        """The template, which another input may have told more or less of."""
        known = self._named.setdefault((template.platform, name or identity), [])
        for one in known:
            if same_endpoint(one.endpoint, template.endpoint) and _agree(one.identity, identity):
                if one.identity is None and identity is not None:
                    more = _found(template, name, identity, site)
                    one.identity, one.records, one.problem = identity, more.records, more.problem
                one.endpoint = one.endpoint or template.endpoint
                return one
        known.append(_found(template, name, identity, site))
        self.templates.append(known[-1])
        return known[-1]


def _found(template: Template, name: str | None, identity: str | None, site: Site) -> TemplateInUse:
    one = TemplateInUse(template.platform, template.endpoint, name, identity)
    try:
        matches = find(template, site)
    except UnknownValue as unknown:
        one.problem = unknown.reason
        return one
    one.records = tuple(dict.fromkeys(match.record for match in matches if match.record is not None))
    one.problem = "; ".join(dict.fromkeys(match.problem for match in matches if match.problem))
    return one


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one.lower() == other.lower()


def _known(fact: Fact[str | None]) -> str | None:
    """A value that is known and no secret."""
    return fact.value if fact.known and not fact.resource.is_sensitive(fact.path) else None


def _why(template: Template) -> str:
    try:
        _ = template.identity.value, template.name.value
    except UnknownValue as unknown:
        return unknown.reason
    return "the configuration does not name the template"


def _systems(machine: VirtualMachine) -> set[GuestSystem]:
    try:
        systems = machine.guest.systems
    except NotExpressible:
        return set()
    exact = systems.value if systems.known and len(systems.value) == 1 else ()
    return {system for system in exact if system.version is not None}

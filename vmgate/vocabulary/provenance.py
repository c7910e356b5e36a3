"""From what a configuration says of a template to the record of it in the registry (C30, C35)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from vmgate.model.fact import NotExpressible, UnknownValue
from vmgate.vocabulary.lifecycle import support
from vmgate.vocabulary.placement import possible_endpoints, same_endpoint

if TYPE_CHECKING:
    from vmgate.model.fact import Fact
    from vmgate.model.registry import TemplateRegistry
    from vmgate.model.site import Site
    from vmgate.model.templates import GuestSystem, Locator, TemplateRecord
    from vmgate.vocabulary.machine import VirtualMachine
    from vmgate.vocabulary.template import Template


class Match(Struct, frozen=True):
    """The record of a template, or why there is none: `problem` reads "template tpl-x is not in the registry"."""

    record: TemplateRecord | None
    problem: str = ""


def find(template: Template, site: Site) -> list[Match]:
    """What the registry has of a template.

    One match, unless the configuration does not tell the endpoint and the site has several. The platform's
    own identity decides where it is known and recorded, the name otherwise. Raises `UnknownValue` when there is
    no registry, and when what would find a record is not known.
    """
    if template.defect is not None:
        return [Match(None, template.defect)]
    registry = site.registry
    if registry is None:
        raise UnknownValue("no template registry", template.where.resource, template.where.path)
    if registry.empty:
        return [Match(None, "the template registry is empty")]
    return [
        _find(template, registry, at)
        for at in possible_endpoints(template.endpoint, site, registry.endpoints)
    ]


def on_record(machine: VirtualMachine, site: Site) -> list[tuple[Template, TemplateRecord]]:
    """The records of all templates that a machine may come from.

    Raises `NotExpressible` where it comes from none, or the registry has no record of any: other rules speak of that;
    `UnknownValue` where it has records of some of them only, and as `find` does.
    """
    templates = machine.origin.templates
    found = [(template, match.record) for template in templates for match in find(template, site)]
    recorded = [(template, record) for template, record in found if record is not None]
    if not recorded:
        raise NotExpressible("a template on record: VMG3001 and VMG3002 speak of machines without one")
    if len(recorded) < len(found):
        where = found[0][0].where
        raise UnknownValue("it depends on which template it is", where.resource, where.path)
    return recorded


def systems(machine: VirtualMachine, site: Site) -> tuple[GuestSystem, ...]:
    """The systems that may run inside a machine.

    They are what the provider's identifier says, made exact by the registry's record of the template; none when
    the identifier is generic and the registry does not say. Raises `UnknownValue` when that cannot be known yet.
    """
    said = machine.guest.systems
    named = said.value if said.known else ()
    if len(named) == 1 and support(named[0], site) is not None:
        return named
    try:
        recorded = _recorded(machine, site)
    except UnknownValue:
        if named:
            return named
        raise
    if recorded and all(_refines(system, named) for system in recorded):
        return recorded
    return said.value


def _find(template: Template, registry: TemplateRegistry, endpoint: str | None) -> Match:
    """The record of a template on an endpoint: by its file's content where that is told, as no other word can lie."""
    held_to = template.digest
    if held_to is None or not registry.has_digests:
        return _by_word(template, registry, endpoint)
    digest = _if_known(held_to)
    found = registry.by_digest(digest) if digest else []
    if digest is not None and found:
        return _one(found, f"of sha256 {digest}")
    match = _by_word(template, registry, endpoint)
    if match.record is None or match.record.digest is not None:
        # Where it is only not known yet, it will tell which record it is, or that it is none.
        digest = held_to.value
    if match.record is not None and match.record.digest is not None and digest is not None:
        return Match(
            None, f"the file of sha256 {digest} has another content than {match.record} in the registry"
        )
    return match


def _by_word(template: Template, registry: TemplateRegistry, endpoint: str | None) -> Match:
    """The record by what the platform calls it."""
    identity = _if_known(template.identity)
    if identity is not None:
        found = _here(registry.by_identity(template.platform, identity), endpoint)
        if found:
            return _one(found, identity)
    name = _if_known(template.name)
    if name is None:
        return _unnamed(template, registry, identity)
    found = _here(registry.by_name(template.platform, name), endpoint)
    if not found:
        if identity is None and registry.has_without(template.platform, "name"):
            template.identity.value  # noqa: B018  - not known, and a record may be found by it alone
        return Match(None, f"template {name} is not in the registry")
    if identity is not None:
        found = [(record, locator) for record, locator in found if locator.identity is None]
        if not found:
            return Match(None, f"template {name} has another identity than its record in the registry")
    elif len(found) > 1 and all(locator.identity is not None for _, locator in found):
        template.identity.value  # noqa: B018  - where it is only not known yet, it will tell which record it is
    return _one(found, name)


def _unnamed(template: Template, registry: TemplateRegistry, identity: str | None) -> Match:
    """Nothing is known but an identity that no record has, or nothing at all."""
    if identity is None and template.identity.value is None and template.name.value is None:
        where = template.where
        raise UnknownValue("the configuration does not name the template", where.resource, where.path)
    template.name.value  # noqa: B018  - raises when it is not known, as a record may go by that name
    if registry.has_without(template.platform, "identity"):
        reason = f"the registry has templates by name only, and the name of {identity} is not told"
        raise UnknownValue(reason, template.where.resource, template.where.path)
    return Match(None, f"template {identity} is not in the registry")


def _one(found: list[tuple[TemplateRecord, Locator]], by: str) -> Match:
    records = list({id(record): record for record, _ in found}.values())
    if len(records) > 1:
        return Match(None, f"template {by} is ambiguous: the registry has {', '.join(map(str, records))}")
    return Match(records[0])


def _here(
    found: list[tuple[TemplateRecord, Locator]], endpoint: str | None
) -> list[tuple[TemplateRecord, Locator]]:
    return [(record, locator) for record, locator in found if same_endpoint(locator.endpoint, endpoint)]


def _if_known(fact: Fact[str | None]) -> str | None:
    return fact.value if fact.known else None


def _recorded(machine: VirtualMachine, site: Site) -> tuple[GuestSystem, ...]:
    """The systems of the records of all templates that the machine may come from; empty if one has none."""
    try:
        templates = machine.origin.templates
    except NotExpressible:
        return ()
    records = [match.record for template in templates for match in find(template, site)]
    recorded = [record.system for record in records if record is not None and record.system is not None]
    return tuple(dict.fromkeys(recorded)) if len(recorded) == len(records) else ()


def _refines(system: GuestSystem, named: tuple[GuestSystem, ...]) -> bool:
    """Whether a record may speak of what the identifier names: the same product, and a release of its version."""
    return not named or any(system.id == one.id and _releases(system.version, one.version) for one in named)


def _releases(version: str | None, of: str | None) -> bool:
    """Whether `15 SP7` is, or is a release of, `15`."""
    if of is None:
        return True
    own, major = (version or "").casefold(), of.casefold()
    return own.startswith(major) and not own[len(major) : len(major) + 1].isalnum()

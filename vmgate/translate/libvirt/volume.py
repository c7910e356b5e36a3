"""Volumes: how a disk finds its own, and what image that was made from (C30).

A volume is an image that was fetched from somewhere, or it begins as a copy of another one (its base), or it begins
empty. The image is what the template registry knows: by where it comes from, its path, or its volume's name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.facts import derive
from vmgate.translate.libvirt import defaults
from vmgate.translate.libvirt.connection import endpoint, image_urls
from vmgate.translate.libvirt.network import unless_transformed
from vmgate.translate.libvirt.resource_types import CLOUDINIT, VOLUME
from vmgate.vocabulary.template import Template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

PLATFORM = "libvirt"
_IDENTITIES = frozenset({("id",), ("path",), ("key",), ("name",), ()})
"""The last is what a plan tells of an attribute behind an index: `libvirt_volume.web[count.index].id`."""
_WHICH = "it depends on which volume it is"


def named(name: Fact[str], pool: Fact[str], estate: Estate) -> list[Resource]:
    """The volumes of this configuration with a name in a pool. Raises `UnknownValue` where one may be it."""
    found = [
        volume
        for volume in estate.where("managed", (VOLUME,), ("name",), name.value)
        if pool_of(volume).value == pool.value
    ]
    if not found and estate.kept(_any_unnamed):
        raise name.doubt(f"{_WHICH}: the name of one is not known")
    return found


def pool_of(volume: Resource) -> Fact[str]:
    """The name of its pool."""
    return Attributes(volume).text("pool", defaults.text(VOLUME, "pool"))


def referenced(value: Fact[str | None], estate: Estate, *types: str) -> list[Resource]:
    """The resources that an unknown id, path or name is a copy of; none where it may be anything."""
    found: list[Resource] = []
    for reference in value.resource.references(value.path):
        for resource in estate.at(reference):
            if resource.type not in types or reference.attribute not in _IDENTITIES:
                return []
            found.append(resource)
    return found


def is_cloudinit(value: Fact[str | None], estate: Estate) -> bool:
    """Whether a path or id is that of a cloud-init disk of this configuration. Raises `UnknownValue`."""
    if not value.known and referenced(value, estate, CLOUDINIT):
        return True
    # A path that is known is one of something else: a cloud-init disk has none before it is made.
    _ = value.value
    return False


def images(volume: Resource, where: Fact[object], estate: Estate, depth: int = 0) -> Sequence[Template]:
    """What a volume begins as: the image at the far end of its bases. None at all where it begins empty.

    Raises `UnknownValue`.
    """
    attributes = Attributes(volume)
    unless_transformed(attributes)
    base = attributes.text("base_volume_id")
    if base.known and base.value is None:
        backing = attributes.block("backing_store")
        base = backing.text("path") if backing is not None else base
    if not base.known or base.value:
        return of_path(base, where, estate, depth)
    name = attributes.text("base_volume_name")
    if not name.known or name.value:
        pool = attributes.text("base_volume_pool")
        own = derive(pool, lambda known: known or pool_of(volume).value)
        return of_name(derive(name, str), own, where, estate, depth)
    # Where the one of blocks is not known, there may be none at all.
    _ = attributes.text("source").value
    own_name = derive(attributes.text("name"), _same)
    return [
        Template(PLATFORM, where, own_name, url, endpoint(where.resource, estate))
        for url in image_urls(volume)
    ]


def of_path(
    path: Fact[str | None], where: Fact[object], estate: Estate, depth: int = 0
) -> Sequence[Template]:
    """The image that is, or is the base of, the volume with an id or path. Raises `UnknownValue`."""
    own = endpoint(where.resource, estate)
    if path.known:
        nameless: Fact[str | None] = Fact(None, path.resource, path.path)
        return [Template(PLATFORM, where, nameless, path, own)]
    found = referenced(path, estate, VOLUME)
    if not found or depth > _DEEPEST:
        raise path.doubt(Unknown(_reason(path)).reason)
    return _of_any(found, where, estate, depth)


def of_name(
    name: Fact[str], pool: Fact[str], where: Fact[object], estate: Estate, depth: int = 0
) -> Sequence[Template]:
    """The same for a volume by its name. One that is not of this configuration is an image by that name."""
    if not name.known:
        found = referenced(derive(name, _same), estate, VOLUME)
        if found and depth <= _DEEPEST:
            return _of_any(found, where, estate, depth)
    found = named(name, pool, estate)
    if not found or depth > _DEEPEST:
        nobody: Fact[str | None] = Fact(None, name.resource, name.path)
        return [Template(PLATFORM, where, derive(name, _same), nobody, endpoint(where.resource, estate))]
    return _of_any(found, where, estate, depth)


_DEEPEST = 8
"""More bases than anybody stacks; volumes that are each other's base end there."""


def _of_any(
    volumes: Sequence[Resource], where: Fact[object], estate: Estate, depth: int
) -> Sequence[Template]:
    found = [images(volume, where, estate, depth + 1) for volume in volumes]
    if not all(found) and any(found):
        raise UnknownValue(_WHICH, where.resource, where.path)
    templates = [template for some in found for template in some]
    first = templates[0] if templates else None
    same = first is not None and all(_alike(first, other) for other in templates)
    return templates[:1] if same else templates


def _alike(one: Template, other: Template) -> bool:
    facts = one.identity, other.identity, one.name, other.name
    if not all(fact.known for fact in facts):
        return False
    return one.identity.value == other.identity.value and one.name.value == other.name.value


def _any_unnamed(estate: Estate) -> bool:
    return any(
        not Attributes(volume).text("name").known or not pool_of(volume).known
        for volume in estate.of_type(VOLUME)
    )


def _reason(path: Fact[str | None]) -> str:
    try:
        _ = path.value
    except UnknownValue as missing:
        return missing.reason
    return _WHICH


def _same(text: str | None) -> str | None:
    return text

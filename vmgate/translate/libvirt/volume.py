"""Volumes: how a disk finds its own, and what image that was made from (C30).

A volume is an image that was fetched from somewhere, or it begins as a copy of another one (its base), or it begins
empty. The image is what the template registry knows: by where it comes from, its path, or its volume's name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from vmgate.model.fact import Fact, UnknownValue
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

    _Image: TypeAlias = tuple[Fact[str | None], Fact[str | None]]
    """The name of an image's volume, and what the image is identified by."""

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


def of_path(path: Fact[str | None], where: Fact[object], estate: Estate) -> Sequence[Template]:
    """The image that is, or is the base of, the volume with an id or path. Raises `UnknownValue`."""
    return _templates(_of_path(path, estate, 0), where, estate)


def of_name(name: Fact[str], pool: Fact[str], where: Fact[object], estate: Estate) -> Sequence[Template]:
    """The same for a volume by its name. One that is not of this configuration is an image by that name."""
    return _templates(_of_name(name, pool, estate, 0), where, estate)


def _templates(found: Sequence[_Image], where: Fact[object], estate: Estate) -> Sequence[Template]:
    own = endpoint(where.resource, estate)
    return [Template(PLATFORM, where, name, identity, own) for name, identity in found]


def _images(volume: Resource, estate: Estate, depth: int) -> Sequence[_Image]:
    """Of one volume. Asked for by every rule about origins, for every machine: found once."""
    known = estate.kept(_found)
    if volume.address not in known:
        known[volume.address] = _read(volume, estate, depth)
    return known[volume.address]


def _found(_estate: Estate) -> dict[str, Sequence[_Image]]:
    return {}


def _read(volume: Resource, estate: Estate, depth: int) -> Sequence[_Image]:
    attributes = Attributes(volume)
    unless_transformed(attributes)
    base = attributes.text("base_volume_id")
    if base.known and base.value is None:
        backing = attributes.block("backing_store")
        base = backing.text("path") if backing is not None else base
    if not base.known or base.value:
        return _of_path(base, estate, depth)
    name = attributes.text("base_volume_name")
    if not name.known or name.value:
        pool = attributes.text("base_volume_pool")
        own = derive(pool, lambda known: known or pool_of(volume).value)
        return _of_name(derive(name, str), own, estate, depth)
    # Where the one of blocks is not known, there may be none at all.
    _ = attributes.text("source").value
    return [(derive(attributes.text("name"), _same), url) for url in image_urls(volume)]


def _of_path(path: Fact[str | None], estate: Estate, depth: int) -> Sequence[_Image]:
    if path.known:
        return [(Fact(None, path.resource, path.path), path)]
    found = referenced(path, estate, VOLUME)
    if not found or depth > _DEEPEST:
        _ = path.value
    return _of_any(found, path, estate, depth)


def _of_name(name: Fact[str], pool: Fact[str], estate: Estate, depth: int) -> Sequence[_Image]:
    if not name.known:
        found = referenced(derive(name, _same), estate, VOLUME)
        if found and depth <= _DEEPEST:
            return _of_any(found, name, estate, depth)
    found = named(name, pool, estate)
    if not found or depth > _DEEPEST:
        return [(derive(name, _same), Fact(None, name.resource, name.path))]
    return _of_any(found, name, estate, depth)


_DEEPEST = 8
"""More bases than anybody stacks; volumes that are each other's base end there."""


def _of_any(
    volumes: Sequence[Resource], by: Fact[str | None] | Fact[str], estate: Estate, depth: int
) -> Sequence[_Image]:
    found = [_images(volume, estate, depth + 1) for volume in volumes]
    if not all(found) and any(found):
        raise UnknownValue(_WHICH, by.resource, by.path)
    all_ = [image for some in found for image in some]
    same = bool(all_) and all(_alike(all_[0], other) for other in all_)
    return all_[:1] if same else all_


def _alike(one: _Image, other: _Image) -> bool:
    if not all(fact.known for fact in (*one, *other)):
        return False
    return [fact.value for fact in one] == [fact.value for fact in other]


def _any_unnamed(estate: Estate) -> bool:
    return any(
        not Attributes(volume).text("name").known or not pool_of(volume).known
        for volume in estate.of_type(VOLUME)
    )


def _same(text: str | None) -> str | None:
    return text

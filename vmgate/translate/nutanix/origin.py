"""Images, templates and machines that machines are made of (C30).

What the configuration fetches itself is known by where it is fetched from and by its checksum, what is there already by
its id or by the name that it is looked up by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate import image_names
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive
from vmgate.translate.lookups import meant
from vmgate.translate.nutanix import resource_types as types
from vmgate.translate.nutanix.attributes import Filled
from vmgate.translate.nutanix.connection import endpoint
from vmgate.translate.nutanix.lists import listed, name_of
from vmgate.vocabulary.guest import Guest
from vmgate.vocabulary.template import Template

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.model.templates import GuestSystem
    from vmgate.vocabulary.template import Origin

PLATFORM: Final = "nutanix"
RUNNING: Final = "a machine of this configuration, no template"
SHA256: Final = "sha256"
_BY: Final = ("id", "ext_id")


def images(id_: Fact[str | None], estate: Estate) -> list[Template]:
    """The images that an id may stand for. Raises `UnknownValue`."""
    found = meant(
        id_, estate, managed=types.IMAGES, data=types.IMAGE_LOOKUPS, listed=listed, by=("id", "image_id", "ext_id")
    )  # fmt: skip
    return _templates(id_, found, estate, _image)


def templates(id_: Fact[str | None], estate: Estate) -> list[Template]:
    """The templates that an id may stand for. Raises `UnknownValue`."""
    found = meant(id_, estate, managed=(types.TEMPLATE,), data=types.TEMPLATE_LOOKUPS, listed=listed, by=_BY)
    return _templates(id_, found, estate, lambda one: _made_here(one, "template_name"))


def ovas(id_: Fact[str | None], estate: Estate) -> list[Template]:
    """The OVAs that an id may stand for. Raises `UnknownValue`."""
    found = meant(id_, estate, managed=(types.OVA,), by=_BY)
    return _templates(id_, found, estate, _ova)


def machines(id_: Fact[str | None], estate: Estate) -> list[Template]:
    """The machines that an id may stand for, which are templates only where they are kept somewhere else.

    Raises `UnknownValue`.
    """
    found = meant(id_, estate, managed=types.MACHINES, data=types.MACHINE_LOOKUPS, listed=listed, by=_BY)
    return _templates(id_, found, estate, lambda one: _made_here(one, "name", RUNNING))


def guest(origin: Callable[[], Origin], resource: Resource, where: tuple[str, ...]) -> Guest:
    """What the name of the image says of the system; the id of one says nothing."""
    none: tuple[GuestSystem, ...] = ()
    try:
        found = origin().templates
    except UnknownValue as missing:
        unknown = Unknown(missing.reason)
        return Guest(Fact(unknown, resource, missing.path), Fact(unknown, resource, missing.path))
    for template in found[:1]:
        said = next((one.value for one in (template.name, template.identity) if one.known and one.value), "")
        named = image_names.system(said)
        place = template.where
        return Guest(
            Fact(said or None, place.resource, place.path),
            Fact((named,) if named is not None else none, place.resource, place.path),
        )
    return Guest(Fact(None, resource, where), Fact(none, resource, where))


def _templates(
    id_: Fact[str | None],
    found: Sequence[Resource],
    estate: Estate,
    made_here: Callable[
        [Resource], tuple[Fact[str | None], Fact[str | None], Fact[str | None] | None, str | None]
    ],
) -> list[Template]:
    own = endpoint(id_.resource, estate)
    nobody: Fact[str | None] = Fact(None, id_.resource, id_.path)
    if not found:
        _ = id_.value
        return [Template(PLATFORM, id_, nobody, id_, own)]
    made = []
    for one in found:
        if one.mode == "managed":
            name, identity, digest, defect = made_here(one)
            made.append(Template(PLATFORM, id_, name, identity, own, defect, digest))
        else:
            written = Attributes(one)
            known = id_ if id_.known else next(
                (text for by in ("image_id", "ext_id") if (text := written.text(by)).known and text.value), nobody
            )  # fmt: skip
            made.append(Template(PLATFORM, id_, name_of(one), known, own))
    return made


def _image(image: Resource) -> tuple[Fact[str | None], Fact[str | None], Fact[str | None] | None, str | None]:
    """By where it is fetched from: whoever makes an image may call it anything."""
    nobody: Fact[str | None] = Fact(None, image, ("name",))
    return nobody, _source(image), _digest(image), None


def _source(image: Resource) -> Fact[str | None]:
    own = Filled(image)
    if image.type == types.IMAGE:
        uri = own.text("source_uri")
        return uri if not uri.known or uri.value else own.text("source_path")
    try:
        source = own.block("source")
        url = source.block("url_source") if source is not None else None
    except UnknownValue as missing:
        return Fact(Unknown(missing.reason), image, missing.path)
    if url is not None:
        return url.text("url")
    return Fact(Unknown("it is an image of a disk, and nobody knows what is on that"), image, ("source",))


def _digest(image: Resource) -> Fact[str | None]:
    own = Filled(image)
    none: Fact[str | None] = Fact(None, image, ("checksum",))
    try:
        checksum = own.block("checksum")
    except UnknownValue as missing:
        return Fact(Unknown(missing.reason), image, missing.path)
    if checksum is None:
        return none
    v1 = image.type == types.IMAGE
    kind = checksum.text("checksum_algorithm" if v1 else "object_type", "")
    value = checksum.text("checksum_value" if v1 else "hex_digest")
    is_sha256 = derive(kind, lambda word: SHA256 in word.lower().replace("_", ""))
    return derive(value, lambda digest: digest if is_sha256.value else None)


def _ova(ova: Resource) -> tuple[Fact[str | None], Fact[str | None], Fact[str | None] | None, str | None]:
    nobody: Fact[str | None] = Fact(None, ova, ("name",))
    try:
        url = Filled(ova).inner("source", "ova_url_source")
    except UnknownValue as missing:
        return nobody, Fact(Unknown(missing.reason), ova, missing.path), None, None
    if url is None:
        return nobody, Fact(Unknown("it is made of a machine"), ova, ("source",)), None, None
    return nobody, url.text("url"), None, None


def _made_here(
    one: Resource, name: str, defect: str | None = None
) -> tuple[Fact[str | None], Fact[str | None], Fact[str | None] | None, str | None]:
    own = Filled(one)
    # Its id is what it is known by; before it exists its name is all that there is.
    identity = own.text("ext_id") if one.type.endswith("_v2") else own.text("id")
    return own.text(name), identity, None, defect

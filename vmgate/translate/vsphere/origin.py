"""What a machine is created from: `clone`, `ovf_deploy`, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive
from vmgate.translate.vsphere.joins import IDS, endpoint, inventory_name, same_server, targets
from vmgate.vocabulary.template import Origin, Template

if TYPE_CHECKING:
    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.model.value import Path

PLATFORM: Final = "vsphere"
NOTHING: Final = "no clone and no ovf_deploy block"
RUNNING_MACHINE: Final = "a virtual machine of this configuration, not a template"

_LIBRARY_ITEM: Final = "vsphere_content_library_item"
_MACHINE: Final = "vsphere_virtual_machine"


def origin(attributes: Attributes, estate: Estate) -> Origin:
    """The templates that a machine may be created from. Raises `UnknownValue` where nothing tells."""
    clone = attributes.block("clone")
    if clone is not None:
        where = clone.anything("template_uuid")
        return Origin(where, tuple(_templates(clone, where, estate)))
    image = attributes.block("ovf_deploy")
    if image is not None:
        return _from_image(image, estate)
    return Origin(attributes.anything("clone"), nothing=NOTHING)


def _templates(clone: Attributes, where: Fact[object], estate: Estate) -> list[Template]:
    uuid = clone.raw("template_uuid")
    machine, path = clone.resource, clone.at("template_uuid")
    if isinstance(uuid, Unknown):
        sources = targets(estate, machine, path, IDS)
        if not sources:
            raise UnknownValue(uuid.reason, machine, path)
    else:
        sources = _of_id(machine, str(uuid), estate)
        if not sources:
            known: Fact[str | None] = clone.text("template_uuid")
            unnamed: Fact[str | None] = Fact(None, machine, path)
            return [Template(PLATFORM, where, unnamed, known, endpoint(estate, machine))]
    found = []
    for source in sources:
        if source.type not in (_MACHINE, _LIBRARY_ITEM):
            raise UnknownValue(
                uuid.reason if isinstance(uuid, Unknown) else "its source is no template", machine, path
            )
        known_id = None if isinstance(uuid, Unknown) else str(uuid)
        if source.mode == "managed" and source.type == _LIBRARY_ITEM:
            found += _published(source, where, known_id, estate)
        else:
            found.append(_template(source, where, known_id, estate))
    return found


def _of_id(machine: Resource, uuid: str, estate: Estate) -> list[Resource]:
    """The resources that a known id is of; the first kind that has it decides."""
    kinds: tuple[tuple[str, str, tuple[Path, ...]], ...] = (
        ("data", _MACHINE, (("id",), ("uuid",))),
        ("data", _LIBRARY_ITEM, (("id",),)),
        ("managed", _LIBRARY_ITEM, (("id",),)),
        ("managed", _MACHINE, (("id",), ("uuid",))),
    )
    for mode, type_, paths in kinds:
        for path in paths:
            for source in estate.where(mode, (type_,), path, uuid):
                if same_server(estate, machine, source):
                    return [source]
    return []


def _template(source: Resource, where: Fact[object], uuid: str | None, estate: Estate) -> Template:
    own = Attributes(source)
    name = derive(own.text("name"), lambda text: None if text is None else inventory_name(text), note="")
    identity: Fact[str | None] = Fact(uuid, source, ("id",)) if uuid is not None else _identity(own)
    running = source.mode == "managed" and source.type == _MACHINE
    return Template(
        PLATFORM, where, name, identity, endpoint(estate, source), RUNNING_MACHINE if running else None
    )


def _published(item: Resource, where: Fact[object], uuid: str | None, estate: Estate) -> list[Template]:
    """What an item is made of that this configuration publishes. Its name is the configuration's own choice, and
    proves nothing.
    """
    own = Attributes(item)
    machine, url = own.text("source_uuid"), own.text("file_url")
    by_id = not machine.known or machine.value
    if uuid is None and by_id:
        sources = (
            _of_id(item, str(machine.value), estate)
            if machine.known
            else targets(estate, item, machine.path, IDS)
        )
        if sources and all(source.type == _MACHINE for source in sources):
            return [_template(source, where, None, estate) for source in sources]
    identity = Fact[str | None](uuid, item, ("id",)) if uuid is not None else machine if by_id else url
    unnamed: Fact[str | None] = Fact(None, item, identity.path)
    return [Template(PLATFORM, where, unnamed, identity, endpoint(estate, item))]


def _identity(source: Attributes) -> Fact[str | None]:
    """The id of a template that has not been looked up yet: its uuid, when it is looked up by that."""
    for name in ("id", "uuid"):
        fact = source.text(name)
        if fact.known and fact.value is not None:
            return fact
    value = source.raw("id")
    if not isinstance(value, Unknown):
        value = Unknown("data source not read" if source.resource.mode == "data" else "known after apply")
    return Fact(value, source.resource, ("id",))


def _from_image(image: Attributes, estate: Estate) -> Origin:
    name = "remote_ovf_url" if image.raw("remote_ovf_url") not in (None, "") else "local_ovf_path"
    where = image.anything(name)
    unnamed: Fact[str | None] = Fact(None, image.resource, image.at(name))
    template = Template(PLATFORM, where, unnamed, image.text(name), endpoint(estate, image.resource))
    return Origin(where, (template,))

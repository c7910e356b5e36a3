"""What a machine or container is created from (C30).

A clone names its source by number, which the cluster knows it by; an image goes by the URL it is downloaded from
where the configuration has that download, else by its file id (`local:import/debian-13.qcow2`). A machine that is
made into a template itself, from an image or another template, is not created *from* a template: the rule is for
those that run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.fact import Fact
from vmgate.translate.attributes import Attributes
from vmgate.translate.facts import derive
from vmgate.translate.proxmox import defaults
from vmgate.translate.proxmox.image import PLATFORM, certainly_named, image_templates
from vmgate.translate.proxmox.network import endpoint
from vmgate.translate.proxmox.resource_types import CLONED_MACHINES, CONTAINER, MACHINE
from vmgate.vocabulary.template import Origin, Template
from vmgate.vocabulary.thing import not_expressible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

RUNNING = "a machine of this configuration that is not a template"


def of_machine(machine: Attributes, estate: Estate) -> Origin:
    """A clone's source, else the images of the disks. Raises `UnknownValue`."""
    template = machine.flag("template", default=defaults.flag(MACHINE, "template"))
    for clone in machine.blocks("clone"):
        return _unless_template(template, of_clone(clone, "vm_id", (MACHINE, *CLONED_MACHINES), estate))
    files = [
        disk.text(name, defaults.text(MACHINE, f"disk.{name}"))
        for disk in machine.blocks("disk")
        for name in ("import_from", "file_id")
    ]
    if any(certainly_named(file, estate) for file in files):
        templates = [found for file in files for found in image_templates(file, estate)]
        return _unless_template(template, Origin(templates[0].where, tuple(templates)))
    for file in files:
        # Raises where a file may be named that nobody knows yet.
        _ = file.value
    return Origin(machine.anything("clone"), nothing=_nothing(machine))


def of_container(container: Attributes, estate: Estate) -> Origin:
    """A clone's source, else the file of the operating system. Raises `UnknownValue`."""
    template = container.flag("template", default=defaults.flag(CONTAINER, "template"))
    for clone in container.blocks("clone"):
        return _unless_template(template, of_clone(clone, "vm_id", (CONTAINER,), estate))
    for system in container.blocks("operating_system"):
        templates = image_templates(system.text("template_file_id", ""), estate)
        if templates:
            return _unless_template(template, Origin(templates[0].where, tuple(templates)))
    return Origin(container.anything("operating_system"), nothing="no clone and no operating_system block")


def of_clone(clone: Attributes, attribute: str, types: Sequence[str], estate: Estate) -> Origin:
    """The source of a clone, which its `attribute` gives the number of."""
    where = clone.anything(attribute)
    number = clone.number(attribute)
    own = endpoint(clone.resource, estate)
    found = sources(number, types, estate)
    if not found:
        identity = derive(number, lambda id_: None if id_ is None else str(id_))
        nameless: Fact[str | None] = Fact(None, clone.resource, where.path)
        return Origin(where, (Template(PLATFORM, where, nameless, identity, own),))
    return Origin(where, tuple(_template(source, where, number, own) for source in found))


def sources(number: Fact[int | None], types: Sequence[str], estate: Estate) -> list[Resource]:
    """The resources that a machine's number stands for, or may turn out to stand for; none when nothing tells."""
    if number.known:
        return estate.where("managed", types, ("vm_id",), number.value) if number.value is not None else []
    found: list[Resource] = []
    for reference in number.resource.references(number.path):
        for resource in estate.at(reference):
            if resource.type not in types or reference.attribute not in {("vm_id",), ("id",)}:
                return []
            found.append(resource)
    return found


def _template(source: Resource, where: Fact[object], number: Fact[int | None], own: str | None) -> Template:
    attributes = Attributes(source)
    identity = number if number.known else attributes.number("vm_id")
    name = attributes.text("name") if source.type != CONTAINER else _hostname(attributes)
    template = attributes.flag("template", default=False)
    return Template(
        PLATFORM,
        where,
        name,
        derive(identity, lambda id_: None if id_ is None else str(id_)),
        own,
        RUNNING if template.known and not template.value else None,
    )


def _hostname(container: Attributes) -> Fact[str | None]:
    return Attributes(container.resource, ("initialization", 0)).text("hostname")


def _unless_template(template: Fact[bool], origin: Origin) -> Origin:
    if template.value:
        not_expressible("the origin of a template")
    return origin


def _nothing(machine: Attributes) -> str:
    for drive in machine.blocks("cdrom"):
        file = drive.text("file_id", "")
        if file.known and file.value not in ("", "none", "cdrom"):
            return "no clone and no disk image, but an ISO image in the CD-ROM drive"
    return "no clone and no disk image"

"""What makes the origin that a machine's configuration states worthless (C30)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.vsphere import defaults
from vmgate.translate.vsphere.disks import stated_disks
from vmgate.translate.vsphere.joins import IDS, targets
from vmgate.vocabulary.machine import ProvenanceFlaw

if TYPE_CHECKING:
    from vmgate.model.estate import Estate
    from vmgate.model.value import Path
    from vmgate.translate.attributes import Attributes

IMPORTED: Final = "the machine is imported, so its clone block does not tell what it was created from"
IGNORED: Final = "changes of the template are ignored, so the configuration may name one that was never used"
ATTACHED: Final = "an existing disk is attached to a machine without a template"

_SOURCES: Final = ("clone", "ovf_deploy")
_NAMES: Final = ("template_uuid", "remote_ovf_url", "local_ovf_path")


def provenance_flaws(attributes: Attributes, estate: Estate) -> list[ProvenanceFlaw]:
    """Imports, ignored changes, and disks from elsewhere in place of a clone."""
    return [
        ProvenanceFlaw(IMPORTED, Fact(_imported(attributes), attributes.resource, ("clone",))),
        ProvenanceFlaw(IGNORED, _ignored(attributes, estate)),
        ProvenanceFlaw(ATTACHED, _attached(attributes)),
    ]


def _imported(attributes: Attributes) -> bool:
    """By this run, or by an earlier one that nothing was applied after: the provider notes that in `imported`."""
    return attributes.resource.is_imported() or attributes.raw("imported") is True


def _ignored(attributes: Attributes, estate: Estate) -> Fact[bool]:
    resource = attributes.resource
    paths = resource.ignored_changes()
    known: bool | Unknown = Unknown("the plan does not tell which changes are ignored")
    if paths is not None:
        known = any(_covers_source(path) for path in paths)
    elif _is_as_written(attributes, estate):
        known = False
    return Fact(known, resource, ("clone",))


def _is_as_written(attributes: Attributes, estate: Estate) -> bool:
    """Whether the machine's template is the one that its configuration refers to: then nothing that is ignored hides
    another. A plan shows both.
    """
    clone = attributes.outline("clone")
    if not isinstance(clone, list) or len(clone) != 1:
        return False
    path: Path = ("clone", 0, "template_uuid")
    value = attributes.resource.at(path)
    named = targets(estate, attributes.resource, path, IDS) if isinstance(value, str) else []
    return bool(named) and all(value in (one.read("id"), one.read("uuid")) for one in named)


def _covers_source(path: Path) -> bool:
    """Whether ignoring this hides another template: all of the machine, the block, or its source."""
    if not path:
        return True
    return path[0] in _SOURCES and (len(path) <= 2 or path[2] in _NAMES)


def _attached(attributes: Attributes) -> Fact[bool]:
    for name in _SOURCES:
        source = attributes.outline(name)
        if source and not isinstance(source, Unknown):
            return Fact(value=False, resource=attributes.resource, path=("disk",))
    try:
        disks = stated_disks(attributes)
    except UnknownValue as unknown:
        return Fact(Unknown(unknown.reason), attributes.resource, unknown.path)
    unsure: Fact[bool] | None = None
    for disk in disks:
        attached = defaults.flag(disk, "attach")
        if attached.known and attached.value:
            return _unless_cloned(attributes, attached)
        unsure = unsure or (None if attached.known else attached)
    return unsure or Fact(value=False, resource=attributes.resource, path=("disk",))


def _unless_cloned(attributes: Attributes, attached: Fact[bool]) -> Fact[bool]:
    """An attached disk counts where there is no source, and it may be known later that there is none."""
    for name in _SOURCES:
        source = attributes.outline(name)
        if isinstance(source, Unknown):
            return Fact(source, attributes.resource, (name,))
    return attached

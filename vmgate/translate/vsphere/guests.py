"""The guest operating system: `guest_id`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.vmware_guest_ids import systems
from vmgate.translate.vsphere import defaults
from vmgate.vocabulary.guest import Guest

if TYPE_CHECKING:
    from vmgate.model.templates import GuestSystem
    from vmgate.translate.attributes import Attributes

UNLISTED = "guest id is not in the table"


def guest(attributes: Attributes) -> Guest:
    """What `guest_id` says; left out, a machine that is created from something has its source's."""
    identifier = _identifier(attributes)
    try:
        own = identifier.value
    except UnknownValue as missing:
        return Guest(identifier, Fact(Unknown(missing.reason), identifier.resource, identifier.path))
    found: tuple[GuestSystem, ...] | Unknown | None = systems(own) if own is not None else ()
    return Guest(
        identifier,
        Fact(
            Unknown(UNLISTED) if found is None else found,
            identifier.resource,
            identifier.path,
            identifier.note,
        ),
    )


def _identifier(attributes: Attributes) -> Fact[str | None]:
    value = attributes.raw("guest_id")
    filled_in = isinstance(value, Unknown) and attributes.written("guest_id") is False
    if value is not None and value != "" and not filled_in:
        return attributes.text("guest_id")
    path = attributes.at("guest_id")
    for block, source in (("clone", "template"), ("ovf_deploy", "OVF")):
        held = attributes.outline(block)
        if isinstance(held, Unknown):
            return Fact(held, attributes.resource, path)
        if held:
            return Fact(Unknown(f"left to the {source}"), attributes.resource, path)
    generic, _ = defaults.assumed("vsphere_virtual_machine", "guest_id")
    return Fact(str(generic), attributes.resource, path, defaults.VCENTER_DEFAULT)

"""Data sources of the fourth API, which list whatever meets a filter: `name eq 'debian-13'`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

LISTS: Final = {
    "nutanix_images_v2": "images",
    "nutanix_subnets_v2": "subnets",
    "nutanix_templates_v2": "templates",
    "nutanix_virtual_machines_v2": "vms",
}
"""By type, the attribute that holds what was found."""

_NAMED: Final = re.compile(r"\s*(?:name|templateName)\s+eq\s+'([^']*)'\s*\Z")
_NAMES: Final = ("image_name", "subnet_name", "name", "template_name")


def listed(estate: Estate) -> Mapping[str, Resource]:
    """The data sources by the ids of what they found."""
    return estate.kept(_listed)


def name_of(lookup: Resource) -> Fact[str | None]:
    """The name that a data source looks something up by, or that what it found has; None where it tells neither."""
    own = Attributes(lookup)
    if lookup.type in LISTS:
        return derive(own.text("filter"), _named)
    for name in _NAMES:
        text = own.text(name)
        if not text.known or text.value:
            return text
    return Fact(None, lookup, ())


def _named(filter_: str | None) -> str | Unknown | None:
    found = _NAMED.match(filter_ or "")
    return found.group(1) if found else Unknown("it is the first that meets a filter")


def _listed(estate: Estate) -> dict[str, Resource]:
    found: dict[str, Resource] = {}
    for type_, attribute in LISTS.items():
        for lookup in estate.of_type(type_, mode="data"):
            entries = lookup.read(attribute)
            for entry in entries if isinstance(entries, list) else ():
                id_ = entry.get("ext_id") if isinstance(entry, dict) else None
                if isinstance(id_, str):
                    found[id_] = lookup
    return found

"""Tags: the names behind the ids in `tags`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.vsphere.derived import derived
from vmgate.translate.vsphere.paths import linked

if TYPE_CHECKING:
    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.model.value import Path

_TAG, _CATEGORY = "vsphere_tag", "vsphere_tag_category"


def tags(attributes: Attributes, estate: Estate) -> list[Fact[str]]:
    """The tags of a resource, as `category/name`. Raises `UnknownValue` when it is not known which there are."""
    value = attributes.raw("tags")
    if isinstance(value, Unknown):
        raise UnknownValue(value.reason, attributes.resource, attributes.at("tags"))
    return [
        _tag(attributes.resource, (*attributes.at("tags"), index), estate)
        for index in range(len(value) if isinstance(value, list) else 0)
    ]


def _tag(resource: Resource, path: Path, estate: Estate) -> Fact[str]:
    found = linked(estate, resource, path, (_TAG,))
    if len(found) != 1:
        value = resource.at(path)
        reason = value.reason if isinstance(value, Unknown) else "the tag is not in the configuration"
        return Fact(Unknown(reason), resource, path)
    category = linked(estate, found[0], ("category_id",), (_CATEGORY,))
    if len(category) != 1:
        return Fact(Unknown("the tag's category is not in the configuration"), resource, path)
    name, group = (Attributes(one).text("name", "") for one in (found[0], category[0]))
    return derived(name, lambda own: f"{group.value}/{own}") if group.known else group

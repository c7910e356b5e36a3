"""Tags and custom attributes: the names behind the ids in `tags` and `custom_attributes`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive
from vmgate.translate.vsphere.joins import same_server
from vmgate.translate.vsphere.paths import linked
from vmgate.vocabulary.machine import CustomAttribute

if TYPE_CHECKING:
    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.model.value import Path

_TAG, _CATEGORY = "vsphere_tag", "vsphere_tag_category"
_ATTRIBUTE = "vsphere_custom_attribute"


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
    return derive(name, lambda own: f"{group.value}/{own}") if group.known else group


def custom_attributes(attributes: Attributes, estate: Estate) -> list[CustomAttribute]:
    """The custom attributes of a resource. Raises `UnknownValue` when it is not known which there are."""
    return [
        CustomAttribute(
            _name(content.resource, key, content.path, estate), derive(content, lambda text: text or "")
        )
        for key, content in attributes.entries("custom_attributes", lambda _: True)
    ]


def _name(resource: Resource, key: str, path: Path, estate: Estate) -> Fact[str]:
    names = [
        Attributes(one).text("name", "")
        for mode in ("data", "managed")
        for one in estate.where(mode, (_ATTRIBUTE,), ("id",), key)
        if same_server(estate, resource, one)
    ]
    if len(names) != 1:
        return Fact(Unknown("the custom attribute is not in the configuration"), resource, path)
    return names[0]

"""Which resource a policy path means: by value where it is known, by reference where it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.fact import UnknownValue
from vmgate.model.value import Unknown

if TYPE_CHECKING:
    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.model.value import Path

PATH = ("path",)


def target(estate: Estate, resource: Resource, path: Path, types: tuple[str, ...]) -> Resource:
    """The one resource of these types whose path an attribute has.

    Raises `UnknownValue` where it is not in the configuration, or not certain.
    """
    value = resource.at(path)
    if isinstance(value, str):
        found = estate.where("managed", types, PATH, value)
        if len(found) != 1:
            raise UnknownValue(f"{value} is not in the configuration", resource, path)
        return found[0]
    reason = value.reason if isinstance(value, Unknown) else "it is not a path"
    meant = referred(estate, resource, path, types)
    if len(meant) != 1:
        raise UnknownValue(reason, resource, path)
    return meant[0]


def referred(estate: Estate, resource: Resource, path: Path, types: tuple[str, ...]) -> list[Resource]:
    """The resources whose path an unknown value may be; none unless all that it may be are."""
    found: dict[str, Resource] = {}
    for reference in resource.references(path):
        if reference.attribute not in ((), PATH, ("id",)):
            return []
        for one in estate.at(reference):
            if one.type not in types or one.mode != "managed":
                return []
            found[one.address] = one
    return list(found.values())

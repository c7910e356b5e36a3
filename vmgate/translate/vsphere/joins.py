"""Which resource an attribute means: by value where it is known, by reference where it is not.

All of this speaks of resources, not yet of the procedure's things.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import Struct

from vmgate.model.endpoint import canonical
from vmgate.model.fact import UnknownValue
from vmgate.model.value import Reference, Unknown, at_path

if TYPE_CHECKING:
    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.model.value import Path

STANDARD_SWITCH: Final = "vsphere_host_virtual_switch"
STANDARD_PORT_GROUP: Final = "vsphere_host_port_group"
DISTRIBUTED_SWITCH: Final = "vsphere_distributed_virtual_switch"
DISTRIBUTED_PORT_GROUP: Final = "vsphere_distributed_port_group"
PORT_GROUPS: Final = (STANDARD_PORT_GROUP, DISTRIBUTED_PORT_GROUP)

IDS: Final = frozenset({"id", "key", "uuid", "moid", "instance_uuid"})
NAMES: Final = frozenset({"name"})

# References from one attribute to the next; a longer chain is a cycle.
_MOST_HOPS = 8

_ESCAPES = {"%2f": "/", "%5c": "\\", "%25": "%"}

Identity: TypeAlias = tuple[str, object]


class Match(Struct, frozen=True):
    """What an attribute means: one of `among`, or, unless `complete`, possibly something else.

    It is empty and complete when what is meant surely is not in the configuration.
    """

    among: tuple[Resource, ...] = ()
    complete: bool = True

    @property
    def one(self) -> Resource | None:
        """The resource, when there is only one possibility."""
        return self.among[0] if self.complete and len(self.among) == 1 else None


def inventory_name(path: str) -> str:
    """The name at the end of an inventory path, without vSphere's escapes for slash, backslash and percent."""
    name = path.rpartition("/")[2]
    return re.sub("%(2f|5c|25)", lambda match: _ESCAPES[match.group().lower()], name, flags=re.IGNORECASE)


def targets(
    estate: Estate, resource: Resource, path: Path, of: frozenset[str], hops: int = _MOST_HOPS
) -> list[Resource]:
    """The resources whose attribute (one of `of`) an unknown value may be. Empty when nothing tells.

    A reference to another attribute is followed to what that one is a copy of. One whose attribute got lost
    (a splat) is taken for one of `of`.
    """
    found: dict[str, Resource] = {}
    for reference in resource.references(path):
        attribute = reference.attribute
        for target in estate.at(reference):
            if not attribute or (len(attribute) == 1 and attribute[0] in of):
                found[target.address] = target
                continue
            further = targets(estate, target, attribute, of, hops - 1) if hops else []
            if not further:
                return []
            found |= {resource.address: resource for resource in further}
    return list(found.values())


def same_server(estate: Estate, one: Resource, other: Resource) -> bool:
    """Whether two resources may be of the same vCenter. Names and ids mean nothing across two of them.

    Two provider configurations are for two servers, unless they are known to name the same one.
    """
    blocks = (one.provider_block, other.provider_block)
    if None in blocks or blocks[0] == blocks[1]:
        return True
    server = endpoint(estate, one)
    return server is not None and server == endpoint(estate, other)


def endpoint(estate: Estate, resource: Resource) -> str | None:
    """The management server that the resource's provider configuration connects to, when it is known."""
    if resource.provider_block is None:
        return None
    for block in estate.at(Reference(resource.provider_block)):
        for name in ("vsphere_server", "vcenter_server"):
            server = block.read(name)
            if isinstance(server, str):
                return canonical(server)
    return None


def on_host(estate: Estate, resource: Resource, attribute: str, host: str, type_: str) -> Match:
    """The switch or port group that goes by a name on a host: `attribute` has the name, `host` the host's id.

    Raises `UnknownValue` when the name is not known and refers to nothing of that type.
    """
    name = resource.read(attribute)
    unnamed: list[Resource] = []
    if isinstance(name, Unknown):
        pool = [target for target in targets(estate, resource, (attribute,), NAMES) if target.type == type_]
        if not pool:
            raise UnknownValue(name.reason, resource, (attribute,))
    else:
        pool = estate.where("managed", (type_,), ("name",), name)
        unnamed = [other for other in estate.of_type(type_) if isinstance(other.read("name"), Unknown)]
    own = identity(estate, resource, host)
    equal: list[Resource] = []
    maybe: list[Resource] = []
    for other in (*pool, *unnamed):
        if not same_server(estate, resource, other):
            continue
        theirs = identity(estate, other, "host_system_id")
        if own is not None and own == theirs and other not in unnamed:
            equal.append(other)
        elif not (own and theirs and own[0] == theirs[0] == "id" and own != theirs):
            maybe.append(other)
    if equal:
        return Match(tuple(equal))
    return Match(tuple(maybe), complete=not maybe)


def distributed_switch(estate: Estate, port_group: Resource) -> Match:
    """The distributed switch of a distributed port group. Raises `UnknownValue`."""
    path: Path = ("distributed_virtual_switch_uuid",)
    uuid = port_group.read("distributed_virtual_switch_uuid")
    if uuid is None:
        raise UnknownValue("no distributed switch is named", port_group, path)
    if not isinstance(uuid, Unknown):
        return Match(tuple(estate.where("managed", (DISTRIBUTED_SWITCH,), ("id",), uuid)))
    found: list[Resource] = []
    outside = False
    for target in targets(estate, port_group, path, IDS):
        if target.type != DISTRIBUTED_SWITCH:
            raise UnknownValue(uuid.reason, port_group, path)
        if target.mode == "managed":
            found.append(target)
            continue
        name = target.read("name")
        if not isinstance(name, str):
            raise UnknownValue("the name of its switch is not known", target, ("name",))
        named = estate.where("managed", (DISTRIBUTED_SWITCH,), ("name",), inventory_name(name))
        found += named
        outside = outside or not named
    if not found and not outside:
        raise UnknownValue(uuid.reason, port_group, path)
    return Match(tuple(found), complete=not (found and outside))


def identity(estate: Estate, resource: Resource, attribute: str) -> Identity | None:
    """What identifies the value of an attribute: itself, or the one attribute that it surely is a copy of."""
    path: Path = (attribute,)
    for _ in range(_MOST_HOPS):
        value = at_path(resource.read(str(path[0])), path[1:])
        if not isinstance(value, Unknown | dict | list) and value is not None:
            return ("id", value)
        references = resource.references(path)
        if len(references) != 1:
            break
        instances = estate.at(references[0])
        if len(instances) != 1 or not references[0].attribute:
            break
        resource, path = instances[0], references[0].attribute
    else:
        return None
    return None if path == (attribute,) else ("reference", (resource.address, path))

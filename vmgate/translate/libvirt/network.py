"""Networks, with their port groups (C09, C19, C26).

A network is a bridge that libvirt makes, or a name for something of the host: a bridge, or the interfaces that guests
are attached to directly. A port group is a name for the network together with a VLAN.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.facts import derive, left_out
from vmgate.translate.libvirt.generation import of_blocks, sets_vlan_ids
from vmgate.translate.libvirt.resource_types import NETWORK
from vmgate.vocabulary.network import UNTAGGED, VirtualSwitch, Vlan
from vmgate.vocabulary.thing import not_expressible

if TYPE_CHECKING:
    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

_DIRECT = frozenset({"private", "vepa", "passthrough", "hostdev"})
XSLT = "an XSLT stylesheet may change anything in it"


class LibvirtNetwork(VirtualSwitch):
    """A network of one hypervisor."""

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate
        self._attributes = Attributes(resource)

    @property
    def name(self) -> Fact[str]:
        """Its name."""
        return self._attributes.text("name", "")

    @property
    def mac_changes(self) -> Fact[bool]:
        """`trust_guest_rx_filters`: the host receives for whatever address the guest tells it.

        The network's own or that of any of its port groups. Raises `UnknownValue`.
        """
        if of_blocks(self.resource, self._estate):
            not_expressible("filters that guests set")
        own = trusts_guests(self._attributes)
        if own.known and own.value:
            return own
        of_groups = [trusts_guests(group) for group in self._attributes.blocks("port_groups")]
        trusting = [fact for fact in of_groups if fact.known and fact.value]
        unknown = [fact for fact in of_groups if not fact.known]
        return (trusting or unknown or [own])[0]

    @property
    def bridge(self) -> Fact[str | None]:
        """The bridge that it is on: an object since 0.9.1, a string before. None where libvirt makes one up.

        Raises `UnknownValue`.
        """
        unless_transformed(self._attributes)
        inner = isinstance(self._attributes.outline("bridge"), dict)
        owner = Attributes(self.resource, ("bridge",)) if inner else self._attributes
        name = "name" if inner else "bridge"
        if left_out(owner, name):
            return Fact(None, self.resource, owner.at(name))
        return owner.text(name)

    @property
    def direct(self) -> Fact[bool]:
        """Whether guests are attached to interfaces of the host and past its bridges. Raises `UnknownValue`."""
        mode = nested_name(self._attributes, "forward", "mode")
        bridge = nested_name(self._attributes, "bridge", "name")
        if mode.known and mode.value == "bridge":
            return derive(bridge, lambda name: not name)
        return derive(mode, lambda known: known in _DIRECT)

    @property
    def vlan(self) -> Fact[Vlan]:
        """The VLAN of all that is on it and in no port group with one of its own."""
        return vlan_of(self._attributes, self._estate)

    def vlan_of_group(self, name: str | None) -> Fact[Vlan]:
        """The VLAN of one of its port groups, else its own. Raises `UnknownValue`.

        Who names no port group is in the one that is the default.
        """
        for group in self._attributes.blocks("port_groups"):
            meant = is_on(group.text("default").value) if name is None else group.text("name").value == name
            if meant:
                own = vlan_of(group, self._estate)
                return self.vlan if own.known and own.value == UNTAGGED else own
        return self.vlan


def named(name: Fact[str], estate: Estate) -> list[LibvirtNetwork]:
    """The networks of this configuration that go by a name. Raises `UnknownValue` where one may or may not."""
    found = estate.where("managed", (NETWORK,), ("name",), name.value)
    if not found and estate.kept(_any_unnamed):
        raise name.doubt("it depends on which network it is: the name of one is not known")
    return [LibvirtNetwork(resource, estate) for resource in found]


def _any_unnamed(estate: Estate) -> bool:
    return any(not Attributes(resource).text("name").known for resource in estate.of_type(NETWORK))


def referenced(name: Fact[str | None], estate: Estate) -> list[LibvirtNetwork]:
    """The networks that an unknown name or id is a copy of; none where it may be anything."""
    found: list[LibvirtNetwork] = []
    for reference in name.resource.references(name.path):
        for resource in estate.at(reference):
            if resource.type != NETWORK or reference.attribute not in {("id",), ("name",), ()}:
                return []
            found.append(LibvirtNetwork(resource, estate))
    return found


def vlan_of(owner: Attributes, estate: Estate) -> Fact[Vlan]:
    """What the `vlan` of a network, a port group or an interface says."""
    try:
        block = owner.block("vlan")
        if block is None:
            return Fact(UNTAGGED, owner.resource, owner.at("vlan"))
        tags = [tag.number("id") for tag in block.blocks("tags")]
        ids = [tag.value for tag in tags]
        if None in ids:
            too_old = not sets_vlan_ids(estate, owner.resource.provider)
            reason = "the provider takes the id of a VLAN since 0.9.5" if too_old else "a VLAN without an id"
            return Fact(Unknown(reason), owner.resource, block.at("tags"))
        ranges = tuple(sorted({(id_, id_) for id_ in ids if id_ is not None}))
        return Fact(Vlan(ranges), owner.resource, owner.at("vlan"))
    except UnknownValue as missing:
        return Fact(Unknown(missing.reason), owner.resource, missing.path)


def trusts_guests(owner: Attributes) -> Fact[bool]:
    """`trust_guest_rx_filters`, which is off unless it is set."""
    return derive(owner.text("trust_guest_rx_filters"), is_on)


def is_on(text: str | None) -> bool:
    """Libvirt's own booleans."""
    return text in ("yes", "on", "true")


def nested_name(owner: Attributes, name: str, inner: str) -> Fact[str | None]:
    """A string, or a string in an object of that name. Raises `UnknownValue`."""
    if isinstance(owner.outline(name), dict):
        return Attributes(owner.resource, owner.at(name)).text(inner)
    return owner.text(name)


def unless_transformed(attributes: Attributes) -> None:
    """Raises `UnknownValue` where a stylesheet changes the XML that the provider makes of a resource."""
    for block in attributes.blocks("xml"):
        sheet = block.text("xslt")
        if not sheet.known or sheet.value:
            raise UnknownValue(XSLT, attributes.resource, sheet.path)

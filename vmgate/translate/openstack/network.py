"""Networks, ports and guests' interfaces on them (C09, C19, C26), and who may mount a share (C13).

A network of a project is an overlay unless its `segments` say otherwise; ports are filtered unless port security is
off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.derivation import derive, parts
from vmgate.translate.filled_in import FilledIn
from vmgate.translate.lookups import meant
from vmgate.translate.openstack import defaults
from vmgate.translate.openstack.connection import endpoint
from vmgate.vocabulary.mac_filter import FilteredThing, MacFilter
from vmgate.vocabulary.network import UNTAGGED, GuestAttachment, Network, Nic, PortGroup, Vlan, tagged
from vmgate.vocabulary.storage import NfsExport
from vmgate.vocabulary.thing import not_expressible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.thing import Thing

OFF: Final = "port security is off"
ANY_ADDRESS: Final = "the port may send from any address"
ANOTHER_MAC: Final = "the port may send under another MAC address"
PHYSICAL: Final = "the port is a network card itself, where no filter applies"
EVERY: Final = frozenset({"0.0.0.0/0", "::/0"})


class NeutronNetwork(PortGroup, FilteredThing):
    """A network."""

    kind: ClassVar[str] = PortGroup.kind

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate
        self._own = FilledIn(resource)

    @property
    def name(self) -> Fact[str]:
        """Its name."""
        return self._own.text("name", "")

    @property
    def vlan(self) -> Fact[Vlan]:
        """Of its `segments`: a flat one is untagged. Raises `NotExpressible` for an overlay, and `UnknownValue`."""
        for segment in self._own.blocks("segments"):
            kind = segment.text("network_type", "")
            if kind.value == "flat":
                return Fact(UNTAGGED, kind.resource, kind.path)
            if kind.value == "vlan":
                number = segment.number("segmentation_id")
                return derive(
                    number, lambda id_: Unknown("the server chooses it") if id_ is None else tagged(id_)
                )
        return not_expressible("the VLAN of an overlay")

    @property
    def network(self) -> Network:
        """It by its name."""
        own = endpoint(self.resource, self._estate)
        return Network(where=self.name, name=self.name.value, endpoint=own, port_groups=(self,), managed=True)

    @property
    def mac_filters(self) -> Sequence[MacFilter]:
        """`port_security_enabled`, which its ports have where they do not say."""
        return (MacFilter(OFF, self._own.flag("port_security_enabled", default=defaults.PORT_SECURITY)),)


class Port(FilteredThing):
    """A port."""

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate
        self._own = FilledIn(resource)

    @property
    def mac_filters(self) -> Sequence[MacFilter]:
        """Port security, and what is let through beside it. Raises `UnknownValue`.

        A pair for a single address, as VRRP needs it, lets nobody else's in.
        """
        found = [MacFilter(OFF, self._security())]
        pairs, unknown = parts(self._own, "allowed_address_pairs")
        for pair in pairs:
            address, mac = pair.text("ip_address", ""), pair.text("mac_address", "")
            found.append(MacFilter(ANY_ADDRESS, derive(address, lambda text: text not in EVERY)))
            found.append(MacFilter(ANOTHER_MAC, derive(mac, lambda text: not text)))
        if unknown is not None:
            found.append(MacFilter(ANY_ADDRESS, unknown))
        for binding in self._own.blocks("binding"):
            kind = binding.text("vnic_type", defaults.DEFAULTS[defaults.PORT]["binding.vnic_type"])
            found.append(MacFilter(PHYSICAL, derive(kind, lambda word: word != "direct-physical")))
        return found

    def _security(self) -> Fact[bool]:
        own = self._own.flag("port_security_enabled")
        if not own.known or own.value is not None:
            return derive(own, bool)
        found = meant(self._own.text("network_id"), self._estate, managed=(defaults.NETWORK,))
        for network in found[:1]:
            theirs = FilledIn(network).flag("port_security_enabled", default=defaults.PORT_SECURITY)
            return derive(theirs, bool)
        return Fact(defaults.PORT_SECURITY, self.resource, own.path, "server default")


class Trunk(PortGroup):
    """A port of an instance by which it is in the networks of other ports as well, each under a VLAN of its own."""

    def __init__(self, resource: Resource, _estate: Estate) -> None:
        super().__init__(resource)
        self._own = FilledIn(resource)

    @property
    def name(self) -> Fact[str]:
        """Its name."""
        return self._own.text("name", "")

    @property
    def vlan(self) -> Fact[Vlan]:
        """Untagged, and that of each `sub_port`. Raises `NotExpressible` where it has none, and `UnknownValue`."""
        ports = self._own.blocks("sub_port")
        if not ports:
            not_expressible("VLANs of a trunk without ports")
        numbers = {port.number("segmentation_id", 0).value for port in ports}
        ranges = tuple((id_, id_) for id_ in sorted({0, *numbers}))
        return Fact(Vlan(ranges), self.resource, ("sub_port",))


class NeutronNic(Nic):
    """An interface of an instance, on a port, on a network by its id, or by its name.

    `names` are the attributes that say which: the first that has a value does.
    """

    def __init__(
        self, machine: Thing, estate: Estate, block: FilledIn, names: Sequence[str] = ("port", "uuid", "name")
    ) -> None:
        super().__init__(machine)
        self._estate = estate
        self._block = block
        self._names = names

    @property
    def attachment(self) -> Fact[object]:
        """The id of the port or network, or the network's name."""
        return self._chosen()

    @property
    def networks(self) -> Sequence[Network]:
        """The network, by its name where it is of the configuration or looked up. Raises `UnknownValue`."""
        own = endpoint(self.machine.resource, self._estate)
        chosen = self._chosen()
        if not chosen.path:
            raise chosen.doubt("it names no network")
        if chosen.path[-1] in ("port", "port_id"):
            ports = meant(chosen, self._estate, managed=(defaults.PORT,))
            if not ports:
                raise chosen.doubt("the port is not part of this configuration")
            return [
                one for port in ports for one in self._by_id(FilledIn(port).text("network_id"), chosen, own)
            ]
        if chosen.path[-1] == "name":
            found = self._estate.where("managed", (defaults.NETWORK,), ("name",), chosen.value)
            groups = tuple(NeutronNetwork(one, self._estate) for one in found)
            return [Network(chosen, chosen.value, endpoint=own, port_groups=groups, managed=bool(groups))]
        return self._by_id(chosen, chosen, own)

    def _chosen(self) -> Fact[str | None]:
        for name in self._names:
            text = self._block.text(name)
            if not text.known or text.value:
                return text
        nothing: Fact[str | None] = Fact(
            Unknown("it names no network"), self._block.resource, self._block.path
        )
        return nothing

    def _by_id(self, id_: Fact[str | None], where: Fact[object], own: str | None) -> list[Network]:
        found = meant(id_, self._estate, managed=(defaults.NETWORK,), data=(defaults.NETWORK,))
        known = id_.value if id_.known else None
        networks = []
        for one in found:
            name = FilledIn(one).text("name").value
            groups = (NeutronNetwork(one, self._estate),) if one.mode == "managed" else ()
            networks.append(Network(where, name, known, None, own, groups, managed=bool(groups)))
        return networks or [Network(where, id=id_.value, endpoint=own)]


class InterfaceAttachment(GuestAttachment):
    """A port or a network that an instance is attached to beside those that it names itself."""

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate

    @property
    def nics(self) -> Sequence[Nic]:
        """The one by `port_id`, or by `network_id`."""
        return [NeutronNic(self, self._estate, FilledIn(self.resource), ("port_id", "network_id"))]


class ShareAccess(NfsExport):
    """Who may mount a share."""

    @property
    def clients(self) -> Sequence[Fact[str]]:
        """`access_to`, where it is by address. Raises `NotExpressible` where it is by user or certificate."""
        own = FilledIn(self.resource)
        if own.text("access_type", "").value != "ip":
            not_expressible("clients by their addresses")
        return (own.text("access_to", ""),)

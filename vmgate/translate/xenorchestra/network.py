"""Networks, and guests' interfaces on them (C09, C19, C26). A network is a VLAN of a host's network card."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive
from vmgate.translate.lookups import meant
from vmgate.translate.xenorchestra import defaults
from vmgate.translate.xenorchestra.connection import endpoint
from vmgate.vocabulary.mac_filter import FilteredThing, MacFilter
from vmgate.vocabulary.network import Network, Nic, PortGroup, Vlan, tagged
from vmgate.vocabulary.thing import not_expressible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.fact import Fact
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.thing import Thing

UNLOCKED = "interfaces on it are not locked to their addresses"


class XenNetwork(PortGroup, FilteredThing):
    """A network of a pool."""

    kind: ClassVar[str] = PortGroup.kind

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate
        self._attributes = Attributes(resource)

    @property
    def name(self) -> Fact[str]:
        """`name_label`."""
        return self._attributes.text("name_label", "")

    @property
    def vlan(self) -> Fact[Vlan]:
        """`vlan` on the card that `source_pif_device` names.

        Raises `NotExpressible` for a network without a card, which leaves no host, and for one on a bond, which has no
        such attribute.
        """
        card = self._attributes.text("source_pif_device")
        if self.resource.type == defaults.BONDED or (card.known and not card.value):
            not_expressible("the VLAN of a network without a card")
        if not card.known:
            return derive(card, lambda _: tagged(0))
        return derive(
            self._attributes.number("vlan", int(defaults.DEFAULTS[defaults.NETWORK]["vlan"])), tagged
        )

    @property
    def network(self) -> Network:
        """It by its name."""
        own = endpoint(self.resource, self._estate)
        return Network(where=self.name, name=self.name.value, endpoint=own, port_groups=(self,), managed=True)

    @property
    def mac_filters(self) -> Sequence[MacFilter]:
        """`default_is_locked`: no frame from an address that an interface was not given."""
        default = bool(defaults.DEFAULTS[self.resource.type]["default_is_locked"])
        return (MacFilter(UNLOCKED, self._attributes.flag("default_is_locked", default=default)),)


class XenNic(Nic):
    """An interface of a guest. Its network chooses the VLAN."""

    def __init__(self, machine: Thing, estate: Estate, block: Attributes) -> None:
        super().__init__(machine)
        self._estate = estate
        self._id = block.text("network_id")

    @property
    def attachment(self) -> Fact[object]:
        """The id of the network."""
        return self._id

    @property
    def networks(self) -> Sequence[Network]:
        """The network, by its name where it is of the configuration or looked up. Raises `UnknownValue`."""
        own = endpoint(self.machine.resource, self._estate)
        types = (defaults.NETWORK, defaults.BONDED)
        found = meant(self._id, self._estate, managed=types, data=(defaults.NETWORK,))
        if not found:
            return [Network(where=self._id, id=self._id.value, endpoint=own)]
        return [self._network(one, own) for one in found]

    def _network(self, found: Resource, own: str | None) -> Network:
        name = Attributes(found).text("name_label").value
        id_ = self._id.value if self._id.known else None
        groups = (XenNetwork(found, self._estate),) if found.mode == "managed" else ()
        return Network(
            where=self._id, name=name, id=id_, endpoint=own, port_groups=groups, managed=bool(groups)
        )

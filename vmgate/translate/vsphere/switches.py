"""Standard and distributed switches: `vsphere_host_virtual_switch`, `vsphere_distributed_virtual_switch`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive
from vmgate.translate.vsphere import defaults
from vmgate.translate.vsphere.inventory import FromInventory
from vmgate.translate.vsphere.versions import unless_kept_back
from vmgate.translate.vsphere.vlans import of_distributed
from vmgate.vocabulary.network import UNTAGGED, VirtualSwitch, Vlan
from vmgate.vocabulary.thing import not_expressible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.vocabulary.network import PortGroup


_IN_USE: Final = ("active_nics", "standby_nics")
_CARRYING: Final = ("active_uplinks", "standby_uplinks")


class VsphereSwitch(FromInventory, VirtualSwitch):
    """A switch whose policy the configuration states."""

    @property
    def name(self) -> Fact[str]:
        """`name`."""
        return self.attributes.text("name", "")

    @property
    def promiscuous(self) -> Fact[bool]:
        """`allow_promiscuous`."""
        return self._policy("allow_promiscuous")

    @property
    def mac_changes(self) -> Fact[bool]:
        """`allow_mac_changes`."""
        return self._policy("allow_mac_changes")

    @property
    def forged_transmits(self) -> Fact[bool]:
        """`allow_forged_transmits`."""
        return self._policy("allow_forged_transmits")

    @cached_property
    def port_groups(self) -> Sequence[PortGroup]:
        """The managed port groups on it. Raises `UnknownValue` when one may or may not be on it."""
        found = self.inventory.links.port_groups(self.resource)
        return [self.inventory.port_group(group) for group in found]

    def _policy(self, name: str) -> Fact[bool]:
        return defaults.flag(self.attributes, name)


class StandardSwitch(VsphereSwitch):
    """A switch of one host; what is not set is sent as the provider's default."""

    @property
    def unused_uplinks(self) -> Fact[tuple[str, ...]]:
        """`network_adapters` that neither the switch nor one of its port groups has as active or standby."""
        attached = self.attributes.texts("network_adapters")
        used = [self.attributes.texts(name) for name in _IN_USE]
        unknown = next((fact for fact in used if not fact.known), None)
        if unknown is not None:
            return unknown

        if not attached.known:
            return attached
        own = {name for fact in used for name in fact.value}
        left = tuple(name for name in attached.value if name not in own)
        # What a port group does not tell is unknown at its own place.
        others = {name for fact in self._overrides() for name in fact.value} if left else set()
        return derive(attached, lambda _: tuple(name for name in left if name not in others))

    def _overrides(self) -> list[Fact[tuple[str, ...]]]:
        groups = [Attributes(group.resource) for group in self.port_groups]
        return [group.texts(name) for group in groups for name in _IN_USE]


class DistributedSwitch(VsphereSwitch):
    """A switch of many hosts. What is not set is not sent, and vCenter rejects it."""

    @cached_property
    def vlan(self) -> Fact[Vlan]:
        """The VLANs that its port groups get unless they say otherwise."""
        own = of_distributed(self.attributes)
        if own is not None:
            return own
        return Fact(UNTAGGED, self.resource, ("vlan_id",), defaults.VCENTER_DEFAULT)

    @property
    def unused_uplinks(self) -> Fact[tuple[str, ...]]:
        """Uplinks with a host's card that neither the switch nor one of its port groups has as active or standby.

        Where the switch says nothing of that, all are active. vCenter gives each card of a host an uplink in order, so
        that a host with more cards than uplinks in use has one that carries nothing. Raises `UnknownValue`, and
        `NotExpressible` where no host lends a card, or cards may be in a link aggregation group.
        """
        hosts = self.attributes.blocks("host")
        cards = max((len(host.texts("devices").value) for host in hosts), default=0)
        if not cards:
            return not_expressible("cards of hosts")
        named = [self._uplinks(self.attributes, name) for name in _CARRYING]
        where = named[0]
        if not any(fact.value for fact in named):
            return Fact((), self.resource, where.path)
        groups = [Attributes(group.resource) for group in self.port_groups]
        used = {name for fact in named for name in fact.value}
        used |= {name for own in groups for one in _CARRYING for name in self._uplinks(own, one).value}
        uplinks = self._uplinks(self.attributes, "uplinks")
        if not used <= set(uplinks.value):
            return not_expressible("which cards are in a link aggregation group")
        left = [name for name in uplinks.value[:cards] if name not in used]
        return Fact(tuple(left), self.resource, where.path)

    @staticmethod
    def _uplinks(attributes: Attributes, name: str) -> Fact[tuple[str, ...]]:
        """A list of uplinks, empty where vCenter fills it in."""
        value = attributes.raw(name)
        if isinstance(value, Unknown) and attributes.written(name) is False:
            return Fact((), attributes.resource, (name,))
        return attributes.texts(name)

    def stays_promiscuous(self) -> Fact[bool]:
        """`allow_promiscuous`; a false that is not sent changes nothing on a switch that is there."""
        return unless_kept_back(self.promiscuous, self.inventory.estate)

    def _policy(self, name: str) -> Fact[bool]:
        value = self.attributes.raw(name)
        if isinstance(value, Unknown) and self.attributes.written(name) is False:
            # Known after apply, because vCenter fills it in.
            assumed, note = defaults.assumed(self.resource.type, name)
            return Fact(bool(assumed), self.resource, (name,), note)
        return defaults.flag(self.attributes, name)

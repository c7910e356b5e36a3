"""The switch's own addresses: `nxos_ipv4` (C10, C27)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact
from vmgate.translate.attributes import Attributes
from vmgate.translate.fleet import members
from vmgate.vocabulary.switching import RoutedVlan, SwitchAddress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

_SVI: Final = re.compile(r"vlan(\d+)\Z", re.IGNORECASE)


class Addresses(RoutedVlan):
    """The addresses of the interfaces of all VRFs."""

    def __init__(self, resource: Resource, _estate: Estate) -> None:
        super().__init__(resource)

    @property
    def gateways(self) -> Sequence[SwitchAddress]:
        """`vrfs.interfaces.addresses` of the interfaces that are called `vlan310`. Raises `UnknownValue`."""
        return list(self._gateways())

    def _gateways(self) -> Iterator[SwitchAddress]:
        for _, vrf in members(Attributes(self.resource), "vrfs"):
            for name, interface in members(vrf, "interfaces"):
                found = _SVI.match(name)
                if found:
                    for address, one in members(interface, "addresses"):
                        vlan = Fact(int(found.group(1)), self.resource, interface.path)
                        yield SwitchAddress(vlan, Fact(address, self.resource, one.path))

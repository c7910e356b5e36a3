"""vmware/nsxt: segments with their MAC filters and VLANs, and the firewalls of NSX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.nsxt.connection import ProviderConnection
from vmgate.translate.nsxt.firewall import Policy, PredefinedPolicy, SingleRule
from vmgate.translate.nsxt.segments import Segment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.thing import Thing

    Translation = Callable[[Resource, Estate], Iterable[Thing]]


def _among(thing: Callable[[Resource, Estate], Thing]) -> Translation:
    return lambda resource, estate: (thing(resource, estate),)


def _provider(resource: Resource, _estate: Estate) -> Iterable[Thing]:
    return (ProviderConnection(resource),)


TRANSLATIONS: dict[tuple[str, str], Translation] = {
    ("provider", "nsxt"): _provider,
    ("managed", "nsxt_policy_segment"): _among(Segment),
    ("managed", "nsxt_policy_vlan_segment"): _among(Segment),
    ("managed", "nsxt_policy_fixed_segment"): _among(Segment),
    ("managed", "nsxt_policy_security_policy"): _among(Policy),
    ("managed", "nsxt_policy_gateway_policy"): _among(Policy),
    ("managed", "nsxt_policy_security_policy_rule"): _among(SingleRule),
    ("managed", "nsxt_policy_gateway_policy_rule"): _among(SingleRule),
    ("managed", "nsxt_policy_predefined_security_policy"): _among(PredefinedPolicy),
    ("managed", "nsxt_policy_predefined_gateway_policy"): _among(PredefinedPolicy),
}
"""By mode and type, what each resource states."""

"""vmware/nsxt: segments with their MAC filters and VLANs, and the firewalls of NSX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.nsxt.connection import ProviderConnection
from vmgate.translate.nsxt.firewall import Policy, PredefinedPolicy, SingleRule
from vmgate.translate.nsxt.segments import Segment
from vmgate.translate.translation import alone, among

if TYPE_CHECKING:
    from vmgate.translate.translation import Translation


TRANSLATIONS: dict[tuple[str, str], Translation] = {
    ("provider", "nsxt"): alone(ProviderConnection),
    ("managed", "nsxt_policy_segment"): among(Segment),
    ("managed", "nsxt_policy_vlan_segment"): among(Segment),
    ("managed", "nsxt_policy_fixed_segment"): among(Segment),
    ("managed", "nsxt_policy_security_policy"): among(Policy),
    ("managed", "nsxt_policy_gateway_policy"): among(Policy),
    ("managed", "nsxt_policy_security_policy_rule"): among(SingleRule),
    ("managed", "nsxt_policy_gateway_policy_rule"): among(SingleRule),
    ("managed", "nsxt_policy_predefined_security_policy"): among(PredefinedPolicy),
    ("managed", "nsxt_policy_predefined_gateway_policy"): among(PredefinedPolicy),
}
"""By mode and type, what each resource states."""

"""What vmware/nsxt takes where a configuration says nothing: every default that the translation relies on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

UNVERIFIED_SSL = False
"""Of the provider's own `allow_unverified_ssl`."""

RULE: Mapping[str, bool | str] = {
    "action": "ALLOW",
    "disabled": False,
    "sources_excluded": False,
    "destinations_excluded": False,
}
"""Of a firewall rule, in a policy or by itself; `action` of a default rule too."""

SEQUENCE = 0
"""Of a policy's `sequence_number`."""

MAC_DISCOVERY: Mapping[str, bool | int | str] = {
    "mac_change_enabled": False,
    "mac_limit": 4096,
    "mac_limit_policy": "ALLOW",
}
"""Of a MAC discovery profile. Learning has no default: not written is off."""

SPOOFGUARD_PROFILE: Final = "default-spoofguard-profile"
"""The system's own profile, which a segment has that is bound to none."""

"""What vatesfr/xenorchestra takes where a configuration says nothing: every default that the translation relies on.

From the provider's own schema, version 0.40.0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

MACHINE: Final = "xenorchestra_vm"
NETWORK: Final = "xenorchestra_network"
BONDED: Final = "xenorchestra_bonded_network"
TEMPLATE: Final = "xenorchestra_template"
ACL: Final = "xenorchestra_acl"

PROVIDER_INSECURE: Final = False

DEFAULTS: Mapping[str, Mapping[str, str | bool | int]] = {
    MACHINE: {"power_state": "Running", "auto_poweron": False, "exp_nested_hvm": False},
    NETWORK: {"vlan": 0, "default_is_locked": False},
    BONDED: {"default_is_locked": False},
}

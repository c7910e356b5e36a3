"""What bpg/proxmox takes where a configuration says nothing: every default that the translation relies on.

Paths are dotted and have no indices. From the provider's own schema, version 0.111.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.proxmox.resource_types import (
    ACLS,
    CLUSTER_FIREWALL,
    CONTAINER,
    DOWNLOADS,
    FILE,
    FIREWALL_OPTIONS,
    GROUP,
    HA_RESOURCES,
    LDAP_REALMS,
    MACHINE,
    NODE_FIREWALLS,
    TOKENS,
    USER,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

PROVIDER_INSECURE = False
"""Of the provider's own `insecure`, with an environment that does not set PROXMOX_VE_INSECURE."""

PROVIDER_MIN_TLS = "1.3"
"""Of the provider's own `min_tls`."""

DEFAULTS: Mapping[str, Mapping[str, str | bool | int]] = {
    MACHINE: {
        "audio_device.enabled": True,
        "cdrom.file_id": "",
        "cpu.type": "qemu64",
        "disk.datastore_id": "local-lvm",
        "disk.file_id": "",
        "disk.import_from": "",
        "hook_script_file_id": "",
        "kvm_arguments": "",
        "memory.shared": 0,
        "name": "",
        "on_boot": True,
        "network_device.bridge": "vmbr0",
        "network_device.enabled": True,
        "network_device.firewall": False,
        "network_device.vlan_id": 0,
        "operating_system.type": "other",
        "serial_device.device": "socket",
        "started": True,
        "template": False,
        "vga.clipboard": "",
        "vga.type": "std",
    },
    CONTAINER: {
        "features.fuse": False,
        "features.keyctl": False,
        "features.mknod": False,
        "features.nesting": False,
        "hook_script_file_id": "",
        "initialization.hostname": "",
        "network_interface.bridge": "vmbr0",
        "network_interface.enabled": True,
        "network_interface.firewall": False,
        "network_interface.vlan_id": 0,
        "operating_system.type": "unmanaged",
        "start_on_boot": True,
        "started": True,
        "template": False,
        "unprivileged": False,
    },
    CLUSTER_FIREWALL: {"input_policy": "DROP"},
    **{name: {"verify": True} for name in DOWNLOADS},
    **{name: {"enabled": True} for name in NODE_FIREWALLS},
    FIREWALL_OPTIONS: {"enabled": False, "macfilter": True},
    FILE: {"source_file.insecure": False},
    **{name: {"propagate": True} for name in ACLS},
    **{name: {"acl.propagate": False} for name in (USER, GROUP)},
    **{name: {"privileges_separation": True} for name in TOKENS},
    **{name: {"state": "started"} for name in HA_RESOURCES},
    **{name: {"verify": False} for name in LDAP_REALMS},
}


def text(resource_type: str, path: str) -> str:
    """The default of a string."""
    return str(DEFAULTS[resource_type][path])


def flag(resource_type: str, path: str) -> bool:
    """The default of a boolean."""
    return bool(DEFAULTS[resource_type][path])


def number(resource_type: str, path: str) -> int:
    """The default of a whole number."""
    return int(DEFAULTS[resource_type][path])

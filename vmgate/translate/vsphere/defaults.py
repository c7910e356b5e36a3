"""What holds when an attribute is not written: every default of the vSphere provider that the translation assumes.

Paths are dotted, without indices. A data source stands under its type, the provider configuration under
`vsphere`. The tests hold each entry against the provider's own schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact
from vmgate.translate.attributes import PROVIDER_DEFAULT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vmgate.translate.attributes import Attributes

SENT_AS_FALSE: Final = "not set, sent as false"
PROVIDER: Final = "vsphere"
"""Where the provider configuration stands; its type in an estate is a local name that the user chose."""

VCENTER_DEFAULT: Final = "vCenter default"

_Table = dict[str, dict[str, bool | int | str]]

DECLARED: Final[_Table] = {
    "vsphere_host_virtual_switch": {
        "allow_promiscuous": False,
        "allow_mac_changes": True,
        "allow_forged_transmits": True,
    },
    "vsphere_host_port_group": {"vlan_id": 0},
    "vsphere_vnic": {"netstack": "defaultTcpipStack"},
    "vsphere_host": {"lockdown": "disabled"},
    "vsphere_compute_cluster": {"vsan_enabled": False, "vsan_dit_encryption_enabled": False},
    "vsphere_virtual_machine": {
        "network_interface.adapter_type": "vmxnet3",
        "ovf_deploy.allow_unverified_ssl_cert": False,
        "scsi_bus_sharing": "noSharing",
        "disk.attach": False,
        "disk.disk_sharing": "sharingNone",
    },
    "vsphere_ovf_vm_template": {"allow_unverified_ssl_cert": False},
    "vsphere_host_thumbprint": {"insecure": False},
    "vsphere_content_library": {"publication.published": False, "publication.authentication_method": "NONE"},
    PROVIDER: {"allow_unverified_ssl": False},
}
"""The provider's schema declares these."""

SENT: Final[_Table] = {
    "vsphere_virtual_machine": {
        "enable_logging": False,
        "nested_hv_enabled": False,
        "vbs_enabled": False,
        "cpu_performance_counters_enabled": False,
        "cdrom.client_device": False,
    },
    "vsphere_distributed_port_group": {
        "security_policy_override_allowed": False,
        "vlan_override_allowed": False,
    },
}
"""The schema declares none, and the provider sends the zero value of the type."""

LEFT_TO_VCENTER: Final[_Table] = {
    "vsphere_distributed_virtual_switch": {
        "allow_promiscuous": False,
        "allow_mac_changes": False,
        "allow_forged_transmits": False,
        "vlan_id": 0,
    },
    "vsphere_virtual_machine": {"guest_id": "otherGuest64"},
}
"""Optional and computed: the provider sends nothing, and the server fills in its own default."""

INHERITED: Final[Mapping[str, tuple[str, ...]]] = {
    "vsphere_host_port_group": ("allow_promiscuous", "allow_mac_changes", "allow_forged_transmits"),
    "vsphere_distributed_port_group": (
        "allow_promiscuous",
        "allow_mac_changes",
        "allow_forged_transmits",
        "vlan_id",
        "vlan_range",
        "port_private_secondary_vlan_id",
    ),
}
"""No default: what holds depends on the switch, or on the provider's version."""

ABSENT: Final[Mapping[str, tuple[str, ...]]] = {
    "vsphere_vnic": (
        "services",
        "portgroup",
        "distributed_port_group",
        "ipv4.gw",
        "ipv6.gw",
        "ipv4.dhcp",
        "ipv6.dhcp",
        "ipv6.autoconfig",
        "ipv6.addresses",
    ),
    "vsphere_virtual_machine": (
        "extra_config",
        "pci_device_id",
        "network_interface.physical_function",
        "folder",
        "tags",
        "cdrom.datastore_id",
        "cdrom.path",
    ),
    "vsphere_host": ("thumbprint",),
    "vsphere_content_library_item": ("file_url",),
    "vsphere_role": ("role_privileges",),
}
"""No default: not written means not there."""


def assumed(resource_type: str, path: str) -> tuple[bool | int | str, str]:
    """What holds when the attribute is not written, and a note that says why.

    Raises `KeyError` for an attribute that no table has: an assumption must be written down before it is used.
    """
    for table, note in (
        (DECLARED, PROVIDER_DEFAULT),
        (SENT, SENT_AS_FALSE),
        (LEFT_TO_VCENTER, VCENTER_DEFAULT),
    ):
        if path in table.get(resource_type, {}):
            return table[resource_type][path], note
    raise KeyError(f"{resource_type}.{path}")


def flag(attributes: Attributes, name: str) -> Fact[bool]:
    """A boolean attribute, or what holds without it."""
    value, note = _assumed(attributes, name)
    if attributes.raw(name) is None:
        return Fact(bool(value), attributes.resource, attributes.at(name), note)
    return attributes.flag(name, bool(value))


def number(attributes: Attributes, name: str) -> Fact[int]:
    """A whole number, or what holds without it."""
    value, note = _assumed(attributes, name)
    if attributes.raw(name) is None:
        return Fact(int(value), attributes.resource, attributes.at(name), note)
    return attributes.number(name, int(value))


def text(attributes: Attributes, name: str) -> Fact[str]:
    """A string, or what holds without it."""
    value, note = _assumed(attributes, name)
    if attributes.raw(name) is None:
        return Fact(str(value), attributes.resource, attributes.at(name), note)
    return attributes.text(name, str(value))


def _assumed(attributes: Attributes, name: str) -> tuple[bool | int | str, str]:
    steps = [step for step in attributes.at(name) if isinstance(step, str)]
    resource = attributes.resource
    return assumed(PROVIDER if resource.mode == "provider" else resource.type, ".".join(steps))

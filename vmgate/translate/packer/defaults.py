"""What a builder takes where a template says nothing: every default that the translation relies on.

Paths are dotted and have no indices. From the documentation that the plugins generate out of their own code:
vSphere 2.0.0, Proxmox 1.2.4, QEMU 1.1.4, Hyper-V 1.1.4, VMware 2.1.0. Their schemas hold no defaults; a test holds
that every argument here is one that the builder has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vmgate.model.fact import Fact
    from vmgate.translate.attributes import Attributes

_COMMUNICATOR: Final[Mapping[str, str | bool | int]] = {
    "communicator": "ssh",
    "winrm_use_ssl": False,
    "winrm_insecure": False,
}
_VSPHERE: Final[Mapping[str, str | bool | int]] = {
    **_COMMUNICATOR,
    "insecure_connection": False,
    "convert_to_template": False,
    "remove_cdrom": False,
    "reattach_cdroms": 0,
    "remove_network_adapter": False,
    "NestedHV": False,
    "vbs_enabled": False,
    "content_library_destination.ovf": False,
    "content_library_destination.skip_import": False,
}
_PROXMOX: Final[Mapping[str, str | bool | int]] = {
    **_COMMUNICATOR,
    "insecure_skip_tls_verify": False,
    "os": "other",
    "cpu_type": "kvm64",
    "qemu_additional_args": "",
    "skip_convert_to_template": False,
    "vga.type": "std",
    "network_adapters.vlan_tag": "",
    "network_adapters.firewall": False,
    "additional_iso_files.unmount": False,
    "additional_iso_files.keep_cdrom_device": False,
}
_BOOT_ISO: Final[Mapping[str, str | bool | int]] = {
    "boot_iso.unmount": False,
    "boot_iso.keep_cdrom_device": False,
    "unmount_iso": False,
}
_VMWARE: Final[Mapping[str, str | bool | int]] = {
    **_COMMUNICATOR,
    "disable_vnc": False,
    "vnc_bind_address": "127.0.0.1",
    "guest_os_type": "other",
}
_HYPERV: Final[Mapping[str, str | bool | int]] = {
    **_COMMUNICATOR,
    "vlan_id": "",
    "enable_mac_spoofing": False,
    "enable_virtualization_extensions": False,
}

DEFAULTS: Final[Mapping[str, Mapping[str, str | bool | int]]] = {
    "vsphere-iso": {
        **_VSPHERE,
        "guest_os_type": "otherGuest",
        "network_adapters.passthrough": False,
    },
    "vsphere-clone": _VSPHERE,
    "vsphere-supervisor": _COMMUNICATOR,
    "proxmox": {**_PROXMOX, **_BOOT_ISO},
    "proxmox-iso": {**_PROXMOX, **_BOOT_ISO},
    "proxmox-clone": _PROXMOX,
    "qemu": {
        **_COMMUNICATOR,
        "cpu_model": "",
        "disable_vnc": False,
        "net_bridge": "",
        "vnc_bind_address": "127.0.0.1",
    },
    "hyperv-iso": _HYPERV,
    "hyperv-vmcx": _HYPERV,
    "vmware-iso": {
        **_VMWARE,
        "network": "nat",
        "serial": "",
        "parallel": "",
        "sound": False,
        "usb": False,
        "vhv_enabled": False,
    },
    "vmware-vmx": _VMWARE,
}


def flag(arguments: Attributes, name: str) -> Fact[bool]:
    """A boolean argument."""
    return arguments.flag(name, default=bool(_default(arguments, name)))


def text(arguments: Attributes, name: str) -> Fact[str]:
    """An argument that is a string."""
    return arguments.text(name, str(_default(arguments, name)))


def number(arguments: Attributes, name: str) -> Fact[int]:
    """An argument that is a whole number."""
    return arguments.number(name, int(_default(arguments, name)))


def _default(arguments: Attributes, name: str) -> str | bool | int:
    path = ".".join(str(step) for step in (*arguments.path, name) if isinstance(step, str))
    return DEFAULTS[arguments.resource.type][path]

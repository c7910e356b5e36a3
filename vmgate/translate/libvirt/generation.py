"""Which of the provider's generations a resource is written for.

Up to 0.8 a domain is made of blocks; 0.9.0 made it of nested attributes, and 0.9.1 of others that follow the
hypervisor's own XML. The latter two are read alike: where 0.9.0 has a string, 0.9.1 has an object.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.translate.libvirt import resource_types as types
from vmgate.translate.versions import at_least, is_constrained

if TYPE_CHECKING:
    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.translate.attributes import Attributes

NAME: Final = "libvirt"
_SOURCES = ("network", "bridge", "dev")

_BLOCKS = {
    types.DOMAIN: frozenset(
        {"boot_device", "cloudinit", "cmdline", "console", "coreos_ignition", "disk", "emulator", "filesystem",
         "firmware", "fw_cfg_name", "graphics", "initrd", "kernel", "network_interface", "nvram", "qemu_agent",
         "tpm", "video", "xml"}
    ),
    types.NETWORK: frozenset({"addresses", "dhcp", "dnsmasq_options", "xml"}),
    types.VOLUME: frozenset({"base_volume_id", "base_volume_name", "format", "size", "source", "xml"}),
}  # fmt: skip
_NESTED = {
    types.DOMAIN: frozenset(
        {"create", "destroy", "devices", "features", "memory_unit", "os", "unit", "uuid"}
    ),
    types.NETWORK: frozenset({"forward", "ips", "mac", "port_groups", "vlan"}),
    types.VOLUME: frozenset({"backing_store", "capacity", "create", "target"}),
}


def of_blocks(resource: Resource, estate: Estate) -> bool:
    """Whether a resource is one of 0.8 or older: its attributes tell, else the version."""
    names = set(resource.attributes())
    if names & _NESTED.get(resource.type, frozenset()):
        return False
    if names & _BLOCKS.get(resource.type, frozenset()):
        return True
    return provider_of_blocks(estate, resource.provider)


def provider_of_blocks(estate: Estate, source: str | None) -> bool:
    """Whether the provider is 0.8 or older: the version tells, else the shape of what it is to build."""
    if is_constrained(estate, NAME, source):
        return not at_least(estate, NAME, (0, 9), source)
    return any(
        set(resource.attributes()) & words and not set(resource.attributes()) & _NESTED[type_]
        for type_, words in _BLOCKS.items()
        for resource in estate.of_type(type_)
    )


def is_flat(interface: Attributes, estate: Estate) -> bool:
    """Whether an element of `devices.interfaces` is one of 0.9.0, where a network is a text. The version tells, too."""
    source = interface.outline("source")
    inner = [interface.resource.outline((*interface.path, "source", name)) for name in _SOURCES]
    if isinstance(source, dict) and any(isinstance(value, dict) for value in inner):
        return False
    if any(isinstance(interface.raw(name), str) for name in ("mac", "model")):
        return True
    if isinstance(source, dict) and any(
        isinstance(interface.resource.at((*interface.path, "source", name)), str) for name in _SOURCES
    ):
        return True
    own = interface.resource.provider
    constrained = is_constrained(estate, NAME, own)
    return constrained and at_least(estate, NAME, (0, 9), own) and not at_least(estate, NAME, (0, 9, 1), own)


def sets_vlan_ids(estate: Estate, source: str | None) -> bool:
    """Whether the provider takes the ids of VLANs, which it did not before 0.9.5."""
    return at_least(estate, NAME, (0, 9, 5), source)

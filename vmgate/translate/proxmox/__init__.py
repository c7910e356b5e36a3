"""bpg/proxmox and Telmate/proxmox: virtual machines and containers of Proxmox VE.

Resources are recognised by their types, which are one provider's alone. The name `proxmox` of a provider
configuration is not: both go by it, and it is told by the provider's source or its attributes whose one is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.proxmox import resource_types as types
from vmgate.translate.proxmox import telmate_defaults
from vmgate.translate.proxmox.cloned_machine import ClonedMachine
from vmgate.translate.proxmox.cluster import ClusterOptions
from vmgate.translate.proxmox.connection import DownloadConnection, ProviderConnection, UploadConnection
from vmgate.translate.proxmox.container import Container
from vmgate.translate.proxmox.firewall import GuestFirewall
from vmgate.translate.proxmox.host_firewall import ClusterFirewall, HostRules, ManagementSet
from vmgate.translate.proxmox.machine import Machine
from vmgate.translate.proxmox.network import LinuxBridge, VlanInterface, Vnet
from vmgate.translate.proxmox.storage import NfsStorage, Storage
from vmgate.translate.proxmox.telmate_connection import IsoConnection, TelmateConnection
from vmgate.translate.proxmox.telmate_container import TelmateContainer, TelmateLxcGuest
from vmgate.translate.proxmox.telmate_machine import TelmateMachine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.thing import Thing

    Translation = Callable[[Resource, Estate], Iterable[Thing]]


def _provider(resource: Resource, estate: Estate) -> Iterable[Thing]:
    telmate = (resource.provider or "").lower().endswith(telmate_defaults.SOURCE)
    if telmate or resource.read("pm_api_url") is not None:
        return (TelmateConnection(resource, estate),)
    return (ProviderConnection(resource),)


def _alone(thing: Callable[[Resource], Thing]) -> Translation:
    return lambda resource, _estate: (thing(resource),)


def _among(thing: Callable[[Resource, Estate], Thing]) -> Translation:
    return lambda resource, estate: (thing(resource, estate),)


def _guest(machine: Callable[[Resource, Estate], Thing]) -> Translation:
    return lambda resource, estate: (machine(resource, estate), GuestFirewall(resource, estate))


_MANAGED: dict[str, Translation] = {
    types.MACHINE: _guest(Machine),
    types.CONTAINER: _guest(Container),
    types.FILE: _alone(UploadConnection),
    **dict.fromkeys(types.CLONED_MACHINES, _guest(ClonedMachine)),
    **dict.fromkeys(types.DOWNLOADS, _alone(DownloadConnection)),
    **dict.fromkeys(types.BRIDGES, _alone(LinuxBridge)),
    **dict.fromkeys(types.VLAN_INTERFACES, _among(VlanInterface)),
    **dict.fromkeys(types.VNETS, _alone(Vnet)),
    **dict.fromkeys(types.STORAGES, _alone(Storage)),
    types.CLUSTER_FIREWALL: _alone(ClusterFirewall),
    types.FIREWALL_RULES: _among(HostRules),
    types.IPSET: _among(ManagementSet),
    **dict.fromkeys(types.CLUSTER_OPTIONS, _alone(ClusterOptions)),
    **dict.fromkeys(types.NFS_STORAGES, _alone(NfsStorage)),
    telmate_defaults.MACHINE: _among(TelmateMachine),
    telmate_defaults.CONTAINER: _among(TelmateContainer),
    telmate_defaults.GUEST: _among(TelmateLxcGuest),
    telmate_defaults.ISO: _alone(IsoConnection),
}

TRANSLATIONS: dict[tuple[str, str], Translation] = {
    ("provider", "proxmox"): _provider,
    **{("managed", type_): translation for type_, translation in _MANAGED.items()},
}
"""By mode and type, what each resource states."""

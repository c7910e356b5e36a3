"""bpg/proxmox and Telmate/proxmox: virtual machines and containers of Proxmox VE.

Resources are recognised by their types, which are one provider's alone. The name `proxmox` of a provider
configuration is not: both go by it, and it is told by the provider's source or its attributes whose one is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.proxmox import resource_types as types
from vmgate.translate.proxmox import telmate_defaults
from vmgate.translate.proxmox.access import AccessControl, GrantsInside, Role, TokenRights
from vmgate.translate.proxmox.certificate import AcmeAccount, NodeCertificate
from vmgate.translate.proxmox.cloned_machine import ClonedMachine
from vmgate.translate.proxmox.cluster import ClusterOptions, MigrationInterfaces
from vmgate.translate.proxmox.connection import DownloadConnection, ProviderConnection, UploadConnection
from vmgate.translate.proxmox.container import Container
from vmgate.translate.proxmox.firewall import GuestFirewall
from vmgate.translate.proxmox.host_firewall import ClusterFirewall, HostRules, ManagementSet
from vmgate.translate.proxmox.interfaces import NodeInterface, of_resource
from vmgate.translate.proxmox.machine import Machine
from vmgate.translate.proxmox.network import LinuxBridge, Vnet
from vmgate.translate.proxmox.services import LdapRealm, MetricsServer
from vmgate.translate.proxmox.storage import NfsStorage, Storage
from vmgate.translate.proxmox.telmate_connection import IsoConnection, TelmateConnection
from vmgate.translate.proxmox.telmate_container import TelmateContainer, TelmateLxcGuest
from vmgate.translate.proxmox.telmate_machine import TelmateMachine
from vmgate.translate.translation import alone, among

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.translate.translation import Translation
    from vmgate.vocabulary.thing import Thing


def _provider(resource: Resource, estate: Estate) -> Iterable[Thing]:
    telmate = (resource.provider or "").lower().endswith(telmate_defaults.SOURCE)
    if telmate or resource.read("pm_api_url") is not None:
        return (TelmateConnection(resource, estate),)
    return (ProviderConnection(resource),)


def _guest(machine: Callable[[Resource, Estate], Thing]) -> Translation:
    return lambda resource, estate: (machine(resource, estate), GuestFirewall(resource, estate))


def _bridge(resource: Resource, estate: Estate) -> Iterable[Thing]:
    return (LinuxBridge(resource), *of_resource(resource, estate))


def _cluster_options(resource: Resource, estate: Estate) -> Iterable[Thing]:
    return (ClusterOptions(resource), MigrationInterfaces(resource, estate))


_MANAGED: dict[str, Translation] = {
    types.MACHINE: _guest(Machine),
    types.CONTAINER: _guest(Container),
    types.FILE: alone(UploadConnection),
    **dict.fromkeys(types.CLONED_MACHINES, _guest(ClonedMachine)),
    **dict.fromkeys(types.DOWNLOADS, alone(DownloadConnection)),
    **dict.fromkeys(types.BRIDGES, _bridge),
    **dict.fromkeys(types.BONDS, of_resource),
    **dict.fromkeys(types.VLAN_INTERFACES, among(NodeInterface)),
    **dict.fromkeys(types.VNETS, among(Vnet)),
    **dict.fromkeys(types.STORAGES, alone(Storage)),
    types.CLUSTER_FIREWALL: alone(ClusterFirewall),
    types.FIREWALL_RULES: among(HostRules),
    types.IPSET: among(ManagementSet),
    **dict.fromkeys(types.CLUSTER_OPTIONS, _cluster_options),
    **dict.fromkeys(types.NFS_STORAGES, alone(NfsStorage)),
    telmate_defaults.MACHINE: among(TelmateMachine),
    telmate_defaults.CONTAINER: among(TelmateContainer),
    telmate_defaults.GUEST: among(TelmateLxcGuest),
    telmate_defaults.ISO: alone(IsoConnection),
    **dict.fromkeys(types.ACLS, among(AccessControl)),
    types.USER: among(GrantsInside),
    types.GROUP: among(GrantsInside),
    types.ROLE: alone(Role),
    **dict.fromkeys(types.TOKENS, among(TokenRights)),
    types.CERTIFICATE: among(NodeCertificate),
    **dict.fromkeys(types.ACME_ACCOUNTS, alone(AcmeAccount)),
    **dict.fromkeys(types.METRICS_SERVERS, alone(MetricsServer)),
    **dict.fromkeys(types.LDAP_REALMS, alone(LdapRealm)),
}

TRANSLATIONS: dict[tuple[str, str], Translation] = {
    ("provider", "proxmox"): _provider,
    **{("managed", type_): translation for type_, translation in _MANAGED.items()},
}
"""By mode and type, what each resource states."""

SHARED_WITH: Mapping[str, str] = {"Telmate": "telmate_"}
"""The other provider in this package, and what the names of its modules begin with."""

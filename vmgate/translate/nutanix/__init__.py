"""nutanix/nutanix: machines, subnets, images and storage of AHV clusters, by its third API and its fourth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.nutanix import resource_types as types
from vmgate.translate.nutanix.certificate import PrismCertificate
from vmgate.translate.nutanix.connection import ImageConnection, ProviderConnection
from vmgate.translate.nutanix.copies import Copy
from vmgate.translate.nutanix.exports import ClusterExports, StorageContainer
from vmgate.translate.nutanix.logs import ProfileLog
from vmgate.translate.nutanix.machine import Machine
from vmgate.translate.nutanix.machine_v2 import MachineV2
from vmgate.translate.nutanix.network import NicMove, Subnet
from vmgate.translate.nutanix.volumes import IscsiClient, VolumeGroup
from vmgate.translate.translation import alone, among

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.translate.translation import Translation
    from vmgate.vocabulary.thing import Thing


def _profile(resource: Resource, _estate: Estate) -> Iterable[Thing]:
    return (ClusterExports(resource), ProfileLog(resource))


_MANAGED: dict[str, Translation] = {
    types.MACHINE: among(Machine),
    types.MACHINE_V2: among(MachineV2),
    **dict.fromkeys((types.CLONE, types.DEPLOYMENT, types.OVA_DEPLOYMENT), among(Copy)),
    **dict.fromkeys(types.SUBNETS, among(Subnet)),
    types.NIC_MOVE: among(NicMove),
    **dict.fromkeys(types.IMAGES, alone(ImageConnection)),
    types.VOLUME_GROUP: among(VolumeGroup),
    types.ISCSI_CLIENT: alone(IscsiClient),
    types.CONTAINER: alone(StorageContainer),
    types.CERTIFICATE: among(PrismCertificate),
    types.CLUSTER: alone(ClusterExports),
    types.CLUSTER_PROFILE: _profile,
}

TRANSLATIONS: dict[tuple[str, str], Translation] = {
    ("provider", "nutanix"): alone(ProviderConnection),
    **{("managed", type_): translation for type_, translation in _MANAGED.items()},
}
"""By mode and type, what each resource states."""

"""NetApp ONTAP (NetApp/netapp-ontap): NFS exports, initiator groups, and the storage itself.

The provider has renamed its types twice: `netapp-ontap_protocols_nfs_export_policy_rule_resource` lost its suffix in
1.1 and its group in 2.0. All spellings are read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.netapp_ontap import resource_types as types
from vmgate.translate.netapp_ontap.connection import ProviderConnection
from vmgate.translate.netapp_ontap.exports import ExportPolicyRule, Volume
from vmgate.translate.netapp_ontap.initiators import InitiatorGroup
from vmgate.translate.netapp_ontap.shares import SmbVolumeShare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.thing import Thing

    Translation = Callable[[Resource, Estate], Iterable[Thing]]


def _alone(thing: Callable[[Resource], Thing]) -> Translation:
    return lambda resource, _estate: (thing(resource),)


def _among(thing: Callable[[Resource, Estate], Thing]) -> Translation:
    return lambda resource, estate: (thing(resource, estate),)


def _part(_resource: Resource, _estate: Estate) -> Iterable[Thing]:
    """Where volumes and LUNs are kept; nothing of the procedure is decided by it."""
    return ()


TRANSLATIONS: dict[tuple[str, str], Translation] = {
    ("provider", "netapp-ontap"): _alone(ProviderConnection),
    **dict.fromkeys((("managed", type_) for type_ in types.EXPORT_RULES), _among(ExportPolicyRule)),
    **dict.fromkeys((("managed", type_) for type_ in types.VOLUMES), _among(Volume)),
    **dict.fromkeys((("managed", type_) for type_ in types.INITIATOR_GROUPS), _alone(InitiatorGroup)),
    **dict.fromkeys((("managed", type_) for type_ in types.SMB_SHARES), _alone(SmbVolumeShare)),
    **dict.fromkeys((("managed", type_) for type_ in types.PARTS), _part),
}
"""By mode and type, what each resource states."""

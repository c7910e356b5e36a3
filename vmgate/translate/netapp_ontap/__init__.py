"""NetApp ONTAP (NetApp/netapp-ontap): NFS exports, initiator groups, and the storage itself.

The provider has renamed its types twice: `netapp-ontap_protocols_nfs_export_policy_rule_resource` lost its suffix in
1.1 and its group in 2.0. All spellings are read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.netapp_ontap import resource_types as types
from vmgate.translate.netapp_ontap.certificate import SecurityCertificate
from vmgate.translate.netapp_ontap.connection import ProviderConnection
from vmgate.translate.netapp_ontap.exports import ExportPolicyRule, Volume
from vmgate.translate.netapp_ontap.initiators import InitiatorGroup
from vmgate.translate.netapp_ontap.shares import SmbVolumeShare
from vmgate.translate.translation import alone, among, nothing

if TYPE_CHECKING:
    from vmgate.translate.translation import Translation


TRANSLATIONS: dict[tuple[str, str], Translation] = {
    ("provider", "netapp-ontap"): alone(ProviderConnection),
    **dict.fromkeys((("managed", type_) for type_ in types.EXPORT_RULES), among(ExportPolicyRule)),
    **dict.fromkeys((("managed", type_) for type_ in types.VOLUMES), among(Volume)),
    **dict.fromkeys((("managed", type_) for type_ in types.INITIATOR_GROUPS), alone(InitiatorGroup)),
    **dict.fromkeys((("managed", type_) for type_ in types.SMB_SHARES), alone(SmbVolumeShare)),
    **dict.fromkeys((("managed", type_) for type_ in types.CERTIFICATES), among(SecurityCertificate)),
    **dict.fromkeys((("managed", type_) for type_ in types.PARTS), nothing),
}
"""By mode and type, what each resource states."""

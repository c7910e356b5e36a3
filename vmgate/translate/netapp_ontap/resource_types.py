"""The resource types of NetApp ONTAP that are translated, in every spelling that the provider has had."""

from __future__ import annotations


def _spelled(group: str, name: str) -> tuple[str, ...]:
    """With the group of the API and the suffix, as up to 1.1, and without either."""
    return tuple(
        f"netapp-ontap_{prefix}{name}{suffix}" for prefix in (f"{group}_", "") for suffix in ("_resource", "")
    )


EXPORT_RULES = _spelled("protocols", "nfs_export_policy_rule")
VOLUMES = _spelled("storage", "volume")
INTERFACES = (*_spelled("networking", "ip_interface"), *_spelled("network", "ip_interface"))
SMB_SHARES = _spelled("protocols", "cifs_share")
INITIATOR_GROUPS = _spelled("protocols", "san_igroup")
CERTIFICATES = _spelled("security", "security_certificate")
PARTS = (
    *_spelled("storage", "lun"),
    *_spelled("storage", "aggregate"),
    *_spelled("storage", "flexcache"),
    *_spelled("storage", "svm"),
)

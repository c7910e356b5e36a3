"""What NetApp/netapp-ontap takes where a configuration says nothing: every default that the translation relies on."""

from __future__ import annotations

from typing import Final

VALIDATE_CERTS: Final = True
"""Of the provider's own `connection_profiles.validate_certs`."""

IGROUP_PROTOCOL: Final = "mixed"
"""Of an initiator group's `protocol`: iSCSI and Fibre Channel both."""

EXPORT_POLICY: Final = "default"
"""Of a volume's `nas.export_policy_name`. The server's own: the provider sends none, and ONTAP gives the volume its
SVM's policy of this name."""

"""What CiscoDevNet/nxos takes where a configuration says nothing: every default that the translation relies on."""

from __future__ import annotations

from typing import Final

INSECURE: Final = True
"""Of the provider's own `insecure`: certificates are not checked unless it is false."""

FIRST_VLAN: Final = "vlan-1"
"""The access VLAN of a port that is given none."""

"""What CiscoDevNet/iosxe takes where a configuration says nothing: every default that the translation relies on."""

from __future__ import annotations

from typing import Final

INSECURE: Final = True
"""Of the provider's own `insecure`: nobody checks who answers unless it is false."""

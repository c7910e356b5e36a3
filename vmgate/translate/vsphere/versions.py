"""Which behaviour of the vSphere provider holds.

Version 2.14.0 changed what is sent for boolean switch policies, so the same configuration means another network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate import versions

if TYPE_CHECKING:
    from vmgate.model.estate import Estate
    from vmgate.translate.versions import Version

SENDS_NO_FALSE: Version = (2, 14, 0)
"""Since then a distributed policy that is false is not sent, and a host port group's unset policy is sent as false.
Read in the provider's source at 2.13.0, 2.14.0 and 2.16.1."""


def at_least(estate: Estate, version: tuple[int, ...], source: str | None = None) -> bool:
    """Whether the vSphere provider that will run is of this version or newer (see `versions.at_least`)."""
    return versions.at_least(estate, "vsphere", version, source)

"""Which behaviour of the vSphere provider holds.

Version 2.14.0 changed what is sent for boolean switch policies, so the same configuration means another network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate import versions

if TYPE_CHECKING:
    from vmgate.model.estate import Estate
    from vmgate.translate.versions import Version

T = TypeVar("T")

KEPT_BACK: Final = "the provider does not send false since 2.14.0, so what is there stays; its state tells"

SENDS_NO_FALSE: Version = (2, 14, 0)
"""Since then a distributed policy that is false is not sent, and a host port group's unset policy is sent as false.
Read in the provider's source at 2.13.0, 2.14.0 and 2.16.1."""


def at_least(estate: Estate, version: tuple[int, ...], source: str | None = None) -> bool:
    """Whether the vSphere provider that will run is of this version or newer (see `versions.at_least`)."""
    return versions.at_least(estate, "vsphere", version, source)


def unless_kept_back(fact: Fact[T], estate: Estate) -> Fact[T]:
    """A boolean of a distributed switch or port group; unknown if it is a false that the provider keeps to itself and
    something else may be there.
    """
    resource = fact.resource
    written = fact.known and fact.value is False and resource.written(fact.path) is not False
    if written and resource.may_differ() and at_least(estate, SENDS_NO_FALSE, resource.provider):
        return Fact(Unknown(KEPT_BACK), resource, fact.path)
    return fact

"""What hypervisors say they support (C35), as it was captured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.vocabulary.updates import age

if TYPE_CHECKING:
    from vmgate.model.site import Site
    from vmgate.model.templates import GuestSystem, HypervisorSupport
    from vmgate.vocabulary.machine import VirtualMachine

SUPPORTED = frozenset({"supported", "deprecated"})
"""The levels that are support. What is deprecated will lose it with a later release, and is supported until then.

Source: GuestOsDescriptorSupportLevel of the vSphere API.
"""


def supports(level: str | None) -> bool:
    """Whether a level, in the platform's own word, is support; None is a system that is not listed."""
    return level in SUPPORTED


def names(system: GuestSystem) -> list[str]:
    """What a system may be listed by, the most exact first: "debian 13.1", and "debian 13", whose release it is."""
    found = [str(system)]
    while "." in found[-1].rpartition(" ")[2]:
        found.append(found[-1].rpartition(".")[0])
    return found


def captures(machine: VirtualMachine, site: Site) -> list[HypervisorSupport]:
    """The captures that may be of a machine's hypervisor, all that count on the day.

    Raises `UnknownValue` when there is none, or when one of them proves nothing.
    """
    where = machine.guest.identifier
    if site.registry is None:
        raise where.doubt("no template registry")
    found = list(site.registry.hypervisors(machine.platform, machine.endpoint))
    if not found:
        on = machine.endpoint or machine.platform
        raise where.doubt(f"what the hypervisors of {on} support was never captured")
    for one in found:
        days, most = age(one.captured, site), site.ages.max_support_data_age_days
        if one.problem:
            raise where.doubt(f"what the hypervisors of {one.endpoint} support is not proven: {one.problem}")
        if days > most:
            raise where.doubt(
                f"what the hypervisors of {one.endpoint} support was captured {days} days ago: {most} are allowed"
            )
    return found

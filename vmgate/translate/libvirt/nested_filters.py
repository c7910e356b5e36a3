"""The MAC filters of the interfaces of a domain of nested attributes (C09).

A filter (nwfilter) is named; what is in it is configuration of the host. Known are those that libvirt brings. None has
an effect on an interface that goes past the host's bridges.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.facts import derive
from vmgate.translate.libvirt.elements import each
from vmgate.translate.libvirt.generation import is_flat
from vmgate.translate.libvirt.network import trusts_guests
from vmgate.translate.libvirt.nic import of_object
from vmgate.vocabulary.mac_filter import MacFilter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmgate.model.estate import Estate
    from vmgate.translate.attributes import Attributes

NONE: Final = "the interface has no filter"
WEAK: Final = "the filter of the interface lets other MAC addresses pass"
PAST: Final = "the interface goes past the bridges of the host, where no filter applies"
TRUSTED: Final = "the host takes the guest's word for the addresses that it receives for"

FILTERS = frozenset({"clean-traffic", "clean-traffic-gateway", "no-mac-spoofing"})
"""Those of libvirt that hold a guest to its MAC address."""

_OTHERS = re.compile(r"allow-.*|no-arp-.*|no-ip-.*|no-ipv6-.*|no-mac-broadcast|no-other-.*|qemu-announce-.*")
_UNFILTERED = ("direct", "user", "hostdev", "vdpa", "vhost_user", "vds", "udp", "mcast", "server", "client")


def mac_filters(devices: Attributes | None, estate: Estate) -> Iterator[MacFilter]:
    """What holds each interface to its address."""
    yield from each(devices, "interfaces", partial(_of_interface, estate), partial(MacFilter, NONE))


def _of_interface(estate: Estate, interface: Attributes) -> Iterator[MacFilter]:
    reference = interface.block("filter_ref")
    if reference is None:
        yield MacFilter(NONE, Fact(value=False, resource=interface.resource, path=interface.at("filter_ref")))
        return
    name = reference.text("filter")
    yield MacFilter(WEAK, derive(name, _holds))
    yield MacFilter(TRUSTED, derive(trusts_guests(interface), lambda trusted: not trusted))
    yield MacFilter(PAST, _applies(interface, estate))


def _holds(name: str | None) -> bool | Unknown:
    if name in FILTERS:
        return True
    if name is None or _OTHERS.fullmatch(name):
        return False
    return Unknown("what is in the filter is not part of the configuration")


def _applies(interface: Attributes, estate: Estate) -> Fact[bool]:
    """Whether filters have an effect: on what is attached to a bridge of the host."""
    source = interface.block("source")
    for name in _UNFILTERED if source is not None else ():
        inner = source.block(name) if source is not None else None
        if inner is not None:
            return Fact(value=False, resource=interface.resource, path=inner.path)
    attached = of_object(interface, flat=is_flat(interface, estate))
    try:
        for network in attached.targets(estate) or ():
            direct = network.direct
            if not direct.known or direct.value:
                return derive(direct, lambda on: not on)
    except UnknownValue as missing:
        return Fact(Unknown(missing.reason), interface.resource, missing.path)
    return Fact(value=True, resource=interface.resource, path=interface.path)

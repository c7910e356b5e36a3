"""What a switch is told in its own command language, where a provider has no attribute for it (C12)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact
from vmgate.translate.fleet import vlan_ranges
from vmgate.vocabulary.switching import Measure, Safeguard

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMMANDS: Final = (
    (Measure.DHCP_SNOOPING, re.compile(r"^[ \t]*(no[ \t]+)?ip dhcp snooping vlan ([\d,\- ]+)", re.MULTILINE)),
    (
        Measure.ARP_INSPECTION,
        re.compile(r"^[ \t]*(no[ \t]+)?ip arp inspection vlan ([\d,\- ]+)", re.MULTILINE),
    ),
)


def safeguards(text: Fact[str]) -> Sequence[Safeguard]:
    """The measures that commands turn on or off, `ip arp inspection vlan 310,320`. Raises `UnknownValue`."""
    return [
        Safeguard(
            measure,
            Fact(not found.group(1), text.resource, text.path),
            Fact(vlan_ranges(found.group(2)), text.resource, text.path),
        )
        for measure, command in _COMMANDS
        for found in command.finditer(text.value)
    ]

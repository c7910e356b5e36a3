"""Where a switch's log goes: `nxos_logging` (C16)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.fact import Fact, NotExpressible
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive
from vmgate.translate.fleet import members
from vmgate.translate.fleet_switch import SwitchLog
from vmgate.vocabulary.logs import LogTarget

if TYPE_CHECKING:
    from collections.abc import Sequence


class LogDestinations(SwitchLog):
    """A switch's log."""

    address = "url"

    @property
    def targets(self) -> Sequence[LogTarget]:
        """`remote_destinations`, which are by server. Raises `UnknownValue`, or `NotExpressible` without any."""
        found = members(Attributes(self.resource), "remote_destinations")
        if not found:
            raise NotExpressible("the switch keeps the destinations that it has")
        return [LogTarget(Fact(server, one.resource, one.path), _encrypted(one)) for server, one in found]


def _encrypted(destination: Attributes) -> Fact[bool]:
    transport = destination.text("transport")
    if transport.known and transport.value is None:
        return Fact(Unknown("no transport is written, and the switch keeps the one that it has"),
                    transport.resource, transport.path)  # fmt: skip
    return derive(transport, lambda name: name == "tls")

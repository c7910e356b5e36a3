"""Where a switch's log goes: `nxos_logging` (C16)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.evidence import Subject, SubjectKind
from vmgate.model.fact import Fact, NotExpressible
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive
from vmgate.translate.fleet import device_name, members
from vmgate.vocabulary.logs import Log, LoggingThing, LogTarget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource


class LogDestinations(LoggingThing, Log):
    """A switch's log."""

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate

    @property
    def logs(self) -> Sequence[Log]:
        """Itself."""
        return (self,)

    @property
    def name(self) -> Fact[Subject]:
        """`switch:` and the device's name."""
        name = device_name(self.resource, self._estate, "url")
        return derive(name, lambda text: Subject(SubjectKind.SWITCH, text))

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

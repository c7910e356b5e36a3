"""Where a switch's log goes: `iosxe_logging` (C16)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from vmgate.model.evidence import Subject, SubjectKind
from vmgate.model.fact import Fact, NotExpressible
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive, told
from vmgate.translate.fleet import device_name
from vmgate.vocabulary.logs import Log, LoggingThing, LogTarget

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

LISTS = tuple(
    (f"{family}{vrf}_hosts", f"{family}_host") for family in ("ipv4", "ipv6") for vrf in ("", "_vrf")
)
"""The lists of servers, and what an element names its server by. Each has a twin that chooses transports."""


class LogHosts(LoggingThing, Log):
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
        name = device_name(self.resource, self._estate, "host")
        return derive(name, lambda text: Subject(SubjectKind.SWITCH, text))

    @property
    def targets(self) -> Sequence[LogTarget]:
        """All lists of servers; one without a transport is sent to over UDP.

        Raises `UnknownValue`, or `NotExpressible` without any.
        """
        found = list(self._targets())
        if not found:
            raise NotExpressible("the switch keeps the servers that it has")
        return found

    def _targets(self) -> Iterator[LogTarget]:
        own = Attributes(self.resource)
        for name, server in LISTS:
            for host in own.blocks(name):
                plain = Fact(value=False, resource=self.resource, path=host.path, note="UDP")
                yield LogTarget(host.text(server, ""), plain)
            for host in own.blocks(f"{name}_transport"):
                yield LogTarget(
                    host.text(server, ""), Fact(told(partial(_tls, host)), self.resource, host.path)
                )


def _tls(host: Attributes) -> bool:
    """Whether it is sent to over TLS and over nothing else."""
    plain = [*host.blocks("transport_udp_ports"), *host.blocks("transport_tcp_ports")]
    return bool(host.blocks("transport_tls_ports")) and not plain

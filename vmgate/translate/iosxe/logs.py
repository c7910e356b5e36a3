"""Where a switch's log goes: `iosxe_logging` (C16)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from vmgate.model.fact import Fact, NotExpressible
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import told
from vmgate.translate.fleet_switch import SwitchLog
from vmgate.vocabulary.logs import LogTarget

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


LISTS = tuple(
    (f"{family}{vrf}_hosts", f"{family}_host") for family in ("ipv4", "ipv6") for vrf in ("", "_vrf")
)
"""The lists of servers, and what an element names its server by. Each has a twin that chooses transports."""


class LogHosts(SwitchLog):
    """A switch's log."""

    address = "host"

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

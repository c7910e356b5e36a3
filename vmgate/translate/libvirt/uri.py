"""The URI of a hypervisor: `driver+transport://[user@]host[:port]/path?options`.

Sources: the provider's own handling of it, at 0.8.3 and 0.9.7. A host without a transport is TLS to the one and SSH to
the other. `no_verify` switches the checks off on TLS where it is not 0 up to 0.8, and wherever it stands since 0.9.0;
on SSH its mere presence did so always.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ZERO = re.compile(r"[+-]?0+|")


@dataclass(frozen=True, slots=True)
class HypervisorUri:
    """A URI taken apart. `host` is "" where the hypervisor is on the machine that Terraform runs on."""

    transport: str
    host: str
    options: Mapping[str, Sequence[str]]
    of_blocks: bool

    @property
    def local(self) -> bool:
        """Whether it is a socket of the same machine, and no link over a network."""
        return self.transport in ("", "unix")

    @property
    def plain(self) -> bool:
        """Whether the link is not encrypted."""
        return self.transport == "tcp"

    @property
    def unverified(self) -> str:
        """The option that leaves whoever answers unverified, "" where none does."""
        if self.transport in ("ssh", "sshcmd", "libssh", "libssh2"):
            if "ignore" in self.options.get("known_hosts_verify", ()):
                return "known_hosts_verify=ignore"
            return "no_verify" if "no_verify" in self.options else ""
        values = self.options.get("no_verify")
        if values is None or (self.of_blocks and _ZERO.fullmatch(values[0])):
            return ""
        return f"no_verify={values[0]}"


def parse(text: str, *, of_blocks: bool) -> HypervisorUri | None:
    """The URI; None for what is no URI."""
    try:
        found = urlsplit(text.strip())
        host = found.hostname or ""
    except ValueError:
        return None
    _, _, transport = found.scheme.partition("+")
    if not found.scheme:
        return None
    if not transport and host:
        transport = "tls" if of_blocks else "ssh"
    return HypervisorUri(transport, host, parse_qs(found.query, keep_blank_values=True), of_blocks)

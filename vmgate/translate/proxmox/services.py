"""Servers that nodes send metrics to, and directories that they ask who somebody is (C06)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive
from vmgate.translate.proxmox import defaults
from vmgate.vocabulary.connection import Connection, Link
from vmgate.vocabulary.thing import not_expressible

if TYPE_CHECKING:
    from collections.abc import Sequence

PROTOCOLS: Final = {
    "influxdb": ("influx_db_proto", "udp", "influx_verify"),
    "opentelemetry": ("opentelemetry_proto", "https", "opentelemetry_verify_ssl"),
}
"""By type: what says how metrics are sent, what Proxmox takes where it is not written, and what says whether the
certificate is verified, which it is unless it says otherwise. Graphite has no encryption.
"""

ENCRYPTED: Final = frozenset({"ldaps", "ldap+starttls"})
PLAIN_MODE: Final = "ldap"
"""What Proxmox takes where `mode` is not written."""


class MetricsServer(Connection):
    """A server that metrics of nodes and guests are sent to."""

    @property
    def links(self) -> Sequence[Link]:
        """The protocol, by `type`."""
        return (Link("metrics are sent over a link that is not encrypted", self._encrypted()),)

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """Of what is sent over HTTPS. Raises `NotExpressible` where nothing is, and `UnknownValue`."""
        names = PROTOCOLS.get(self._kind.value)
        if names is None or not self._encrypted().value:
            not_expressible("a certificate without TLS")
        return (Attributes(self.resource).flag(names[2], default=True),)

    @property
    def _kind(self) -> Fact[str]:
        return Attributes(self.resource).text("type", "")

    def _encrypted(self) -> Fact[bool]:
        kind = self._kind
        if not kind.known:
            return derive(kind, bool)
        names = PROTOCOLS.get(kind.value)
        if names is None:
            return Fact(value=False, resource=kind.resource, path=kind.path, note=kind.value)
        protocol = Attributes(self.resource).text(names[0], names[1])
        return derive(protocol, lambda name: name.lower() == "https")


class LdapRealm(Connection):
    """A directory whose users may log in."""

    @property
    def links(self) -> Sequence[Link]:
        """`mode`, or `secure` that came before it."""
        own = Attributes(self.resource)
        mode = own.text("mode")
        if mode.known and mode.value is None:
            secure = own.flag("secure", default=False)
            if not secure.known or secure.value:
                return (Link("who logs in is asked over a link that is not encrypted", secure),)
        encrypted = derive(mode, lambda name: (name or PLAIN_MODE) in ENCRYPTED)
        return (Link("who logs in is asked over a link that is not encrypted", encrypted),)

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """`verify`, which is off unless it is written. Raises `NotExpressible` for a link in clear."""
        (link,) = self.links
        if not link.sound.value:
            not_expressible("a certificate without TLS")
        return (
            Attributes(self.resource).flag("verify", default=defaults.flag(self.resource.type, "verify")),
        )

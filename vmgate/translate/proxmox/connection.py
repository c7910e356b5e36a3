"""Links that the provider and the Proxmox nodes open (C06, C33)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.model.fact import Fact
from vmgate.translate.attributes import Attributes
from vmgate.translate.facts import derive
from vmgate.translate.hosts import named_host
from vmgate.translate.proxmox import defaults
from vmgate.translate.proxmox.resource_types import FILE
from vmgate.vocabulary.certificate import Pin, TrustingThing
from vmgate.vocabulary.connection import Connection, EnvironmentSwitch, Link, ManagementConnection

if TYPE_CHECKING:
    from collections.abc import Sequence

VARIABLE: Final = "PROXMOX_VE_INSECURE"
_BROKEN = frozenset({"1.0", "1.1"})


class ProviderConnection(ManagementConnection, TrustingThing):
    """From Terraform to the Proxmox API."""

    kind: ClassVar[str] = ManagementConnection.kind

    @property
    def server(self) -> Fact[str | None]:
        """The host of `endpoint`. Where it is not written, a variable tells."""
        return derive(self._endpoint, named_host)

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """`insecure`, turned around; a plain http URL has no certificate that could be verified."""
        url = self._endpoint
        if url.known and is_plain(url.value):
            return (_plain(url),)
        insecure = self._insecure
        if not url.known and insecure.known and not insecure.value:
            return (derive(url, lambda _: True),)
        return (derive(insecure, lambda on: not on),)

    @property
    def links(self) -> Sequence[Link]:
        """The scheme of `endpoint`, and the oldest TLS that is taken."""
        oldest = Attributes(self.resource).text("min_tls", defaults.PROVIDER_MIN_TLS)
        return (
            Link(
                "the link to Proxmox is not encrypted", derive(self._endpoint, lambda url: not is_plain(url))
            ),
            Link("versions of TLS that are broken are taken", derive(oldest, lambda one: one not in _BROKEN)),
        )

    @property
    def pins(self) -> Sequence[Pin]:
        """`insecure`: whatever certificate a node shows is taken."""
        return (Pin("whatever certificate a node shows is taken, a self-signed one too", self._insecure),)

    @property
    def _endpoint(self) -> Fact[str | None]:
        return Attributes(self.resource).text("endpoint")

    @property
    def _insecure(self) -> Fact[bool]:
        return Attributes(self.resource).flag("insecure", default=defaults.PROVIDER_INSECURE)

    @property
    def environment_switches(self) -> Sequence[EnvironmentSwitch]:
        """`PROXMOX_VE_INSECURE`, which a part of the provider obeys even where `insecure` is false."""
        return [EnvironmentSwitch(VARIABLE, check) for check in self.certificate_checks]


class DownloadConnection(Connection):
    """From a node to the server that it downloads an image from."""

    @property
    def links(self) -> Sequence[Link]:
        """`url`."""
        return (_fetched(Attributes(self.resource).text("url")),)

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """`verify`; a plain http URL has no certificate that could be verified."""
        attributes = Attributes(self.resource)
        verify = attributes.flag("verify", default=defaults.flag(self.resource.type, "verify"))
        url = attributes.text("url")
        if url.known and is_plain(url.value):
            return (_plain(url),)
        if not url.known and (not verify.known or verify.value):
            return (derive(url, lambda _: True),)
        return (verify,)


class UploadConnection(Connection):
    """From Terraform to the server that it fetches a file from, to hand it on to a node."""

    @property
    def links(self) -> Sequence[Link]:
        """`source_file.path`, an address or a file, and the oldest TLS that is taken. Raises `UnknownValue`."""
        sources = Attributes(self.resource).blocks("source_file")
        return [link for source in sources for link in (_fetched(source.text("path")), _tls(source))]

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """`source_file.insecure`, turned around; nothing for a local file. Raises `UnknownValue`."""
        checks: list[Fact[bool]] = []
        for source in Attributes(self.resource).blocks("source_file"):
            path = source.text("path", "")
            insecure = source.flag("insecure", default=defaults.flag(FILE, "source_file.insecure"))
            scheme = path.value.lower().partition("://")[0] if path.known and "://" in path.value else ""
            if not path.known:
                checks.append(derive(path, lambda _: True))
            elif scheme == "http":
                checks.append(_plain(path))
            elif scheme:
                checks.append(derive(insecure, lambda on: not on))
        return checks


def is_plain(url: str | None) -> bool:
    """Whether an address is one without encryption; a path is none."""
    return (url or "").strip().lower().startswith(("http://", "ftp://"))


def _fetched(url: Fact[str | None]) -> Link:
    encrypted = derive(url, lambda known: not is_plain(known))
    return Link("an image is fetched over a link that is not encrypted", encrypted)


def _tls(source: Attributes) -> Link:
    oldest = source.text("min_tls", "")
    return Link("versions of TLS that are broken are taken", derive(oldest, lambda one: one not in _BROKEN))


def _plain(url: Fact[str | None] | Fact[str]) -> Fact[bool]:
    return Fact(value=False, resource=url.resource, path=url.path, note="plain HTTP")

"""Links that the provider and the Proxmox nodes open (C06, C33)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact
from vmgate.translate.attributes import Attributes
from vmgate.translate.facts import derive
from vmgate.translate.proxmox import defaults
from vmgate.translate.proxmox.resource_types import FILE
from vmgate.vocabulary.connection import Connection, EnvironmentSwitch

if TYPE_CHECKING:
    from collections.abc import Sequence

VARIABLE: Final = "PROXMOX_VE_INSECURE"


class ProviderConnection(Connection):
    """From Terraform to the Proxmox API."""

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """`insecure`, turned around."""
        insecure = Attributes(self.resource).flag("insecure", default=defaults.PROVIDER_INSECURE)
        return (derive(insecure, lambda on: not on),)

    @property
    def environment_switches(self) -> Sequence[EnvironmentSwitch]:
        """`PROXMOX_VE_INSECURE`, which a part of the provider obeys even where `insecure` is false."""
        return [EnvironmentSwitch(VARIABLE, check) for check in self.certificate_checks]


class DownloadConnection(Connection):
    """From a node to the server that it downloads an image from."""

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """`verify`; a plain http URL has no certificate that could be verified."""
        attributes = Attributes(self.resource)
        verify = attributes.flag("verify", default=defaults.flag(self.resource.type, "verify"))
        url = attributes.text("url", "")
        if url.known and url.value.lower().startswith("http://"):
            return (_plain(url),)
        if not url.known and (not verify.known or verify.value):
            return (derive(url, lambda _: True),)
        return (verify,)


class UploadConnection(Connection):
    """From Terraform to the server that it fetches a file from, to hand it on to a node."""

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


def _plain(url: Fact[str]) -> Fact[bool]:
    return Fact(value=False, resource=url.resource, path=url.path, note="plain HTTP")

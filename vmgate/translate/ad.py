"""Active Directory (hashicorp/ad): the provider's own link to a domain controller.

From the provider's documentation: no schema of it is held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.model.fact import Fact
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive
from vmgate.translate.reasons import (
    NO_HOST_ADAPTERS,
    NO_HOSTS,
    NO_LEDGER,
    NO_MACHINES,
    NO_MIGRATION,
    NO_STORAGE,
    NO_VIRTUAL_SWITCHES,
    because,
)
from vmgate.vocabulary.certificate import Pin, TrustingThing
from vmgate.vocabulary.connection import Connection, Link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.thing import Thing

PROTOCOL: Final = "http"
"""What the provider takes where `winrm_proto` is not written: WinRM in clear."""

INSECURE: Final = False
"""Of `winrm_insecure`."""


class ProviderConnection(Connection, TrustingThing):
    """From Terraform to a domain controller, by WinRM."""

    kind: ClassVar[str] = Connection.kind

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """`winrm_insecure`, turned round; nobody is behind a link without TLS."""
        encrypted = self._encrypted
        if encrypted.known and not encrypted.value:
            return (Fact(value=False, resource=self.resource, path=encrypted.path, note="plain HTTP"),)
        if not encrypted.known and not (self._insecure.known and self._insecure.value):
            return (encrypted,)
        return (derive(self._insecure, lambda on: not on),)

    @property
    def links(self) -> Sequence[Link]:
        """`winrm_proto`."""
        return (Link("the link to the domain controller is not encrypted", self._encrypted),)

    @property
    def pins(self) -> Sequence[Pin]:
        """`winrm_insecure`: whatever certificate the domain controller shows is taken."""
        return (
            Pin(
                "whatever certificate the domain controller shows is taken, a self-signed one too",
                self._insecure,
            ),
        )

    @property
    def _encrypted(self) -> Fact[bool]:
        protocol = Attributes(self.resource).text("winrm_proto", PROTOCOL)
        return derive(protocol, lambda name: name.lower() == "https")

    @property
    def _insecure(self) -> Fact[bool]:
        return Attributes(self.resource).flag("winrm_insecure", default=INSECURE)


def _provider(resource: Resource, _estate: Estate) -> Iterable[Thing]:
    return (ProviderConnection(resource),)


TRANSLATIONS: dict[tuple[str, str], Callable[[Resource, Estate], Iterable[Thing]]] = {
    ("provider", "ad"): _provider,
}
"""By mode and type, what each resource states."""

NOT_EXPRESSIBLE: Final[Mapping[str, str]] = {
    **NO_HOSTS,
    **because("what is left as it is in a directory is nothing that another rule judges", "C03"),
    **because(
        "a group says who is in it, and not what it may do: the hypervisors' roles say that", "C04", "C34"
    ),
    **NO_HOST_ADAPTERS,
    **NO_VIRTUAL_SWITCHES,
    **NO_STORAGE,
    **because("a group policy sets how long Windows keeps its events, and sends them nowhere", "C16"),
    **NO_LEDGER,
    **NO_MACHINES,
    **because("it has no ports", "C24"),
    **NO_MIGRATION,
}

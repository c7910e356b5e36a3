"""ACME (vancluever/acme): certificates that an authority signs, which is no authority where it is one for tests.

From the provider's documentation: no schema of it is held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive
from vmgate.translate.reasons import (
    NO_FIREWALL,
    NO_HOST_ADAPTERS,
    NO_LEDGER,
    NO_MACHINES,
    NO_MIGRATION,
    NO_RIGHTS,
    NO_STORAGE,
    NO_VIRTUAL_SWITCHES,
    because,
)
from vmgate.vocabulary.certificate import Pin, TrustingThing
from vmgate.vocabulary.connection import Connection, Link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.fact import Fact
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.thing import Thing

STAGING: Final = "staging"
"""In the URL of a directory that an authority keeps for tests. Nobody trusts what it signs."""


class Authority(Connection, TrustingThing):
    """The authority of a provider configuration, which all of its certificates come from."""

    kind: ClassVar[str] = "authority"

    @property
    def pins(self) -> Sequence[Pin]:
        """`server_url`."""
        flaw = "certificates come from an authority's directory for tests, which nobody trusts"
        return (Pin(flaw, derive(self._directory, lambda url: STAGING in url.lower())),)

    @property
    def links(self) -> Sequence[Link]:
        """`server_url`."""
        encrypted = derive(self._directory, lambda url: not url.lower().startswith("http://"))
        return (Link("the link to the authority is not encrypted", encrypted),)

    @property
    def _directory(self) -> Fact[str]:
        return Attributes(self.resource).text("server_url", "")


def _provider(resource: Resource, _estate: Estate) -> Iterable[Thing]:
    return (Authority(resource),)


TRANSLATIONS: dict[tuple[str, str], Callable[[Resource, Estate], Iterable[Thing]]] = {
    ("provider", "acme"): _provider,
}
"""By mode and type, what each resource states."""

NOT_EXPRESSIBLE: Final[Mapping[str, str]] = {
    **because("it opens no connection to anything that is managed", "C02", "C33"),
    **because("what is left as it is of a certificate is nothing that another rule judges", "C03"),
    **NO_RIGHTS,
    **NO_HOST_ADAPTERS,
    **NO_VIRTUAL_SWITCHES,
    **NO_STORAGE,
    **because("it makes nothing that keeps a log", "C16"),
    **NO_LEDGER,
    **NO_MACHINES,
    **because("it has no ports", "C24"),
    **NO_MIGRATION,
    **NO_FIREWALL,
}

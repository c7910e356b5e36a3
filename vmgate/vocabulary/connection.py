"""Links from a management system to a server (C06, C33)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from vmgate.vocabulary.thing import Thing, not_expressible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.fact import Fact


class EnvironmentSwitch(Struct, frozen=True):
    """A variable of the environment that turns certificate checks off where the provider runs.

    `at` is the attribute that would say otherwise, or that says the same.
    """

    variable: str
    at: Fact[bool]


class Link(Struct, frozen=True):
    """One link over which something is fetched or offered. `flaw` reads "the OVF is fetched over plain HTTP", and
    holds where `sound` is false.
    """

    flaw: str
    sound: Fact[bool]


class Connection(Thing):
    """A resource, data source or provider configuration that opens connections."""

    kind: ClassVar[str] = "connection"

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """For each connection it opens: whether the server's certificate is verified."""
        not_expressible("certificate checks")

    @property
    def environment_switches(self) -> Sequence[EnvironmentSwitch]:
        """The variables that turn the checks off for connections whose configuration leaves that to them."""
        not_expressible("environment switches")

    @property
    def links(self) -> Sequence[Link]:
        """What it fetches from other servers or offers to them, by address."""
        not_expressible("links by address")


class ManagementConnection(Connection):
    """The link from a management system to the hosts or to their management server (C02, C33)."""

    @property
    def server(self) -> Fact[str | None]:
        """The management server's name, without scheme and path; None where that is left to the environment."""
        not_expressible("the management server")

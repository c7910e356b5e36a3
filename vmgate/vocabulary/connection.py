"""Links from a management system to a server (C06, C33)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from vmgate.vocabulary.thing import Thing, not_expressible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.fact import Fact


@dataclass(frozen=True, slots=True)
class EnvironmentSwitch:
    """A variable of the environment that turns certificate checks off where the provider runs.

    `at` is the attribute that would say otherwise, or that says the same.
    """

    variable: str
    at: Fact[bool]


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

"""Links from a management system to a server (C06, C33)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from vmgate.vocabulary.thing import Thing, not_expressible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.fact import Fact


class Connection(Thing):
    """A resource, data source or provider configuration that opens connections."""

    kind: ClassVar[str] = "connection"

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """For each connection it opens: whether the server's certificate is verified."""
        not_expressible("certificate checks")

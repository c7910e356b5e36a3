"""What a configuration states and does not keep: attributes whose changes are ignored (C03)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from vmgate.vocabulary.thing import Thing, not_expressible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.fact import Fact


class IgnoredAttribute(Struct, frozen=True):
    """One attribute whose changes are ignored. `what` reads "changes of extra_config".

    `controlled` says whether anything that the procedure asks for depends on it; `marks` are the kinds of marks by
    which it tells which machines a site means (see `site.MARKS`).
    """

    what: str
    controlled: Fact[bool]
    marks: frozenset[str]


class IgnoredChanges(Thing):
    """A resource that is told not to follow some of its configuration."""

    kind: ClassVar[str] = "resource with ignored changes"
    built: ClassVar[bool] = False

    @property
    def attributes(self) -> Sequence[IgnoredAttribute]:
        """What it does not follow."""
        not_expressible("ignored changes")

"""What a virtual machine is created from (C30)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from vmgate.model.fact import Fact


class Template(Struct, frozen=True):
    """One template or image that a machine may come from, as the configuration names it.

    `identity` is what the platform identifies it by (see `Locator`), `name` its name; a fact may be unknown, and
    its value None where the configuration does not say. `digest` is the sha256 that the configuration holds the image's
    file to, None where the platform cannot do that. `defect` is set when it cannot be a template at all
    ("a running machine of this configuration"), and says why.
    """

    platform: str
    where: Fact[object]
    name: Fact[str | None]
    identity: Fact[str | None]
    endpoint: str | None = None
    defect: str | None = None
    digest: Fact[str | None] | None = None


class Origin(Struct, frozen=True):
    """What a machine is created from: the templates that it may be (one, unless the choice is not known yet).

    No template at all means it is built from nothing; `where` is the attribute that would have named one and
    `nothing` says what is there instead ("no clone and no ovf_deploy block").
    """

    where: Fact[object]
    templates: tuple[Template, ...] = ()
    nothing: str = ""

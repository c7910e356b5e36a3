"""Roles and who holds them (C04, C29)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from vmgate.vocabulary.thing import Thing, not_expressible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.fact import Fact


class AccessRole(Thing):
    """A named set of privileges."""

    kind: ClassVar[str] = "role"

    @property
    def name(self) -> Fact[str]:
        """Its name."""
        not_expressible("the name of a role")

    @property
    def privileges(self) -> Fact[tuple[str, ...]]:
        """The provider's privilege ids."""
        not_expressible("privileges")


class Entity(Struct, frozen=True):
    """Something that rights are granted on. `path` is its inventory path: `/campus-dc1/vm/web/web-01`.

    `broad` says whether it holds more than single machines and the folders that they are grouped in: a host, a
    cluster, a datacenter, or the root of one.
    """

    path: Fact[str]
    broad: Fact[bool]


class Grant(Struct, frozen=True):
    """One role given to one user or group. `roles` are the candidates found; empty when the role is not here.

    `power_rights` are the rights among the role's to switch a machine on or off, reset or suspend it, in the
    provider's words. `admits` is false for a role that takes all access away. `on` is where it is granted.
    """

    principal: Fact[str]
    is_group: Fact[bool]
    propagates: Fact[bool]
    role_id: Fact[object]
    roles: tuple[AccessRole, ...]
    power_rights: Fact[tuple[str, ...]]
    admits: Fact[bool]
    on: Permissions


class Permissions(Thing):
    """Grants on one entity."""

    kind: ClassVar[str] = "permissions"

    @property
    def grants(self) -> Sequence[Grant]:
        """The grants. Raises `UnknownValue` when their number is not known."""
        not_expressible("grants")

    @property
    def entities(self) -> Sequence[Entity]:
        """The entity: every candidate that it may be. Raises `UnknownValue` when nothing tells."""
        not_expressible("the entity of grants")

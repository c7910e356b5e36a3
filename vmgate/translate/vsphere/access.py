"""Roles and permissions: `vsphere_role`, `data.vsphere_role`, `vsphere_entity_permissions`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.vsphere.derived import derived
from vmgate.translate.vsphere.inventory import FromInventory
from vmgate.translate.vsphere.joins import IDS, same_server, targets
from vmgate.vocabulary.access import AccessRole, Grant, Permissions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.resource import Resource
    from vmgate.translate.attributes import Attributes

_ROLE = "vsphere_role"


class ManagedRole(FromInventory, AccessRole):
    """A role that the configuration defines."""

    @property
    def name(self) -> Fact[str]:
        """`name`."""
        return self.attributes.text("name", "")

    @property
    def privileges(self) -> Fact[tuple[str, ...]]:
        """`role_privileges`."""
        return self.attributes.texts("role_privileges")


class ExistingRole(FromInventory, AccessRole):
    """A role that is looked up by its label; it has privileges once it was read."""

    @property
    def name(self) -> Fact[str]:
        """`label`: what the client shows."""
        return self.attributes.text("label", "")

    @property
    def privileges(self) -> Fact[tuple[str, ...]]:
        """`role_privileges`, unknown until the role was read."""
        if self.attributes.raw("role_privileges") is None and not isinstance(self.attributes.raw("id"), str):
            return Fact(Unknown("data source not read"), self.resource, ("role_privileges",))
        return self.attributes.texts("role_privileges")


class EntityPermissions(FromInventory, Permissions):
    """The permissions on one entity."""

    @property
    def grants(self) -> Sequence[Grant]:
        """`permissions`. Raises `UnknownValue` when their number is not known."""
        return [self._grant(block) for block in self.attributes.blocks("permissions")]

    def _grant(self, block: Attributes) -> Grant:
        return Grant(
            principal=block.text("user_or_group", ""),
            is_group=derived(block.flag("is_group"), bool),
            propagates=derived(block.flag("propagate"), bool),
            role_id=block.anything("role_id"),
            roles=tuple(self._role(resource) for resource in self._found(block)),
        )

    def _found(self, block: Attributes) -> list[Resource]:
        """The roles that the id may be of; built-in roles are in no configuration."""
        estate = self.inventory.estate
        value = block.raw("role_id")
        if isinstance(value, Unknown):
            found = targets(estate, self.resource, block.at("role_id"), IDS)
            # A source that is no role leaves open what the role is.
            return found if all(target.type == _ROLE for target in found) else []
        if value is None:
            return []
        both = [
            role for mode in ("managed", "data") for role in estate.where(mode, (_ROLE,), ("id",), str(value))
        ]
        return [role for role in both if same_server(estate, self.resource, role)]

    def _role(self, resource: Resource) -> AccessRole:
        made = ManagedRole if resource.mode == "managed" else ExistingRole
        return made(resource, self.inventory)

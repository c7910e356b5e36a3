"""Roles and permissions: `vsphere_role`, `data.vsphere_role`, `vsphere_entity_permissions`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.derivation import derive
from vmgate.translate.vsphere.inventory import FromInventory
from vmgate.translate.vsphere.joins import IDS, same_server, targets
from vmgate.translate.vsphere.paths import CLUSTER, DATACENTER, FOLDER, MACHINE, linked, path_of
from vmgate.vocabulary.access import AccessRole, Entity, Grant, Permissions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vmgate.model.resource import Resource
    from vmgate.model.value import Path
    from vmgate.translate.attributes import Attributes

POWER: Final = (
    "VirtualMachine.Interact.PowerOn",
    "VirtualMachine.Interact.PowerOff",
    "VirtualMachine.Interact.Reset",
    "VirtualMachine.Interact.Suspend",
    "VirtualMachine.Interact.SuspendToMemory",
    "VApp.PowerOn",
    "VApp.PowerOff",
    "VApp.Suspend",
)
"""The privileges to switch a machine, or all machines of a vApp, on or off, to reset or suspend it."""

_ROLE = "vsphere_role"
# Roles that every vCenter has: Admin, NoCryptoAdmin, NoTrustedAdmin; ReadOnly, View, Anonymous, NoAccess.
_NO_ACCESS: Final = "-5"
_BUILT_IN: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(("-1", "-6", "-8"), POWER),
    **dict.fromkeys(("-2", "-3", "-4", _NO_ACCESS), ()),
}

_ENTITIES: Final = {
    "Folder": (FOLDER,),
    "Datacenter": (DATACENTER,),
    "ClusterComputeResource": (CLUSTER,),
    "VirtualMachine": (MACHINE,),
}
"""The entities whose path can be told, by `entity_type`."""
_BROAD: Final = ("Datacenter", "ClusterComputeResource", "ComputeResource", "HostSystem")
_AS_THEY_ARE: Final = ("Folder", "ResourcePool")
_WITHOUT_MACHINES: Final = (
    "Datastore",
    "StoragePod",
    "Network",
    "DistributedVirtualPortgroup",
    "DistributedVirtualSwitch",
    "VmwareDistributedVirtualSwitch",
)
_ROOT_STEPS: Final = 2


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
        """`role_privileges`, unknown until the role was read; of a built-in role, which its id tells, what it has."""
        own = self.attributes.raw("id")
        if isinstance(own, str) and own in _BUILT_IN:
            return Fact(_BUILT_IN[own], self.resource, ("id",))
        if self.attributes.raw("role_privileges") is None:
            return Fact(Unknown("data source not read"), self.resource, ("role_privileges",))
        return self.attributes.texts("role_privileges")


class EntityPermissions(FromInventory, Permissions):
    """The permissions on one entity."""

    @property
    def grants(self) -> Sequence[Grant]:
        """`permissions`. Raises `UnknownValue` when their number is not known."""
        return [self._grant(block) for block in self.attributes.blocks("permissions")]

    @property
    def without_machines(self) -> bool:
        """Whether the entity is of a type that holds no machines, whatever its path is."""
        kind = self.attributes.text("entity_type", "")
        return kind.known and kind.value in _WITHOUT_MACHINES

    @property
    def entities(self) -> Sequence[Entity]:
        """`entity_id`, by `entity_type`. Raises `UnknownValue`."""
        path: Path = ("entity_id",)
        kind = self.attributes.text("entity_type", "").value
        types = _ENTITIES.get(kind, ())
        found = linked(self.inventory.estate, self.resource, path, types)
        if not found:
            value = self.attributes.raw("entity_id")
            # What the type alone tells holds for whatever has the id.
            reason = value.reason if isinstance(value, Unknown) else "the entity is not in the configuration"
            nowhere: Fact[str] = Fact(Unknown(reason), self.resource, path)
            return [Entity(nowhere, self._broad(kind, nowhere))]
        return [self._entity(kind, entity) for entity in found]

    def _entity(self, kind: str, entity: Resource) -> Entity:
        path = path_of(self.inventory.estate, entity)
        holds_more = entity.type == FOLDER and entity.mode == "managed" and _holds_more(entity)
        if isinstance(holds_more, Unknown):
            return Entity(path, Fact(holds_more, entity, ("type",)))
        if entity.type == FOLDER and entity.mode == "managed":
            return Entity(path, Fact(holds_more, self.resource, ("entity_type",)))
        return Entity(path, self._broad(kind, path))

    def _broad(self, kind: str, path: Fact[str]) -> Fact[bool]:
        where: Path = ("entity_type",)
        if kind in _BROAD:
            return Fact(value=True, resource=self.resource, path=where)
        if kind not in _AS_THEY_ARE:
            return Fact(value=False, resource=self.resource, path=where)
        # A folder that was looked up, or a pool: the roots are called /, /campus-dc1 and /campus-dc1/vm.
        return derive(path, lambda text: len([step for step in text.split("/") if step]) <= _ROOT_STEPS)

    def _grant(self, block: Attributes) -> Grant:
        roles = tuple(self._role(resource) for resource in self._found(block))
        return Grant(
            principal=block.text("user_or_group", ""),
            is_group=derive(block.flag("is_group"), bool),
            propagates=derive(block.flag("propagate"), bool),
            role_id=block.anything("role_id"),
            roles=roles,
            power_rights=_power_rights(block, roles),
            admits=_admits(block, roles),
            on=self,
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


def _holds_more(folder: Resource) -> bool | Unknown:
    kind = folder.read("type")
    return kind if isinstance(kind, Unknown) else kind in ("datacenter", "host")


def _power_rights(block: Attributes, roles: tuple[AccessRole, ...]) -> Fact[tuple[str, ...]]:
    """Of the role that is granted; where it may be one of several, they have to agree."""
    path = block.at("role_id")
    if not roles:
        own = block.text("role_id", "")
        unlisted = Unknown("the role is not in the configuration")
        return Fact(_BUILT_IN.get(own.value, unlisted) if own.known else _why(own), own.resource, path)
    found: list[tuple[str, ...]] = []
    for role in roles:
        privileges = role.privileges
        if not privileges.known:
            return privileges
        found.append(tuple(name for name in privileges.value if name in POWER))
    if len({bool(rights) for rights in found}) > 1:
        return Fact(Unknown("it depends on which role it is"), block.resource, path)
    return Fact(found[0], block.resource, path)


def _admits(block: Attributes, roles: tuple[AccessRole, ...]) -> Fact[bool]:
    if any(role.resource.mode == "managed" for role in roles):
        return Fact(value=True, resource=block.resource, path=block.at("role_id"))
    return derive(block.text("role_id", ""), lambda role: role != _NO_ACCESS)


def _why(fact: Fact[str]) -> Unknown:
    try:
        fact.value  # noqa: B018  - reading is what raises
    except UnknownValue as missing:
        return Unknown(missing.reason)
    return Unknown("known after apply")


def grants_on(path: str, all_permissions: Iterable[EntityPermissions]) -> list[Grant]:
    """The grants that reach what is at a path: on it, or handed down to it; for each principal the nearest.

    Raises `UnknownValue` when some permissions may or may not be on it.
    """
    reaching: list[tuple[int, Grant]] = []
    for permissions in all_permissions:
        if permissions.without_machines:
            continue
        for at in {entity.path.value for entity in permissions.entities}:
            if _reaches(at, path):
                own = at == path
                reaching += [(len(at), one) for one in permissions.grants if own or one.propagates.value]
    nearest: dict[tuple[str, bool], Grant] = {}
    for _, one in sorted(reaching, key=lambda each: -each[0]):
        nearest.setdefault((one.principal.value.casefold(), one.is_group.value), one)
    return list(nearest.values())


def _reaches(at: str, path: str) -> bool:
    return path == at or path.startswith(at.rstrip("/") + "/")

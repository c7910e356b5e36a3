"""Who may switch machines on and off (C04), and who reaches a dormant one (C29).

Rights on machines come from four kinds of paths: the root, `/vms`, `/vms/NUMBER`, and `/pool/NAME` for the machines in
a pool; rights on nodes, storages or networks are none on a machine. A grant on the root or on `/vms` reaches machines
only if it is handed down. A machine's own path is `/vms/NUMBER`, in the site policy as in Proxmox.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive, told
from vmgate.translate.proxmox import defaults
from vmgate.translate.proxmox import resource_types as types
from vmgate.vocabulary.access import AccessRole, Entity, Grant, Permissions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

POWER: Final = "VM.PowerMgmt"
NO_ACCESS: Final = "NoAccess"

WITH_POWER: Final = frozenset({"Administrator", "PVEAdmin", "PVEVMAdmin", "PVEVMUser"})
"""The roles of every Proxmox VE that hold `VM.PowerMgmt`."""

WITHOUT_POWER: Final = frozenset({
    NO_ACCESS, "PVEAuditor", "PVEDatastoreAdmin", "PVEDatastoreUser", "PVEMappingAdmin", "PVEMappingAudit",
    "PVEMappingUser", "PVEPoolAdmin", "PVEPoolUser", "PVESDNAdmin", "PVESDNUser", "PVESysAdmin", "PVETemplateUser",
    "PVEUserAdmin",
})  # fmt: skip
"""Those that do not."""

_BROAD: Final = frozenset({"/", "/vms", "/pool"})
_OF_MACHINES: Final = re.compile(r"/|/vms(/\d+)?|/pool(/.+)?")


class Role(AccessRole):
    """A role that the configuration defines."""

    @property
    def name(self) -> Fact[str]:
        """`role_id`."""
        return Attributes(self.resource).text("role_id", "")

    @property
    def privileges(self) -> Fact[tuple[str, ...]]:
        """`privileges`."""
        return Attributes(self.resource).texts("privileges")


class AccessControl(Permissions):
    """One entry of the access control list: a resource of its own, or a block in a user or a group."""

    def __init__(self, resource: Resource, estate: Estate, entry: Attributes | None = None) -> None:
        super().__init__(resource)
        self._estate = estate
        self._entry = entry or Attributes(resource)

    @property
    def grants(self) -> Sequence[Grant]:
        """One, to whom the entry or the resource around it names."""
        entry = self._entry
        principal, group = self.principal
        role = entry.text("role_id", "")
        propagates = entry.flag(
            "propagate", default=defaults.flag(self.resource.type, _named(entry, "propagate"))
        )
        roles = tuple(
            Role(one)
            for one in self._estate.where(
                "managed", (types.ROLE,), ("role_id",), role.value if role.known else None
            )
        )
        return [
            Grant(
                principal=principal,
                is_group=group,
                propagates=propagates,
                role_id=role,
                roles=roles,
                power_rights=self._power_rights(role, roles, propagates),
                admits=derive(role, lambda name: name != NO_ACCESS),
                on=self,
            )
        ]

    @property
    def entities(self) -> Sequence[Entity]:
        """`path`."""
        path = derive(self._entry.text("path", ""), _plain)
        return [Entity(path, derive(path, lambda text: text in _BROAD))]

    @property
    def reaches_machines(self) -> bool:
        """Whether what it is on may hold machines."""
        path = self._entry.text("path", "")
        return not path.known or _OF_MACHINES.fullmatch(_plain(path.value)) is not None

    @property
    def principal(self) -> tuple[Fact[str], Fact[bool]]:
        """Who is granted something, and whether that is a group."""
        own = Attributes(self.resource)
        if self.resource.type in types.ACLS:
            names = {name: own.text(name, "") for name in ("group_id", "user_id", "token_id")}
            for name, fact in names.items():
                if not fact.known or fact.value:
                    return fact, Fact(name == "group_id", fact.resource, fact.path)
            return own.text("user_id", ""), Fact(value=False, resource=self.resource, path=("user_id",))
        is_group = self.resource.type == types.GROUP
        fact = own.text("group_id" if is_group else "user_id", "")
        return fact, Fact(is_group, fact.resource, fact.path)

    def _power_rights(
        self, role: Fact[str], roles: Sequence[Role], propagates: Fact[bool]
    ) -> Fact[tuple[str, ...]]:
        path = self._entry.text("path", "")

        def rights() -> tuple[str, ...]:
            if not self.reaches_machines:
                return ()
            privileges = _privileges(role, roles)
            if POWER not in privileges:
                return ()
            reaches = _plain(path.value) not in _BROAD or propagates.value
            return (POWER,) if reaches else ()

        return Fact(told(rights), role.resource, role.path)


class GrantsInside(Permissions):
    """What the `acl` blocks of a user or a group grant."""

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate

    @property
    def grants(self) -> Sequence[Grant]:
        """Those of each block. Raises `UnknownValue` when it is not known how many there are."""
        return [grant for entry in self._entries() for grant in entry.grants]

    @property
    def entities(self) -> Sequence[Entity]:
        """Those of each block; each grant has its own. Raises `UnknownValue`."""
        return [entity for entry in self._entries() for entity in entry.entities]

    def _entries(self) -> Sequence[AccessControl]:
        blocks = Attributes(self.resource).blocks("acl")
        return [AccessControl(self.resource, self._estate, block) for block in blocks]


class TokenRights(Permissions):
    """What a token may because its user may: it is separated from its user unless `privileges_separation` is false."""

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate

    @property
    def grants(self) -> Sequence[Grant]:
        """Those of the user, by name or through a group that the configuration puts the user in, in its own name.

        Raises `UnknownValue` where it is not known whether there are more.
        """
        own = Attributes(self.resource)
        default = defaults.flag(self.resource.type, "privileges_separation")
        if own.flag("privileges_separation", default=default).value:
            return ()
        user, name = own.text("user_id", ""), own.text("token_name", "")
        groups = self._groups(user.value)
        holder = derive(name, lambda known: f"{user.value}!{known}")
        nobodys = Fact(value=False, resource=self.resource, path=user.path)
        return [
            replace(grant, principal=holder, is_group=nobodys)
            for entry in estate_entries(self._estate)
            for grant in entry.grants
            if (
                grant.principal.value in groups
                if grant.is_group.value
                else grant.principal.value == user.value
            )
        ]

    @property
    def entities(self) -> Sequence[Entity]:
        """Those of its grants. Raises `UnknownValue`."""
        return [entity for grant in self.grants for entity in grant.on.entities]

    def _groups(self, user: str) -> set[str]:
        found = self._estate.where("managed", (types.USER,), ("user_id",), user)
        return {group for own in found for group in Attributes(own).texts("groups").value}


def estate_entries(estate: Estate) -> Sequence[AccessControl]:
    """All entries of an estate. Raises `UnknownValue` where it is not known how many there are."""
    own = [AccessControl(one, estate) for one in estate.of_type(*types.ACLS)]
    inside = [
        AccessControl(one, estate, block)
        for one in estate.of_type(types.USER, types.GROUP)
        for block in Attributes(one).blocks("acl")
    ]
    return [*own, *inside]


def _privileges(role: Fact[str], roles: Sequence[Role]) -> tuple[str, ...]:
    """Of the role, by its name. Raises `UnknownValue`."""
    name = role.value
    if name in WITH_POWER:
        return (POWER,)
    if name in WITHOUT_POWER:
        return ()
    if not roles:
        raise role.doubt("the role is not in the configuration")
    return roles[0].privileges.value


def _named(entry: Attributes, name: str) -> str:
    return ".".join([*(str(step) for step in entry.path if isinstance(step, str)), name])


def _plain(path: str) -> str:
    return "/" + path.strip().strip("/")


def grants_on(path: Fact[str], pool: Fact[str | None], estate: Estate) -> list[Grant]:
    """The grants that reach a machine: on it, handed down to it, or on its pool; for each principal the nearest.

    Raises `UnknownValue` when some grant may or may not be on it.
    """
    reaching: list[tuple[int, Grant]] = []
    for entry in estate.kept(estate_entries):
        if not entry.reaches_machines:
            continue
        (entity,) = entry.entities
        (grant,) = entry.grants
        at = entity.path.value
        if at.startswith("/pool/"):
            if pool.value == at.removeprefix("/pool/"):
                reaching.append((1, grant))
        elif at in _BROAD:
            if at != "/pool" and grant.propagates.value:
                reaching.append((0 if at == "/" else 1, grant))
        elif path.value == at:
            reaching.append((2, grant))
    nearest: dict[tuple[str, bool], Grant] = {}
    for _, grant in sorted(reaching, key=lambda each: -each[0]):
        nearest.setdefault((grant.principal.value, grant.is_group.value), grant)
    return list(nearest.values())


def pool_of(machine: Attributes, number: Callable[[], Fact[int | None]], estate: Estate) -> Fact[str | None]:
    """The pool of a machine: `pool_id`, or that of a membership that names its number."""
    own = machine.text("pool_id")
    if not own.known or own.value:
        return own
    for membership in estate.of_type(*types.POOL_MEMBERS):
        member = Attributes(membership).number("vm_id")
        if member.known and member.value is None:
            continue
        own_number = number()
        if not member.known or not own_number.known or own_number.value is None:
            return Fact(Unknown("which machines are in a pool is not known"), own.resource, own.path)
        if member.value == own_number.value:
            return Attributes(membership).text("pool_id")
    return own

"""What the organization says of itself: the blanks of the procedure, and facts that no code can know."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from vmgate.model.result import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from vmgate.model.templates import TemplateRegistry


class Role(StrEnum):
    """What a network is for."""

    PRODUCTION = "production"
    STORAGE = "storage"
    BACKUP = "backup"
    MANAGEMENT = "management"
    MIGRATION = "migration"
    MONITORING = "monitoring"
    DMZ = "dmz"

    @property
    def infrastructure(self) -> bool:
        """Whether the hypervisors have it to themselves (C19, C27)."""
        return self in {Role.STORAGE, Role.BACKUP, Role.MANAGEMENT, Role.MIGRATION}


class Promiscuous(StrEnum):
    """C08 as the site applies it."""

    REQUIRED = "required"
    FORBIDDEN = "forbidden"
    MONITORED_ONLY = "monitored-only"


class UnknownHandling(StrEnum):
    """What an unknown does to the gate."""

    SHUT = "shut"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class SiteNetwork:
    """One `[[network]]`: a network that the site has, and what it is for."""

    role: Role
    name: str | None = None
    id: str | None = None
    bridge: str | None = None
    endpoint: str | None = None
    vlan: int | None = None
    cidr: str | None = None
    routable: bool | None = None


@dataclass(frozen=True, slots=True)
class ApprovedDevice:
    """One `[[device]]`: a device of the host that a guest may have. `vm` and `device` are glob patterns."""

    vm: str
    device: str
    reason: str
    approved_by: str
    until: date | None = None

    def names_device(self, device: str) -> bool:
        """Whether this entry is for that device."""
        return fnmatchcase(device, self.device)

    def names_machine(self, machine: str) -> bool:
        """Whether this entry is for that virtual machine."""
        return fnmatchcase(machine, self.vm)


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """One `[rules.ID]`: what the site changes about a rule."""

    severity: Severity | None = None
    off: str | None = None
    unknown: UnknownHandling | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """`[policy]`: the choices that the procedure leaves open."""

    promiscuous: Promiscuous = Promiscuous.REQUIRED
    copy_paste_absent_fails: bool = True
    private_roots: tuple[str, ...] = ()
    fail_on: Severity = Severity.LOW
    unknown_plan: UnknownHandling = UnknownHandling.SHUT
    unknown_source: UnknownHandling = UnknownHandling.NOTE
    accept_paid_support: bool = False
    exception_max_days: int = 180


@dataclass(frozen=True, slots=True)
class Site:
    """Everything a rule may know beside the configuration. `as_of` is the day to judge as of.

    `registry` is None when no template registry was found, which is not the same as an empty one. `environment` are
    the variables of the environment that the gate runs in.
    """

    as_of: date
    organization: str = ""
    management: tuple[str, ...] = ()
    policy: Policy = field(default_factory=Policy)
    endpoints: tuple[str, ...] = ()
    networks: tuple[SiteNetwork, ...] = ()
    devices: tuple[ApprovedDevice, ...] = ()
    rules: Mapping[str, RuleSetting] = field(default_factory=dict)
    registry: TemplateRegistry | None = None
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)

    def is_off(self, rule: str) -> bool:
        """Whether the site does not ask a rule."""
        setting = self.rules.get(rule)
        return setting is not None and setting.off is not None

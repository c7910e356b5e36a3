"""What the organization says of itself: the blanks of the procedure, and facts that no code can know."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from msgspec import Struct

from vmgate.model.result import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from vmgate.model.evidence import EvidenceRegister
    from vmgate.model.exceptions import ExceptionRegister
    from vmgate.model.registry import TemplateRegistry
    from vmgate.model.running import RunningLog
    from vmgate.model.support import SupportData


LOG_MAX_AGE_DAYS = 31
"""How old the log of running machines may be (C22), unless the policy says otherwise."""


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


class SiteNetwork(Struct, frozen=True):
    """One `[[network]]`: a network that the site has, and what it is for."""

    role: Role
    name: str | None = None
    id: str | None = None
    bridge: str | None = None
    endpoint: str | None = None
    vlan: int | None = None
    cidr: str | None = None
    routable: bool | None = None


class ApprovedDevice(Struct, frozen=True):
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


class StaffRole(StrEnum):
    """What somebody of the staff does (C04, C29, C34)."""

    SERVER_ADMIN = "server-admin"
    OPERATIONS = "operations"
    PLATFORM = "platform"
    AUDITOR = "auditor"


class Staff(Struct, frozen=True):
    """One `[[staff]]`: a group or a user, and for which entities they have a role.

    `entities` are patterns of inventory paths: `*` is anything within one step, `**` any number of steps. None is
    every entity.
    """

    role: StaffRole
    group: str | None = None
    user: str | None = None
    entities: tuple[str, ...] | None = None

    def is_principal(self, name: str, *, group: bool) -> bool:
        """Whether the entry is of a group or user of this name; letter case does not matter."""
        own = self.group if group else self.user
        return own is not None and own.casefold() == name.casefold()

    def has_entity(self, path: str) -> bool:
        """Whether the entity at an inventory path is one of theirs."""
        return self.entities is None or any(path_matches(path, pattern) for pattern in self.entities)


MARKS = ("tag", "folder", "name", "pool", "node", "attribute")
"""The kinds of marks."""


class Mark(Struct, frozen=True):
    """One entry of `[vm_states]`: `kind` is one of `MARKS`, `pattern` what it matches.

    That of an attribute is `NAME=VALUE`, both patterns.
    """

    kind: str
    pattern: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.pattern}"


class VmStates(Struct, frozen=True):
    """`[vm_states]`: how the site marks machines that are unused (C23) and dormant (C29)."""

    unused: tuple[Mark, ...] = ()
    dormant: tuple[Mark, ...] = ()

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of marks that the site uses."""
        return frozenset(mark.kind for mark in (*self.unused, *self.dormant))


class Addresses(Struct, frozen=True):
    """`[addresses]`: addresses and networks in CIDR form; None where the site does not say.

    `hypervisors` are those of the hypervisors on their storage networks (C13), `management` those of the hypervisors'
    management servers, and `workstations` those of the staff who may reach these (C34).
    """

    hypervisors: tuple[str, ...] | None = None
    management: tuple[str, ...] | None = None
    workstations: tuple[str, ...] | None = None


class RegistryAges(Struct, frozen=True):
    """`[registry]`: how old a template's updates may be (C37), how late an update may come (C36), and how old what is
    known of operating systems' support may be (C35), in days.
    """

    max_patch_age_days: int = 31
    max_update_delay_days: int = 60
    max_support_data_age_days: int = 180


@dataclass(frozen=True, slots=True)
class LedgerSetting:
    """`[ledger]`: where records are kept. `url` may be a path, from the directory `base`; it may hold a password, and
    is not to be shown. `record_checks` has every run of the gate recorded (C38).
    """

    url: str = field(repr=False)
    base: str
    record_checks: bool = False


class RuleSetting(Struct, frozen=True):
    """One `[rules.ID]`: what the site changes about a rule."""

    severity: Severity | None = None
    off: str | None = None
    unknown: UnknownHandling | None = None


class Policy(Struct, frozen=True):
    """`[policy]`: the choices that the procedure leaves open; `exceptions_signed` is of `[exceptions]`."""

    promiscuous: Promiscuous = Promiscuous.REQUIRED
    copy_paste_absent_fails: bool = True
    private_roots: tuple[str, ...] = ()
    fail_on: Severity = Severity.LOW
    unknown_plan: UnknownHandling = UnknownHandling.SHUT
    unknown_source: UnknownHandling = UnknownHandling.NOTE
    accept_paid_support: bool = False
    exception_max_days: int = 180
    exception_max_addresses: int = 20
    exceptions_signed: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """Everything a rule may know beside the configuration. `as_of` is the day to judge as of; `collectors` are the
    addresses of the site's log servers, `log_stores` patterns of the paths that audit files are kept under.

    `registry` is None when no template registry was found, which is not the same as an empty one; it is at
    `registry_path`, and `pin` is the path of the file that remembers the newest state of one that was seen, whether it
    is there or not;
    `evidence` is None when there is no evidence register, which shows no more than an empty one. `support` is how
    long operating systems are supported, as far as it is known.
    `running_log` is the log of running machines, None where no ledger is configured, or no state is judged; it may be
    `log_max_age_days` old. `environment` are the variables of the environment that the gate runs in.
    """

    as_of: date
    organization: str = ""
    management: tuple[str, ...] = ()
    policy: Policy = field(default_factory=Policy)
    endpoints: tuple[str, ...] = ()
    networks: tuple[SiteNetwork, ...] = ()
    devices: tuple[ApprovedDevice, ...] = ()
    staff: tuple[Staff, ...] = ()
    vm_states: VmStates = field(default_factory=VmStates)
    collectors: tuple[str, ...] = ()
    log_stores: tuple[str, ...] = ()
    addresses: Addresses = field(default_factory=Addresses)
    ages: RegistryAges = field(default_factory=RegistryAges)
    rules: Mapping[str, RuleSetting] = field(default_factory=dict)
    registry: TemplateRegistry | None = None
    registry_path: str | None = field(default=None, repr=False, compare=False)
    pin: str | None = field(default=None, repr=False, compare=False)
    evidence: EvidenceRegister | None = None
    exceptions: ExceptionRegister | None = None
    support: SupportData | None = field(default=None, repr=False, compare=False)
    ledger: LedgerSetting | None = None
    running_log: RunningLog | None = field(default=None, repr=False)
    log_max_age_days: int = LOG_MAX_AGE_DAYS
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)

    def is_off(self, rule: str) -> bool:
        """Whether the site does not ask a rule."""
        setting = self.rules.get(rule)
        return setting is not None and setting.off is not None

    def turns_on(self, variable: str) -> bool:
        """Whether a variable of the environment is set to what providers take for true."""
        return self.environment.get(variable, "").lower() in {"1", "t", "true"}

    def staffed(self, name: str, *, group: bool) -> tuple[Staff, ...]:
        """The entries of a group or user of this name."""
        return tuple(one for one in self.staff if one.is_principal(name, group=group))


def path_matches(path: str, pattern: str) -> bool:
    """Whether an inventory path, `/campus-dc1/vm/web/web-01`, matches a pattern.

    `*`, `?` and `[…]` match within one step, `**` any number of steps, none included.
    """
    return _steps_match(path.strip("/").split("/"), pattern.strip("/").split("/"))


def _steps_match(steps: Sequence[str], patterns: Sequence[str]) -> bool:
    if not patterns:
        return not steps
    if patterns[0] == "**":
        return any(_steps_match(steps[skipped:], patterns[1:]) for skipped in range(len(steps) + 1))
    return bool(steps) and fnmatchcase(steps[0], patterns[0]) and _steps_match(steps[1:], patterns[1:])

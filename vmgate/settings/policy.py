"""The site policy, read into what rules may know of the site."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from vmgate.errors import UsageError
from vmgate.model.evidence import EvidenceAges
from vmgate.model.result import Severity
from vmgate.model.site import (
    LOG_MAX_AGE_DAYS,
    Addresses,
    ApprovedDevice,
    LedgerSetting,
    Mark,
    Policy,
    Promiscuous,
    RegistryAges,
    Role,
    RuleSetting,
    Site,
    SiteNetwork,
    Staff,
    StaffRole,
    UnknownHandling,
    VmStates,
)
from vmgate.settings.document import read, shown
from vmgate.settings.evidence import read_evidence
from vmgate.settings.fetched import located
from vmgate.settings.keys import policy as policy_form
from vmgate.settings.locate import PROJECT_FILE, PROJECT_TABLE
from vmgate.settings.support import SHIPPED, read_support
from vmgate.settings.templates import is_registry, read_registry

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from vmgate.model.evidence import EvidenceRegister
    from vmgate.model.exceptions import ExceptionRegister
    from vmgate.model.support import SupportData

REGISTRY = "templates"
"""Where the template registry is unless the policy says otherwise, from the policy's directory."""

PIN = "vmgate.lock"
"""What remembers the newest state of the registry that was seen, beside the policy."""

EXCEPTIONS = "exceptions"
"""Where the register of exceptions is unless the policy says otherwise, from the policy's directory."""

EVIDENCE = "evidence"
"""Where the evidence register is unless the policy says otherwise, from the policy's directory."""

AGES = ("max_patch_age_days", "max_update_delay_days", "max_support_data_age_days")
"""The keys of `[registry]` that are ages."""


def default(
    as_of: date, registry: Path | None = None, evidence: Path | None = None, pin: Path | None = None
) -> Site:
    """The site without a policy. `registry` and `evidence` are the directories of the registers, if there are any,
    `pin` is the file that remembers the newest state of a registry that was seen.

    Raises `InputError` for a register that cannot be read.
    """
    site = Site(
        as_of,
        evidence=None if evidence is None else read_evidence(evidence),
        support=read_support(),
        pin=None if pin is None else str(pin),
    )
    return site if registry is None else _with_registry(site, registry)


def load(
    path: Path,
    as_of: date,
    rule_ids: Collection[str],
    registry: Path | None = None,
    *,
    without_registry: bool = False,
    environment: Mapping[str, str] | None = None,
) -> Site:
    """The site as its policy describes it: `vmgate.toml`, or the table `[tool.vmgate]` of a `pyproject.toml`.

    `rule_ids` are all the rules there are; `registry` is the template registry, a directory or an exported
    file, if it is not the policy's; `without_registry` reads none. `environment` tells where fetched registries are.
    Raises `UsageError` for whatever is wrong with the policy, each mistake as `file:line: message`, and `InputError`
    for a registry that cannot be read.
    """
    document = read(path, UsageError, PROJECT_TABLE if path.name == PROJECT_FILE else ())
    document.check(policy_form(rule_ids))
    data = document.data
    organization = data.get("organization", {})
    site = Site(
        as_of,
        organization=organization.get("name", ""),
        management=tuple(organization.get("management", ())),
        policy=_policy(data.get("policy", {}), data.get("exceptions", {})),
        endpoints=tuple(entry["name"] for entry in data.get("endpoint", ())),
        networks=tuple(_network(entry) for entry in data.get("network", ())),
        devices=tuple(ApprovedDevice(**entry) for entry in data.get("device", ())),
        staff=tuple(_staff(entry) for entry in data.get("staff", ())),
        vm_states=VmStates(**{state: _marks(marks) for state, marks in data.get("vm_states", {}).items()}),
        collectors=tuple(data.get("logging", {}).get("collectors", ())),
        log_stores=tuple(data.get("logging", {}).get("stores", ())),
        addresses=Addresses(**{whose: tuple(some) for whose, some in data.get("addresses", {}).items()}),
        ages=RegistryAges(**{key: days for key, days in data.get("registry", {}).items() if key in AGES}),
        rules={rule: _rule(table) for rule, table in data.get("rules", {}).items()},
        evidence=_evidence(path, data.get("evidence", {})),
        exceptions=_exceptions(path.parent, data.get("exceptions", {})),
        support=_support(path, data.get("registry", {})),
        pin=str(path.parent / PIN),
        ledger=_ledger(path, data.get("ledger", {})),
        log_max_age_days=data.get("inventory", {}).get("max_age_days", LOG_MAX_AGE_DAYS),
    )
    if without_registry:
        return site
    if registry is None:
        registry = _usual_registry(path, data.get("registry", {}), environment or {})
    return site if registry is None else _with_registry(site, registry)


def evidence_directory(path: Path) -> Path:
    """Where the evidence register of a policy is, whether it is there or not. Raises `UsageError`."""
    document = read(path, UsageError, PROJECT_TABLE if path.name == PROJECT_FILE else ())
    table = document.data.get("evidence", {})
    named = table.get("path", EVIDENCE) if isinstance(table, dict) else EVIDENCE
    return path.parent / str(named)


def exceptions_table(path: Path) -> tuple[Path, Mapping[str, Any]]:
    """Where the register of exceptions of a policy is, whether it is there or not, and the policy's table on them.

    Raises `UsageError`.
    """
    document = read(path, UsageError, PROJECT_TABLE if path.name == PROJECT_FILE else ())
    table = document.data.get("exceptions", {})
    return path.parent / table.get("path", EXCEPTIONS), table


def _exceptions(directory: Path, table: Mapping[str, Any]) -> ExceptionRegister | None:
    folder = directory / table.get("path", EXCEPTIONS)
    if not folder.is_dir():
        if "path" in table and folder.exists():
            raise UsageError(
                f"[exceptions] path: {folder}: not a directory, which a register of exceptions is"
            )
        return None
    # Imported for the sites that have some.
    from vmgate.settings.exceptions import read_exceptions  # noqa: PLC0415  - where there is a register

    return read_exceptions(folder, table, directory)


def _ledger(path: Path, table: Mapping[str, Any]) -> LedgerSetting | None:
    if "url" not in table:
        return None
    return LedgerSetting(table["url"], str(path.parent), table.get("record_checks", False))


def _evidence(path: Path, table: Mapping[str, Any]) -> EvidenceRegister | None:
    usual = EvidenceAges()
    ages = EvidenceAges(table.get("max_age_days", usual.usual), {**usual.by_clause, **table.get("ages", {})})
    return read_evidence(path.parent / table.get("path", EVIDENCE), ages)


def _policy(table: Mapping[str, Any], exceptions: Mapping[str, Any]) -> Policy:
    usual = Policy()
    unknown = table.get("unknown", {})
    return Policy(
        promiscuous=Promiscuous(table.get("promiscuous", usual.promiscuous)),
        copy_paste_absent_fails=table.get("copy_paste_absent", "fail") == "fail",
        private_roots=tuple(table.get("private_roots", usual.private_roots)),
        fail_on=Severity(table.get("fail_on", usual.fail_on)),
        unknown_plan=UnknownHandling(unknown.get("plan", usual.unknown_plan)),
        unknown_source=UnknownHandling(unknown.get("source", usual.unknown_source)),
        accept_paid_support=table.get("accept_paid_support", usual.accept_paid_support),
        exception_max_days=table.get("exception_max_days", usual.exception_max_days),
        exceptions_signed=exceptions.get("require_signature", usual.exceptions_signed),
        exception_max_addresses=table.get("exception_max_addresses", usual.exception_max_addresses),
    )


def _network(entry: Mapping[str, Any]) -> SiteNetwork:
    return SiteNetwork(**{**entry, "role": Role(entry["role"])})


def _staff(entry: Mapping[str, Any]) -> Staff:
    entities = tuple(entry["entities"]) if "entities" in entry else None
    return Staff(**{**entry, "role": StaffRole(entry["role"]), "entities": entities})


def _marks(texts: Sequence[str]) -> tuple[Mark, ...]:
    return tuple(Mark(kind, pattern) for kind, _, pattern in (text.partition(":") for text in texts))


def _rule(table: Mapping[str, Any]) -> RuleSetting:
    return RuleSetting(
        severity=Severity(table["severity"]) if "severity" in table else None,
        off=table.get("off"),
        unknown=UnknownHandling(table["unknown"]) if "unknown" in table else None,
    )


def registry_directory(path: Path, environment: Mapping[str, str]) -> Path:
    """Where the template registry of a policy is, whether it is there or not. Raises `UsageError`."""
    document = read(path, UsageError, PROJECT_TABLE if path.name == PROJECT_FILE else ())
    table = document.data.get("registry", {})
    named = table.get("path", REGISTRY) if isinstance(table, dict) else REGISTRY
    return _registry_at(path, str(named), environment)


def _usual_registry(path: Path, table: Mapping[str, Any], environment: Mapping[str, str]) -> Path | None:
    """Where the registry of a policy is.

    A directory that the policy names denies even when empty. One that merely has the usual name has to be a
    registry, since `templates` is what many call the directory of their cloud-init files.
    """
    usual = _registry_at(path, table.get("path", REGISTRY), environment)
    return usual if "path" in table or is_registry(usual) else None


def _registry_at(path: Path, named: str, environment: Mapping[str, str]) -> Path:
    return path.parent / located(named, environment, f"{shown(path)}: registry.path")


def _with_registry(site: Site, path: Path) -> Site:
    found = read_registry(path, site)
    return site if found is None else replace(site, registry=found, registry_path=shown(path))


def _support(path: Path, table: Mapping[str, Any]) -> SupportData:
    """The data that the package ships, unless the site keeps newer ones."""
    return read_support(path.parent / table["support_data"] if "support_data" in table else SHIPPED)

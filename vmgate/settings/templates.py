"""The template registry in its simplest form: a directory of TOML files, one record each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vmgate.errors import InputError
from vmgate.model.templates import (
    Approval,
    GuestSystem,
    HypervisorSupport,
    Locator,
    MissingUpdate,
    Objection,
    Standing,
    SupportOverride,
    TemplateRecord,
    TemplateRegistry,
    Validation,
)
from vmgate.settings.document import read, shown
from vmgate.settings.form import AnyOf, Choice, Day, Integer, Many, Table, Tables, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

PLATFORMS = ("vsphere", "proxmox", "libvirt", "nutanix", "xenorchestra", "openstack", "aws", "azure", "gcp")

_MISSING = Tables(Table({"id": Text(), "released": Day()}, required=("id",)))

RECORD = Table(
    {
        "name": Text(),
        "version": Text(),
        "approval": Choice(tuple(approval.value for approval in Approval)),
        "system": Table({"id": Text(), "version": Text()}, required=("id",)),
        "digest": Text(),
        "approved": Day(),
        "patched": Day(),
        "parents": Many(Text()),
        "supersedes": Text(),
        "replacement": Text(),
        "missing": _MISSING,
        "validation": Table({"day": Day(), "by": Text(), "missing": _MISSING}, required=("day", "by")),
        "support": Table(
            {"until": Day(), "reason": Text(), "by": Text()}, required=("until", "reason", "by")
        ),
        "locator": Tables(
            Table(
                {
                    "platform": Choice(PLATFORMS),
                    "name": Text(),
                    # Proxmox identifies a template by the number of its machine.
                    "identity": AnyOf((Integer(1, 999_999_999), Text())),
                    "endpoint": Text(),
                    "digest": Text(),
                },
                required=("platform",),
                one_of=("name", "identity", "digest"),
            )
        ),
    },
    required=("name", "version", "approval"),
)
"""The form of one record."""

HYPERVISORS = Table(
    {
        "platform": Choice(PLATFORMS),
        "endpoint": Text(),
        "cluster": Text(),
        "release": Text(),
        "captured": Day(),
        "by": Text(),
        "guest": Tables(Table({"id": Text(), "level": Text()}, required=("id", "level"))),
    },
    required=("platform", "endpoint", "captured", "by", "guest"),
)
"""The form of what hypervisors support, in a file `hypervisors*.toml`."""


def read_registry(directory: Path) -> TemplateRegistry | None:
    """All records below a directory, every `*.toml`, in the order of their paths.

    None where there is no such directory: that is no registry, and what it would say is unknown. A
    directory without a record is an empty registry, which approves nothing. Raises `InputError`, as
    `file:line: message`, for a record that cannot be read.
    """
    try:
        if not directory.exists():
            return None
        if not directory.is_dir():
            raise InputError(f"{shown(directory)}: not a directory, which a template registry is")
        files = sorted(path for path in directory.rglob("*.toml") if path.is_file())
    except OSError as error:
        message = f"{shown(directory)}: the template registry cannot be read: {error.strerror or error}"
        raise InputError(message) from None
    captures = [path for path in files if path.name.startswith("hypervisors")]
    entries = [
        (path.relative_to(directory).as_posix(), _data(path, RECORD))
        for path in files
        if path not in captures
    ]
    parents = {_title(data): tuple(data.get("parents", ())) for _, data in entries}
    revoked = {_title(data) for _, data in entries if data["approval"] == Approval.REVOKED}
    records = (_record(path, data, _ancestors(_title(data), parents), revoked) for path, data in entries)
    return TemplateRegistry(tuple(records), tuple(_support(_data(path, HYPERVISORS)) for path in captures))


def _data(path: Path, form: Table) -> Mapping[str, Any]:
    document = read(path, InputError)
    document.check(form)
    return document.data


def _title(data: Mapping[str, Any]) -> str:
    return f"{data['name']} {data['version']}"


def _ancestors(title: str, parents: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    waiting = list(parents[title])
    while waiting:
        one = waiting.pop(0)
        if one not in found and one != title:
            found[one] = None
            waiting += parents.get(one, ())
    return tuple(found)


def _record(
    path: str, data: Mapping[str, Any], ancestors: tuple[str, ...], revoked: Iterable[str]
) -> TemplateRecord:
    tainted = [
        Objection(Standing.TAINTED, f"parent {one} is revoked", ancestor=one)
        for one in ancestors
        if one in revoked
    ]
    validation = data.get("validation")
    return TemplateRecord(
        name=data["name"],
        version=data["version"],
        approval=Approval(data["approval"]),
        path=path,
        system=GuestSystem(**data["system"]) if "system" in data else None,
        locators=tuple(_locator(entry) for entry in data.get("locator", ())),
        objections=tuple(tainted),
        digest=data.get("digest"),
        approved=data.get("approved"),
        patched=data.get("patched"),
        missing=_missing(data),
        validation=validation and Validation(validation["day"], validation["by"], _missing(validation)),
        support=SupportOverride(**data["support"]) if "support" in data else None,
        ancestors=ancestors,
        supersedes=data.get("supersedes"),
        replacement=data.get("replacement"),
    )


def _missing(data: Mapping[str, Any]) -> tuple[MissingUpdate, ...]:
    return tuple(MissingUpdate(entry["id"], entry.get("released")) for entry in data.get("missing", ()))


def _locator(entry: Mapping[str, Any]) -> Locator:
    identity = str(entry["identity"]) if "identity" in entry else None
    return Locator(entry["platform"], entry.get("name"), identity, entry.get("endpoint"), entry.get("digest"))


def _support(data: Mapping[str, Any]) -> HypervisorSupport:
    return HypervisorSupport(
        platform=data["platform"],
        endpoint=data["endpoint"],
        captured=data["captured"],
        by=data["by"],
        levels={entry["id"]: entry["level"] for entry in data["guest"]},
        cluster=data.get("cluster"),
        release=data.get("release"),
    )

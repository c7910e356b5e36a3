"""The template registry in its simplest form: a directory of TOML files, one record each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vmgate.errors import InputError
from vmgate.model.templates import Approval, GuestSystem, Locator, TemplateRecord, TemplateRegistry
from vmgate.settings.document import read, shown
from vmgate.settings.form import AnyOf, Choice, Integer, Table, Tables, Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PLATFORMS = ("vsphere", "proxmox", "libvirt")

RECORD = Table(
    {
        "name": Text(),
        "version": Text(),
        "approval": Choice(tuple(approval.value for approval in Approval)),
        "system": Table({"id": Text(), "version": Text()}, required=("id",)),
        "locator": Tables(
            Table(
                {
                    "platform": Choice(PLATFORMS),
                    "name": Text(),
                    # Proxmox identifies a template by the number of its machine.
                    "identity": AnyOf((Integer(1, 999_999_999), Text())),
                    "endpoint": Text(),
                },
                required=("platform",),
                one_of=("name", "identity"),
            )
        ),
    },
    required=("name", "version", "approval"),
)
"""The form of one record."""


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
    return TemplateRegistry(tuple(_record(path, directory) for path in files))


def _record(path: Path, directory: Path) -> TemplateRecord:
    document = read(path, InputError)
    document.check(RECORD)
    data = document.data
    return TemplateRecord(
        name=data["name"],
        version=data["version"],
        approval=Approval(data["approval"]),
        path=path.relative_to(directory).as_posix(),
        system=GuestSystem(**data["system"]) if "system" in data else None,
        locators=tuple(_locator(entry) for entry in data.get("locator", ())),
    )


def _locator(entry: Mapping[str, Any]) -> Locator:
    identity = str(entry["identity"]) if "identity" in entry else None
    return Locator(entry["platform"], entry.get("name"), identity, entry.get("endpoint"))

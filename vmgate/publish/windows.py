"""The updates of Windows, as the Windows Update Agent lists them inside the image.

The report is JSON that a few lines of PowerShell write (docs/publishing.md), from `Microsoft.Update.Session`: what is
missing with the day it was released on, and what was installed. `Get-HotFix` is not enough: it lists one kind of
updates only. Nothing in it is signed by the vendor, so it rests on the builder's word.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from vmgate.errors import InputError
from vmgate.model.templates import GuestSystem, MissingUpdate
from vmgate.publish import strict
from vmgate.publish.patches import Package, PatchEvidence, packages_digest
from vmgate.publish.refusal import RefusalError

SCHEMA = "vmgate.windows-updates/v1"
METHOD = "windows-update"
UNVERIFIED = "the list of updates is the build's own output"

BUILDS = {
    "9200": "2012", "9600": "2012 R2", "14393": "2016", "17763": "2019", "20348": "2022", "26100": "2025",
}  # fmt: skip
"""The builds of Windows Server's long-term releases, which their cumulative updates keep."""


def is_report(document: dict[str, Any]) -> bool:
    """Whether a JSON object is such a report."""
    return document.get("schema") == SCHEMA


def evidence(document: dict[str, Any], name: str) -> PatchEvidence:
    """What was missing when the agent looked. Raises `InputError`, and `RefusalError` for a search that failed."""
    searched = _moment(strict.entry(document, "searched", str, name), name)
    result = document.get("result")
    if result != 2:
        # OperationResultCode: 2 is orcSucceeded, 3 orcSucceededWithErrors.
        raise RefusalError(
            f"{name}: the search for updates did not succeed (result {result!r}); nothing is shown by it"
        )
    missing = [_missing(entry, name) for entry in strict.objects(document, "missing", name)]
    installed = [_installed(entry, name) for entry in strict.objects(document, "installed", name)]
    return PatchEvidence(
        method=METHOD,
        until=searched,
        missing=tuple(dict.fromkeys(missing)),
        unverified=UNVERIFIED,
        system=_system(document, name),
        packages=packages_digest(installed) if installed else None,
        notes=_criteria(document, name),
    )


def _criteria(document: dict[str, Any], name: str) -> tuple[str, ...]:
    """What the search left out, which an empty list says nothing of."""
    criteria = strict.text(document, "criteria", name) or ""
    if re.fullmatch(r"\s*IsInstalled=0( and Type='Software')?\s*", criteria, re.IGNORECASE):
        return ()
    return (f"the search was for {criteria or 'something that is not told'} only",)


def _system(document: dict[str, Any], name: str) -> GuestSystem | None:
    build = (strict.text(document, "build", name) or "").partition(".")[0]
    version = BUILDS.get(build)
    return None if version is None else GuestSystem("windows-server", version)


def _missing(entry: dict[str, Any], name: str) -> MissingUpdate:
    title = strict.entry(entry, "title", str, name)
    found = re.search(r"KB\d{6,8}", title)
    released = strict.text(entry, "released", name)
    return MissingUpdate(
        found[0] if found else title, None if released is None else _moment(released, name).date()
    )


def _installed(entry: dict[str, Any], name: str) -> Package:
    return Package(strict.entry(entry, "title", str, name), strict.text(entry, "revision", name) or "")


def _moment(text: str, name: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise InputError(f"{name}: {text[:40]!r} is no moment such as 2026-11-21T04:00:00Z") from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)

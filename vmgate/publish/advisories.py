"""Advisories of a vendor in a neutral form, which tell when each update was released.

{"schema": "vmgate.advisories/v1",
     "advisories": [{"id": "DSA-6021-1", "issued": "2026-10-02",
                     "packages": [{"name": "openssl", "fixed": "3.5.1-1+deb13u2"}]}]}
"""

from __future__ import annotations

from datetime import date
from typing import Any, TypeAlias

from vmgate.errors import InputError
from vmgate.publish import strict

SCHEMA = "vmgate.advisories/v1"
Fixes: TypeAlias = tuple[str, str, date]
"""The version that mends it, the advisory's id, and the day it was issued on."""


def is_advisories(document: dict[str, Any]) -> bool:
    """Whether a JSON object is such a list."""
    return document.get("schema") == SCHEMA


def read_dated(document: dict[str, Any], name: str) -> dict[str, list[Fixes]]:
    """What mends a package, by its name. Raises `InputError`."""
    found: dict[str, list[Fixes]] = {}
    for entry in strict.objects(document, "advisories", name):
        advisory = strict.entry(entry, "id", str, name)
        try:
            issued = date.fromisoformat(strict.entry(entry, "issued", str, name))
        except ValueError:
            raise InputError(f"{name}: {advisory} is issued on no day such as 2026-10-02") from None
        for package in strict.objects(entry, "packages", name):
            fixed = strict.entry(package, "fixed", str, name)
            found.setdefault(strict.entry(package, "name", str, name), []).append((fixed, advisory, issued))
    return found

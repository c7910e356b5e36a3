"""A CycloneDX bill of materials: what is in an image, and which system it is.

It lists; it does not date, and says nothing of what is missing. So it supports other evidence and replaces none.

Format: CycloneDX 1.4 to 1.7, JSON.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from vmgate.errors import InputError
from vmgate.model.templates import GuestSystem
from vmgate.publish import strict
from vmgate.publish.patches import Package, packages_digest

if TYPE_CHECKING:
    from collections.abc import Iterator

TYPE = "https://cyclonedx.org/bom"


@dataclass(frozen=True, slots=True)
class BillOfMaterials:
    """What a bill lists: the digest over its packages, and the operating system where it says."""

    packages: str
    count: int
    system: GuestSystem | None


def is_bill(document: dict[str, Any]) -> bool:
    """Whether a JSON object is one."""
    return document.get("bomFormat") == "CycloneDX"


def read_bill(document: dict[str, Any], name: str) -> BillOfMaterials:
    """The bill. Raises `InputError` for one that lists nothing, or whose packages have no versions."""
    components = list(_components(document, name))
    packages = [
        Package(
            strict.entry(one, "name", str, name), strict.text(one, "version", name) or "", _architecture(one)
        )
        for one in components
        if one.get("type") in ("library", "application", "framework")
    ]
    if not packages:
        raise InputError(f"{name}: this bill of materials lists no package")
    nameless = next((package.name for package in packages if not package.version), None)
    if nameless is not None:
        raise InputError(f"{name}: {nameless} has no version in this bill of materials")
    system = next((_system(one, name) for one in components if one.get("type") == "operating-system"), None)
    return BillOfMaterials(packages_digest(packages), len(packages), system)


def _components(document: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    """All components, those inside others too, without recursion."""
    metadata = document.get("metadata")
    subject = metadata.get("component") if isinstance(metadata, dict) else None
    waiting = [*strict.objects(document, "components", name)]
    if isinstance(subject, dict) and subject.get("type") == "operating-system":
        waiting.append(subject)
    while waiting:
        one = waiting.pop()
        yield one
        waiting += strict.objects(one, "components", name)


def _architecture(component: dict[str, Any]) -> str:
    """By its package URL: `pkg:deb/debian/openssl@3.5.1?arch=amd64`."""
    found = re.search(r"[?&]arch=([^&#]+)", str(component.get("purl", "")))
    return unquote(found[1]) if found else ""


def _system(component: dict[str, Any], name: str) -> GuestSystem:
    return GuestSystem(
        strict.entry(component, "name", str, name).casefold(), strict.text(component, "version", name)
    )

"""Whether a report of vmgate names exactly the resources that the generator broke."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SHOWN = 3


def failures(report: Mapping[str, Any]) -> dict[str, set[str]]:
    """The addresses that fail, by rule; findings on other things than resources are left out."""
    found: dict[str, set[str]] = {}
    for result in report["results"]:
        if result["verdict"] == "fail" and "vsphere_" in result["address"]:
            found.setdefault(result["rule"], set()).add(result["address"])
    return found


def differences(report: Path, seeded: Path) -> list[str]:
    """One line for every rule whose failures are not the seeded ones; empty if all agree."""
    found = failures(json.loads(report.read_text(encoding="utf-8")))
    lines = []
    for rule, addresses in json.loads(seeded.read_text(encoding="utf-8")).items():
        missed = set(addresses) - found.get(rule, set())
        unfounded = found.get(rule, set()) - set(addresses)
        if missed or unfounded:
            lines.append(f"{rule}: {_list('missed', missed)}; {_list('unfounded', unfounded)}")
    return lines


def _list(what: str, addresses: set[str]) -> str:
    shown = ", ".join(sorted(addresses)[:SHOWN])
    return f"{len(addresses)} {what}" + (f" ({shown}, ...)" if addresses else "")

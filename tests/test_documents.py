"""The documents tell the truth about the code."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from vmgate import rulebook
from vmgate.report.page import rules_markdown
from vmgate.translate import proxmox, vsphere

PROJECT = Path(__file__).parent.parent
DOCUMENTS = [
    file
    for file in (
        *PROJECT.glob("*.md"),
        *(PROJECT / "docs").rglob("*.md"),
        *(PROJECT / "examples").rglob("*.md"),
    )
    if file.is_file()
]


def test_the_pages_of_the_rules_are_the_rules_own() -> None:
    """`make docs` writes them; a forgotten run shows here."""
    written = (PROJECT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert written == rules_markdown({rule.id: rule for rule in rulebook.rules()})


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: str(file.relative_to(PROJECT)))
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    """Every relative link names a file that is there, and an anchor that its headings make."""
    text = re.sub(r"```.*?```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)", text):
        path = (document.parent / target) if target else document
        assert path.exists(), f"{document.name} links to {target}"
        if anchor and path.is_file():
            headings = re.findall(r"^#+ +(.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
            anchors = {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in headings}
            assert anchor in anchors, f"{document.name} links to {target}#{anchor}"


def test_every_translated_type_of_vsphere_is_named() -> None:
    """A type that is read and not told of would be a surprise."""
    text = (PROJECT / "docs" / "providers.md").read_text(encoding="utf-8")
    for mode, type_ in vsphere.TRANSLATIONS:
        assert mode == "provider" or f"`{type_}`" in text


def test_every_translated_type_of_proxmox_is_named() -> None:
    """By the end of its name, since each has two spellings."""
    text = (PROJECT / "docs" / "providers.md").read_text(encoding="utf-8")
    for mode, type_ in proxmox.TRANSLATIONS:
        short = type_.removeprefix("proxmox_").removeprefix("virtual_environment_").removeprefix("storage_")
        assert mode == "provider" or short in text, type_


def test_every_rule_lists_some_provider() -> None:
    """In what `vmgate rules` tells, no rule is without one it can decide for, but those on records."""
    done = subprocess.run(
        [sys.executable, "-m", "vmgate", "rules", "-f", "json"], check=True, capture_output=True, cwd=PROJECT
    )
    told = json.loads(done.stdout)["rules"]
    assert all(one["providers"] or set(one["inputs"]) <= {"evidence", "registry"} for one in told)

"""When two names are of one management server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.commands import vmgate
from vmgate.model.endpoint import canonical, covers
from vmgate.model.evidence import Subject, SubjectKind

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (" VC.Example.edu ", "vc.example.edu"),
        ("vc.example.edu.", "vc.example.edu"),
        ("vc.example.edu:443", "vc.example.edu"),
        ("vc.example.edu.:8443", "vc.example.edu:8443"),
        ("[FD00::443]:443", "fd00::443"),
        ("fd00::443", "fd00::443"),
        ("[fd00::1]:8443", "[fd00::1]:8443"),
        ("", ""),
        (":443", ":443"),
    ],
)
def test_a_name_is_compared_without_what_changes_nothing(name: str, expected: str) -> None:
    """Letter case, the dot of the root, the port that HTTPS has anyway; the end of an address is no port."""
    assert canonical(name) == expected
    assert canonical(expected) == expected


@pytest.mark.parametrize(
    ("listed", "told", "expected"),
    [
        ("vc.example.edu", "VC.example.edu.", True),
        ("vc.example.edu.", "vc.example.edu:443", True),
        ("vc.example.edu", "vc.example.edu:8443", True),
        ("vc.example.edu:8443", "vc.example.edu:8443", True),
        ("vc.example.edu:8443", "vc.example.edu:9443", False),
        ("vc.example.edu:8443", "vc.example.edu", False),
        ("vc.example.edu", "vc.example.edu.attacker.example", False),
        ("fd00::1", "[fd00::1]:8443", True),
    ],
)
def test_a_name_without_a_port_covers_all_of_them(listed: str, told: str, *, expected: bool) -> None:
    """And one with a port that one alone; evidence on a server goes by the same names."""
    assert covers(listed, told) is expected
    known, asked = Subject(SubjectKind.ENDPOINT, listed), Subject(SubjectKind.ENDPOINT, told)
    assert "[" in told or known.includes(asked) is expected


@pytest.mark.parametrize(
    ("listed", "told", "code"),
    [
        ("vc.example.edu", "VC.Example.edu.", 0),
        ("vc.example.edu.", "vc.example.edu:443", 0),
        ("VC.example.edu", "vc.example.edu:8443", 0),
        ("vc.example.edu:8443", "vc.example.edu:9443", 1),
        ("vc.example.edu", "vc.example.net", 1),
    ],
)
def test_a_provider_works_on_a_listed_server(tmp_path: Path, listed: str, told: str, code: int) -> None:
    """However its name is written."""
    (tmp_path / "main.tf").write_text(f'provider "vsphere" {{\n  vsphere_server = "{told}"\n}}\n')
    (tmp_path / "vmgate.toml").write_text(f'[[endpoint]]\nname = "{listed}"\n')
    done = vmgate("check", ".", "--rule", "VMG0201", directory=tmp_path)
    assert done.code == code, done.out

"""The files that a template names, and values that do not stand beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vmgate.model.value import Unknown
from vmgate.read.packer import PackerInputs, load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from vmgate.model.resource import Resource


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """The directory of a template in a repository, with scripts beside and above it."""
    directory = tmp_path / "images" / "debian"
    (directory / "http").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    (tmp_path / "scripts").mkdir()
    (tmp_path.parent / "outside.sh").write_text("echo outside\n")
    (tmp_path / "scripts" / "above.sh").write_text("echo above\n")
    (directory / "own.sh").write_text("echo own\n")
    (directory / "wide.ps1").write_text("Write-Host ü", encoding="utf-16")
    (directory / "old.cmd").write_bytes("echo ü".encode("cp1252"))
    (directory / "disk.img").write_bytes(b"MZ\0\0\1\2")
    (directory / "http" / "ks.cfg").write_text("text\n")
    (directory / "http" / "link.cfg").symlink_to(tmp_path.parent / "outside.sh")
    (directory / "debian.pkr.hcl").write_text('source "qemu" "debian" {\n  iso_url = "x"\n}\n')
    return directory


def source(directory: Path, inputs: PackerInputs | None = None) -> Resource:
    """The one source of the template."""
    (found,) = load(directory, inputs).resources
    return found


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("own.sh", {"own.sh": "echo own\n"}),
        ("./own.sh", {"own.sh": "echo own\n"}),
        ("scripts/above.sh", {"above.sh": "echo above\n"}),
        ("../../scripts/above.sh", {"above.sh": "echo above\n"}),
        ("*.sh", {"own.sh": "echo own\n"}),
        ("wide.ps1", {"wide.ps1": "Write-Host ü"}),
        ("old.cmd", {"old.cmd": "echo ü"}),
        ("http", {"ks.cfg": "text\n"}),
        ("disk.img", {}),
    ],
)
def test_a_name_stands_for_texts(template: Path, name: str, texts: Mapping[str, str]) -> None:
    """Seen from the template's directory or from one above it; what is no text, and links that lead out, are not."""
    assert source(template).files(name) == texts


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing.sh", "there is no missing.sh beside the template"),
        ("../../../outside.sh", "../../../outside.sh is outside the repository"),
        ("/etc/hostname", "/etc/hostname is outside the repository"),
        ("~/x.sh", "~/x.sh is outside the repository"),
        ("x\0.sh", "x\0.sh is outside the repository"),
    ],
)
def test_nothing_outside_of_the_repository_is_read(template: Path, name: str, reason: str) -> None:
    """And a file that is not there is not made up."""
    assert source(template).files(name) == Unknown(reason)


def test_a_large_directory_is_not_looked_through(template: Path) -> None:
    """An installer's whole medium beside a template costs nothing."""
    for number in range(300):
        (template / "http" / f"{number}.txt").write_text("")
    assert source(template).files("http") == Unknown("http holds more files than are looked at")


def test_a_value_stands_in_source_unless_it_is_handed_over(template: Path) -> None:
    """Files that are read unasked lie there for everybody; one that is named may be anywhere."""
    (template / "debian.pkr.hcl").write_text(
        'variable "word" {\n  default = null\n}\nlocals {\n  again = var.word\n}\n'
        'source "qemu" "debian" {\n  ssh_password = "x-${local.again}"\n}\n'
    )
    path = ("ssh_password",)
    assert source(template).stands_in_source(path) is True
    assert source(template).stands_in_source(("ssh_username",)) is False
    values = template.parent / "site.pkrvars.hcl"
    values.write_text('word = "y"\n')
    assert source(template, PackerInputs(var_files=[values])).stands_in_source(path) is False
    assert source(template, PackerInputs(variables={"word": "y"})).stands_in_source(path) is False
    (template / "site.auto.pkrvars.hcl").write_text('word = "z"\n')
    assert source(template).stands_in_source(path) is True
    assert source(template).read("ssh_password") == "x-z"

"""Which paths are Packer templates, and which files make up one."""

from __future__ import annotations

import io
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from tests.read.packer.conftest import TEMPLATES
from vmgate.errors import InputError
from vmgate.model.report import Kind
from vmgate.read.discover import discover

if TYPE_CHECKING:
    from pathlib import Path

_TEMPLATE = 'variable "v" {}\nsource "null" "a" {}\nbuild {\n  sources = ["null.a"]\n}\n'
_OTHER = 'variable "w" {}\nsource "null" "b" {}\n'


def _kinds(path: Path) -> list[tuple[str, str]]:
    return [(one.path.name, one.kind.value) for one in discover([str(path)])]


def test_the_files_of_a_directory_are_one_template(tmp_path: Path) -> None:
    """Each of them stands for it, too."""
    directory = tmp_path / "image"
    shutil.copytree(TEMPLATES / "vsphere-linux", directory)
    assert _kinds(directory) == [("image", "packer")]
    for name in ("linux.pkr.hcl", "variables.pkr.hcl"):
        assert _kinds(directory / name) == [("image", "packer")]


def test_files_that_declare_the_same_are_templates_of_their_own(tmp_path: Path) -> None:
    """Packer refuses their directory; a file without sources or builds belongs to all of them."""
    for name in ("a.pkr.hcl", "b.pkr.hcl"):
        (tmp_path / name).write_text(_TEMPLATE)
    (tmp_path / "common.pkr.hcl").write_text('variable "x" {}\n')
    assert _kinds(tmp_path) == [("a.pkr.hcl", "packer"), ("b.pkr.hcl", "packer")]
    assert _kinds(tmp_path / "b.pkr.hcl") == [("b.pkr.hcl", "packer")]
    assert _kinds(tmp_path / "common.pkr.hcl") == [("a.pkr.hcl", "packer"), ("b.pkr.hcl", "packer")]


def test_a_directory_with_configuration_and_a_template_is_both(tmp_path: Path) -> None:
    """Two inputs of one name and different kinds."""
    (tmp_path / "main.tf").write_text("")
    (tmp_path / "a.pkr.hcl").write_text(_TEMPLATE)
    (tmp_path / "b.pkr.hcl").write_text(_OTHER)
    assert _kinds(tmp_path) == [(tmp_path.name, "source"), (tmp_path.name, "packer")]
    assert _kinds(tmp_path / "main.tf") == [(tmp_path.name, "source")]


def test_templates_below_a_directory_are_found(tmp_path: Path) -> None:
    """Beside the root modules below it, in either format; nothing is looked for in hidden directories."""
    for name, text in {
        "terraform/main.tf": "",
        "packer/debian/debian.pkr.hcl": _TEMPLATE,
        "packer/old/ubuntu.json": '{"builders": [{"type": "null"}]}',
        "packer/old/vars.json": '{"builders": "no list"}',
        "packer/old/x.auto.pkrvars.json": '{"builders": []}',
        ".cache/x.pkr.hcl": _TEMPLATE,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert _kinds(tmp_path) == [("terraform", "source"), ("debian", "packer"), ("ubuntu.json", "packer")]


def test_the_older_format_is_recognised_by_its_builders(tmp_path: Path) -> None:
    """Whatever the file is called; other JSON is taken for a plan."""
    path = tmp_path / "template"
    path.write_text('{"variables": {}, "builders": [{"type": "null"}]}')
    (one,) = discover([str(path)])
    assert (one.kind, one.data) == (Kind.PACKER, path.read_bytes())
    path.write_text('{"format_version": "1.2", "x": "\\"builders\\": []"}')
    assert discover([str(path)])[0].kind is Kind.PLAN


def test_a_template_is_not_read_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """It needs the files beside it."""

    class Piped:
        buffer = io.BytesIO(b'{"builders": []}')

    monkeypatch.setattr(sys, "stdin", Piped())
    with pytest.raises(InputError, match="read from its file"):
        discover(["-"])


@pytest.mark.parametrize("name", ["site.pkrvars.hcl", "site.auto.pkrvars.json"])
def test_a_file_of_values_stands_for_the_template_beside_it(tmp_path: Path, name: str) -> None:
    """A hook that is told of the one judges the other; values alone are no input."""
    values = tmp_path / name
    values.write_text("{}")
    with pytest.raises(InputError, match="there is no Packer template beside it"):
        discover([str(values)])
    (tmp_path / "a.pkr.hcl").write_text('source "qemu" "a" {}\n')
    (one,) = discover([str(values), str(tmp_path / "a.pkr.hcl")])
    assert (one.kind, one.path) == (Kind.PACKER, tmp_path)


def test_terraform_and_packer_share_a_directory(tmp_path: Path) -> None:
    """Two inputs of one name, each read as what it is."""
    (tmp_path / "a.pkr.hcl").write_text('source "qemu" "a" {}\n')
    (tmp_path / "main.tf").write_text('resource "null_resource" "x" {}\n')
    assert [one.kind for one in discover([str(tmp_path)])] == [Kind.SOURCE, Kind.PACKER]

"""What a template may hold, and what is said of what it may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.read.packer.conftest import TEMPLATES
from vmgate.errors import InputError
from vmgate.model.value import Unknown
from vmgate.read.packer import PackerSource, load

if TYPE_CHECKING:
    from pathlib import Path

    from tests.read.packer.conftest import Read

_KEPT = sorted(path for path in TEMPLATES.rglob("*") if path.name.endswith((".pkr.hcl", ".json")))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('variable "a" {}\nvariable "a" {}', "variable a is declared twice"),
        ('variables { a = 1 }\nvariable "a" {}', "variable a is declared twice"),
        ('source "null" "a" {}\nsource "null" "a" {}', "source null.a is declared twice"),
        ('locals { a = 1 }\nlocal "a" { expression = 2 }', "local.a is set twice"),
        ('local "a" {}', "local a has no expression"),
        ('source "null" {}', "a source block has 2 labels, not 1"),
        ("resource {}", "there are no resource blocks in a template"),
        ("a = 1", "the argument a is outside any block"),
        ('variable "a" { type = nonsense }', "the type of a variable is not a type"),
        ('source "null" "a" {', "syntax error"),
    ],
)
def test_what_packer_refuses_leaves_no_verdict(read: Read, text: str, reason: str) -> None:
    """With the place and the reason."""
    parts = [part for part in read(text + "\n").unread if part.fatal]
    assert parts
    assert parts[0].reason.startswith(reason)
    assert parts[0].span is not None


def test_a_build_that_uses_what_is_not_there_is_noted(read: Read) -> None:
    """What is there is read all the same."""
    estate = read("""
variable "which" {}
source "null" "a" {}
build {
  sources = ["null.a", "source.null.b", var.which]
  source "null.c" {}
}
""")
    assert [resource.address for resource in estate.resources] == ["source.null.a"]
    assert [(part.reason, part.fatal) for part in estate.unread] == [
        ("there is no source source.null.b", False),
        ("a source of the build is not known", False),
        ("there is no source null.c", False),
    ]


def test_references_of_a_run_are_unknown_with_their_reason(read: Read) -> None:
    """Packer's version, the build, the directory that it runs in, what is not declared, what goes round in circles."""
    (source,) = read("""
locals {
  a = local.b
  b = local.a
}
source "null" "x" {
  version = packer.version
  build   = build.name
  own     = "${source.type}/${source.name}"
  root    = path.root
  cwd     = path.cwd
  abs     = abspath("x")
  nobody  = var.nobody
  none    = local.none
  data    = data.http.x.body
  circle  = local.a
  other   = aws_instance.x.id
  missing = tostring(1)
}
""").resources
    assert (source.read("own"), source.read("root")) == ("null/x", ".")
    reasons = {
        name: value.reason for name in source.attributes() if isinstance(value := source.read(name), Unknown)
    }
    assert reasons == {
        "version": "packer.version is known during the build",
        "build": "build.name is known during the build",
        "cwd": "path.cwd depends on where Packer runs",
        "abs": "an absolute path depends on where Packer runs",
        "nobody": "variable nobody is not declared",
        "none": "local.none is not declared",
        "data": "data.http.x is not declared",
        "circle": "local.a refers to itself",
        "other": "cannot be evaluated: aws_instance is not the name of anything",
        "missing": "Packer has no function tostring",
    }


def test_files_are_found_from_the_templates_own_directory(read: Read) -> None:
    """By a name, below path.root, by absolute path; not outside the repository."""
    (source,) = read(
        {
            "main.pkr.hcl": """
locals { files = "${abspath(path.root)}/files" }
source "null" "x" {
  a = file("files/a.txt")
  b = file("${path.root}/files/a.txt")
  c = file("${local.files}/a.txt")
  d = templatefile("${path.cwd}/files/b.tpl", { name = "web-1" })
  e = fileexists("files/none")
  f = file("/etc/passwd")
}
""",
            "files/a.txt": "text",
            "files/b.tpl": '${replace(name, "/-/", "_")}%{ for c in split("-", name) } ${c}%{ endfor }',
        }
    ).resources
    assert [source.read(name) for name in "abcde"] == ["text", "text", "text", "web-1 web 1", False]
    assert source.read("f") == Unknown("/etc/passwd is outside the repository")


def test_a_source_used_as_it_is_by_several_builds_runs_what_all_of_them_say(read: Read) -> None:
    """And stays one resource; an empty block adds nothing."""
    estate = read("""
source "null" "a" {}
build {
  sources = ["null.a"]
  provisioner "shell" { inline = ["one"] }
}
build {
  name = "two"
  source "null.a" {}
  dynamic "provisioner" {
    for_each = ["two", "three"]
    labels   = ["shell"]
    content { inline = [provisioner.value] }
  }
  error-cleanup-provisioner "shell-local" { command = "rm -rf ${build.name}" }
}
""")
    (source,) = estate.resources
    assert [command.get("inline") for command in source.provisioners()] == [["one"], ["two"], ["three"], None]
    assert source.provisioners()[3]["command"] == "rm -rf two"


def test_what_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    """A file that is gone is an error for the older format, and no verdict for HCL."""
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path / "gone.json")
    assert load(tmp_path / "gone.pkr.hcl").unread[0].fatal


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(
    name=st.sampled_from(["a.pkr.hcl", "a.pkr.json", "a.json", "a.auto.pkrvars.hcl"]),
    data=st.binary(max_size=200),
)
def test_arbitrary_bytes_are_read_or_refused(tmp_path: Path, name: str, data: bytes) -> None:
    """Nothing in a file stops the reading but what is said of it."""
    path = tmp_path / name
    path.write_bytes(data)
    _read_all(tmp_path if "auto" in name else path)
    path.unlink()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(
    kept=st.sampled_from(_KEPT), at=st.floats(0, 1), length=st.integers(0, 30), added=st.binary(max_size=8)
)
def test_damaged_templates_are_read_or_refused(
    tmp_path: Path, kept: Path, at: float, length: int, added: bytes
) -> None:
    """Real templates with a piece cut out and something else in its place."""
    data = kept.read_bytes()
    start = int(at * len(data))
    path = tmp_path / kept.name
    path.write_bytes(data[:start] + added + data[start + length :])
    _read_all(path)


def _read_all(path: Path) -> None:
    estate = load(path)
    for resource in estate.resources:
        assert isinstance(resource, PackerSource)
        for name in resource.attributes():
            resource.read(name)
            assert resource.span((name,)) is not None
        assert resource.span() is not None
        resource.provisioners()
        resource.post_processors()
        resource.sensitive_paths()

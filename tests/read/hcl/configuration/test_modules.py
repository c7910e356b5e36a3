"""Modules: local ones, linked ones, installed ones, and those that are not there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from vmgate.model.value import Reference, Unknown
from vmgate.read.hcl import Inputs, load

if TYPE_CHECKING:
    import pathlib

    import pytest

    from tests.read.hcl.conftest import Read

_VM = """
variable "name" {}
variable "net" {
  default = null
}
resource "vm" "this" {
  name = var.name
  net  = var.net
  path = path.module
  file = file("${path.module}/note.txt")
}
output "id" {
  value = vm.this.id
}
output "name" {
  value = vm.this.name
}
"""


def test_modules_repeat_and_nest(read: Read) -> None:
    """Addresses carry the keys of every module; references cross modules both ways."""
    files = {
        "main.tf": """
data "net" "n" {}
module "outer" {
  source   = "./outer"
  for_each = toset(["a"])
  net      = data.net.n.id
}
resource "r" "a" {
  id   = module.outer["a"].ids[1]
  name = module.outer["a"].names[1]
}
""",
        "outer/main.tf": """
variable "net" {}
module "vm" {
  source = "../vm"
  count  = 2
  name   = "vm${count.index}"
  net    = var.net
}
output "ids" { value = module.vm[*].id }
output "names" { value = [for m in module.vm : m.name] }
""",
        "vm/main.tf": _VM,
        "vm/note.txt": "hello",
    }
    estate = read(files)
    assert [vm.address for vm in estate.of_type("vm")] == [
        f'module.outer["a"].module.vm[{i}].vm.this' for i in range(2)
    ]
    vm = estate.of_type("vm")[1]
    assert (vm.block_address, vm.module) == (
        "module.outer.module.vm.vm.this",
        'module.outer["a"].module.vm[1]',
    )
    assert vm.references(("net",)) == (Reference("data.net.n", ("id",)),)
    assert [vm.read("path"), vm.read("file")] == ["vm", "hello"]
    (resource,) = estate.of_type("r")
    assert resource.references(("id",)) == (Reference(vm.address, ("id",)),)
    assert resource.read("name") == "vm1"


def test_a_module_that_is_not_there_is_told(read: Read) -> None:
    """Its outputs are unknown, the rest is read, and the gap has a name, a reason and a place."""
    text = (
        'module "m" {\n  source = "git::https://example.org/x.git"\n}\n'
        'resource "r" "a" {\n  x = module.m.id\n  y = 1\n}\n'
    )
    estate = read(text)
    (problem,) = estate.unread
    assert (problem.name, problem.fatal) == ("module.m", False)
    assert problem.reason == "module not downloaded: git::https://example.org/x.git"
    assert problem.span is not None
    assert problem.span.line == 1
    (resource,) = estate.of_type("r")
    assert resource.read("y") == 1
    assert resource.read("x") == Unknown(problem.reason)


def test_an_installed_module_is_read(read: Read) -> None:
    """`.terraform/modules/modules.json` tells where init put a remote module."""
    manifest = {"Modules": [{"Key": "m", "Source": "x/y/z", "Dir": ".terraform/modules/m/sub"}]}
    files = {
        "main.tf": 'module "m" {\n  source = "x/y/z"\n  version = "1.0"\n}\n',
        ".terraform/modules/modules.json": json.dumps(manifest),
        ".terraform/modules/m/sub/main.tf": 'resource "r" "a" {}\n',
    }
    estate = read(files)
    assert [r.address for r in estate.of_type("r")] == ["module.m.r.a"]
    assert not estate.unread


def test_a_linked_module_is_the_one_it_links_to(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`path.module` shows the target of a symbolic link."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "site").mkdir()
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "main.tf").write_text('resource "r" "a" {\n  p = path.module\n}\n')
    (tmp_path / "site" / "link").symlink_to("../real")
    (tmp_path / "site" / "main.tf").write_text('module "m" {\n  source = "./link"\n}\n')
    (resource,) = load((tmp_path / "site").relative_to(tmp_path)).of_type("r")
    assert resource.read("p") == "../real"


def test_files_outside_the_repository_are_not_read(read: Read, tmp_path: pathlib.Path) -> None:
    """Neither by `..`, nor by an absolute path, nor through a link; inside, `..` is fine."""
    (tmp_path / "secret").write_text("s")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / ".git").mkdir()
    (tmp_path / "site" / "link").symlink_to(tmp_path / "secret")
    files = {
        "main.tf": 'resource "r" "a" {\n  a = file("../secret")\n  b = file("/etc/hostname")\n  c = file("link")\n'
        '  d = file("sub/../ok")\n  e = try(file("none"), "x")\n  f = fileexists("../secret")\n'
        '  g = file("none")\n}\n',
        "ok": "fine",
        "sub/x": "",
    }
    (resource,) = read(files).of_type("r")
    for name in "abcf":
        value = resource.read(name)
        assert isinstance(value, Unknown)
        assert value.reason.endswith("is outside the repository")
    assert resource.read("d") == "fine"
    assert resource.read("e") == "x"
    assert resource.read("g") == Unknown("file none does not exist")


def test_modules_that_call_themselves_end(read: Read) -> None:
    """A module that calls itself is a gap, not a crash."""
    estate = read('module "m" {\n  source = "./."\n}\n')
    assert any("without end" in problem.reason for problem in estate.unread)


def test_unknown_and_empty_modules(read: Read) -> None:
    """A module of unknown number is read once, without a key; one of none is not there."""
    files = {
        "main.tf": 'variable "no" {}\nmodule "m" {\n  source = "./m"\n  for_each = var.no\n  name = each.key\n}\n'
        'module "z" {\n  source = "./m"\n  count = 0\n  name = "z"\n}\nresource "r" "a" {\n  x = module.m["k"].id\n}\n',
        "m/main.tf": _VM,
    }
    estate = read(files)
    (vm,) = estate.of_type("vm")
    assert vm.address == "module.m.vm.this"
    assert isinstance(vm.read("name"), Unknown)
    assert estate.of_type("r")[0].references(("x",)) == (Reference("module.m.vm.this", ("id",)),)


def test_without_a_repository_files_are_read_in_what_is_read_as_a_whole(tmp_path: pathlib.Path) -> None:
    """An unpacked archive has no `.git`: then the directory that was asked for is what a repository would be."""
    root = tmp_path / "all" / "env"
    root.mkdir(parents=True)
    (tmp_path / "all" / "names.json").write_text('["a"]')
    (tmp_path / "outside.json").write_text('["b"]')
    text = 'resource "r" "a" {\n  one = file("../names.json")\n  two = file("../../outside.json")\n}\n'
    (root / "main.tf").write_text(text)
    (resource,) = load(root, Inputs(tops=[root, tmp_path / "all", tmp_path / "elsewhere"])).resources
    assert resource.read("one") == '["a"]'
    outside = resource.read("two")
    assert isinstance(outside, Unknown)
    assert outside.reason == "../../outside.json is outside the repository"
    (root / ".git").mkdir()
    assert isinstance(load(root, Inputs(tops=[tmp_path])).resources[0].read("one"), Unknown)

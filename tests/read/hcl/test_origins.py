"""Where values come from: the steps from an attribute to what wrote its value."""

from __future__ import annotations

import pathlib
from typing import TYPE_CHECKING, Any

import pytest

from vmgate.model.value import Reference, Unknown
from vmgate.read.hcl import Inputs, load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.read.hcl.conftest import Read
    from vmgate.model.resource import Resource
    from vmgate.model.value import Path

_TESTS = pathlib.Path(__file__).parents[2]


def way(resource: Resource, *path: str | int) -> list[str]:
    """The steps as `file:line what`."""
    shown = []
    for step in resource.origin(path):
        place = f"{step.span.file.removeprefix('site/')}:{step.span.line} " if step.span else ""
        shown.append(place + step.what)
    return shown


_MODULES = {
    "main.tf": """\
variable "hardening" {
  default = {
    "copy.disable" = "FALSE"
    other          = "x"
  }
}
variable "size" { type = number }
locals {
  all = merge({ paste = "TRUE" }, var.hardening)
}
module "vm" {
  source   = "./vm"
  for_each = { a = { cpus = 2 }, b = { cpus = 4 } }
  config   = local.all
  cpus     = each.value.cpus
  memory   = var.size
  name     = "vm-${each.key}"
}
resource "r" "root" {
  name = module.vm["b"].name
}
""",
    "vm/main.tf": """\
variable "config" {}
variable "cpus" {}
variable "memory" {}
variable "name" {}
variable "folder" {
  default = "unsorted"
}
resource "vm" "this" {
  extra  = var.config
  cpus   = var.cpus
  memory = var.memory
  folder = var.folder
  fixed  = 1
  nic {
    name = "${var.name}-nic"
  }
}
output "name" {
  value = vm.this.nic[0].name
}
""",
    "terraform.tfvars": "# sizes\nsize = 1024\n",
}


def test_a_value_is_followed_through_arguments_and_locals(read: Read) -> None:
    """A key of a map keeps its way through `merge`, a local, and a module, to the line of the default."""
    vm = read(_MODULES).of_type("vm")[1]
    assert way(vm, "extra", "copy.disable") == [
        "vm/main.tf:9 attribute",
        "main.tf:14 argument config of module.vm",
        "main.tf:9 local.all",
        "main.tf:3 default of var.hardening",
    ]
    assert way(vm, "extra", "paste")[-1] == "main.tf:9 local.all"
    assert way(vm, "cpus") == [
        "vm/main.tf:10 attribute",
        "main.tf:15 argument cpus of module.vm",
        "main.tf:13 for_each of module.vm",
    ]
    assert way(vm, "folder") == ["vm/main.tf:12 attribute", "vm/main.tf:6 default of var.folder"]
    assert way(vm, "fixed") == ["vm/main.tf:13 attribute"]
    assert way(vm, "absent") == []


def test_what_is_computed_from_one_thing_is_followed_to_it(read: Read) -> None:
    """Templates and outputs pass on the way, and references to blocks lead into them."""
    (root,) = read(_MODULES).of_type("r")
    assert way(root, "name") == [
        "main.tf:20 attribute",
        "vm/main.tf:19 output name of module.vm",
        "vm/main.tf:15 nic of vm.this",
        "main.tf:17 argument name of module.vm",
        "main.tf:13 for_each of module.vm",
    ]


def test_the_first_source_is_what_gave_the_variable(read: Read, tmp_path: pathlib.Path) -> None:
    """A file of values with its line, an option, the environment, or nothing at all."""
    memory = ("memory",)
    extra = tmp_path / "extra.tfvars"
    extra.write_text("size = 2\n")
    cases: list[tuple[Inputs, str]] = [
        (Inputs(), "terraform.tfvars:2 the value of var.size"),
        (Inputs(variables={"size": "4"}), "-var size"),
        (Inputs(values={"size": 5}), "the plan's variable size"),
        (Inputs(var_files=[extra]), f"{extra}:1 the value of var.size"),
    ]
    for inputs, last in cases:
        assert way(read(_MODULES, inputs).of_type("vm")[0], *memory)[-1] == last
    (tmp_path / "site" / "terraform.tfvars").unlink()
    without = {name: text for name, text in _MODULES.items() if name != "terraform.tfvars"}
    vm = read(without, Inputs(environment={"TF_VAR_size": "3"})).of_type("vm")[0]
    assert way(vm, *memory)[-1] == "the environment variable TF_VAR_size"
    vm = read(without).of_type("vm")[0]
    assert way(vm, *memory)[-1] == "main.tf:7 var.size, which has no value"


_EXPRESSIONS = """\
variable "a" { default = "a" }
variable "b" { default = { k = "b", n = null } }
variable "names" {
  type    = set(string)
  default = ["x", "y"]
}
variable "vms" {
  type    = map(object({ cpus = optional(number, 2), disks = optional(list(number), []) }))
  default = { one = { disks = [10, 20] } }
}
data "d" "net" {
  name = var.a
}
locals {
  loop   = local.knot
  knot   = local.loop
  doubled = { for k, v in var.vms : k => { cpus = v.cpus, all = [for d in v.disks : d if d > 10] } }
}
resource "r" "one" {
  for_each = var.vms
  choice   = var.a == "a" ? var.b.k : var.a
  unknown  = data.d.net.id == "x" ? var.a : "z"
  several  = "${var.a}${var.b.k}"
  same     = "${var.a}${var.a}"
  tried    = try(var.b.missing, var.a)
  looked   = lookup(var.b, "zz", var.a)
  default  = each.value.cpus
  doubled  = local.doubled[each.key].all[0]
  number   = local.doubled["one"].cpus
  link     = data.d.net.id
  set      = data.d.net.name
  list     = concat(["q"], [var.a])[1]
  loop     = local.loop
  where    = path.module
  tuple    = ["literal", var.a]
  dynamic "disk" {
    for_each = each.value.disks
    iterator = it
    content {
      size = it.value
      at   = it.key
    }
  }
}
resource "r" "set" {
  for_each = var.names
  name     = each.value
}
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("choice",), ["main.tf:2 default of var.b"]),
        (("unknown",), []),
        (("several",), []),
        (("same",), ["main.tf:1 default of var.a"]),
        (("tried",), ["main.tf:1 default of var.a"]),
        (("looked",), ["main.tf:1 default of var.a"]),
        (("default",), ["main.tf:20 for_each of r.one", "main.tf:8 default in the type of var.vms"]),
        (("doubled",), ["main.tf:17 local.doubled", "main.tf:9 default of var.vms"]),
        (("number",), ["main.tf:17 local.doubled", "main.tf:8 default in the type of var.vms"]),
        (("link",), ["main.tf:11 data.d.net"]),
        (("set",), ["main.tf:12 name of data.d.net", "main.tf:1 default of var.a"]),
        (("list",), ["main.tf:1 default of var.a"]),
        (("loop",), ["main.tf:15 local.loop", "main.tf:16 local.knot"]),
        (("where",), []),
        (("tuple", 0), []),
        (("tuple", 1), ["main.tf:1 default of var.a"]),
        (
            ("disk", 1, "size"),
            [
                "main.tf:37 for_each of dynamic.disk",
                "main.tf:20 for_each of r.one",
                "main.tf:9 default of var.vms",
            ],
        ),
        (("disk", 0), None),
    ],
)
def test_a_way_through_each_kind_of_expression(path: Path, expected: list[str] | None, read: Read) -> None:
    """What is chosen is followed; what is made of several things, or cannot be told, ends the way."""
    one = next(r for r in read(_EXPRESSIONS).of_type("r") if r.name == "one")
    assert way(one, *path)[1:] == (expected or [])
    assert bool(way(one, *path)) is (expected is not None)


def test_an_element_of_a_set_is_found_by_its_value(read: Read) -> None:
    """`each.value` over a set of strings points at the string."""
    last = read(_EXPRESSIONS).of_type("r")[-1]
    steps = last.origin(("name",))
    assert steps[-1].what == "default of var.names"
    assert last.key == "y"


def leaves(value: Any, path: Path) -> Iterator[Path]:
    """The paths of all that is in a value."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in items:
        yield from leaves(item, (*path, step))


@pytest.mark.parametrize(
    "directory",
    sorted({file.parent for file in (_TESTS / "parity" / "cases").rglob("*.tf*") if file.is_file()}),
    ids=lambda path: path.relative_to(_TESTS / "parity" / "cases").as_posix(),
)
def test_every_value_of_every_case_has_its_place_first(directory: pathlib.Path) -> None:
    """No way trips over anything, and each begins at the attribute itself."""
    for resource in load(directory).resources:
        for name in resource.attributes():
            for path in leaves(resource.read(name), (name,)):
                steps = resource.origin(path)
                assert not steps or steps[0].span == resource.span(path)


def test_a_plan_s_variable_that_is_written_here_points_here(read: Read) -> None:
    """What a plan was made with is the line of the file, or the default, if that says the same."""
    text = (
        'variable "a" { default = [1] }\nvariable "b" { type = bool }\nvariable "c" { default = 1 }\n'
        'resource "r" "x" {\n  a = var.a\n  b = var.b\n  c = var.c\n}\n'
    )
    files = {"main.tf": text, "terraform.tfvars": 'b = "true"\n'}
    (resource,) = read(files, Inputs(values={"a": [1], "b": True, "c": True})).of_type("r")
    assert way(resource, "a")[-1] == "main.tf:1 default of var.a"
    assert way(resource, "b")[-1] == "terraform.tfvars:1 the value of var.b"
    assert way(resource, "c")[-1] == "the plan's variable c"
    assert [resource.read(name) for name in "abc"] == [[1], True, True]


def test_each_of_many_instances_finds_its_own_way(read: Read) -> None:
    """What a `for` makes is looked through once, not once for each instance."""
    text = (
        'locals {\n  all = { for i in range(1000) : "vm${i}" => {\n    n = i\n    x = var.x\n  } }\n}\n'
        'variable "x" { default = 1 }\nresource "r" "x" {\n  for_each = local.all\n  x = each.value.x\n}\n'
    )
    ends = {resource.origin(("x",))[-1].what for resource in read(text).of_type("r")}
    assert ends == {"default of var.x"}


def test_a_resource_may_be_called_one(read: Read) -> None:
    """`resource.TYPE.NAME` is the long name of what `TYPE.NAME` is the short one of."""
    text = """\
resource "r" "a" {
  name = "one"
}
resource "r" "b" {
  name  = resource.r.a.name
  whose = resource.r.a.id
  wrong = resource.r
}
"""
    _, found = read(text).of_type("r")
    assert found.read("name") == "one"
    assert found.references(("whose",)) == (Reference("r.a", ("id",)),)
    assert way(found, "name") == ["main.tf:5 attribute", "main.tf:2 name of r.a"]
    wrong = found.read("wrong")
    assert isinstance(wrong, Unknown)
    assert wrong.reason == "cannot be evaluated: resource.r is not the name of anything"

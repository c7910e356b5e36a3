"""How what is not known flows through expressions, and which blocks it still points at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vmgate.model.value import Reference, Unknown

if TYPE_CHECKING:
    from tests.read.hcl.conftest import Read

_BLOCKS = """
variable "need" {}
variable "also" {
  type = bool
}
data "d" "one" {
  name = "one"
}
data "d" "two" {
  name = "two"
}
data "d" "each" {
  for_each = toset(["a", "b"])
  name     = each.key
}
data "d" "some" {
  count = var.also ? 1 : 0
  name  = "some"
}
resource "r" "own" {
  path = "p"
  nest {
    size = 3
  }
  nothing = null
}
locals {
  one    = data.d.one.id
  object = { inner = [data.d.one] }
}
"""
ONE = Reference("data.d.one", ("id",))
TWO = Reference("data.d.two", ("id",))
SOME = Reference("data.d.some", ("id",))


@pytest.mark.parametrize(
    ("text", "references"),
    [
        ("data.d.one.id", [ONE]),
        ("local.one", [ONE]),
        ('"${data.d.one.id}"', [ONE]),
        ("local.object.inner[0].id", [ONE]),
        ("[for x in [data.d.one, data.d.two] : x.id][1]", [TWO]),
        ("([data.d.one, data.d.two][*].id)[0]", [ONE]),
        ("data.d.one.*.id[0]", [ONE]),
        ('data.d.each["a"].id', [Reference('data.d.each["a"]', ("id",))]),
        ("values(data.d.each)[1].id", [Reference('data.d.each["b"]', ("id",))]),
        ("{ for k, v in data.d.each : v.name => v.id }.b", [Reference('data.d.each["b"]', ("id",))]),
        ("data.d.some[0].id", [SOME]),
        ("one(data.d.some[*].id)", [SOME]),
        ("data.d.some.0.id", [SOME]),
        ("try(data.d.some[0].id, data.d.one.id)", [SOME, ONE]),
        ("coalesce(data.d.one.id, data.d.two.id)", [ONE, TWO]),
        ("coalesce(null, data.d.two.id)", [TWO]),
        ("var.also ? data.d.one.id : data.d.two.id", [ONE, TWO]),
        ("(var.also ? data.d.one : data.d.two).id", [ONE, TWO]),
        ("[data.d.one.id, data.d.two.id][var.need]", [ONE, TWO]),
        ("true ? data.d.one.id : data.d.two.id", [ONE]),
        ('lookup({ a = data.d.one.id }, "a", null)', [ONE]),
        ("tostring(data.d.one.id)", [ONE]),
        ("data.d.one.disks[0].size", [Reference("data.d.one", ("disks", 0, "size"))]),
        ("data.d.one.disks.0.size", [Reference("data.d.one", ("disks", 0, "size"))]),
        ("r.own.id", [Reference("r.own", ("id",))]),
        ("r.own.nest[0].key", [Reference("r.own", ("nest", 0, "key"))]),
        ("r.own.nothing", [Reference("r.own", ("nothing",))]),
        ('"${data.d.one.id}x"', []),
        ("upper(data.d.one.id)", []),
        ('var.also ? data.d.one.id : "literal"', []),
        ("data.d.one.id == data.d.two.id", []),
        ("var.need", []),
    ],
)
def test_references_survive_what_passes_a_value_on(
    text: str, references: list[Reference], read: Read
) -> None:
    """A copy keeps all that it may be a copy of; what is computed keeps nothing."""
    estate = read(f'{_BLOCKS}resource "t" "a" {{\n  x = {text}\n}}\n')
    value = estate.of_type("t")[0].read("x")
    assert isinstance(value, Unknown)
    assert list(value.references) == references


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("data.d.one.name", "one"),
        ('data.d.each["b"].name', "b"),
        ("r.own.path", "p"),
        ("r.own.nest[0].size", 3),
        ("keys(data.d.each)", ["a", "b"]),
        ("[for k, v in data.d.each : v.name]", ["a", "b"]),
        ("data.d.some[0].name", "some"),
        ("var.need == 1 ? 5 : 5", 5),
        ("length([var.need, 1])", 2),
        ("merge({ a = 1 }, { b = 2 }).b", 2),
        ("data.d.one == null", False),
        ('merge(data.d.each, { z = 1 })["b"].name', "b"),
        ("merge({ k = data.d.one }, { z = 1 }).k.name", "one"),
        ("coalescelist([], [data.d.one])[0].name", "one"),
        ("chunklist([data.d.one, data.d.two], 1)[1][0].name", "two"),
        ('try(data.d.each["z"].id, "none")', "none"),
    ],
)
def test_what_the_configuration_sets_is_known(text: str, expected: object, read: Read) -> None:
    """Arguments of blocks have the value that is written, although the block itself is not read yet."""
    estate = read(f'{_BLOCKS}resource "t" "a" {{\n  x = {text}\n}}\n')
    assert estate.of_type("t")[0].read("x") == expected


def test_known_parts_of_a_collection_are_kept(read: Read) -> None:
    """One unknown element swallows neither its siblings nor their keys."""
    estate = read(
        f'{_BLOCKS}resource "t" "a" {{\n'
        '  x = merge({ "a.b" = "1" }, { "c" = data.d.one.id, d = upper(var.need) })\n}\n'
    )
    value = estate.of_type("t")[0].read("x")
    assert isinstance(value, dict)
    assert value["a.b"] == "1"
    assert value["c"] == Unknown("data source not read", (ONE,))
    assert value["d"] == Unknown("required variable need has no value")


@pytest.mark.parametrize(
    "text",
    [
        "false && var.also",
        "true || var.also",
        'var.need == "x"',
        "data.d.one == data.d.one",
        "alltrue([var.also, false])",
        "[for x in [1] : x if var.also]",
    ],
)
def test_a_result_that_depends_on_the_unknown_is_unknown(text: str, read: Read) -> None:
    """Terraform's operators do not short-circuit, and an unknown condition leaves nothing known."""
    estate = read(f'{_BLOCKS}resource "t" "a" {{\n  x = {text}\n}}\n')
    assert isinstance(estate.of_type("t")[0].read("x"), Unknown)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"v${true ? 1 : data.d.one.id}"', "v1"),
        ("(true ? 1 : data.d.one.id) + 1", 2),
        ("tonumber(true ? 1 : data.d.one.id)", 1),
        ("(true ? true : data.d.one.id) ? 1 : 2", 1),
        ("(true ? 1 : data.d.one.id) == null", False),
        ('true ? "a" : data.d.one.id', "a"),
        ('"v${(true ? { a = 1 } : data.d.one.id).a}"', "v1"),
        ('[for k, v in (true ? { a = 1 } : data.d.one.id) : "${k}${v}"]', ["a1"]),
        ("try(tostring(true ? 1 : data.d.one.id), 2)", "1"),
        ("tolist([1, data.d.one.id])[0] + 0", 1),
        ("(true ? 2 : var.number) == 2", True),
        ("(true ? 2 : data.vsphere_virtual_machine.t.num_cpus) == 2", True),
        (
            "length(data.vsphere_virtual_machine.t.num_cpus == null ? [] : [1])",
            Unknown("data source not read"),
        ),
    ],
)
def test_a_value_that_has_one_type_with_the_unknown_is_settled_by_its_use(
    text: str, expected: object, read: Read
) -> None:
    """What it is converted to does not depend on what it was, and known types of providers tell what it is."""
    extra = 'variable "number" {\n  type = number\n}\ndata "vsphere_virtual_machine" "t" {\n  name = "t"\n}\n'
    estate = read(f'{_BLOCKS}{extra}resource "t" "a" {{\n  x = {text}\n}}\n')
    assert estate.of_type("t")[0].read("x") == expected


@pytest.mark.parametrize(
    "text",
    [
        "true ? 1 : data.d.one.id",
        "(true ? 1 : data.d.one.id) == 1",
        "jsonencode(true ? 1 : data.d.one.id)",
        "true ? [2, 1] : data.d.one.id",
        "[for x in (true ? [2, 1] : data.d.one.id) : x]",
        "coalesce(1, data.d.one.id)",
        "tolist([1, data.d.one.id])[0]",
    ],
)
def test_a_number_that_may_become_text_is_unknown(text: str, read: Read) -> None:
    """If the other result of a conditional is text, Terraform makes text of the number."""
    estate = read(f'{_BLOCKS}resource "t" "a" {{\n  x = {text}\n}}\n')
    assert isinstance(estate.of_type("t")[0].read("x"), Unknown)


def test_the_provider_s_type_settles_what_an_attribute_is_set_to(read: Read) -> None:
    """The number of a machine's processors is a number, whatever type it has before."""
    estate = read(
        f'{_BLOCKS}resource "vsphere_virtual_machine" "a" {{\n  num_cpus = true ? 4 : data.d.one.id\n}}\n'
    )
    assert estate.of_type("vsphere_virtual_machine")[0].read("num_cpus") == 4


def test_reasons_tell_resources_from_data_sources(read: Read) -> None:
    """What a resource computes is known after apply; what a data source finds was not read."""
    estate = read(f'{_BLOCKS}resource "t" "a" {{\n  x = r.own.id\n  y = data.d.one.id\n}}\n')
    (resource,) = estate.of_type("t")
    reasons = [
        value.reason for value in (resource.read("x"), resource.read("y")) if isinstance(value, Unknown)
    ]
    assert reasons == ["known after apply", "data source not read"]

"""`count`, `for_each` and `dynamic`: known, empty and unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vmgate.model.value import Reference, Unknown

if TYPE_CHECKING:
    from tests.read.hcl.conftest import Read


@pytest.mark.parametrize(
    ("meta", "addresses"),
    [
        ("", ["r.a"]),
        ("count = 2", ["r.a[0]", "r.a[1]"]),
        ("count = 0", []),
        ('count = "1"', ["r.a[0]"]),
        ('for_each = toset(["y", "x"])', ['r.a["x"]', 'r.a["y"]']),
        ("for_each = { b = 1, a = 2 }", ['r.a["a"]', 'r.a["b"]']),
        ("for_each = {}", []),
        ('for_each = toset(["$${x} \\"q\\""])', ['r.a["$${x} \\"q\\""]']),
        ("count = var.no", ["r.a"]),
        ("for_each = var.no", ["r.a"]),
        ("for_each = toset([var.no])", ["r.a"]),
        ('for_each = ["a"]', ["r.a"]),
        ("count = null", ["r.a"]),
        ("count = -1", ["r.a"]),
        ("count = length(data.d.x.ids)", ["r.a"]),
        ("lifecycle {\n    enabled = true\n  }", ["r.a"]),
        ("lifecycle {\n    enabled = 1 > 2\n  }", []),
        ("lifecycle {\n    enabled = var.no\n  }", ["r.a"]),
        ("lifecycle {\n    enabled = null\n  }", ["r.a"]),
    ],
)
def test_instances_have_terraform_s_addresses(meta: str, addresses: list[str], read: Read) -> None:
    """Keys are quoted as Terraform quotes them; what cannot be counted is there once, without a key."""
    estate = read(f'variable "no" {{}}\ndata "d" "x" {{}}\nresource "r" "a" {{\n  {meta}\n}}\n')
    assert [resource.address for resource in estate.of_type("r")] == addresses
    assert {resource.block_address for resource in estate.of_type("r")} <= {"r.a"}


def test_what_is_not_enabled_is_null(read: Read) -> None:
    """OpenTofu's way to leave out a resource or a module that has no key."""
    text = """
resource "r" "off" {
  lifecycle {
    enabled = false
  }
}
module "off" {
  source = "./m"
  lifecycle {
    enabled = false
  }
}
resource "s" "a" {
  one = r.off == null ? "nothing" : "something"
  two = module.off == null ? "nothing" : "something"
}
"""
    (found,) = read({"main.tofu": text, "m/main.tofu": 'resource "r" "inner" {\n}\n'}).resources
    assert (found.address, found.read("one"), found.read("two")) == ("s.a", "nothing", "nothing")


def test_each_instance_sees_its_own_key_and_value(read: Read) -> None:
    """`each` and `count` are those of the instance."""
    text = """
resource "r" "a" {
  for_each = { x = { n = 1 }, y = { n = 2 } }
  name     = "${each.key}-${each.value.n}"
}
resource "r" "b" {
  count = 2
  name  = "b${count.index}"
}
"""
    assert [resource.read("name") for resource in read(text).of_type("r")] == ["x-1", "y-2", "b0", "b1"]
    assert [resource.key for resource in read(text).of_type("r")] == ["x", "y", 0, 1]


def test_with_an_unknown_set_of_instances_each_is_unknown(read: Read) -> None:
    """The body is read once; what comes from `each` is unknown, the rest is known."""
    text = """
variable "vms" {}
resource "r" "a" {
  for_each = var.vms
  name     = each.key
  size     = 2
  ip       = each.value.ip
}
"""
    (resource,) = read(text).of_type("r")
    assert resource.read("size") == 2
    assert resource.read("name") == Unknown("required variable vms has no value")
    assert isinstance(resource.read("ip"), Unknown)


def test_a_resource_over_an_uncounted_one_still_points_at_it(read: Read) -> None:
    """`for_each` over a block whose own instances are unknown keeps the reference to that block."""
    text = """
variable "hosts" {}
data "h" "all" {
  for_each = var.hosts
  name     = each.key
  site     = "s"
}
resource "r" "a" {
  for_each = data.h.all
  host     = each.value.id
  site     = each.value.site
  other    = data.h.all["x"].id
  ids      = [for h in data.h.all : h.id]
}
"""
    (resource,) = read(text).of_type("r")
    reference = Reference("data.h.all", ("id",))
    assert resource.references(("host",)) == (reference,)
    assert resource.references(("other",)) == (reference,)
    assert resource.read("site") == "s"
    assert isinstance(resource.read("ids"), Unknown)


def test_dynamic_blocks_become_blocks(read: Read) -> None:
    """With an iterator of their own, nested, from maps and from lists, beside blocks written out."""
    text = """
resource "r" "a" {
  disk {
    label = "first"
  }
  dynamic "disk" {
    for_each = [40, 100]
    iterator = d
    content {
      label = "disk${d.key}"
      size  = d.value
    }
  }
  dynamic "rule" {
    for_each = { web = [80, 443], ssh = [22] }
    content {
      name = rule.key
      dynamic "port" {
        for_each = rule.value
        content {
          number = port.value
          of     = rule.key
        }
      }
    }
  }
  dynamic "none" {
    for_each = []
    content {}
  }
}
"""
    (resource,) = read(text).of_type("r")
    assert resource.read("disk") == [
        {"label": "first"},
        {"label": "disk0", "size": 40},
        {"label": "disk1", "size": 100},
    ]
    assert resource.read("rule") == [
        {"name": "ssh", "port": [{"number": 22, "of": "ssh"}]},
        {"name": "web", "port": [{"number": 80, "of": "web"}, {"number": 443, "of": "web"}]},
    ]
    assert resource.read("none") is None


def test_blocks_whose_number_is_unknown_are_neither_there_nor_not(read: Read) -> None:
    """What is literal in them is not known either: there may be no such block. Where there is one is."""
    text = """
variable "nets" {}
resource "r" "a" {
  dynamic "nic" {
    for_each = var.nets
    content {
      type = "e1000"
      net  = nic.value
    }
  }
}
"""
    (resource,) = read(text).of_type("r")
    assert resource.read("nic") == Unknown("required variable nets has no value")
    span = resource.span(("nic", 0, "type"))
    assert span is not None
    assert span.line == 7


def test_a_certain_block_beside_doubtful_ones_stays_known(read: Read) -> None:
    """The doubtful ones are one element more, and unknown."""
    text = """
variable "nets" {}
resource "r" "a" {
  nic {
    type = "vmxnet3"
  }
  dynamic "nic" {
    for_each = var.nets
    content {
      type = "e1000"
    }
  }
}
"""
    (resource,) = read(text).of_type("r")
    assert resource.read("nic") == [{"type": "vmxnet3"}, Unknown("required variable nets has no value")]


def test_a_condition_that_is_unknown_keeps_both_sizes_open(read: Read) -> None:
    """`count = var.on ? 1 : 0` without a value is neither zero nor one."""
    text = 'variable "on" {\n  type = bool\n}\nresource "r" "a" {\n  count = var.on ? 1 : 0\n  n = count.index\n}\n'
    (resource,) = read(text).of_type("r")
    assert resource.address == "r.a"
    assert isinstance(resource.read("n"), Unknown)

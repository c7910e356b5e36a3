"""What a resource read from source tells beside its values: places, secrets, commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vmgate.model.value import Unknown
from vmgate.read.hcl import Inputs

if TYPE_CHECKING:
    from tests.read.hcl.conftest import Read
    from vmgate.model.value import Path

_MACHINE = """\
variable "hardening" { default = { "a.b" = "x" } }
resource "vm" "one" {
  name = "one"
  extra_config = merge(var.hardening, {
    "isolation.tools.copy.disable" = "TRUE"
    other                          = "ü"
  })
  inherited = var.hardening
  disk {
    label = "d0"
  }
  dynamic "nic" {
    for_each = ["p", "q"]
    content {
      net  = nic.value
      tags = ["a", "b"]
    }
  }
}
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (2, 1, 2, 20)),
        (("name",), (3, 3, 3, 15)),
        (("extra_config",), (4, 3, 7, 5)),
        (("extra_config", "isolation.tools.copy.disable"), (5, 5, 5, 44)),
        (("extra_config", "other"), (6, 5, 6, 41)),
        (("extra_config", "absent"), (4, 3, 7, 5)),
        (("inherited", "a.b"), (8, 3, 8, 28)),
        (("disk",), (9, 3, 9, 7)),
        (("disk", 0), (9, 3, 9, 7)),
        (("disk", 0, "label"), (10, 5, 10, 17)),
        (("disk", 0, "absent"), (9, 3, 9, 7)),
        (("disk", 1, "label"), (2, 1, 2, 20)),
        (("nic", 1, "net"), (15, 7, 15, 23)),
        (("nic", 1, "tags", 1), (16, 20, 16, 23)),
        (("nic", 0, "absent"), (14, 5, 14, 12)),
        (("absent",), (2, 1, 2, 20)),
    ],
)
def test_a_value_has_the_place_where_it_is_written(
    path: Path, place: tuple[int, int, int, int], read: Read
) -> None:
    """Attributes, items of maps, elements, nested and dynamic blocks; what is absent has the block around it."""
    (resource,) = read(_MACHINE).of_type("vm")
    span = resource.span(path)
    assert span is not None
    assert (span.file, span.line, span.column, span.end_line, span.end_column) == ("site/main.tf", *place)


def test_a_place_in_a_module_names_the_module_s_file(read: Read) -> None:
    """Files are named below the directory as it was given, with `..` resolved."""
    files = {
        "main.tf": 'module "m" {\n  source = "./inner/../modules/vm"\n}\n',
        "inner/x.txt": "",
        "modules/vm/vm.tf": 'resource "vm" "one" {\n  name = "x"\n}\n',
    }
    (resource,) = read(files).of_type("vm")
    span = resource.span(("name",))
    assert span is not None
    assert span.file == "site/modules/vm/vm.tf"


def test_attributes_are_present_null_or_absent(read: Read) -> None:
    """A null is there as None, what is not written is not there, and meta-arguments are no values."""
    text = 'resource "vm" "one" {\n  count = 1\n  a = null\n  b = 1.5\n  depends_on = []\n  lifecycle {\n  }\n}\n'
    (resource,) = read(text).of_type("vm")
    assert {name: resource.read(name) for name in resource.attributes()} == {"a": None, "b": 1.5}
    assert [resource.written((name,)) for name in ("a", "b", "c")] == [False, True, False]
    assert resource.read("count") is None


def test_secrets_keep_their_mark_on_their_way(read: Read) -> None:
    """A sensitive variable, output or value is marked wherever it goes, and its siblings are not."""
    files = {
        "main.tf": """
variable "password" {
  sensitive = true
  default   = "hidden"
}
module "m" {
  source = "./m"
}
resource "vm" "one" {
  map    = merge({ a = "1" }, { b = var.password })
  text   = "x-${var.password}"
  list   = ["a", sensitive("b")]
  output = module.m.token
  free   = nonsensitive(var.password)
  nest {
    key = upper(var.password)
  }
}
""",
        "m/main.tf": 'output "token" {\n  value     = "t"\n  sensitive = true\n}\n',
    }
    (resource,) = read(files).of_type("vm")
    assert set(resource.sensitive_paths()) == {
        ("map", "b"),
        ("text",),
        ("list", 1),
        ("output",),
        ("nest", 0, "key"),
    }
    assert resource.is_sensitive(("map", "b"))
    assert not resource.is_sensitive(("map", "a"))
    assert resource.read("map") == {"a": "1", "b": "hidden"}


def test_an_unknown_path_extends_its_references(read: Read) -> None:
    """Below a value that is a copy of something unknown, a path is a copy of the same path there."""
    text = 'data "d" "a" {}\nresource "vm" "one" {\n  disks = data.d.a.disks\n}\n'
    (resource,) = read(text).of_type("vm")
    (reference,) = resource.references(("disks", 0, "size"))
    assert (reference.address, reference.attribute) == ("data.d.a", ("disks", 0, "size"))


def test_a_command_is_told_and_its_literal_text_kept_when_unknown(read: Read) -> None:
    """Provisioners carry their arguments; where a command is not known the text in it still is."""
    text = """
variable "host" {}
resource "null_resource" "a" {
  provisioner "local-exec" {
    command = "govc vm.change -vm ${var.host} -e x=1"
  }
  provisioner "remote-exec" {
    inline = ["echo ${self.id}", "reboot"]
  }
}
"""
    (resource,) = read(text).of_type("null_resource")
    local, remote = resource.provisioners()
    assert local["type"] == "local-exec"
    assert local["command"] == Unknown("required variable host has no value")
    assert local["text"] == "govc vm.change -vm -e x=1"
    assert remote["type"] == "remote-exec"
    assert isinstance(remote["inline"], list)
    assert remote["inline"][1] == "reboot"
    (known,) = read(text, Inputs(variables={"host": "h"})).of_type("null_resource")
    assert known.provisioners()[0]["command"] == "govc vm.change -vm h -e x=1"


def test_an_error_about_a_secret_does_not_tell_it(read: Read) -> None:
    """Reasons never hold the text of a sensitive value, and a sensitive `for_each` makes no addresses."""
    text = """
variable "s" {
  sensitive = true
  default   = "hunter2"
}
resource "vm" "one" {
  a = cidrhost(var.s, 1)
  b = { x = 1 }[var.s]
  c = lookup({}, var.s)
  d = tonumber(var.s)
  e = file("${var.s}.txt")
}
resource "vm" "two" {
  for_each = toset([var.s])
}
"""
    one, two = read(text).of_type("vm")
    for name in "abcde":
        value = one.read(name)
        assert isinstance(value, Unknown)
        assert "hunter2" not in value.reason, name
    assert two.address == "vm.two"

"""Files and blocks: which count, which override, and which are wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vmgate.errors import InputError
from vmgate.model.value import Unknown
from vmgate.read.hcl import load

if TYPE_CHECKING:
    import pathlib

    from tests.read.hcl.conftest import Read


def test_a_broken_file_is_fatal_and_the_rest_is_read(read: Read) -> None:
    """A syntax error has file, line and column; what is declared elsewhere is still there."""
    estate = read(
        {"bad.tf": 'resource "r" "b" {\n  x = = 1\n}\n', "good.tf": 'resource "r" "a" {\n  x = r.b.y\n}\n'}
    )
    (problem,) = estate.unread
    assert problem.fatal
    assert problem.span is not None
    assert (problem.span.file, problem.span.line) == ("site/bad.tf", 2)
    (resource,) = estate.of_type("r")
    assert isinstance(resource.read("x"), Unknown)


@pytest.mark.parametrize(
    ("content", "what_to_do"),
    [
        (b"\0GITCRYPT\0\x12\x88\xff", "unlock the repository first"),
        (b"$ANSIBLE_VAULT;1.1;AES256\n6162\n", "decrypt it first"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 1\n", "fetch it first"),
    ],
)
def test_what_stands_in_a_file_s_place_is_told(
    content: bytes, what_to_do: str, tmp_path: pathlib.Path
) -> None:
    """Repositories hold secrets encrypted, and large files elsewhere."""
    (tmp_path / "main.tf").write_text('variable "v" {}\n')
    (tmp_path / "secrets.auto.tfvars").write_bytes(content)
    (tmp_path / "secret.tf").write_bytes(content)
    problems = load(tmp_path).unread
    assert len(problems) == 2
    for problem in problems:
        assert problem.fatal
        assert what_to_do in problem.reason


def test_hidden_files_and_backups_are_ignored(read: Read) -> None:
    """As Terraform does: nothing that begins with a dot or ends in a tilde, and no other suffix."""
    files = {
        ".hidden.tf": "{",
        "a.tf~": "{",
        "#a.tf#": "{",
        "a.txt": "{",
        "a.tf.bak": "{",
        "main.tf": 'resource "r" "a" {}\n',
    }
    estate = read(files)
    assert (len(estate.resources), list(estate.unread)) == (1, [])


def test_a_tofu_file_stands_in_for_its_namesake(read: Read) -> None:
    """`main.tofu` counts and `main.tf` does not; other `.tf` files stay."""
    files = {
        "main.tf": 'resource "r" "a" {\n  x = "tf"\n}\n',
        "main.tofu": 'resource "r" "a" {\n  x = "tofu"\n}\n',
        "other.tf": 'resource "r" "b" {}\n',
    }
    estate = read(files)
    assert [(r.name, r.read("x")) for r in estate.of_type("r")] == [("a", "tofu"), ("b", None)]


def test_override_files_replace_arguments_and_blocks(read: Read) -> None:
    """Arguments and maps are replaced whole, all nested blocks of a type by those of the override, locals by name."""
    files = {
        "main.tf": 'locals {\n  a = 1\n  b = 2\n}\nresource "r" "a" {\n  x = 1\n  y = local.a\n  z = local.b\n'
        "  m = { p = 1, q = 2 }\n"
        "  disk {\n    n = 1\n  }\n  disk {\n    n = 2\n  }\n  nic {\n    n = 3\n  }\n}\n",
        "override.tf": 'locals {\n  a = 10\n}\nresource "r" "a" {\n  x = 5\n  m = { q = 3 }\n}\n',
        "z_override.tf": 'resource "r" "a" {\n  disk {\n    n = 9\n  }\n}\n',
    }
    (resource,) = read(files).of_type("r")
    values = {name: resource.read(name) for name in resource.attributes()}
    assert values == {"x": 5, "y": 10, "z": 2, "m": {"q": 3}, "nic": [{"n": 3}], "disk": [{"n": 9}]}
    span = resource.span(("x",))
    assert span is not None
    assert span.file == "site/override.tf"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('resource "r" "a" {}\nresource "r" "a" {}\n', "resource r.a is declared twice"),
        ('variable "v" {}\nvariable "v" {}\n', "variable v is declared twice"),
        ("locals {\n  a = 1\n}\nlocals {\n  a = 2\n}\n", "local.a is set twice"),
        ('resource "r" {}\n', "a resource block has 2 labels, not 1"),
        ("x = 1\n", "the argument x is outside any block"),
        ('variable "v" {\n  type = strin\n}\n', "the type of a variable is not a type"),
    ],
)
def test_what_terraform_refuses_is_fatal(text: str, reason: str, read: Read) -> None:
    """Duplicates and malformed blocks leave no verdict, and the reason says which."""
    (problem,) = read(text).unread
    assert (problem.reason, problem.fatal) == (reason, True)


def test_cycles_are_unknown_and_told(read: Read) -> None:
    """Locals, outputs and resources that refer to themselves are unknown; others are not affected."""
    text = (
        "locals {\n  a = local.b\n  b = local.a\n  c = 1\n}\n"
        'resource "r" "a" {\n  x = local.a\n  y = local.c\n  z = r.a.z\n}\n'
        'resource "r" "b" {\n  count = length(r.b)\n}\n'
    )
    estate = read(text)
    resource = estate.of_type("r")[0]
    x, z = resource.read("x"), resource.read("z")
    assert isinstance(x, Unknown)
    assert "refers to itself" in x.reason
    assert isinstance(z, Unknown)
    assert resource.read("y") == 1
    assert any(problem.reason == "it refers to itself" for problem in estate.unread)


def test_blocks_that_hold_nothing_to_judge_are_passed_over(read: Read) -> None:
    """What moves, imports, removes or checks is read without tripping; of a check, the data source counts."""
    text = (
        'moved {\n  from = r.x\n  to = r.a\n}\nimport {\n  to = r.a\n  id = "1"\n}\nremoved {\n  from = r.y\n}\n'
        'check "c" {\n  data "d" "x" {}\n  assert {\n    condition = true\n    error_message = "e"\n  }\n}\n'
        'ephemeral "e" "x" {}\nresource "r" "a" {\n  x = ephemeral.e.x.token\n}\n'
    )
    estate = read(text)
    assert list(estate.unread) == []
    assert [r.address for r in estate.resources] == ["data.d.x", "r.a"]


def test_json_syntax_reads_as_the_native_one(read: Read) -> None:
    """Blocks, labels, templates in strings, and places in the file."""
    text = """{
  "//": "comment",
  "variable": {"v": {"type": "list(string)", "default": ["${not}"]}},
  "locals": [{"a": "x"}],
  "terraform": {"required_providers": {"r": {"source": "a/r", "version": "1.0"}}},
  "provider": {"r": [{"alias": "two", "key": true}, {}]},
  "resource": {"r_x": {
    "one": {"name": "${local.a}-é", "provider": "r.two", "count": 1,
            "disk": [{"n": 1}, {"n": 2}],
            "nest": {"n": 1}, "conf": {"a.b": "c"}, "v": "${var.v}", "lifecycle": {"ignore_changes": ["name"]},
            "dynamic": {"nic": {"for_each": [1, 2], "content": {"n": "${nic.value}"}}}}
  }}
}
"""
    estate = read({"main.tf.json": text})
    (resource,) = estate.of_type("r_x")
    assert resource.address == "r_x.one[0]"
    values = {name: resource.read(name) for name in resource.attributes()}
    assert values.pop("nest") == Unknown("in JSON syntax it may be a block or a map")
    assert values.pop("conf") == {"a.b": "c"}
    assert values == {
        "name": "x-é",
        "v": ["${not}"],
        "disk": [{"n": 1}, {"n": 2}],
        "nic": [{"n": 1}, {"n": 2}],
    }
    assert (resource.provider, resource.provider_block) == ("registry.terraform.io/a/r", "provider.r.two")
    span = resource.span(("name",))
    assert span is not None
    assert (span.file, span.line, span.column) == ("site/main.tf.json", 8, 13)


@pytest.mark.parametrize(
    "text", ["{", "[1]", '{"resource": 1}', '{"a": }', "", '{"a": 1} x', '{"locals": {"a": "${"}}']
)
def test_wrong_json_is_fatal_with_its_place(text: str, read: Read) -> None:
    """What is no JSON, or no configuration in it, is told and crashes nothing."""
    (problem,) = read({"main.tf.json": text}).unread
    assert problem.fatal
    assert problem.span is not None


def test_a_directory_that_is_not_there_is_the_user_s_mistake(tmp_path: pathlib.Path) -> None:
    """One clear message with the name of the directory."""
    with pytest.raises(InputError, match="no such directory"):
        load(tmp_path / "none")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(alphabet='abelrv1.[]{}()"$%~*?:=<>!&|,\n \\-+/#', max_size=60))
def test_any_expression_is_a_value_unknown_or_a_problem(tmp_path: pathlib.Path, text: str) -> None:
    """Whatever stands for a value, reading it all ends in plain values."""
    (tmp_path / "main.tf").write_text(
        f'locals {{\n  a = {text}\n}}\nresource "r" "a" {{\n  x = {text}\n  y = local.a\n}}\n', "utf-8"
    )
    estate = load(tmp_path)
    for resource in estate.resources:
        assert {name: resource.read(name) for name in resource.attributes()}.keys() == {"x", "y"}
    assert estate.resources or estate.unread


OLDER_MACHINE = """
variable "images" {
  type = "map"
  default {
    "web" = "t-1"
  }
}
resource "vsphere_virtual_machine" "vm" {
  guest_id = "ubuntu64Guest"
  extra_config {
    # ${count.index}
    hostname = "a"

    "guestinfo.userdata" = "${var.images["web"]}"
  }
  vapp {
    properties {
      "guestinfo.hostname" = "b"
    }
  }
  disk {
    label = "disk0"
  }
}
"""


def test_a_map_may_be_written_as_a_block(read: Read) -> None:
    """As before Terraform 0.12, with quoted keys too; what is a block of its type stays one."""
    estate = read(OLDER_MACHINE)
    assert not estate.unread
    (machine,) = estate.of_type("vsphere_virtual_machine")
    assert machine.read("extra_config") == {"hostname": "a", "guestinfo.userdata": "t-1"}
    assert machine.read("vapp") == [{"properties": {"guestinfo.hostname": "b"}}]
    assert machine.read("disk") == [{"label": "disk0"}]
    span = machine.span(("extra_config", "guestinfo.userdata"))
    assert span is not None
    assert span.line == 14


def test_blocks_of_maps_are_maps_where_no_blocks_are(read: Read) -> None:
    """In the call of a module and in locals; one for a map inside a block of a resource, too."""
    estate = read(
        {
            "main.tf": 'module "m" {\n  source = "./m"\n  tags {\n    a = "x"\n  }\n}\n'
            'locals {\n  sizes {\n    b {\n      c = "y"\n    }\n  }\n}\n'
            'resource "nutanix_virtual_machine" "vm" {\n  name = local.sizes.b.c\n'
            '  disk_list {\n    data_source_reference {\n      uuid = "u"\n    }\n  }\n}\n',
            "m/main.tf": 'variable "tags" {}\nresource "r" "a" {\n  x = var.tags.a\n  y {\n    z = 1\n  }\n}\n',
        }
    )
    assert not estate.unread
    (inner,) = estate.of_type("r")
    assert inner.read("x") == "x"
    assert inner.read("y") == [{"z": 1}]
    (machine,) = estate.of_type("nutanix_virtual_machine")
    assert machine.read("name") == "y"
    assert machine.read("disk_list") == [{"data_source_reference": {"uuid": "u"}}]


def test_a_key_with_dots_leaves_the_rest_of_its_file(read: Read) -> None:
    """`guestinfo.a = "b"` was a name before Terraform 0.12: the map is unknown, the resource is there."""
    estate = read(
        'resource "vsphere_virtual_machine" "vm" {\n  name = "a"\n  extra_config {\n    guestinfo.a = "b"\n  }\n}\n'
    )
    assert not estate.unread
    (machine,) = estate.of_type("vsphere_virtual_machine")
    assert machine.read("name") == "a"
    assert isinstance(machine.read("extra_config"), Unknown)


def test_a_quoted_name_elsewhere_stays_an_error(read: Read) -> None:
    """An argument of a resource has no quotes in any version; the place is where it is written."""
    (problem,) = read('resource "r" "a" {\n  "x" = 1\n}\n').unread
    assert problem.span is not None
    assert problem.span.line in {1, 2}

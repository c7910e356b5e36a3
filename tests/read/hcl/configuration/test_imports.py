"""What `import` blocks take in instead of making it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.read.hcl.conftest import Read

TWO = 'resource "terraform_data" "a" {\n  for_each = toset(["x", "y"])\n}\n'


@pytest.mark.parametrize(
    ("written", "taken_in"),
    [
        ('  to = terraform_data.a["x"]\n', ['terraform_data.a["x"]']),
        (
            '  for_each = { y = "7" }\n  to       = terraform_data.a[each.key]\n',
            ['terraform_data.a["y"]'],
        ),
        (
            "  to = terraform_data.a[var.which]\n",
            ['terraform_data.a["x"]', 'terraform_data.a["y"]'],
        ),
        ('  to = terraform_data.b["x"]\n', []),
        ("", []),
        ("  to = terraform_data.a[*]\n", []),
        ("  to = 3\n", []),
    ],
)
def test_instances_are_imported_by_their_address(read: Read, written: str, taken_in: list[str]) -> None:
    """Where it is not known which instance, it may be any."""
    text = f'variable "which" {{}}\nimport {{\n{written}  id = "7"\n}}\n{TWO}'
    assert [one.address for one in read(text).resources if one.is_imported()] == taken_in


def test_instances_of_modules_are_imported_by_the_root(read: Read) -> None:
    """A module's own `import` has no meaning."""
    inner = 'resource "terraform_data" "a" {\n  count = 2\n}\nimport {\n  to = terraform_data.a[0]\n  id = "1"\n}\n'
    root = 'module "m" {\n  source = "./m"\n}\nimport {\n  to = module.m.terraform_data.a[1]\n  id = "2"\n}\n'
    found = read({"main.tf": root, "m/main.tf": inner}).resources
    assert [one.address for one in found if one.is_imported()] == ["module.m.terraform_data.a[1]"]


def test_json_syntax_writes_the_address_as_text(read: Read) -> None:
    """Terraform reads it as a reference."""
    body = {"import": [{"to": "terraform_data.a", "id": "1"}], "resource": {"terraform_data": {"a": {}}}}
    (resource,) = read({"main.tf.json": json.dumps(body)}).resources
    assert resource.is_imported()


def test_machines_that_differ_in_it_are_not_alike(read: Read) -> None:
    """It is accounted for as something that was read."""
    first, second = read(f'import {{\n  to = terraform_data.a["x"]\n  id = "1"\n}}\n{TWO}').resources
    for resource in (first, second):
        resource.start_account()
        resource.is_imported()
    (what,) = first.reads() or ()
    assert first.stated(what) != second.stated(what)

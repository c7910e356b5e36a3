"""Which changes a `lifecycle` block says are not carried out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.read.hcl.conftest import Read


@pytest.mark.parametrize(
    ("written", "paths"),
    [
        ("all", [()]),
        ("[input]", [("input",)]),
        ('[clone[0].template_uuid, tags["a.b"]]', [("clone", 0, "template_uuid"), ("tags", "a.b")]),
        ('["input"]', [("input",)]),
        ("[]", []),
    ],
)
def test_ignored_changes_are_paths(read: Read, written: str, paths: list[tuple[str | int, ...]]) -> None:
    """The whole resource is the empty path."""
    text = f'resource "terraform_data" "a" {{\n  lifecycle {{\n    ignore_changes = {written}\n  }}\n}}\n'
    (resource,) = read(text).resources
    assert list(resource.ignored_changes() or ()) == paths


def test_json_syntax_writes_them_as_text(read: Read) -> None:
    """Terraform reads those as references."""
    block = {"lifecycle": {"ignore_changes": ["clone[0].template_uuid"]}}
    (resource,) = read({"main.tf.json": json.dumps({"resource": {"terraform_data": {"a": block}}})}).resources
    assert resource.ignored_changes() == (("clone", 0, "template_uuid"),)


def test_machines_that_differ_in_it_are_not_alike(read: Read) -> None:
    """It is accounted for as something that was read."""
    block = 'resource "terraform_data" "%s" {\n  lifecycle {\n    ignore_changes = %s\n  }\n}\n'
    first, second = read(block % ("a", "all") + block % ("b", "[]")).resources
    for resource in (first, second):
        resource.start_account()
        resource.ignored_changes()
    (what,) = first.reads() or ()
    assert first.stated(what) != second.stated(what)

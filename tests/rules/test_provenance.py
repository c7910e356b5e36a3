"""What VMG3004 takes for an origin that cannot be trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.rules.configuration import machine

if TYPE_CHECKING:
    from collections.abc import Callable

    Judged = Callable[..., str]

CLONE = """
  clone {
    template_uuid = "4222d5a1-0c3e-7b64-91f2-5d8e0a6b13c7"
  }
"""


@pytest.mark.parametrize(
    ("ignored", "verdict"),
    [
        ("[clone[0].template_uuid]", "fail"),
        ("[clone]", "fail"),
        ("[annotation, clone[0]]", "fail"),
        ("all", "fail"),
        ('["clone"]', "fail"),
        ("[clone[0].customize, clone[0].timeout]", "pass"),
        ("[tags, disk]", "pass"),
        ("[]", "pass"),
    ],
)
def test_ignoring_another_template_hides_it(judged: Judged, ignored: str, verdict: str) -> None:
    """How a machine is customized once is no matter; which template it has is."""
    more = f"{CLONE}  lifecycle {{\n    ignore_changes = {ignored}\n  }}\n"
    assert judged("VMG3004", machine(more=more)).partition(":")[0] == verdict


def test_a_machine_that_was_imported_before_is_noted_in_the_state(judged: Judged) -> None:
    """The provider keeps `imported` until something is applied to the machine."""
    assert judged("VMG3004", machine(more=CLONE + "  imported = true\n")).startswith(
        "fail: the machine is imported"
    )
    assert judged("VMG3004", machine(more=CLONE + "  imported = false\n")) == "pass"


def test_a_data_disk_may_be_attached_to_a_clone(judged: Judged) -> None:
    """Its system comes from the template."""
    disk = '  disk {\n    label  = "disk1"\n    attach = true\n    path   = "web-01/data.vmdk"\n  }\n'
    assert judged("VMG3004", machine(more=CLONE + disk)) == "pass"
    assert judged("VMG3004", machine(more=disk)).startswith("fail: an existing disk is attached")

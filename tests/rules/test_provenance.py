"""What VMG3004 takes for an origin that cannot be trusted."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.rules.configuration import machine
from vmgate.judge import judge
from vmgate.model.site import Site
from vmgate.read.plan.load import read_plan
from vmgate.rulebook import by_name
from vmgate.translate import things

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


def planned(template: str, *, looked_up: str) -> str:
    """What VMG3004 says of a machine that a plan updates: its template, and what the one of the configuration is."""
    machine_values = {"name": "web-01", "clone": [{"template_uuid": template}], "disk": []}
    lookup = "data.vsphere_virtual_machine.debian"
    document = {
        "format_version": "1.2",
        "terraform_version": "1.11.4",
        "complete": True,
        "resource_changes": [
            {
                "address": "vsphere_virtual_machine.web",
                "mode": "managed",
                "type": "vsphere_virtual_machine",
                "name": "web",
                "provider_name": "registry.terraform.io/vmware/vsphere",
                "change": {
                    "actions": ["update"],
                    "before": machine_values,
                    "after": machine_values,
                    "after_unknown": {},
                },
            }
        ],
        "prior_state": {
            "format_version": "1.0",
            "values": {
                "root_module": {
                    "resources": [
                        {
                            "address": lookup,
                            "mode": "data",
                            "type": "vsphere_virtual_machine",
                            "name": "debian",
                            "provider_name": "registry.terraform.io/vmware/vsphere",
                            "values": {"id": looked_up, "name": "tpl-debian13"},
                        }
                    ]
                }
            },
        },
        "configuration": {
            "root_module": {
                "resources": [
                    {
                        "address": "vsphere_virtual_machine.web",
                        "mode": "managed",
                        "type": "vsphere_virtual_machine",
                        "name": "web",
                        "expressions": {
                            "clone": [{"template_uuid": {"references": [f"{lookup}.id", lookup]}}]
                        },
                    },
                    {"address": lookup, "mode": "data", "type": "vsphere_virtual_machine", "name": "debian"},
                ]
            }
        },
    }
    rule = by_name("VMG3004")
    assert rule is not None
    estate = read_plan(json.dumps(document).encode()).estate
    judgement = judge(things(estate), [rule], Site(date(2026, 11, 23)))
    (said,) = [f"{one.verdict.value}: {one.reason}" for one in judgement.findings] or ["pass"]
    return said


def test_a_plan_shows_whether_the_template_is_the_one_that_is_written() -> None:
    """Where it is, nothing that is ignored hides another; where it is not, only the source tells why."""
    assert planned("4222", looked_up="4222") == "pass"
    assert planned("4222", looked_up="4333") == "unknown: the plan does not tell which changes are ignored"

"""C08 as a table: by what the site wants, what is set up, the provider's version, and what is written.

Standard switches and their port groups: a switch sends false when nothing is written, whatever the version; a port
group inherits up to 2.13 and sends false since 2.14. Distributed ones: nothing written is nothing sent, which is
vCenter's default on a switch and inherits on a port group; since 2.14 a written false is not sent either, so that what
is there stays as it is. (Read in the provider's source at v2.13.0, v2.14.0 and v2.16.1:
`host_network_policy_structure.go`, `structure_helper.go`, `distributed_virtual_port_setting_structure.go`.)

Each cell is what a checker should say: pass, fail, or ? where only the state tells.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.examples import AS_OF
from tests.fixtures import PLANS
from vmgate import settings
from vmgate.judge import judge
from vmgate.read.plan.load import read_plan
from vmgate.rulebook import by_name
from vmgate.translate import things

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Judged = Callable[..., str]

OLDER, NEWER = "2.13.0", "2.16.1"
SWITCHES = {"standard switch": "VMG0801", "distributed switch": "VMG0801"}
GROUPS = {"host port group": "VMG0802", "distributed port group": "VMG0802"}

# what is set up, provider: true, false, absent
TABLE = """
required
  standard switch         2.13.0   pass  fail  fail
  standard switch         2.16.1   pass  fail  fail
  host port group         2.13.0   pass  fail  pass
  host port group         2.16.1   pass  fail  fail
  host port group         any      pass  fail  fail
  distributed switch      2.13.0   pass  fail  fail
  distributed switch      2.16.1   pass  fail  fail
  distributed port group  2.13.0   pass  fail  pass
  distributed port group  2.16.1   pass  fail  pass
forbidden
  standard switch         2.13.0   fail  pass  pass
  standard switch         2.16.1   fail  pass  pass
  host port group         2.13.0   fail  pass  pass
  host port group         2.16.1   fail  pass  pass
  host port group         any      fail  pass  pass
  distributed switch      2.13.0   fail  pass  pass
  distributed switch      2.16.1   fail  ?     pass
  distributed port group  2.13.0   fail  pass  pass
  distributed port group  2.16.1   fail  ?     pass
monitored-only
  standard switch         2.13.0   fail  pass  pass
  standard switch         2.16.1   fail  pass  pass
  host port group         2.13.0   fail  pass  pass
  host port group         2.16.1   fail  pass  pass
  host port group         any      fail  pass  pass
  distributed switch      2.13.0   fail  pass  pass
  distributed switch      2.16.1   fail  ?     pass
  distributed port group  2.13.0   fail  pass  pass
  distributed port group  2.16.1   fail  ?     pass
"""
WRITTEN = {"true": "allow_promiscuous = true", "false": "allow_promiscuous = false", "absent": ""}
STATED = {
    "standard switch": 'resource "vsphere_host_virtual_switch" "s" {{\n  name = "s"\n  host_system_id = "host-1"\n'
    '  network_adapters = ["vmnic0"]\n  active_nics = ["vmnic0"]\n  {0}\n}}\n',
    "distributed switch": 'resource "vsphere_distributed_virtual_switch" "s" {{\n  name = "s"\n'
    '  datacenter_id = "datacenter-2"\n  {0}\n}}\n',
    "host port group": 'resource "vsphere_host_port_group" "g" {{\n  name = "g"\n  host_system_id = "host-1"\n'
    "  virtual_switch_name = vsphere_host_virtual_switch.s.name\n  {0}\n}}\n",
    "distributed port group": 'resource "vsphere_distributed_port_group" "g" {{\n  name = "g"\n  vlan_id = 110\n'
    "  distributed_virtual_switch_uuid = vsphere_distributed_virtual_switch.s.id\n  {0}\n}}\n",
}
SWITCH_OF = {"host port group": "standard switch", "distributed port group": "distributed switch"}


def cells() -> Iterator[tuple[str, str, str, str, str]]:
    """Every cell: policy, what is set up, version, what is written, verdict."""
    policy = ""
    for line in TABLE.strip().splitlines():
        if not line.startswith(" "):
            policy = line
            continue
        *words, version, true, false, absent = line.split()
        for written, verdict in zip(WRITTEN, (true, false, absent), strict=True):
            yield policy, " ".join(words), version, written, verdict


def configuration(what: str, version: str, written: str) -> str:
    """A switch, or a port group on a promiscuous switch, with the provider in one version."""
    constraint = "" if version == "any" else f'      version = "{version}"\n'
    head = (
        f'required_providers {{\n    vsphere = {{\n      source = "vmware/vsphere"\n{constraint}    }}\n  }}'
    )
    head = f"terraform {{\n  {head}\n}}\n"
    around = STATED[SWITCH_OF[what]].format(WRITTEN["true"]) if what in SWITCH_OF else ""
    return head + around + STATED[what].format(WRITTEN[written])


@pytest.mark.parametrize(
    ("policy", "what", "version", "written", "verdict"),
    list(cells()),
    ids=lambda cell: str(cell).replace(" ", "_"),
)
def test_a_cell_of_the_table(
    judged: Judged, policy: str, what: str, version: str, written: str, verdict: str
) -> None:
    """Whoever takes the written value for what holds is wrong in a dozen of them."""
    main = configuration(what, version, written)
    said = judged({**SWITCHES, **GROUPS}[what], main, f'[policy]\npromiscuous = "{policy}"\n')
    assert said.partition(":")[0] == {"?": "unknown"}.get(verdict, verdict), said


@pytest.mark.parametrize("written", WRITTEN)
def test_a_monitored_port_group_may_be_promiscuous_and_need_not(judged: Judged, written: str) -> None:
    """With the role monitoring, whatever is written is in order, once it is sent."""
    policy = '[policy]\npromiscuous = "monitored-only"\n[[network]]\nname = "g"\nrole = "monitoring"\n'
    for what in GROUPS:
        assert judged("VMG0802", configuration(what, OLDER, written), policy) == "pass"


@pytest.mark.parametrize(
    ("actions", "verdict"), [(["create"], "pass"), (["no-op"], "pass"), (["update"], "unknown")]
)
def test_a_plan_tells_what_source_cannot(actions: list[str], verdict: str, tmp_path: Path) -> None:
    """A switch that is made begins as vCenter has it, and one that stays is as the plan says; an update to false that
    is not sent leaves it as it was.
    """
    document = json.loads((PLANS / "campus" / "plan-vsphere-2.16.1.json").read_bytes())
    switch = next(
        one["change"]
        for one in document["resource_changes"]
        if one["type"] == "vsphere_distributed_virtual_switch"
    )
    switch["actions"] = actions
    switch["after"]["allow_promiscuous"] = False
    switch["after_unknown"].pop("allow_promiscuous", None)
    policy = tmp_path / "vmgate.toml"
    policy.write_text('[policy]\npromiscuous = "forbidden"\n')
    rule = by_name("VMG0801")
    assert rule is not None
    plan = read_plan(json.dumps(document, separators=(",", ":")).encode())
    site = settings.load(policy, AS_OF, [rule.id])
    judgement = judge(things(plan.estate), [rule], site, keep_passes=True)
    said = [
        one.verdict.value
        for one in (*judgement.findings, *judgement.passes)
        if one.resource.type == "vsphere_distributed_virtual_switch"
    ]
    assert said == [verdict]


def test_the_table_is_whole() -> None:
    """Three settings, four kinds of networks, two versions and one that nobody wrote down, three ways to write."""
    found = list(cells())
    assert len({cell[:4] for cell in found}) == len(found) == 3 * (4 * 2 + 1) * 3

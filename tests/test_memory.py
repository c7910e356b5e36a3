"""Remembered outcomes are the ones that judging again would give."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import source
from bench.fleet import Fleet
from bench.generate import plan as generated
from vmgate import rulebook, settings
from vmgate.judge import judge
from vmgate.memory import Alike
from vmgate.model.registry import TemplateRegistry
from vmgate.model.resource import Resource
from vmgate.read.hcl import SourceResource, load
from vmgate.read.plan.load import read_plan
from vmgate.read.plan.resource import PlanResource
from vmgate.translate import things

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Read
    from vmgate.model.site import Site
    from vmgate.model.value import Value

PROJECT = Path(__file__).parent.parent
PLANS = sorted(
    file for folder in ("tests/fixtures/plans", "examples") for file in (PROJECT / folder).rglob("plan*.json")
)
SOURCES = sorted(
    {file.parent for folder in ("tests", "examples") for file in (PROJECT / folder).rglob("*.tf")}
)
RULES = [rule.id for rule in rulebook.rules()]
SITE = settings.default(date(2026, 11, 23))

UNLIKE = """
terraform {
  required_providers {
    vsphere = { source = "vmware/vsphere" }
  }
}

variable "token" {
  type      = string
  sensitive = true
  default   = "otherGuest64"
}

variable "later" {
  type = string
}

variable "sooner" {
  type = string
}

data "vsphere_network" "web" {
  name          = "pg-web"
  datacenter_id = "datacenter-2"
}

data "vsphere_network" "mail" {
  name          = "pg-mail"
  datacenter_id = "datacenter-2"
}

locals {
  guests   = { open = "otherGuest64", secret = var.token, later = var.later, sooner = var.sooner, none = null }
  networks = { web = data.vsphere_network.web.id, mail = data.vsphere_network.mail.id, known = "dvportgroup-7" }
  copy     = { text = "TRUE", flag = true, number = 1, off = "FALSE", later = var.later, none = null }
  machines = {
    for three in setproduct(keys(local.guests), keys(local.networks), keys(local.copy)) :
    join("-", three) => { guest = three[0], network = three[1], copy = three[2] }
  }
}

resource "vsphere_virtual_machine" "vm" {
  for_each = local.machines

  name             = each.key
  resource_pool_id = "resgroup-8"
  datastore_id     = "datastore-15"
  guest_id         = local.guests[each.value.guest]
  enable_logging   = each.value.copy != "flag"
  extra_config     = { "isolation.tools.copy.disable" = local.copy[each.value.copy] }

  network_interface {
    network_id = local.networks[each.value.network]
  }

  dynamic "cdrom" {
    for_each = each.value.copy == "later" ? [var.later] : []
    content {
      client_device = cdrom.value
    }
  }
}
"""


ONE_NETWORK = """
[[network]]
name = "pg-web"
role = "production"
"""


@pytest.fixture
def unlike(tmp_path: Path) -> tuple[Path, Site]:
    """Machines of one block that differ in one respect each, and a site that knows one of their networks."""
    (tmp_path / "main.tf").write_text(UNLIKE, encoding="utf-8")
    (tmp_path / "vmgate.toml").write_text(ONE_NETWORK, encoding="utf-8")
    return tmp_path, settings.load(tmp_path / "vmgate.toml", SITE.as_of, RULES)


def _outcomes(estate: Estate, site: Site = SITE) -> tuple[object, ...]:
    judgement = judge(things(estate), rulebook.rules(), site)
    findings = [
        (f.rule, f.resource.address, f.path, f.verdict, f.message, f.reason, f.place and f.place.address)
        for f in judgement.findings
    ]
    return findings, judgement.passed, judgement.judged


def _both_ways(
    read: Callable[[], Estate], cls: type[Resource], monkeypatch: pytest.MonkeyPatch, site: Site = SITE
) -> tuple[object, object]:
    remembered = _outcomes(read(), site)
    monkeypatch.setattr(cls, "reads", lambda _: None)
    return remembered, _outcomes(read(), site)


@pytest.mark.parametrize("plan", PLANS, ids=lambda file: str(file.relative_to(PROJECT)))
def test_a_real_plan_is_judged_alike_with_and_without_memory(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every finding, pass count and judged address."""
    remembered, afresh = _both_ways(lambda: read_plan(plan.read_bytes()).estate, PlanResource, monkeypatch)
    assert remembered == afresh


def test_a_fleet_with_seeded_faults_is_judged_alike_with_and_without_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Four hundred machines of which most are alike and some are not."""
    data = "".join(generated(Fleet(vms=400, violations=0.1))).encode()
    remembered, afresh = _both_ways(lambda: read_plan(data).estate, PlanResource, monkeypatch)
    assert remembered == afresh


@pytest.mark.parametrize("directory", SOURCES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_a_source_is_judged_alike_with_and_without_memory(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every directory of source in the repository."""
    remembered, afresh = _both_ways(lambda: load(directory), SourceResource, monkeypatch)
    assert remembered == afresh


@pytest.mark.parametrize("shape", ["flat", "modules"])
def test_a_tree_with_seeded_faults_is_judged_alike_with_and_without_memory(
    shape: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four hundred machines as blocks of literals, and as instances of a module, by their own site policy."""
    source.write(tmp_path / "tree", shape, Fleet(vms=400, violations=0.1))
    site = settings.load(tmp_path / "tree" / "vmgate.toml", SITE.as_of, RULES)
    remembered, afresh = _both_ways(lambda: load(tmp_path / "tree"), SourceResource, monkeypatch, site)
    assert remembered == afresh


def test_machines_that_differ_in_one_respect_are_judged_alike_with_and_without_memory(
    unlike: tuple[Path, Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In whether a value is a secret, in why it is unknown, in what it is a copy of, in its kind."""
    directory, site = unlike
    remembered, afresh = _both_ways(lambda: load(directory), SourceResource, monkeypatch, site)
    assert remembered == afresh


def test_machines_that_are_alike_are_judged_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of four hundred instances in eight module calls, the rules look at far fewer."""
    source.write(tmp_path / "tree", "modules", Fleet(vms=400, violations=0))
    asked = 0
    own = SourceResource.start_account

    def counted(resource: SourceResource) -> None:
        nonlocal asked
        asked += resource.type == "vsphere_virtual_machine"
        own(resource)

    monkeypatch.setattr(SourceResource, "start_account", counted)
    _outcomes(load(tmp_path / "tree"))
    assert 0 < asked < 400


def test_a_secret_is_not_shown_because_an_equal_value_was_judged_before_that_is_none(
    unlike: tuple[Path, Site],
) -> None:
    """A finding on the one names the value, a finding on the other does not."""
    directory, site = unlike
    findings = judge(things(load(directory)), rulebook.rules(), site).findings
    messages = {
        kind: {f.message for f in findings if f.rule == "VMG3502" and str(f.resource.key).startswith(kind)}
        for kind in ("open-", "secret-")
    }
    assert messages == {
        "open-": {'the guest operating system cannot be told: its identifier "otherGuest64" names none'},
        "secret-": {"the guest operating system cannot be told: its identifier (sensitive) names none"},
    }


def test_a_secret_of_a_plan_is_not_shown_because_an_equal_value_was_judged_before_that_is_none() -> None:
    """Two machines alike in everything but that the identifier of one is secret."""
    fleet = json.loads("".join(generated(Fleet(vms=2, violations=0))))
    machines = [one for one in fleet["resource_changes"] if one["type"] == "vsphere_virtual_machine"]
    for one in machines:
        one["change"]["after"]["guest_id"] = "otherGuest64"
    machines[1]["change"]["after_sensitive"]["guest_id"] = True
    plan = read_plan(json.dumps(fleet, separators=(",", ":")).encode())
    judgement = judge(things(plan.estate), rulebook.rules(), replace(SITE, registry=TemplateRegistry(())))
    said = {one.resource.address: one.message for one in judgement.findings if one.rule == "VMG3502"}
    assert "otherGuest64" in said[machines[0]["address"]]
    assert "otherGuest64" not in said[machines[1]["address"]]


class Drawer(Resource):
    """A resource that looks at `b` where `a` is even, and at `c` where it is odd, and is what it saw."""

    def text(self, attribute: str) -> bytes:
        return repr(self.read(attribute)).encode()

    def stated(self, read: Read) -> bytes:
        assert isinstance(read, str)
        return self.text(read)

    @property
    def seen(self) -> dict[Read, Value]:
        first = self.read("a")
        assert isinstance(first, int)
        return {name: self.read(name) for name in ("same", "a", "c" if first % 2 else "b")}


DRAWERS = st.builds(
    lambda a, b, c, same: Drawer(
        address="drawer.x", mode="managed", type="drawer", name="x",
        values={"a": a, "b": b, "c": c, "same": same},
    ),
    st.integers(0, 3), st.integers(0, 2), st.integers(0, 2), st.sampled_from([7, 7, 7, 8]),
)  # fmt: skip


@given(st.lists(DRAWERS, max_size=30))
def test_what_is_remembered_of_resources_that_are_mostly_alike_is_what_they_are(
    drawers: list[Drawer],
) -> None:
    """Nothing is said of a resource but what was found for one that agrees with it on all that is looked at."""
    alike: Alike[object] = Alike()
    for drawer in drawers:
        said = alike.recall(drawer)
        assert said in (None, drawer.seen)
        if said is None:
            alike.keep(drawer, tuple(drawer.seen), drawer.seen)
            assert alike.recall(drawer) == drawer.seen


def test_machines_have_the_same_texts_together_where_each_of_them_is_the_same() -> None:
    """Of every two machines of a fleet, over attributes of which some are unknown."""
    data = "".join(generated(Fleet(vms=60, violations=0.3))).encode()
    machines = [r for r in read_plan(data).estate.resources if isinstance(r, PlanResource)]
    names = ("extra_config", "network_interface", "clone", "cdrom", "disk", "uuid", "id")
    each = {machine.address: tuple(map(machine.text, names)) for machine in machines}
    together = {machine.address: machine.texts(names) for machine in machines}
    assert len(set(each.values())) > 9
    for one, other in combinations(each, 2):
        assert (each[one] == each[other]) == (together[one] == together[other])

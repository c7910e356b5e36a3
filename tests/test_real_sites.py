"""Two whole sites, planned by the real provider in two versions and by two programs: what is found, and what is not.

`broken` holds violations that were planted, `campus` what a careful site would write; each finding on it is accounted
for here, since it was not written for vmgate.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.fixtures import PLANS
from vmgate import rulebook, settings
from vmgate.commands.check import Options, check
from vmgate.errors import ExitCode
from vmgate.model.result import Severity, Verdict
from vmgate.rule import Fault, Rule
from vmgate.vocabulary.network import PortGroup

if TYPE_CHECKING:
    from vmgate.model.report import Report
    from vmgate.model.site import Site

AS_OF = date(2026, 11, 23)
NEWER, OLDER = "plan-vsphere-2.16.1.json", "plan-vsphere-2.13.0.json"
TOFU = "plan-opentofu-1.12.6.json"


def judged(*paths: Path, site_facts: bool = True) -> Report:
    """The report on some inputs, with or without the site's inventory."""
    rules = rulebook.rules()
    site = (
        settings.load(PLANS / "vmgate.toml", AS_OF, [rule.id for rule in rules])
        if site_facts
        else settings.default(AS_OF)
    )
    return check(Options(paths=[str(path) for path in paths], site=lambda _: site, rules=rules))


def found(report: Report, verdict: Verdict = Verdict.FAIL) -> set[tuple[str, str]]:
    """Rule and address of every result with a verdict."""
    return {(one.rule, one.address) for one in report.results if one.verdict is verdict}


WEB = ('module.web["web-1"].vsphere_virtual_machine.this', 'module.web["web-2"].vsphere_virtual_machine.this')
DB = ("vsphere_virtual_machine.db[0]", "vsphere_virtual_machine.db[1]")
SCRATCH = "vsphere_virtual_machine.scratch"
SEGMENTS = tuple(
    f'vsphere_distributed_port_group.segment["{name}"]'
    for name in ("pg-web-110", "pg-app-120", "pg-db-130", "pg-flat", "pg-nfs-311", "pg-vmotion-401")
)
DVS = "vsphere_distributed_virtual_switch.campus"
TRUNK = "vsphere_distributed_port_group.trunk"
HOSTS = ("DC0_C0_H0", "DC0_C0_H1")
STANDARD = tuple(f'vsphere_host_virtual_switch.mgmt["{host}"]' for host in HOSTS)
LAB = tuple(f'vsphere_host_port_group.lab["{host}"]' for host in HOSTS)
VMOTION = tuple(f'vsphere_vnic.vmotion["{host}"]' for host in HOSTS)

PLANTED = {
    "VMG0401": ("vsphere_entity_permissions.everyone",),
    "VMG0402": ("vsphere_entity_permissions.everyone",),
    "VMG0501": STANDARD,
    "VMG0601": ("provider.vsphere", "data.vsphere_host_thumbprint.esxi"),
    "VMG0701": ("provider.vsphere", "data.vsphere_host_thumbprint.esxi"),
    "VMG0801": STANDARD,
    "VMG0802": SEGMENTS,
    "VMG0901": (DVS, *STANDARD, TRUNK),
    "VMG0902": (DVS, *STANDARD, TRUNK),
    "VMG0903": SEGMENTS,
    "VMG1601": (*WEB, *DB, SCRATCH),
    "VMG1901": WEB,
    "VMG2101": (SCRATCH,),
    "VMG2401": (SCRATCH,),
    "VMG2601": ('vsphere_distributed_port_group.segment["pg-flat"]', *LAB),
    "VMG2602": (TRUNK,),
    "VMG2701": VMOTION,
    "VMG2702": VMOTION,
    "VMG2801": (SCRATCH,),
    "VMG3001": (SCRATCH,),
    "VMG3201": (*WEB, *DB, SCRATCH),
    "VMG3202": (SCRATCH,),
    "VMG3301": ("provider.vsphere",),
}
"""Every violation that was planted in `broken`, by rule."""


@pytest.mark.parametrize("plan", [NEWER, OLDER, TOFU, None], ids=["2.16.1", "2.13.0", "opentofu", "source"])
def test_every_planted_violation_is_found(plan: str | None) -> None:
    """In both provider versions, through both programs, and from source alone."""
    directory = PLANS / "broken"
    report = judged(directory / plan if plan else directory)
    planted = {(rule, address) for rule, addresses in PLANTED.items() for address in addresses}
    assert planted - found(report) == set()
    assert report.exit_code is ExitCode.SHUT


def test_a_newer_provider_makes_more_of_the_same_configuration_wrong() -> None:
    """From 2.14 on, flags left out on a host's port group are sent as false, and false is not sent to a distributed
    one, which then inherits what its switch accepts.
    """
    newer, older = (found(judged(PLANS / "broken" / plan)) for plan in (NEWER, OLDER))
    assert newer - older == (
        {("VMG0802", address) for address in LAB}
        | {(rule, address) for rule in ("VMG0901", "VMG0902") for address in SEGMENTS}
    )
    assert older - newer == {(rule, address) for rule in ("VMG0901", "VMG0902") for address in LAB}


def test_terraform_and_opentofu_get_the_same_verdicts() -> None:
    """On both sites, finding for finding."""
    for site in ("broken", "campus"):
        ours, theirs = (judged(PLANS / site / plan) for plan in (NEWER, TOFU))
        assert [(one.rule, one.address, one.attribute, one.verdict, one.span) for one in ours.results] == [
            (one.rule, one.address, one.attribute, one.verdict, one.span) for one in theirs.results
        ]
        assert ours.passed == theirs.passed


def test_source_and_plan_agree_wherever_the_source_knows() -> None:
    """Neither fails what the other passes."""
    for site in ("broken", "campus"):
        source, plan = judged(PLANS / site), judged(PLANS / site / NEWER)
        unknown = found(source, Verdict.UNKNOWN) | found(plan, Verdict.UNKNOWN)
        assert found(source) ^ found(plan) <= unknown


OF_REGISTRY = ("VMG3002", "VMG3003", "VMG3503", "VMG3601", "VMG3701")


def test_campus_has_what_it_deserves_and_nothing_else() -> None:
    """Each failure and each unknown of the careful site, with its reason."""
    report = judged(PLANS / "campus" / NEWER, site_facts=False)
    assert found(report) == {
        # certificate checks are off in its tfvars
        *((rule, "provider.vsphere") for rule in ("VMG0601", "VMG0701", "VMG3301")),
        # no flags on a host's port group: sent as false since 2.14, on a switch that is promiscuous as demanded
        *(("VMG0802", address) for address in LAB),
        # the template that the simulator answers with is a Debian 12, free support of which ended in July 2026
        *(("VMG3501", address) for address in (*WEB, *DB)),
        # nothing shows how its NFS server and the switches before it are set up, or that migration is encrypted
        *((rule, "vsphere_nas_datastore.nfs") for rule in ("VMG1201", "VMG1301", "VMG1401")),
        *(("VMG0603", f'vsphere_vnic.vmotion["{host}"]') for host in ("DC0_C0_H0", "DC0_C0_H1")),
    }
    assert found(report, Verdict.UNKNOWN) == {
        # without site facts nobody says which management servers are the site's
        ("VMG0201", "provider.vsphere"),
        # and nobody says who the server admins are
        ("VMG0401", "vsphere_entity_permissions.web"),
        # without site facts nobody says what pg-prod-100 is for
        *((rule, address) for rule in ("VMG1901", "VMG1902") for address in WEB),
        # and without a template registry no template is approved, known not to be revoked, or known to be up to date
        *((rule, address) for rule in OF_REGISTRY for address in (*WEB, *DB)),
    }
    known = judged(PLANS / "campus" / NEWER)
    assert {rule for rule, _ in found(known, Verdict.UNKNOWN)} == set(OF_REGISTRY)


@pytest.mark.parametrize("site", ["broken", "campus"])
def test_a_plan_that_failed_half_way_is_no_verdict(site: str) -> None:
    """Whatever it holds."""
    assert judged(PLANS / site / "plan-errored.json").exit_code is ExitCode.NO_VERDICT


def test_a_finding_of_a_plan_points_into_its_source_and_without_it_at_the_address(tmp_path: Path) -> None:
    """Through the module and for_each, at the attribute; also when the directory is given beside a plan elsewhere."""
    beside = judged(PLANS / "broken" / NEWER)
    lonely = tmp_path / "plan.json"
    shutil.copy(PLANS / "broken" / NEWER, lonely)
    given = judged(lonely, PLANS / "broken")
    alone = judged(lonely)

    def places(report: Report) -> set[tuple[str, str, str, int]]:
        return {
            (one.rule, one.address, Path(one.span.file).name, one.span.line)
            for one in report.results
            if one.span
        }

    expected = {
        ("VMG0902", DVS, "network.tf", 10),
        ("VMG3201", WEB[0], "main.tf", 31),
        ("VMG1601", WEB[0], "main.tf", 23),
        ("VMG3201", DB[0], "vms.tf", 35),
        ("VMG2702", VMOTION[0], "network.tf", 64),
    }
    assert expected <= places(beside)
    assert expected <= places(given)
    assert not places(alone)
    assert {one.address for one in alone.results if one.rule == "VMG0902"} == {
        one.address for one in beside.results if one.rule == "VMG0902"
    }


def test_the_source_tells_what_one_unknown_element_hid_in_the_plan(tmp_path: Path) -> None:
    """One value known after apply makes the whole map unknown in a plan; the keys beside it stand in the source."""
    lonely = tmp_path / "plan.json"
    shutil.copy(PLANS / "broken" / NEWER, lonely)
    assert ("VMG3201", SCRATCH) in found(judged(lonely), Verdict.UNKNOWN)
    assert ("VMG3201", SCRATCH) in found(judged(PLANS / "broken" / NEWER))


def test_a_directory_that_is_not_the_plans_is_not_taken_for_it(tmp_path: Path) -> None:
    """The source of another site must not fill in what this plan leaves unknown."""
    plan = tmp_path / "plan.json"
    shutil.copy(PLANS / "broken" / NEWER, plan)
    (tmp_path / "main.tf").write_text('resource "vsphere_folder" "other" {\n  path = "x"\n  type = "vm"\n}\n')
    report = judged(plan)
    assert not any(one.span for one in report.results)


def test_a_rule_that_crashes_is_named_and_the_others_still_report() -> None:
    """Exit 3: what the crashed rule would have said is not known."""
    crashing = Rule(
        id="VMG9901", slug="crashes", clause="C99", severity=Severity.HIGH, document="It crashes."
    )

    @crashing.on(PortGroup)
    def crash(_group: PortGroup, _site: Site) -> Fault | None:
        raise ZeroDivisionError

    report = check(
        Options(
            paths=[str(PLANS / "broken" / NEWER)],
            site=lambda _: settings.default(AS_OF),
            rules=[crashing, *rulebook.rules()],
        )
    )
    assert report.exit_code is ExitCode.NO_VERDICT
    assert {rule for rule, _ in found(report, Verdict.CRASH)} == {"VMG9901"}
    assert ("VMG0902", DVS) in found(report)

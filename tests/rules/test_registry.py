"""What the rules on templates say beyond their pages: standing machines, captures, records by themselves."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests.examples import AS_OF
from vmgate.judge import judge
from vmgate.model.evidence import EvidenceRecord, EvidenceRegister, Subject, SubjectKind
from vmgate.model.registry import TemplateRegistry
from vmgate.model.site import RegistryAges, Site
from vmgate.model.templates import (
    Approval,
    Expiry,
    GuestSystem,
    HypervisorSupport,
    Locator,
    MissingUpdate,
    Objection,
    Standing,
    SupportOverride,
    TemplateRecord,
    Validation,
)
from vmgate.read.hcl import load
from vmgate.read.state.load import read_state
from vmgate.rulebook import by_name
from vmgate.settings.support import read_support
from vmgate.translate import templates, things

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from vmgate.vocabulary.thing import Thing

DEBIAN = GuestSystem("debian", "13")


def record(**changes: Any) -> TemplateRecord:
    """An approved image with today's updates."""
    usual: dict[str, Any] = {
        "name": "debian13", "version": "1", "approval": Approval.APPROVED, "path": "images/debian13/1/image.json",
        "system": DEBIAN, "patched": date(2026, 11, 20), "locators": (Locator("vsphere", "tpl", "4222-1"),),
    }  # fmt: skip
    return TemplateRecord(**(usual | changes))


def said(name: str, subjects: Iterable[Thing], site: Site) -> str:
    """What a rule says of some things: "pass", or verdicts with their messages or reasons."""
    rule = by_name(name)
    assert rule is not None
    judgement = judge(subjects, [rule], site)
    told = [f"{one.verdict.value}: {one.reason or one.message}" for one in judgement.findings]
    return "; ".join(told) or ("pass" if judgement.passed else "not judged")


def of_record(name: str, own: TemplateRecord, **site: Any) -> str:
    """What a rule says of a record."""
    registry = TemplateRegistry((own,))
    return said(
        name, templates.things(registry), Site(AS_OF, registry=registry, support=read_support(), **site)
    )


def state(*, power: str = "on", guest: str = "debian13_64Guest", name: str = "web-01") -> bytes:
    """A state with one machine."""
    machine = {
        "address": "vsphere_virtual_machine.web", "mode": "managed", "type": "vsphere_virtual_machine", "name": "web",
        "provider_name": "registry.terraform.io/vmware/vsphere", "schema_version": 3,
        "values": {"name": name, "power_state": power, "guest_id": guest, "clone": [{"template_uuid": "4222-1"}]},
        "sensitive_values": {},
    }  # fmt: skip
    document = {
        "format_version": "1.0", "terraform_version": "1.11.4", "values": {"root_module": {"resources": [machine]}},
    }  # fmt: skip
    return json.dumps(document).encode()


def of_machine(name: str, data: bytes, *records: TemplateRecord, **site: Any) -> str:
    """What a rule says of the machine of a state."""
    registry = TemplateRegistry(records, site.pop("hypervisors", ()))
    own = Site(AS_OF, registry=registry, support=read_support(), **site)
    return said(name, things(read_state(data).estate), own)


def about(*subjects: Subject, done: date = date(2026, 11, 10)) -> EvidenceRegister:
    """Evidence that update levels were validated."""
    return EvidenceRegister(
        "evidence", (EvidenceRecord("evidence/x.toml", "C31", subjects, "seen", "ops", done),)
    )


@pytest.mark.parametrize(
    ("own", "verdict"),
    [
        (record(), "pass"),
        (record(patched=date(2026, 9, 24)), "pass"),
        (
            record(patched=date(2026, 9, 23)),
            "fail: nothing shows which security updates template debian13 1 has since",
        ),
        (record(patched=None), "fail: nothing shows which security updates template debian13 1 has"),
        (record(missing=(MissingUpdate("DSA-1", date(2026, 9, 24)),)), "pass"),
        (
            record(
                missing=(MissingUpdate("DSA-2", date(2026, 9, 20)), MissingUpdate("DSA-1", date(2026, 9, 1)))
            ),
            "fail: template debian13 1 lacks DSA-1, which came out on 2026-09-01, 83 days ago: 60 are allowed",
        ),
        (record(missing=(MissingUpdate("openssl 3"),)), "unknown: nothing says when openssl 3 came out"),
        (record(patched=date(2026, 5, 1), validation=Validation(date(2026, 11, 1), "bob")), "pass"),
        (record(patched=date(2026, 12, 24)), "pass"),
    ],
)
def test_a_missing_update_is_overdue_after_sixty_days(own: TemplateRecord, verdict: str) -> None:
    """By the day it came out on; and where nobody looked for sixty days, nobody can tell."""
    assert of_record("VMG3601", own).startswith(verdict)
    assert of_machine("VMG3601", state(), own).startswith(verdict)


@pytest.mark.parametrize(
    ("patched", "verdict"),
    [
        (date(2026, 10, 23), "pass"),
        (
            date(2026, 10, 22),
            "fail: the updates of template debian13 1 are of 2026-10-22, 32 days ago: 31 are allowed",
        ),
        (None, "fail: nothing shows up to when template debian13 1 is updated"),
    ],
)
def test_a_templates_updates_are_overdue_after_a_month(patched: date | None, verdict: str) -> None:
    """On the day after the last one that is allowed."""
    assert of_record("VMG3701", record(patched=patched)) == verdict
    assert of_machine("VMG3701", state(), record(patched=patched)) == verdict


def test_the_policy_sets_the_ages() -> None:
    """Both, each by itself."""
    ages = RegistryAges(max_patch_age_days=2, max_update_delay_days=2)
    assert of_record("VMG3701", record(), ages=ages).startswith("fail")
    assert of_record("VMG3601", record(), ages=ages).startswith("fail")


def test_an_image_that_is_not_on_record_is_another_rules_matter() -> None:
    """VMG3002 speaks of it; what has no record has no age."""
    for rule in ("VMG3003", "VMG3601", "VMG3701"):
        assert (
            of_machine(rule, state(), record(locators=(Locator("vsphere", "other", "4222-2"),)))
            == "not judged"
        )


@pytest.mark.parametrize(
    ("own", "verdict"),
    [
        (record(approval=Approval.REVOKED, explanation="was revoked on 2026-11-03 by eve: CVE-2026-1", replacement="2"),
         "fail: template debian13 1 was revoked on 2026-11-03 by eve: CVE-2026-1; take 2 instead"),
        (record(objections=(Objection(Standing.TAINTED, "parent base 1 revoked by eve", ancestor="base 1"),)),
         "fail: template debian13 1 is tainted: parent base 1 revoked by eve"),
        (record(objections=(Objection(Standing.UNVERIFIABLE, "its record does not hold"),)),
         "fail: template debian13 1 is unverifiable: its record does not hold"),
        (record(objections=(Objection(Standing.EXPIRED, "its approval is 400 days old", Expiry.APPROVAL_AGE),)),
         "fail: template debian13 1 is expired: its approval is 400 days old"),
        (record(objections=(Objection(Standing.EXPIRED, "its updates are old", Expiry.PATCH_AGE),)), "pass"),
        (record(approval=Approval.DEPRECATED), "pass"),
        (record(approval=Approval.DRAFT), "pass"),
    ],
)  # fmt: skip
def test_whatever_takes_an_approval_away_is_told_with_its_reason(own: TemplateRecord, verdict: str) -> None:
    """Its age is another rule's matter."""
    assert of_machine("VMG3003", state(), own) == verdict


def test_only_what_machines_may_be_made_from_is_judged_by_itself() -> None:
    """Not drafts, not what was revoked, and no version that another one supersedes; but all that a channel leads to."""
    records = (
        record(version="1"),
        record(version="2", supersedes="1"),
        record(version="3", supersedes="2", approval=Approval.DRAFT),
        record(name="old", version="1", approval=Approval.REVOKED),
        record(name="bad", version="1", approval=Approval.REVOKED, channels=("prod",)),
    )
    found = [thing.resource.name for thing in templates.things(TemplateRegistry(records))]
    assert found == ["debian13 2", "bad 1"]
    assert list(templates.things(None)) == []


@pytest.mark.parametrize(
    ("own", "evidence", "verdict"),
    [
        (record(), None, "pass"),
        (record(patched=date(2026, 10, 1)), None, "fail: the update level of debian13 1 was last validated"),
        (record(patched=None), None, "fail: the update level of debian13 1 was never validated"),
        (record(patched=None), about(Subject(SubjectKind.TEMPLATE, "debian13")), "pass"),
        (record(patched=None), about(Subject(SubjectKind.TEMPLATE, "debian13 1")), "pass"),
        (record(patched=None), about(Subject(SubjectKind.SITE), done=date(2026, 9, 1)), "fail"),
        (record(patched=date(2026, 1, 1), validation=Validation(date(2026, 10, 23), "bob")), None, "pass"),
    ],
)  # fmt: skip
def test_a_template_is_validated_monthly(
    own: TemplateRecord, evidence: EvidenceRegister | None, verdict: str
) -> None:
    """By what is proven to be in it, by a validation, or by evidence about it."""
    assert of_record("VMG3101", own, evidence=evidence).startswith(verdict)


@pytest.mark.parametrize(
    ("data", "evidence", "verdict"),
    [
        (state(), None, "fail: the update level of the machine was not validated in the last month"),
        (state(), about(Subject(SubjectKind.SITE)), "pass"),
        (state(), about(Subject(SubjectKind.MACHINE)), "pass"),
        (state(), about(Subject(SubjectKind.MACHINE, "web-*")), "pass"),
        (state(name="db-1"), about(Subject(SubjectKind.MACHINE, "web-*")), "fail"),
        (state(), about(Subject(SubjectKind.MACHINE), done=date(2026, 9, 1)), "fail"),
        (state(power="off"), None, "not judged"),
    ],
)  # fmt: skip
def test_a_machine_that_runs_is_validated_by_evidence(
    data: bytes, evidence: EvidenceRegister | None, verdict: str
) -> None:
    """That its template was fresh once says nothing of it."""
    assert of_machine("VMG3101", data, record(), evidence=evidence).startswith(verdict)


IMAGE = """
terraform {{
  required_providers {{
    proxmox = {{
      source = "bpg/proxmox"
    }}
  }}
}}
variable "later" {{}}
resource "proxmox_virtual_environment_download_file" "debian" {{
  node_name    = "pve1"
  datastore_id = "local"
  content_type = "import"
  url          = "{url}"
  {checksum}
}}
resource "proxmox_virtual_environment_vm" "web" {{
  name      = "web-01"
  node_name = "pve1"
  disk {{
    interface    = "scsi0"
    datastore_id = "local-lvm"
    import_from  = proxmox_virtual_environment_download_file.debian.id
  }}
}}
"""
GOOD, OTHER = "ab" * 32, "cd" * 32
SUM = 'checksum = "{}"\n  checksum_algorithm = "{}"'


@pytest.mark.parametrize(
    ("url", "checksum", "verdict"),
    [
        ("https://mirror/other.qcow2", SUM.format(GOOD, "sha256"), "pass"),
        ("https://mirror/other.qcow2", SUM.format(GOOD.upper(), "sha256"), "pass"),
        ("https://mirror/other.qcow2", SUM.format(OTHER, "sha256"), "fail: template https://mirror/other"),
        ("https://mirror/other.qcow2", SUM.format(GOOD, "sha512"), "fail: template https://mirror/other"),
        ("https://mirror/other.qcow2", "", "fail: template https://mirror/other.qcow2 is not in the registry"),
        ("https://mirror/other.qcow2", SUM.format("${var.later}", "sha256"), "unknown: required variable later"),
        ("https://images/debian.qcow2", "", "pass"),
        ("https://images/debian.qcow2", SUM.format(OTHER, "sha256"), f"fail: the file of sha256 {OTHER}"),
        ("https://images/debian.qcow2", SUM.format("${var.later}", "sha256"), "unknown: required variable later"),
    ],
)  # fmt: skip
def test_an_image_is_known_by_its_content_wherever_it_is_from(
    url: str, checksum: str, verdict: str, tmp_path: Path
) -> None:
    """What a download is held to decides; its address only where nothing is told of the content."""
    (tmp_path / "main.tf").write_text(IMAGE.format(url=url, checksum=checksum))
    locators = (
        Locator("libvirt", digest=GOOD),
        Locator("proxmox", identity="https://images/debian.qcow2", digest=GOOD),
    )
    registry = TemplateRegistry((record(locators=locators, digest=GOOD),))
    site = Site(AS_OF, registry=registry, support=read_support())
    assert said("VMG3002", things(load(tmp_path)), site).startswith(verdict)


def capture(**changes: Any) -> HypervisorSupport:
    """What a cluster supports."""
    usual: dict[str, Any] = {
        "platform": "vsphere", "endpoint": "vc", "captured": date(2026, 11, 1), "by": "ada",
        "levels": {"debian13_64Guest": "supported", "debian12_64Guest": "deprecated", "rhel7_64Guest": "legacy"},
    }  # fmt: skip
    return HypervisorSupport(**(usual | changes))


ALL_OF_IT = {"otherLinux64Guest": "unsupported", "debian 13": "supported"}


@pytest.mark.parametrize(
    ("guest", "captures", "verdict"),
    [
        ("debian13_64Guest", [capture()], "pass"),
        ("debian12_64Guest", [capture()], "pass"),
        ("rhel7_64Guest", [capture()], "fail: rhel7_64Guest is legacy on the hypervisors of vc"),
        ("rhel6_64Guest", [capture()], "fail: rhel6_64Guest or rhel 6 is not listed as supported"),
        ("otherLinux64Guest", [capture(levels={"debian 13": "supported"})], "pass"),
        ("otherLinux64Guest", [capture(levels=ALL_OF_IT)], "fail: otherLinux64Guest is unsupported"),
        ("debian13_64Guest", [], "unknown: what the hypervisors of vsphere support was never captured"),
        ("debian13_64Guest", [capture(platform="proxmox")], "unknown: what the hypervisors of vsphere"),
        ("debian13_64Guest", [capture(problem="it is signed by nobody")],
         "unknown: what the hypervisors of vc support is not proven: it is signed by nobody"),
        ("debian13_64Guest", [capture(captured=date(2026, 1, 1))],
         "unknown: what the hypervisors of vc support was captured 326 days ago: 180 are allowed"),
        ("debian13_64Guest", [capture(cluster="a"), capture(cluster="b", levels={})],
         "unknown: it depends on which cluster it runs on"),
        ("rhel7_64Guest", [capture(cluster="a"), capture(cluster="b")],
         "fail: rhel7_64Guest is legacy on the hypervisors of vc, a"),
    ],
)  # fmt: skip
def test_the_hypervisors_say_what_they_support(
    guest: str, captures: Sequence[HypervisorSupport], verdict: str
) -> None:
    """Their own word by their own identifier, and where that is generic by the system on record."""
    found = of_machine("VMG3503", state(guest=guest), record(), hypervisors=tuple(captures))
    assert found.startswith(verdict)


def test_the_sites_own_word_prolongs_the_vendors_support() -> None:
    """A contract, say, that somebody signed for."""
    rhel = record(system=GuestSystem("rhel", "7"))
    assert of_record("VMG3501", rhel) == "fail: rhel 7 is out of vendor support since 2024-06-30"
    contract = record(
        system=GuestSystem("rhel", "7"), support=SupportOverride(date(2027, 6, 30), "ELS", "bob")
    )
    assert of_record("VMG3501", contract) == "pass"
    over = record(system=GuestSystem("rhel", "7"), support=SupportOverride(date(2026, 6, 30), "ELS", "bob"))
    assert of_record("VMG3501", over) == "fail: rhel 7 is out of vendor support since 2026-06-30"
    unsaid = "unknown: the registry does not say which system the template has"
    assert of_record("VMG3501", record(system=None)) == unsaid
    unproven = "fail: the record of debian13 1 does not say which"
    assert of_record("VMG3502", record(system=None)) == f"{unproven} system the template has"
    assert of_record("VMG3502", record(system=GuestSystem("ubuntu"))) == f"{unproven} ubuntu the template has"
    assert of_record("VMG3502", record()) == "pass"

"""What the rules about machines say that their pages do not show: approvals, templates, support, commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.rules.configuration import machine

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Judged = Callable[..., str]


def test_an_approval_is_for_its_machine_and_its_time(judged: Judged) -> None:
    """A device is in order when an approval for it and for its machine has not ended."""
    main = machine(more='host_system_id = "host-12"\n  pci_device_id = ["0000:3b:00.0"]')
    entry = '[[device]]\nvm = "%s"\ndevice = "pci:*"\nreason = "lab"\napproved_by = "ciso@example.edu"\n'
    assert judged("VMG2501", main, entry % "web-*") == "pass"
    assert "is not approved for this machine" in judged("VMG2501", main, entry % "gpu-*")
    assert "had its approval until 2026-11-22" in judged(
        "VMG2501", main, entry % "web-*" + "until = 2026-11-22\n"
    )
    assert judged("VMG2501", main, entry % "web-*" + "until = 2026-11-23\n") == "pass"


RECORD = """
name = "debian-13"
version = "%s"
approval = "%s"
system = {id = "debian", version = "13"}
[[locator]]
platform = "vsphere"
%s
"""
FROM_UUID = machine(more='clone {\n template_uuid = "4230-1"\n}')
FROM_NAME = """
data "vsphere_virtual_machine" "tpl" {
  name = "tpl-debian13"
}
""" + machine(more="clone {\n template_uuid = data.vsphere_virtual_machine.tpl.id\n}")


@pytest.mark.parametrize(
    ("main", "records", "verdict"),
    [
        (FROM_UUID, {}, "unknown: no template registry"),
        (FROM_UUID, {"a": RECORD % (1, "approved", 'identity = "4230-1"')}, "pass"),
        (
            FROM_UUID,
            {"a": RECORD % (1, "draft", 'identity = "4230-1"')},
            "fail: template debian-13 1 is not approved (draft)",
        ),
        (
            FROM_UUID,
            {"a": RECORD % (1, "approved", 'identity = "4230-2"')},
            "fail: template 4230-1 is not in the registry",
        ),
        (
            FROM_UUID,
            {"a": RECORD % (1, "approved", 'name = "tpl-debian13"')},
            "unknown: the registry has templates by name only, and the name of 4230-1 is not told",
        ),
        (FROM_NAME, {"a": RECORD % (1, "approved", 'name = "tpl-debian13"\nidentity = "4230-1"')}, "pass"),
        (
            FROM_NAME,
            {
                "a": RECORD % (1, "approved", 'name = "tpl-debian13"'),
                "b": RECORD % (2, "approved", 'name = "tpl-debian13"'),
            },
            "fail: template tpl-debian13 is ambiguous: the registry has debian-13 1, debian-13 2",
        ),
        (
            FROM_NAME,
            {
                "a": RECORD % (1, "revoked", 'name = "tpl-debian13"\nidentity = "4230-1"'),
                "b": RECORD % (2, "approved", 'name = "tpl-debian13"\nidentity = "4230-2"'),
            },
            "unknown: data source not read",
        ),
    ],
)
def test_a_template_is_found_by_identity_or_name(
    judged: Judged, main: str, records: dict[str, str], verdict: str
) -> None:
    """The registry decides, and what it cannot decide stays open."""
    assert judged("VMG3002", main, **records) == verdict


def test_absent_keys_are_the_policys_matter(judged: Judged) -> None:
    """A key that is not written fails, unless the site relies on the hypervisor's default."""
    assert "is not disabled: the key is not set" in judged("VMG3201", machine())
    assert "is not disabled: the key is not set" in judged("VMG3202", machine())
    relies = '[policy]\ncopy_paste_absent = "pass"\n'
    assert judged("VMG3201", machine(), relies) == "pass"
    assert judged("VMG3202", machine(), relies) == "pass"


@pytest.mark.parametrize(
    ("guest", "accept", "verdict"),
    [
        ("debian12_64Guest", "false", "fail: debian 12 is out of vendor support since 2026-07-11"),
        ("debian12_64Guest", "true", "pass"),
        ("debian10_64Guest", "true", "fail: debian 10 is out of vendor support since 2024-06-30"),
        ("windows8Guest", "false", "fail: windows 8 is out of vendor support since 2016-01-12"),
        ("ubuntu64Guest", "false", "unknown: no end of support is known for ubuntu"),
        ("otherGuest", "false", "unknown: the guest operating system cannot be told"),
    ],
)
def test_support_ends_as_the_policy_counts_it(
    judged: Judged,
    guest: str,
    accept: str,
    verdict: str,
) -> None:
    """Support that is bought counts only where the site accepts it; releases that are all out of support fail."""
    policy = f"[policy]\naccept_paid_support = {accept}\n"
    assert judged("VMG3501", machine(more=f'guest_id = "{guest}"'), policy) == verdict


def test_the_registry_makes_a_family_exact(judged: Judged) -> None:
    """A record of the product that the identifier names gives the release; one of another product does not."""
    main = FROM_NAME.replace('name             = "web-01"', 'name = "web-01"\n  guest_id = "%s"')
    record = RECORD % (1, "approved", 'name = "tpl-debian13"')
    ubuntu = record.replace('id = "debian", version = "13"', 'id = "ubuntu", version = "20.04"')
    assert judged("VMG3501", main % "ubuntu64Guest", a=ubuntu).startswith(
        "fail: ubuntu 20.04 is out of vendor"
    )
    family = "unknown: no end of support is known for ubuntu"
    assert judged("VMG3501", main % "ubuntu64Guest", a=record) == family
    assert judged("VMG3501", main % "otherLinux64Guest", a=record) == "pass"
    assert judged("VMG3502", main % "ubuntu64Guest", a=record) == "pass"


def test_a_command_is_judged_by_what_is_known_of_it(judged: Judged) -> None:
    """A tool that builds infrastructure fails, another command does not."""
    main = 'resource "terraform_data" "one" {\n  provisioner "local-exec" {\n    command = "%s"\n  }\n}\n'
    assert judged("VMG0301", main % "virsh define web.xml").startswith("fail: runs virsh")
    assert judged("VMG0301", main % "echo done") == "pass"


def test_a_type_that_nobody_knows_is_a_finding(judged: Judged) -> None:
    """A machine of a provider that is not covered does not pass unseen."""
    main = 'resource "ovirt_vm" "web" {\n  name = "web-01"\n}\n'
    assert judged("VMG0301", main) == "fail: creates a virtual machine of a type that is not covered"


@pytest.mark.parametrize(
    ("days", "guest", "verdict"),
    [
        (93, "debian13_64Guest", "pass"),
        (92, "debian13_64Guest", "unknown: the support data are 93 days old, and the policy allows 92"),
        (47, "debian13_64Guest", "unknown: the support data are 93 days old, and the policy allows 47"),
        (40, "debian13_64Guest", "fail: nothing shows that debian 13 is supported: the support data are 93"),
        (40, "debian10_64Guest", "fail: debian 10 is out of vendor support since 2022-09-10"),
    ],
)
def test_old_support_data_show_nothing(judged: Judged, days: int, guest: str, verdict: str) -> None:
    """What was supported when the data were made need not be any more; what was not then is not now."""
    policy = f"[registry]\nmax_support_data_age_days = {days}\n"
    assert judged("VMG3501", machine(more=f'guest_id = "{guest}"'), policy).startswith(verdict)


def test_a_site_may_keep_newer_support_data(judged: Judged, tmp_path: Path) -> None:
    """The policy names the file, relative to itself."""
    file = tmp_path / "support.json"
    file.write_text(
        '{"schema": "vmgate.os_support/v1", "as_of": "2026-11-01",'
        ' "products": {"debian": {"13": {"vendor": "2026-11-22"}}}}'
    )
    policy = f'[registry]\nsupport_data = "{file}"\n'
    main = machine(more='guest_id = "debian13_64Guest"')
    assert judged("VMG3501", main, policy) == "fail: debian 13 is out of vendor support since 2026-11-22"


def test_an_ignored_mark_is_a_fault_where_the_site_marks_machines_by_it(judged: Judged) -> None:
    """Tags decide nothing, unless the site says that they do."""
    main = machine(more='tags = ["urn:1"]\n  lifecycle {\n    ignore_changes = [tags]\n  }')
    assert judged("VMG0302", main) == "pass"
    assert judged("VMG0302", main, '[vm_states]\nunused = ["name:old-*"]\n') == "pass"
    told = "fail: changes of tags, which mark machines of this site, are ignored"
    assert judged("VMG0302", main, '[vm_states]\nunused = ["tag:lifecycle/unused"]\n') == told

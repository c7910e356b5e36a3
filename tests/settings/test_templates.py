"""The template registry as a directory of TOML files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vmgate.errors import ExitCode, InputError
from vmgate.model.templates import Approval, GuestSystem, Locator, TemplateRecord
from vmgate.settings import read_registry

if TYPE_CHECKING:
    from pathlib import Path

DEBIAN = """
name = "debian13-base"
version = "2026.11"
approval = "approved"
system = { id = "debian", version = "13" }

[[locator]]
platform = "vsphere"
name = "tpl-debian13-2026.11"
identity = "4203B5C9-0000-0000-0000-000000000001"
endpoint = "vcenter.example.edu"

[[locator]]
platform = "proxmox"
identity = 9013
"""


def test_a_record_says_what_the_image_is_and_how_platforms_name_it(tmp_path: Path) -> None:
    """All of a record arrives, a machine's number as text."""
    (tmp_path / "debian").mkdir()
    (tmp_path / "debian" / "13.toml").write_text(DEBIAN)
    registry = read_registry(tmp_path)
    assert registry is not None
    uuid = "4203B5C9-0000-0000-0000-000000000001"
    locators = (
        Locator("vsphere", "tpl-debian13-2026.11", uuid, "vcenter.example.edu"),
        Locator("proxmox", identity="9013"),
    )
    record = TemplateRecord(
        "debian13-base", "2026.11", Approval.APPROVED, "debian/13.toml", GuestSystem("debian", "13"), locators
    )
    assert registry.records == (record,)
    assert registry.by_identity("vsphere", uuid.lower()) == [(record, locators[0])]
    assert registry.by_identity("proxmox", "9013") == [(record, locators[1])]
    assert registry.by_name("vsphere", "tpl-debian13-2026.11") == [(record, locators[0])]


def test_records_come_from_all_below_in_the_order_of_their_paths(tmp_path: Path) -> None:
    """Files of other kinds are none of the registry's."""
    (tmp_path / "b").mkdir()
    for name in ("b/2.toml", "a.toml", "b/1.toml"):
        (tmp_path / name).write_text(DEBIAN)
    (tmp_path / "README.md").write_text("not a record")
    registry = read_registry(tmp_path)
    assert registry is not None
    assert [record.path for record in registry.records] == ["a.toml", "b/1.toml", "b/2.toml"]


def test_two_records_may_claim_one_image(tmp_path: Path) -> None:
    """That is for a rule to judge: both are found."""
    (tmp_path / "a.toml").write_text(DEBIAN)
    (tmp_path / "b.toml").write_text(DEBIAN.replace("approved", "revoked"))
    registry = read_registry(tmp_path)
    assert registry is not None
    found = registry.by_identity("proxmox", "9013")
    assert [record.approval for record, _ in found] == [Approval.APPROVED, Approval.REVOKED]


def test_no_directory_is_no_registry_and_an_empty_one_is_empty(tmp_path: Path) -> None:
    """None is unknown; a registry without records approves nothing."""
    assert read_registry(tmp_path / "absent") is None
    registry = read_registry(tmp_path)
    assert registry is not None
    assert not registry.records


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            '"approved"',
            '"aproved"',
            (
                '4: approval in the file is "aproved", which is not one of draft, approved, deprecated, revoked; '
                'did you mean "approved"?'
            ),
        ),
        (
            'version = "2026.11"\n',
            "version = 2026.11\n",
            '3: version in the file takes text, not a number; write "2026.11"',
        ),
        ('version = "2026.11"\n', "", "1: the file needs the key version"),
        ('"13"', "13", '5: version in [system] takes text, not a number; write "13"'),
        (
            'platform = "vsphere"',
            'platfrom = "vsphere"',
            '8: unknown key "platfrom" in [[locator]]; did you mean "platform"?',
        ),
        (
            '"vsphere"',
            '"vshpere"',
            (
                '8: platform in [[locator]] is "vshpere", which is not one of vsphere, proxmox, libvirt, '
                "nutanix, xenorchestra, openstack, aws, azure, gcp; "
                'did you mean "vsphere"?'
            ),
        ),
        ("identity = 9013", "", "13: [[locator]] needs one of the keys name, identity, digest"),
        ("9013", "true", "15: identity in [[locator]] takes text, not true"),
        ("9013", "9013 x", "15: not TOML: expected newline or end of document after a statement"),
    ],
)
def test_a_record_that_cannot_be_read_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    """A broken record is never passed over: there is no verdict without it."""
    (tmp_path / "record.toml").write_text(DEBIAN.replace(old, new))
    with pytest.raises(InputError) as raised:
        read_registry(tmp_path)
    assert raised.value.exit_code is ExitCode.NO_VERDICT
    messages = str(raised.value).replace(f"{tmp_path.as_posix()}/", "").splitlines()
    assert f"record.toml:{said}" in messages


def test_a_file_is_no_registry(tmp_path: Path) -> None:
    """A path that is not a directory is a mistake, not an absent registry."""
    (tmp_path / "record.toml").write_text(DEBIAN)
    with pytest.raises(InputError, match="not a directory"):
        read_registry(tmp_path / "record.toml")

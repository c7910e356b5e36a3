"""The register of exceptions, read from files."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.signing.keys import Key, make
from vmgate import settings
from vmgate.errors import InputError, UsageError
from vmgate.settings.exceptions import NAMESPACE, signature_of

if TYPE_CHECKING:
    from pathlib import Path

    from vmgate.model.exceptions import Waiver

POLICY = '[organization]\nmanagement = ["ciso@example.edu"]\n'
RECORD = """# why: SEC-118
rule = "VMG3201"
address = 'module.app.vsphere_virtual_machine.vm["web-1"]'
attribute = 'extra_config["isolation.tools.copy.disable"]'
reason = "screen readers"
ticket = "SEC-118"
requested_by = "lab@example.edu"
requested = 2026-11-01
approved_by = "ciso@example.edu"
approved = 2026-11-02
start = 2026-11-02
end = 2027-01-31
"""


def register(
    directory: Path, policy: str = POLICY, folder: str = "exceptions", **records: str
) -> list[Waiver]:
    """The exceptions of a site with these records."""
    (directory / folder).mkdir(exist_ok=True)
    for name, text in records.items():
        (directory / folder / f"{name}.toml").write_text(text)
    (directory / "vmgate.toml").write_text(policy)
    site = settings.load(directory / "vmgate.toml", date(2026, 11, 23), ["VMG3201"])
    assert site.exceptions is not None
    assert site.exceptions.scope == str(directory.resolve())
    return list(site.exceptions.waivers)


def test_an_exception_is_a_file_and_its_keys_have_lines(tmp_path: Path) -> None:
    """What is not written is where the file begins."""
    (one,) = register(tmp_path, lab=RECORD)
    assert (one.name, one.rules, one.ticket) == ("lab", ("VMG3201",), "SEC-118")
    assert str(one.address) == 'module.app.vsphere_virtual_machine.vm["web-1"]'
    assert (one.start, one.end) == (date(2026, 11, 2), date(2027, 1, 31))
    assert {key: place.line for key, place in one.places.items() if key in ("", "rule", "end")} == {
        "": 1,
        "rule": 2,
        "end": 12,
    }
    assert not one.inline


def test_a_site_without_the_folder_has_no_register(tmp_path: Path) -> None:
    """An empty folder is one without exceptions."""
    (tmp_path / "vmgate.toml").write_text(POLICY)
    assert settings.load(tmp_path / "vmgate.toml", date(2026, 11, 23), []).exceptions is None
    assert register(tmp_path) == []


def test_the_policy_says_where_it_is(tmp_path: Path) -> None:
    """From its own directory; other files in it are none."""
    (tmp_path / "waivers").mkdir()
    (tmp_path / "waivers" / "README.md").write_text("exceptions")
    policy = f'{POLICY}[exceptions]\npath = "waivers"\n'
    assert [one.name for one in register(tmp_path, policy, "waivers", b=RECORD, a=RECORD)] == ["a", "b"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("ticket", "tiket", ':6: unknown key "tiket" in the file; did you mean "ticket"?'),
        ('"SEC-118"\nreq', "118\nreq", ":6: ticket in the file takes text"),
        ("end = 2027-01-31", "end = never", ":12: not TOML"),
        (
            '["web-1"]',
            "[web-1]",
            ':3: address in the file is "module.app.vsphere_virtual_machine.vm[web-1]", which is',
        ),
        ('rule = "VMG3201"\n', "", ":1: the file needs the key rule"),
    ],
)
def test_a_file_of_another_form_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    """There is no verdict without the whole register."""
    with pytest.raises(InputError) as caught:
        register(tmp_path, lab=RECORD.replace(old, new))
    assert message in str(caught.value)


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Key:
    """The key of the chief information security officer."""
    return make(tmp_path_factory.mktemp("keys"), "ed25519")


def _signed(directory: Path, key: Key, line: str, namespace: str = NAMESPACE) -> str | None:
    """Why the signature of a record by a key proves nothing, with this line as the only key of the policy."""
    folder = directory / "exceptions"
    folder.mkdir()
    (folder / "lab.toml").write_text(RECORD)
    signature_of(folder / "lab.toml").write_bytes(key.sign(RECORD.encode(), namespace))
    (one,) = register(
        directory, f"{POLICY}[exceptions]\nrequire_signature = true\napprover_keys = ['{line}']\n"
    )
    return one.unproven


def test_the_approvers_signature_proves_the_approval(tmp_path: Path, key: Key) -> None:
    """Made by ssh-keygen over the file, for exceptions, by the key that the policy has of the approver."""
    assert _signed(tmp_path, key, f"ciso@example.edu {key.public}") is None


@pytest.mark.parametrize(
    ("line", "namespace", "reason"),
    [
        ("dean@example.edu {key}", NAMESPACE, "which is not the key of ciso@example.edu"),
        ("ciso@example.edu {key}", "file", 'is for "file", not for "vmgate-exception"'),
        ('ciso@example.edu valid-before="20261101Z" {key}', NAMESPACE, "which is not valid after 2026-11-01"),
    ],
)
def test_another_signature_proves_nothing(
    tmp_path: Path, key: Key, line: str, namespace: str, reason: str
) -> None:
    """The key has to be allowed on the day of the approval."""
    found = _signed(tmp_path, key, line.format(key=key.public), namespace)
    assert found is not None
    assert reason in found


def test_a_changed_file_is_not_the_one_that_was_signed(tmp_path: Path, key: Key) -> None:
    """Nor is one without a signature; where the policy asks for none, none is looked at."""
    line = f"ciso@example.edu {key.public}"
    assert _signed(tmp_path, key, line) is None
    policy = f"{POLICY}[exceptions]\nrequire_signature = true\napprover_keys = ['{line}']\n"
    longer = RECORD.replace("2027-01-31", "2027-02-28")
    lab, new = register(tmp_path, policy, lab=longer, new=RECORD)
    assert lab.unproven == "the signature does not belong to this content"
    assert new.unproven == "the exception is not signed, and the policy requires it"
    assert [one.unproven for one in register(tmp_path, POLICY)] == [None, None]


def test_a_draft_is_well_formed(tmp_path: Path) -> None:
    """What it still needs is a matter of the rule on exceptions."""
    (one,) = register(tmp_path, draft='rule = "VMG3201"\naddress = "a.b"\n')
    assert (one.approved_by, one.end, one.unproven) == (None, None, None)


def test_a_key_that_is_none_is_a_mistake_of_the_policy(tmp_path: Path) -> None:
    """Told with its line, like every other."""
    with pytest.raises(UsageError, match=r"vmgate.toml:4: approver_keys .* number 1, that is not a name"):
        register(tmp_path, f'{POLICY}[exceptions]\napprover_keys = ["ciso@example.edu"]\n')

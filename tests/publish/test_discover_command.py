"""What is in use already: templates by plans, states and source, and what hypervisors say they support."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.publish.answers import answered
from tests.publish.test_publish_command import Shop, keys, shop
from tests.registry.author import ADA
from vmgate.cli import main
from vmgate.errors import InputError
from vmgate.publish.hypervisors import read_levels

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["keys", "shop"]

PROJECT = Path(__file__).parent.parent.parent
CAMPUS = PROJECT / "examples" / "campus"
POLICY = ["--config", str(CAMPUS / "vmgate.toml"), "--as-of", "2026-11-23"]


def discovered(*arguments: str, code: int = 0) -> str:
    """What `vmgate template discover` prints."""
    result = CliRunner().invoke(main, ["template", "discover", *arguments])
    assert result.exit_code == code, result.output
    return result.stdout


def as_data(*arguments: str) -> dict[str, Any]:
    """The same as data."""
    found: dict[str, Any] = json.loads(discovered(*arguments, "-f", "json"))
    return found


def titled(found: dict[str, Any], name: str) -> dict[str, Any]:
    """The template of a name, of which there is one."""
    [one] = [one for one in found["templates"] if one["name"] == name]
    return dict(one)


@pytest.mark.parametrize(
    "paths",
    [
        ("broken",),
        ("broken/plan.json",),
        ("broken", "broken/plan.json"),
    ],
)
def test_templates_in_use_are_listed_with_their_machines(paths: Sequence[str]) -> None:
    """On record or not, from source and from a plan; both together tell of one template, not of two."""
    found = as_data(*(str(CAMPUS / path) for path in paths), *POLICY)
    assert found["schema"] == "vmgate.templates-in-use/v1"
    assert len(found["templates"]) == 5
    good = titled(found, "tpl-debian13-2026.11")
    assert [(one["name"], one["state"]) for one in good["records"]] == [("debian13", "approved")]
    assert len(good["machines"]) == 7 * len(paths)
    assert titled(found, "tpl-debian13-2025.09")["records"][0]["state"] == "revoked"
    assert (
        titled(found, "tpl-debian13-test")["problem"] == "template tpl-debian13-test is not in the registry"
    )


def test_the_text_ends_with_how_many_are_on_record() -> None:
    """A paragraph each."""
    text = discovered(str(CAMPUS / "broken"), *POLICY)
    assert "tpl-centos7-2024.05  vsphere, vcenter.campus.example.edu\n  centos7 2024.05: expired\n" in text
    assert text.endswith("5 templates in use, 4 of them on record.\n")


def test_without_a_registry_nothing_is_on_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which is where a site begins; what cannot be told is said with its reason."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "main.tf").write_text(
        'variable "tpl" {}\nresource "vsphere_virtual_machine" "a" {\n  name = "a"\n'
        "  clone {\n    template_uuid = var.tpl\n  }\n}\n"
    )
    found = as_data(".")
    assert found["templates"] == []
    assert found["untold"] == [
        {"address": "vsphere_virtual_machine.a", "reason": "required variable tpl has no value"}
    ]
    found = as_data(str(CAMPUS / "compliant"), "--no-config")
    assert {one["problem"] for one in found["templates"]} == {"no template registry"}


def test_a_draft_is_signed_and_added_as_any_fact(shop: Shop) -> None:
    """It has what the configuration tells: locator, and the system that the machines say they run."""
    (shop.directory / "main.tf").write_text(
        'resource "vsphere_virtual_machine" "a" {\n  name     = "a"\n  guest_id = "debian13_64Guest"\n'
        '  clone {\n    template_uuid = "4230-77"\n  }\n}\n'
    )
    given = ["--registry", "templates", "--as-of", "2026-11-23", "--draft", "drafts", "--by", ADA]
    assert "4230-77" in discovered("main.tf", *given)
    file = Path("drafts/4230-77.json")
    draft = json.loads(file.read_text())
    assert draft["system"] == {"id": "debian", "version": "13"}
    assert draft["locators"] == [{"platform": "vsphere", "identity": "4230-77"}]
    sign = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(shop.keys[ADA].file), "-n", "vmgate-image", str(file)]
    subprocess.run(sign, check=True, capture_output=True)
    shop.template("add", str(file))
    assert as_data("main.tf", *given[:4])["templates"][0]["records"][0]["state"] == "draft"
    assert "no record" not in discovered("main.tf", *given[:4])


def test_a_draft_has_an_owner_and_overwrites_nothing(shop: Shop) -> None:
    """Somebody may have begun to complete it."""
    shutil.copytree(CAMPUS / "broken", shop.directory / "broken")
    given = ["broken", "--registry", "templates", "--draft", "drafts"]
    discovered(*given, code=2)
    discovered(*given, "--by", ADA)
    assert min(file.name for file in Path("drafts").iterdir()) == "centos7-2024.05.json"
    discovered(*given, "--by", ADA, code=2)


GOVC = {
    "configOption": {
        "guestOSDescriptor": [
            {
                "id": "debian13_64Guest",
                "fullName": "Debian 13",
                "supportLevel": "supported",
                "supportedForCreate": True,
            },
            {"id": "rhel6_64Guest", "supportLevel": "legacy", "supportedForCreate": True},
            {"id": "winNTGuest", "supportLevel": "supported", "supportedForCreate": False},
        ]
    }
}
LEVELS = {"debian13_64Guest": "supported", "rhel6_64Guest": "legacy", "winNTGuest": "terminated"}


@pytest.mark.parametrize(
    "document",
    [
        GOVC,
        GOVC["configOption"],
        GOVC["configOption"]["guestOSDescriptor"],
        {"GuestOSDescriptor": [{"Id": key, "SupportLevel": level} for key, level in LEVELS.items()]},
        LEVELS,
    ],
)
def test_hypervisors_are_read_in_every_spelling(document: object) -> None:
    """What may not be created any more is not supported, whatever its level."""
    assert read_levels(json.dumps(document).encode(), "x.json") == LEVELS


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{}", "it lists no guest system"),
        ('{"debian 13": "yes"}', "'yes' is no level of support"),
        ('{"debian 13": 1}', "debian 13 has to be text"),
        ('[{"id": "x"}]', "supportLevel has to be text"),
        ("[1]", "list has to be a list of objects"),
        ("x", "it is not JSON"),
    ],
)
def test_what_is_no_list_of_systems_is_told(text: str, told: str) -> None:
    """With the file's name."""
    with pytest.raises(InputError, match=told):
        read_levels(text.encode(), "x.json")


@settings(deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=30).map(lambda text: json.dumps([{"id": text}]).encode()))
def test_no_list_crashes_the_reader(data: bytes) -> None:
    """Whatever somebody captured."""
    assert answered(lambda: read_levels(data, "x.json")).startswith(("read", "x.json: "))


def test_a_capture_is_a_fact_that_the_gate_believes(shop: Shop) -> None:
    """Signed by who may; the rule then has an answer."""
    Path("supported.json").write_text(json.dumps(GOVC))
    shop.template(
        "capture", "supported.json", "--endpoint", "VC.example.edu", "--cluster", "cl-general", by=ADA
    )
    [file] = Path("templates/hypervisors").rglob("*.json")
    assert file.as_posix().startswith("templates/hypervisors/vsphere/vc.example.edu/cl-general/")
    assert json.loads(file.read_text())["guests"] == LEVELS
    shop.template("verify")
    said = shop.template("capture", "nowhere.json", "--endpoint", "vc", by=ADA, code=2)
    assert "nowhere.json: cannot be read" in said

"""From a build to a gate that is open, and shut again: `vmgate template publish` and what follows it."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from tests.registry.author import ADA, BOB
from tests.signing.keys import make
from vmgate.cli import main

if TYPE_CHECKING:
    from tests.signing.keys import Key

PROJECT = Path(__file__).parent.parent.parent
ARCHIVE = Path(__file__).parent / "archive"
PLAN = PROJECT / "tests" / "rules" / "template_not_approved" / "good-1.plan.json"
RUN = "883634f1-1a1b-be8a-ce17-29bfa7f76061"
UUID = "872dc0b5-15cf-1516-2d8f-0bcc9bb99620"
FRIDAY = 1795219200  # 2026-11-21T00:00:00Z


@dataclass
class Shop:
    """Where templates are built: a directory with a registry, a manifest and evidence, and the keys of two people."""

    directory: Path
    keys: dict[str, Key]

    def template(self, *arguments: str, by: str | None = None, day: str = "2026-11-23", code: int = 0) -> str:
        """Run `vmgate template …`; what it printed."""
        key = ["--key", str(self.keys[by].file)] if by else []
        given = ["template", arguments[0], "--registry", "templates", "--as-of", day, *key, *arguments[1:]]
        result = CliRunner().invoke(main, given)
        assert result.exit_code == code, result.output + repr(result.exception)
        return result.output

    def publish(self, version: str, *arguments: str, code: int = 0, day: str = "2026-11-23") -> str:
        """Publish the image that was built."""
        evidence = ["--evidence", "evidence", "--keyring", str(ARCHIVE / "keyring.gpg")]
        given = ["publish", f"debian13@{version}", "packer-manifest.json", *evidence, *arguments]
        return self.template(*given, by=ADA, code=code, day=day)

    def check(self, *arguments: str, day: str = "2026-11-23") -> tuple[int, dict[str, Any]]:
        """Judge a plan by the rules on templates."""
        rules = [part for rule in ("VMG3002", "VMG3003", "VMG3601", "VMG3701") for part in ("--rule", rule)]
        given = ["check", str(PLAN), "--registry", "templates", "--as-of", day, "-f", "json", *rules]
        result = CliRunner().invoke(main, [*given, *arguments])
        return result.exit_code, json.loads(result.stdout)

    def build(self, **changes: Any) -> None:
        """What Packer leaves behind."""
        one = {
            "name": "debian13", "builder_type": "vsphere-iso", "build_time": FRIDAY, "files": None,
            "artifact_id": "tpl-debian13", "packer_run_uuid": RUN, "custom_data": {"uuid": UUID},
        } | changes  # fmt: skip
        self.manifest(one)

    def manifest(self, *builds: dict[str, Any]) -> None:
        """A manifest of some builds."""
        document = {"builds": builds, "last_run_uuid": RUN}
        (self.directory / "packer-manifest.json").write_text(json.dumps(document))


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Key]:
    """Keys that the real ssh-keygen made."""
    directory = tmp_path_factory.mktemp("keys")
    return {person: make(directory, "ed25519", name=person.partition("@")[0]) for person in (ADA, BOB)}


@pytest.fixture
def shop(tmp_path: Path, keys: dict[str, Key], monkeypatch: pytest.MonkeyPatch) -> Shop:
    """A registry, and an image that was just built with evidence of its updates."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    monkeypatch.chdir(tmp_path)
    own = Shop(tmp_path, keys)
    signers = tmp_path / "allowed_signers"
    signers.write_text("".join(f"{person} {key.public}\n" for person, key in keys.items()))
    own.template(
        "init", "--owner", ADA, "--approver", BOB, "--signers", str(signers), by=ADA, day="2026-11-20"
    )
    (tmp_path / "evidence").mkdir()
    for name in ("InRelease", "Packages", "status", "os-release"):
        shutil.copy(ARCHIVE / name, tmp_path / "evidence" / name)
    own.build()
    return own


def test_a_plan_passes_once_its_template_is_approved_and_fails_once_it_is_revoked(shop: Shop) -> None:
    """The whole road: publish, approve, gate, revoke, deny."""
    code, report = shop.check()
    assert code == 1
    assert {one["message"] for one in report["results"]} == {"the template registry is empty"}
    said = shop.publish("2026.11")
    assert "updates: until 2026-11-21 00:53 UTC" in said
    assert f"vsphere: tpl-debian13, {UUID}" in said
    code, report = shop.check()
    assert [one["message"] for one in report["results"]] == [
        "template debian13 2026.11 is not approved (draft)"
    ]
    shop.template("approve", "debian13@2026.11", by=BOB)
    code, report = shop.check("--verdicts", "all")
    assert code == 0, report["results"]
    assert {one["rule"] for one in report["results"]} == {"VMG3002", "VMG3003", "VMG3601", "VMG3701"}
    code, report = shop.check(day="2027-01-10")
    assert {one["rule"] for one in report["results"]} == {"VMG3701"}
    shop.template("verify")
    shop.template("revoke", "debian13@2026.11", "--reason", "CVE-2026-1234", by=BOB)
    code, report = shop.check()
    assert code == 1
    assert any("CVE-2026-1234" in one["message"] for one in report["results"])


def test_the_record_is_complete(shop: Shop) -> None:
    """It says what was built and by what it is shown, and every piece of that is kept under its digest."""
    shop.publish(
        "2026.11", "--title", "Debian 13 for servers", "--parent", f"debian-13.1-amd64.iso={'ab' * 32}"
    )
    files = {file.relative_to("templates").as_posix(): file.read_bytes() for file in Path("templates").rglob("*")
             if file.is_file()}  # fmt: skip
    record = json.loads(files["images/debian13/2026.11/image.json"])
    assert record["system"] == {"id": "debian", "version": "13"}
    assert record["locators"] == [{"platform": "vsphere", "name": "tpl-debian13", "identity": UUID}]
    assert record["build"]["run"] == RUN
    assert record["parents"] == [{"name": "debian-13.1-amd64.iso", "digest": f"sha256:{'ab' * 32}"}]
    assert record["patch"]["until"] == "2026-11-21T00:53:02Z"
    kinds = {one["type"] for one in record["evidence"]}
    assert kinds == {"packer-manifest", "apt-inrelease", "dpkg-status", "os-release"}
    for digest in (*(one["digest"] for one in record["evidence"]), record["patch"]["evidence"]):
        assert f"evidence/sha256/{digest.removeprefix('sha256:')}" in files


def test_what_a_signature_does_not_cover_is_said_in_the_record(shop: Shop) -> None:
    """Without a keyring that knows the archive the evidence is there, and not verified."""
    given = ["publish", "debian13@1", "packer-manifest.json", "--evidence", "evidence"]
    said = shop.template(*given, "--keyring", "evidence/os-release", by=ADA)
    assert "by apt-inrelease (not verified)" in said
    record = json.loads(Path("templates/images/debian13/1/image.json").read_text())
    summary = Path("templates/evidence/sha256", record["patch"]["evidence"].removeprefix("sha256:"))
    assert json.loads(summary.read_text())["signed_by"] is None


def test_files_are_hashed_and_several_builders_are_several_locators(shop: Shop) -> None:
    """One image for two platforms, of which one has files."""
    disk = shop.directory / "out" / "debian13.qcow2"
    disk.parent.mkdir()
    disk.write_bytes(b"image")
    common = {"name": "debian13", "build_time": FRIDAY, "packer_run_uuid": RUN}
    qemu = {**common, "builder_type": "qemu", "artifact_id": "VM", "custom_data": None,
            "files": [{"name": "out/debian13.qcow2", "size": 5}]}  # fmt: skip
    proxmox = {
        **common,
        "builder_type": "proxmox-iso",
        "artifact_id": "9013",
        "files": None,
        "custom_data": None,
    }
    shop.manifest(qemu, proxmox)
    assert "say which were to be built" in shop.publish("1", code=2)
    assert "qemu.debian12 is missing" in shop.publish("1", "--expect", "qemu.debian12", code=1)
    shop.publish("1", "--expect", "qemu.debian13", "--expect", "proxmox-iso.debian13")
    record = json.loads(Path("templates/images/debian13/1/image.json").read_text())
    digest = "sha256:6105d6cc76af400325e94d588ce511be5bfdbb73b437dc51eca43917d7a43e3d"
    assert record["digest"] == digest
    assert record["locators"] == [
        {"platform": "libvirt", "digest": digest},
        {"platform": "proxmox", "identity": "9013"},
    ]
    sums = shop.directory / "evidence" / "sums.txt"
    sums.write_text(f"{'cd' * 32}\tdebian13.qcow2\n{digest.removeprefix('sha256:')}\tdebian13.qcow2\n")
    assert "and debian13 1 not before that" in shop.publish("2", "--expect", "debian13", code=1)
    sums.write_text(f"{'cd' * 32}  out/debian13.qcow2\n")
    assert "it was changed since it was built" in shop.publish("2", "--expect", "debian13", code=1)
    sums.write_text(f"{'cd' * 32}  out/debian13.qcow2\nhello\n")
    assert "sums.txt:2: it is no sha256" in shop.publish("2", "--expect", "debian13", code=3)
    sums.unlink()
    disk.write_bytes(b"other image")
    assert "has 11 bytes, and the manifest says 5" in shop.publish("2", "--expect", "debian13", code=1)
    disk.unlink()
    assert "is not in" in shop.publish("2", "--expect", "debian13", code=1)


@pytest.mark.parametrize(
    ("changes", "arguments", "code", "told"),
    [
        ({"packer_run_uuid": "old"}, [], 1, "none of its 1 builds is of its last run"),
        ({}, ["--run", "another"], 1, "it is stale"),
        ({"custom_data": None}, [], 1, "vsphere knows it by its name alone (tpl-debian13)"),
        ({"custom_data": {"uuid": "<unknown>"}}, [], 1, "custom_data.uuid is <unknown>"),
        ({"builder_type": "lxd"}, [], 1, "what the builder lxd makes is not known"),
        ({"builder_type": "null"}, [], 1, "the null builder builds no image"),
        ({"build_time": 1795600000}, [], 1, "which is yet to come"),
        (
            {},
            ["--locator", f"platform=vsphere,identity=x{UUID}"],
            1,
            "the build says that its identity on vsphere is",
        ),
        ({}, ["--locator", "platform=cloud9"], 2, "with one of vsphere, proxmox"),
        ({}, ["--system", "rocky:9"], 2, "--system says rocky 9, and the evidence is of debian 13"),
        ({}, ["--parent", "base@1"], 2, "there is no base 1"),
        ({}, ["--parent", "medium=abc"], 2, "64 hexadecimal digits"),
        ({}, ["--evidence", "nowhere"], 2, "nowhere: cannot be read"),
        ({}, ["--keyring", "nowhere"], 2, "nowhere: there is no such file"),
    ],
)
def test_what_is_not_so_is_refused_in_one_message_and_nothing_is_written(
    shop: Shop, changes: dict[str, Any], arguments: list[str], code: int, told: str
) -> None:
    """And neither is evidence kept of it."""
    shop.build(**changes)
    before = sorted(Path("templates").rglob("*"))
    assert told in shop.publish("2026.11", *arguments, code=code)
    assert sorted(Path("templates").rglob("*")) == before


def test_an_image_without_evidence_is_published_only_if_that_is_meant(shop: Shop) -> None:
    """And then its record claims no updates."""
    given = ["publish", "debian13@1", "packer-manifest.json", "--system", "debian:13"]
    assert "no evidence shows its updates" in shop.template(*given, by=ADA, code=1)
    assert "nothing shows them" in shop.template(*given, "--without-updates-shown", by=ADA)
    assert "patch" not in json.loads(Path("templates/images/debian13/1/image.json").read_text())


def test_a_new_version_is_newer_and_another_image(shop: Shop) -> None:
    """The same run again, an older one, and a second claim to one uuid are refused."""
    shop.publish("1")
    assert "is there already" in shop.publish("1", code=3)
    assert "and debian13 1 not before that" in shop.publish("2", code=1)
    shop.build(build_time=FRIDAY + 3600)
    assert "it claims to be" in shop.publish("2", code=3)
    shop.build(build_time=FRIDAY + 3600, custom_data={"uuid": "4222-another"}, artifact_id="tpl-debian13-2")
    shop.publish("2")
    assert json.loads(Path("templates/images/debian13/2/image.json").read_text())["supersedes"] == "1"


def test_what_was_not_committed_is_not_published(shop: Shop) -> None:
    """The record names a commit, and that has to be all there is."""
    git = ["git", "-c", "user.name=Ada", "-c", "user.email=ada@example.edu"]
    for command in (["init", "-q"], ["add", "packer-manifest.json"], ["commit", "-q", "-m", "Image"]):
        subprocess.run([*git, *command], check=True)
    subprocess.run([*git, "remote", "add", "origin", "https://ada:secret@git.example.edu/images"], check=True)
    shop.publish("1", "--source", ".")
    source = json.loads(Path("templates/images/debian13/1/image.json").read_text())["build"]["source"]
    assert source["repository"] == "https://git.example.edu/images"
    assert len(source["commit"]) == 40
    shop.build(build_time=FRIDAY + 3600)
    assert "packer-manifest.json was changed and not committed" in shop.publish("2", "--source", ".", code=2)

"""`vmgate template build`, with the Packer that Debian has: from a template to a gate that is open, and shut again."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tests.registry.author import ADA, BOB
from tests.signing.keys import make
from vmgate.cli import main

if TYPE_CHECKING:
    from tests.signing.keys import Key

PROJECT = Path(__file__).parent.parent.parent
ARCHIVE = PROJECT / "tests" / "publish" / "archive"
PLAN = PROJECT / "tests" / "rules" / "template_not_approved" / "good-1.plan.json"
UUID = "872dc0b5-15cf-1516-2d8f-0bcc9bb99620"
LOCATOR = f"debian13:platform=vsphere,endpoint=vcenter.example.edu,name=tpl-debian13,identity={UUID}"
DAY = "2026-11-23"
RULES = [part for rule in ("VMG3002", "VMG3003", "VMG3601", "VMG3701") for part in ("--rule", rule)]

TEMPLATE = """
variable "password" {
  type      = string
  sensitive = true
  default   = ""
}
variable "fail" {
  type    = bool
  default = false
}

source "file" "debian13" {
  content = "an image"
  target  = "build/debian13.img"
}

build {
  sources = ["source.file.debian13"]

  provisioner "shell-local" {
    inline = [
      "echo the password is ${var.password}, and nobody sees it",
      "mkdir -p build/evidence && cp %s/* build/evidence/ && rm -f build/evidence/*.gpg build/evidence/repomd*",
      "test ${var.fail} = false",
    ]
  }
  post-processor "manifest" {
    output      = "build/manifest.json"
    strip_time  = true
    custom_data = { image = "debian13", version = "2026.11" }
  }
}
"""

GONE = (
    TEMPLATE.replace(
        '  post-processor "manifest"',
        '  post-processors {\n    post-processor "manifest" {\n      output = "build/manifest.json"\n    }\n'
        '    post-processor "shell-local" {\n      inline = ["rm -f build/manifest.json"]\n    }\n  }\n'
        '  post-processor "checksum"',
    ).partition('  post-processor "checksum"')[0]
    + "}\n"
)
"""A build whose manifest is gone at the end."""

pytestmark = pytest.mark.skipif(
    shutil.which("packer") is None and not os.environ.get("REQUIRE_PACKER"),
    reason="THERE IS NO PACKER TO BUILD WITH: apt-get install packer",
)


class Works:
    """A directory with a registry and a template, and the keys of two people."""

    def __init__(self, directory: Path, keys: dict[str, Key]) -> None:
        self.directory = directory
        self.keys = keys

    def template(self, *arguments: str, by: str | None = None, code: int = 0) -> str:
        """Run `vmgate template …`; what it printed, progress included."""
        key = ["--key", str(self.keys[by].file)] if by else []
        given = ["template", arguments[0], "--registry", "templates", "--as-of", DAY, *key, *arguments[1:]]
        result = CliRunner().invoke(main, given)
        assert result.exit_code == code, result.output + repr(result.exception)
        return result.output

    def build(self, *arguments: str, code: int = 0) -> str:
        """Build the template and publish what comes of it."""
        keyring = ["--keyring", str(ARCHIVE / "keyring.gpg")]
        given = ["build", "image", "--locator", LOCATOR, "--evidence", "debian13:build/evidence", *keyring]
        return self.template(*given, *arguments, by=ADA, code=code)

    def write(self, text: str = TEMPLATE) -> None:
        """Write the template."""
        (self.directory / "image").mkdir(exist_ok=True)
        (self.directory / "image" / "image.pkr.hcl").write_text(text % ARCHIVE if "%s" in text else text)

    def images(self) -> list[str]:
        """What the registry has, and where it stands."""
        found = json.loads(self.template("list", "-f", "json"))["images"]
        return [f"{one['name']} {one['version']} {one['state']}" for one in found]

    def check(self) -> int:
        """The exit code of the gate for a plan that clones the template."""
        given = ["check", str(PLAN), "--registry", "templates", "--as-of", DAY, *RULES]
        return CliRunner().invoke(main, given).exit_code


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Key]:
    """An owner's and an approver's."""
    directory = tmp_path_factory.mktemp("keys")
    return {ADA: make(directory, "ed25519", name="ada"), BOB: make(directory, "ed25519", name="bob")}


@pytest.fixture
def works(tmp_path: Path, keys: dict[str, Key], monkeypatch: pytest.MonkeyPatch) -> Works:
    """A registry that was begun; nobody's own keys or policy are in reach."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    monkeypatch.chdir(tmp_path)
    works = Works(tmp_path, keys)
    signers = tmp_path / "allowed_signers"
    signers.write_text("".join(f"{person} {key.public}\n" for person, key in keys.items()))
    works.template("init", "--owner", ADA, "--approver", BOB, "--signers", str(signers), by=ADA)
    works.write()
    return works


def test_a_build_ends_in_an_image_that_opens_the_gate_until_it_is_revoked(works: Works) -> None:
    """Build, publish, approve: a plan that clones it passes. Revoke: the same plan fails."""
    assert works.check() == 1
    said = works.build()
    assert "Running local shell script" in said
    assert "debian13 2026.11: debian 13" in said
    assert works.images() == ["debian13 2026.11 draft"]
    assert works.check() == 1
    works.template("approve", "debian13@2026.11", by=BOB)
    assert works.check() == 0
    works.template("revoke", "debian13@2026.11", "--reason", "CVE-2026-1234", by=BOB)
    assert works.check() == 1


def test_a_secret_is_neither_shown_nor_kept(works: Works) -> None:
    """Packer prints it in clear; the terminal, the log and the registry never get it."""
    said = works.build("--var", "password=hunter2-and-more")
    assert "the password is ********, and nobody sees it" in said
    for file in works.directory.rglob("*"):
        if file.is_file():
            assert b"hunter2" not in file.read_bytes(), file


@pytest.mark.parametrize(
    ("arguments", "text", "told"),
    [
        (("--var", "fail=true"), TEMPLATE, "Packer failed (1), and nothing is published"),
        ((), TEMPLATE.replace("build/manifest.json", "build/${timestamp()}.json"), "known before"),
        ((), TEMPLATE.replace("strip_time  = true", 'only = ["file.none"]'), "it has 0"),
        ((), GONE, "left no manifest of this run"),
        (("--only", "file.other"), TEMPLATE, "nothing to build; its builds are: file.debian13"),
        (("--evidence", "debian13:nowhere"), TEMPLATE, "nowhere"),
        (("--locator", "debian13"), TEMPLATE, "begin it with a build"),
        (("--var", "unknown=1"), TEMPLATE, "declares no variable of that name"),
        ((), TEMPLATE.replace("build {", "build {{"), "image.pkr.hcl"),
    ],
    ids=["fails", "manifest unknown", "no manifest", "manifest gone", "nothing", "no evidence", "locator", "variable",
         "syntax"],
)  # fmt: skip
def test_what_fails_is_partial_or_stale_publishes_nothing(
    arguments: tuple[str, ...], text: str, told: str, works: Works
) -> None:
    """One message says why, and the registry is as it was."""
    works.write(text)
    assert told in works.build(
        *arguments, code=3 if "Packer" in told or "left no" in told or "pkr" in told else 2
    )
    assert works.images() == []


def test_the_manifest_of_an_earlier_run_is_not_taken_for_this_ones(works: Works) -> None:
    """A run that writes none leaves the old one there."""
    works.build()
    works.write(
        TEMPLATE.replace('"2026.11"', '"2026.12"').replace("strip_time  = true", 'only = ["file.none"]')
    )
    works.build(code=2)
    assert works.images() == ["debian13 2026.11 draft"]


def test_a_template_that_shuts_the_gate_is_not_built(works: Works) -> None:
    """Its report is shown, and Packer is not called."""
    works.write(
        TEMPLATE
        + """
source "qemu" "open" {
  iso_url          = "https://example.edu/debian-13.1.0-amd64-netinst.iso"
  iso_checksum     = "none"
  vnc_bind_address = "0.0.0.0"
  ssh_username     = "packer"
}
build {
  sources = ["source.qemu.open"]
}
"""
    )
    said = works.build("--only", "file.debian13", code=3)
    assert "does not obey the procedure, and is not built" in said
    assert "source.qemu.open" in said
    assert not (works.directory / "image" / "build").exists()


def test_forty_builds_publish_forty_images_or_none(works: Works) -> None:
    """With a manifest each, all arrive; with one for all, which Packer would lose entries of, it is refused."""
    numbers = range(40)
    sources = "".join(
        f'source "file" "i{n}" {{\n  content = "image {n}"\n  target = "build/i{n}.img"\n}}\n'
        for n in numbers
    )
    manifests = "".join(
        f'  post-processor "manifest" {{\n    only = ["file.i{n}"]\n    output = "build/i{n}.json"\n'
        f'    strip_time = true\n    custom_data = {{ version = "1" }}\n  }}\n'
        for n in numbers
    )
    names = ", ".join(f'"source.file.i{n}"' for n in numbers)
    shared = '  post-processor "manifest" {\n    output = "build/all.json"\n  }\n'
    where = [
        part for n in numbers
        for part in ("--locator", f"i{n}:platform=vsphere,name=t{n},identity=4222b1f0-0000-0000-0000-{n:012}")
    ]  # fmt: skip
    common = (*where, "--without-updates-shown", "--system", "debian:13")
    works.write(f"{sources}build {{\n  sources = [{names}]\n{shared}}}\n")
    said = works.template("build", "image", *common, by=ADA, code=2)
    assert "is the manifest of several builds" in said
    assert works.images() == []
    works.write(f"{sources}build {{\n  sources = [{names}]\n{manifests}}}\n")
    works.template("build", "image", *common, by=ADA)
    assert sorted(works.images()) == sorted(f"i{n} 1 draft" for n in numbers)

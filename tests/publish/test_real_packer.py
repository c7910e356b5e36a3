"""With the real Packer: what it builds is published, approved, gated, revoked and denied."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.publish.test_publish_command import Shop, keys, shop
from tests.registry.author import BOB
from tests.rules.test_registry import IMAGE, SUM
from vmgate.cli import main

__all__ = ["keys", "shop"]

pytestmark = pytest.mark.skipif(shutil.which("packer") is None, reason="packer is not installed")

TEMPLATE = """
source "file" "debian13" {
  content = "an image"
  target  = "out/debian13.img"
}
build {
  sources = [%s]
  provisioner "shell-local" {
    inline = ["%s"]
  }
  post-processor "manifest" {
    output      = "packer-manifest.json"
    custom_data = { version = "2026.11" }
  }
}
"""
NULL = 'source "null" "%s" {\n  communicator = "none"\n}\n'


def packer(text: str, code: int = 0, parallel: int = 0) -> str:
    """Build a template; what Packer printed, in its form for machines."""
    Path("image.pkr.hcl").write_text(text)
    environment = {"PATH": os.environ["PATH"], "HOME": str(Path.cwd()), "CHECKPOINT_DISABLE": "1"}
    done = subprocess.run(
        ["packer", "-machine-readable", "build", f"-parallel-builds={parallel}", "image.pkr.hcl"],
        capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip
    assert done.returncode == code, done.stdout
    return done.stdout


def last_run() -> str:
    """The run that the manifest is of."""
    return str(json.loads(Path("packer-manifest.json").read_text())["last_run_uuid"])


def publish(shop: Shop, *arguments: str, code: int = 0) -> str:
    """Publish what was built, today: a build is never of a time that is yet to come."""
    given = ["--locator", "platform=proxmox,endpoint=pve.example.edu", *arguments]
    return shop.publish("2026.11", *given, code=code, day="2036-01-01")


def gate(day: str) -> tuple[int, list[str]]:
    """What the gate says of a machine that is made from the image, known by its content."""
    given = ["check", "site", "--registry", "templates", "--as-of", day, "-f", "json"]
    rules = [part for rule in ("VMG3002", "VMG3003") for part in ("--rule", rule)]
    result = CliRunner().invoke(main, [*given, *rules])
    return result.exit_code, [one["message"] for one in json.loads(result.stdout)["results"]]


def test_what_packer_builds_goes_the_whole_road(shop: Shop) -> None:
    """Built, published, approved: its machines pass. Revoked: they are denied."""
    Path("log").write_text(packer(TEMPLATE % ('"source.file.debian13"', "true")))
    said = publish(shop, "--log", "log", "--run", last_run())
    assert "proxmox: pve.example.edu, " in said
    digest = json.loads(Path("templates/images/debian13/2026.11/image.json").read_text())["digest"]
    Path("site").mkdir()
    checksum = SUM.format(digest.removeprefix("sha256:"), "sha256")
    Path("site/main.tf").write_text(IMAGE.format(url="https://images.example.edu/x.qcow2", checksum=checksum))
    assert gate("2036-01-01") == (1, ["template debian13 2026.11 is not approved (draft)"])
    shop.template("approve", "debian13@2026.11", by=BOB, day="2036-01-01")
    assert gate("2036-01-01") == (0, [])
    shop.template("revoke", "debian13@2026.11", "--reason", "CVE-2026-1", by=BOB, day="2036-01-02")
    code, messages = gate("2036-01-02")
    assert code == 1
    assert any("CVE-2026-1" in message for message in messages)


def test_a_build_that_failed_leaves_a_manifest_that_is_not_published(shop: Shop) -> None:
    """Packer keeps the old one, which says that all is well."""
    packer(TEMPLATE % ('"source.file.debian13"', "true"))
    before = Path("packer-manifest.json").read_bytes()
    log = packer(TEMPLATE % ('"source.file.debian13"', "false"), code=1)
    assert Path("packer-manifest.json").read_bytes() == before
    Path("log").write_text(log)
    assert "the run it tells of failed" in publish(shop, "--log", "log", code=3)


def test_a_build_without_an_image_is_refused(shop: Shop) -> None:
    """The null builder builds none."""
    packer(TEMPLATE % ('"source.null.other"', "true") + NULL % "other")
    assert "the null builder builds no image" in publish(shop, code=1)


def test_builds_that_packer_lost_are_missed(shop: Shop) -> None:
    """The log tells of all of them; the manifest is made to lack one, as Packer itself loses some now and then."""
    names = ["one", "two", "three"]
    sources = ", ".join(f'"source.null.{name}"' for name in names)
    log = packer(TEMPLATE % (sources, "true") + "".join(NULL % name for name in names), parallel=1)
    Path("log").write_text(log)
    file = Path("packer-manifest.json")
    manifest = json.loads(file.read_text())
    whole = [{**manifest["builds"][-1], "name": name} for name in names]
    file.write_text(json.dumps({**manifest, "builds": whole}))
    assert "the null builder builds no image" in publish(shop, "--log", "log", code=1)
    file.write_text(json.dumps({**manifest, "builds": whole[1:]}))
    assert "null.one is missing: Packer loses builds" in publish(shop, "--log", "log", code=1)

"""The builds that the registry starts with: they pass vmgate, belong together, and Packer itself takes them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from vmgate.packer.scaffold import render
from vmgate.packer.systems import SOURCES as SOURCES_OF

PROJECT = Path(__file__).parent.parent
BUILDS = PROJECT / "packer"
IMAGES = ("debian13", "rocky9", "ubuntu2404", "windows2025")
SOURCES = ("vsphere-iso", "proxmox-iso", "qemu")
PACKER = shutil.which("packer")

NEWER: tuple[tuple[str, str], ...] = (
    # The media's checksum would be fetched from the network.
    (r'"file:https://[^"]*"', '"sha256:%s"' % ("0" * 64)),
    (r"(?m)^  token +=.*\n", '  password = "example"\n'),
    (r"(?m)^  machine +=.*\n", ""),
    (r"(?s)\n  additional_iso_files \{\n.*?\n  \}\n", "\n"),
    (
        r"(?s)  boot_iso \{\n.*?\n    iso_storage_pool = (\S+)\n.*?\n  \}\n",
        (
            r"  iso_url = local.iso_url\n  iso_checksum = local.iso_checksum\n"
            r"  iso_storage_pool = \1\n  unmount_iso = true\n"
        ),
    ),
    (
        r"    storage_pool = var.proxmox_disks\n",
        '    storage_pool = var.proxmox_disks\n    storage_pool_type = "zfspool"\n',
    ),
)
"""What Packer 1.6.6, the one that Debian has, spells otherwise or does not know."""


def packer(*arguments: str) -> subprocess.CompletedProcess[str]:
    """A run of Packer, which asks nobody for updates."""
    assert PACKER is not None
    environment = {**os.environ, "CHECKPOINT_DISABLE": "1", "PKR_VAR_vcenter_password": "example"}
    return subprocess.run([PACKER, *arguments], capture_output=True, text=True, check=False, env=environment)


def version() -> tuple[int, ...]:
    """The version of the Packer at hand."""
    found = re.search(r"v(\d+)\.(\d+)\.(\d+)", packer("version").stdout)
    assert found is not None
    return tuple(map(int, found.groups()))


needs_packer = pytest.mark.skipif(
    PACKER is None and not os.environ.get("REQUIRE_PACKER"),
    reason="THERE IS NO PACKER TO ASK: apt-get install packer",
)


def test_the_builds_pass_with_nothing_unknown() -> None:
    """Every rule that judges templates passes on every source, without a single note."""
    done = subprocess.run(
        [sys.executable, "-m", "vmgate", "check", "packer", "--strict", "--as-of", "2026-11-23", "-f", "json"],
        cwd=PROJECT, capture_output=True, check=False,
    )  # fmt: skip
    report = json.loads(done.stdout)
    assert report["results"] == []
    assert (done.returncode, report["decision"]) == (0, "open")
    assert [one["path"] for one in report["inputs"]] == [f"packer/{image}" for image in IMAGES]
    assert all(one["judged"] == len(SOURCES) for one in report["inputs"])


@pytest.mark.parametrize("image", IMAGES)
def test_the_builds_are_what_a_new_template_begins_with(image: str) -> None:
    """`vmgate template new` writes them, to the byte, so that neither is mended without the other."""
    for path, text in render(image, image, tuple(SOURCES_OF)).items():
        assert (BUILDS / path).read_text(encoding="utf-8") == text, path
    kept = {file.relative_to(BUILDS).as_posix() for file in (BUILDS / image).rglob("*") if file.is_file()}
    written = set(render(image, image, tuple(SOURCES_OF)))
    assert {path for path in kept if "/build/" not in path} <= written


@pytest.mark.parametrize("platform", sorted(SOURCES_OF))
@pytest.mark.parametrize("system", IMAGES)
def test_a_new_template_passes_as_it_stands(system: str, platform: str, tmp_path: Path) -> None:
    """For every system and platform: no failure, and the gate is open."""
    done = subprocess.run(
        [sys.executable, "-m", "vmgate", "template", "new", "web-base", "--os", system, "--platform", platform],
        cwd=tmp_path, capture_output=True, check=True, text=True,
    )  # fmt: skip
    assert "packer/web-base/web-base.pkr.hcl" in done.stdout.split()
    (tmp_path / "packer/web-base/build.pub").write_text("ssh-ed25519 AAAA build\n")
    judged = subprocess.run(
        [sys.executable, "-m", "vmgate", "check", "packer", "--as-of", "2026-11-23", "-f", "json"],
        cwd=tmp_path, capture_output=True, check=False,
    )  # fmt: skip
    report = json.loads(judged.stdout)
    assert (judged.returncode, report["summary"]["fail"]) == (0, 0), report["results"]
    assert report["summary"]["pass"] > 10
    again = subprocess.run(
        [sys.executable, "-m", "vmgate", "template", "new", "web-base", "--os", system],
        cwd=tmp_path, capture_output=True, check=False, text=True,
    )  # fmt: skip
    assert (again.returncode, again.stdout) == (2, "")
    assert "is there already" in again.stderr


def test_every_image_is_built_for_every_platform_with_a_manifest_of_its_own() -> None:
    """One source each for vSphere, Proxmox and KVM; a manifest that no other build writes; evidence beside it."""
    for image in IMAGES:
        text = (BUILDS / image / f"{image}.pkr.hcl").read_text(encoding="utf-8")
        assert re.findall(r'^source "([^"]+)" "([^"]+)"', text, re.MULTILINE) == [
            (one, image) for one in SOURCES
        ]
        outputs = re.findall(r'only +=.*?\["(.+?)\..*?\n +output +=.*?"(.+?)"', text)
        assert outputs == [(one, f"${{var.output}}/{image}-{one}/packer-manifest.json") for one in SOURCES]
        assert f"${{var.output}}/{image}-${{source.type}}/" in text


def test_what_a_site_fills_in_is_the_same_for_all_images() -> None:
    """The file of variables stands beside every image, and never drifts."""
    files = {(BUILDS / image / "variables.pkr.hcl").read_bytes() for image in IMAGES}
    assert len(files) == 1


def test_no_secret_is_written_down() -> None:
    """What is sensitive has no value in the files."""
    text = (BUILDS / "debian13" / "variables.pkr.hcl").read_text() + (
        BUILDS / "windows2025" / "media.pkr.hcl"
    ).read_text()
    secret = re.findall(r'variable "\w*(?:password|token)\w*" \{\n(.*?)\n\}', text, re.DOTALL)
    assert len(secret) == 3
    assert all('default     = ""' in body or 'default   = ""' in body for body in secret)
    assert all("sensitive" in body for body in secret)


@pytest.mark.parametrize("script", sorted(BUILDS.glob("scripts/*.sh")), ids=lambda file: file.name)
def test_a_shell_script_is_one(script: Path) -> None:
    """The shell reads it to the end, and it stops at the first command that fails."""
    assert subprocess.run(["sh", "-n", script], check=False).returncode == 0
    assert "\nset -eu\n" in script.read_text()
    assert os.access(script, os.X_OK)


@needs_packer
@pytest.mark.parametrize("image", ["debian13", "rocky9", "ubuntu2404"])
def test_debians_packer_takes_the_linux_builds(image: str, tmp_path: Path) -> None:
    """1.6.6, but for what it does not know yet: plugins from elsewhere and a few newer arguments."""
    if version() >= (1, 7):
        pytest.skip("this Packer has its builders in plugins")
    shutil.copytree(BUILDS / "scripts", tmp_path / "scripts")
    shutil.copytree(BUILDS / image, tmp_path / image, ignore=lambda *_: ["plugins.pkr.hcl"])
    file = tmp_path / image / f"{image}.pkr.hcl"
    text = file.read_text()
    for pattern, instead in NEWER:
        text = re.sub(pattern, instead, text)
    file.write_text(text)
    done = packer("validate", str(tmp_path / image))
    assert done.returncode == 0, done.stdout


@needs_packer
@pytest.mark.parametrize("image", IMAGES)
def test_newer_packers_take_the_builds(image: str) -> None:
    """Where the plugins are installed, everything; else the syntax."""
    if version() < (1, 7):
        pytest.skip("this Packer is older than plugins")
    whole = not packer("init", str(BUILDS / image)).returncode
    done = packer("validate", *(() if whole else ("-syntax-only",)), str(BUILDS / image))
    assert done.returncode == 0, done.stdout + done.stderr

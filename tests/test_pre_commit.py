"""The hooks, run by the real pre-commit in a scratch repository.

Pre-commit installs the project, as a user's would, from a repository that holds its files as they are now.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.registry.author import Author
from tests.translate.packer.sources import source

ROOT = Path(__file__).parents[1]
PROJECT = ("vmgate", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
PROVIDER = (
    'provider "vsphere" {\n  vsphere_server       = "vcenter.example.edu"\n  allow_unverified_ssl = %s\n}\n'
)
HOOKS = ("vmgate", "vmgate-packer", "vmgate-plan", "vmgate-registry")
CONFIG = "repos:\n- repo: %s\n  rev: %s\n  hooks:\n" + "".join(f"  - id: {hook}\n" for hook in HOOKS)
# What pip says when no package index can be reached.
OFFLINE = (
    "No matching distribution",
    "Could not find a version",
    "name resolution",
    "Failed to establish a new",
)


class Repository:
    """A git repository with a user of its own and no settings from outside."""

    def __init__(self, directory: Path, cache: Path) -> None:
        self.directory = directory
        directory.mkdir()
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "VMGATE_"))},
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            "PRE_COMMIT_HOME": str(cache),
            "PRE_COMMIT_COLOR": "never",
            **{
                f"GIT_{who}_{what}": "nobody@example.edu"
                for who in ("AUTHOR", "COMMITTER")
                for what in ("NAME", "EMAIL")
            },
        }
        assert self.run("git", "init", "-q").returncode == 0

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a program here; both of its outputs are in `stdout`."""
        return subprocess.run(
            command, cwd=self.directory, env=self.environment, text=True, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def commit(self, name: str, text: str) -> tuple[bool, str]:
        """Commit one file with the hooks that are installed; whether they let it, and what they say.

        A file that is refused is taken out again.
        """
        file = self.directory / name
        file.write_text(text)
        self.run("git", "add", name)
        done = self.run("git", "commit", "-q", "-m", "a change")
        if done.returncode:
            self.run("git", "rm", "-q", "-f", "--cached", name)
            file.unlink()
        return done.returncode == 0, done.stdout


def _pre_commit() -> str | None:
    own = Path(sys.executable).with_name("pre-commit")
    return str(own) if own.exists() else shutil.which("pre-commit")


@pytest.fixture
def hooked(tmp_path: Path) -> Repository:
    """A repository with the hooks of this very project."""
    program = _pre_commit()
    if program is None or shutil.which("git") is None:
        pytest.skip("pre-commit or git is not installed")
    project = Repository(tmp_path / "project", tmp_path / "cache")
    for name in PROJECT:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, project.directory / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, project.directory / name)
    project.run("git", "add", ".")
    assert project.run("git", "commit", "-q", "-m", "the project").returncode == 0
    revision = project.run("git", "rev-parse", "HEAD").stdout.strip()
    user = Repository(tmp_path / "user", tmp_path / "cache")
    (user.directory / ".pre-commit-config.yaml").write_text(CONFIG % (project.directory, revision))
    user.run("git", "add", ".")
    installed = user.run(program, "install", "--install-hooks")
    if installed.returncode and any(sign in installed.stdout for sign in OFFLINE):
        pytest.skip("pre-commit cannot install the hooks: no package index can be reached")
    assert installed.returncode == 0, installed.stdout
    return user


def test_a_commit_is_let_through_exactly_when_vmgate_lets_it(hooked: Repository) -> None:
    """The hooks refuse what vmgate refuses, say why, and do not mind repositories without configuration."""
    passed, said = hooked.commit("notes.txt", "nothing to judge\n")
    assert passed, said
    assert said.count("Skipped") == 4

    passed, said = hooked.commit("site.tfvars", 'name = "a"\n')
    assert passed, f"variables without configuration are nothing to judge: {said}"

    passed, said = hooked.commit("main.tf", PROVIDER % "true")
    assert not passed
    assert "fail[VMG0601]" in said
    assert "main.tf:3" in said

    passed, said = hooked.commit("main.tf", PROVIDER % "false")
    assert passed, said
    assert "Passed" in said

    passed, said = hooked.commit("common.pkrvars.hcl", 'name = "a"\n')
    assert passed, f"values for templates that lie elsewhere are nothing to judge: {said}"

    passed, said = hooked.commit("debian.pkr.hcl", source("vsphere-iso", "insecure_connection = true"))
    assert not passed
    assert "fail[VMG0601]" in said
    assert "source.vsphere-iso.debian" in said

    passed, said = hooked.commit("debian.pkr.hcl", source("vsphere-iso"))
    assert passed, said

    plans = ROOT / "tests" / "fixtures" / "plans" / "broken"
    passed, said = hooked.commit("tfplan.json", (plans / "plan-vsphere-2.16.1.json").read_text())
    assert not passed
    assert "vsphere_virtual_machine.scratch" in said

    passed, said = hooked.commit("settings.json", '{"a": 1}\n')
    assert passed, f"only plans are taken for plans: {said}"

    author = Author(hooked.directory / "templates")
    author.root()
    author.image()
    hooked.run("git", "add", ".")
    done = hooked.run("git", "commit", "-q", "-m", "a registry")
    assert done.returncode == 0, done.stdout
    record = author.directory / "images/debian13/2026.11/image.json"
    record.write_text(record.read_text().replace("2026.11", "2026.12"))
    hooked.run("git", "add", ".")
    done = hooked.run("git", "commit", "-q", "-m", "another registry")
    assert done.returncode != 0
    assert "was edited since HEAD; facts are only ever added" in done.stdout

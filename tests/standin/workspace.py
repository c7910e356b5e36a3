"""A copy of a configuration in a temporary folder, and terraform running in it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.standin.configuration import configuration, version_constraints
from tests.standin.errors import StandInError
from tests.standin.schemas import REGISTRY, SCHEMAS, choose, sources
from tests.standin.service import serving

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NOT_COPIED = (".terraform", ".git", "*.tfstate*", ".terraform.lock.hcl")


@dataclass(frozen=True)
class Request:
    """What to plan, and how.

    `root` is the folder to copy in place of the smallest that holds the directory and its local
    modules; `prior` a raw state to start from; `providers` NAME -> version; `answers` a JSON file of what
    data sources answer; `arguments` go to `terraform plan`; `applied` also applies with made-up values;
    `environment` says whether TF_VAR_... variables of the caller's environment count; `fills`
    is like `answers`, for what servers fill in when applied; `commands` are programs that do nothing when
    a provisioner calls them.
    """

    directory: Path
    terraform: str
    schemas: Path = SCHEMAS
    providers: Mapping[str, str] = field(default_factory=dict)
    root: Path | None = None
    answers: Path | None = None
    prior: Path | None = None
    arguments: Sequence[str] = ()
    applied: bool = False
    environment: bool = True
    fills: Path | None = None
    commands: Sequence[str] = ()


@dataclass(frozen=True)
class Outcome:
    """`plan` and `state` as `terraform show -json` prints them, and the raw state; None: not applied."""

    plan: bytes
    state: bytes | None = None
    tfstate: bytes | None = None


def _copy(start: Path, root: Path | None, files: Mapping[Path, str], to: Path) -> Path:
    """Copies the configuration, with a local backend and no required_version; gives `start` in the copy."""
    if root is None:
        beside = (x.parent for f in files for x in (f, f.resolve()))
        root = Path(os.path.commonpath([start, *beside]))
    shutil.copytree(root, to, symlinks=True, ignore=shutil.ignore_patterns(*NOT_COPIED))
    work = to / start.relative_to(root)
    for file, text in files.items():
        if "required_version" in text and file.is_relative_to(root) and not file.is_symlink():
            quiet = re.sub(r"(?m)^(\s*)(required_version\s*=)", r"\1# \2", text)
            (to / file.relative_to(root)).write_text(quiet)
        if file.parent == start and re.search(r'(?m)^\s*(backend\s+"|cloud\s*\{)', text):
            (work / "zz_standin_override.tf").write_text('terraform {\n  backend "local" {}\n}\n')
    return work


def _environment(tmp: Path, reattach: str, commands: Sequence[str], *, variables: bool) -> dict[str, str]:
    """The caller's environment, with nothing of Terraform's in it but variables, and no network."""
    mirror = f'provider_installation {{\n  filesystem_mirror {{\n    path = "{tmp}/empty"\n  }}\n}}\n'
    (tmp / "empty").mkdir()  # terraform names the absent provider only when the folder is there
    (tmp / "cli.tfrc").write_text(mirror)
    kept = {k: v for k, v in os.environ.items() if not k.startswith("TF_")}
    (tmp / "commands").mkdir()
    for name in commands:
        program = tmp / "commands" / name
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
    kept["PATH"] = f"{tmp}/commands:{kept.get('PATH', '')}"
    if variables:
        kept |= {k: v for k, v in os.environ.items() if k.startswith("TF_VAR_")}
    return kept | {
        "TF_REATTACH_PROVIDERS": reattach,
        "TF_IN_AUTOMATION": "1",
        "CHECKPOINT_DISABLE": "1",
        "TF_CLI_CONFIG_FILE": f"{tmp}/cli.tfrc",
    }


@dataclass(frozen=True)
class _Terraform:
    binary: str
    work: Path
    environment: Mapping[str, str]
    schemas: Path

    def __call__(self, *arguments: str) -> bytes:
        """Standard output of one terraform command; StandInError with all it printed when it fails."""
        done = subprocess.run(
            [self.binary, *arguments],
            cwd=self.work,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            printed = (done.stdout + done.stderr).decode(errors="replace")
            called = f"{self.binary} {' '.join(arguments)}"
            lines = [printed.rstrip(), *self._missing(printed)]
            raise StandInError("\n".join([*lines, f"{called}: exit status {done.returncode}"]))
        return done.stdout

    def _missing(self, printed: str) -> list[str]:
        words = re.sub(r"[\s│╷╵]+", " ", printed)
        absent = r"provider packages for ([\w./-]+)|provider ([\w./-]+) was not found"
        addresses = sorted({"".join(found) for found in re.findall(absent, words)})
        return [f"no schema for provider {address} in {self.schemas}" for address in addresses]


def run(request: Request) -> Outcome:
    """Plans, and applies if asked to. Writes nothing into the directory, fetches nothing.

    Raises StandInError when there is no schema for a provider or when terraform fails.
    """
    start = request.directory.resolve()
    files = configuration(start)
    host = "registry.opentofu.org" if "tofu" in Path(request.terraform).name else REGISTRY
    stated = version_constraints("\n".join(files.values()), host)
    chosen = choose(sources(request.schemas, host), request.providers, stated)
    answers: dict[str, Any] = {}
    for file in filter(None, (request.answers, request.fills)):
        answers |= json.loads(file.read_text())
    with tempfile.TemporaryDirectory(prefix="standin-") as temporary:
        tmp = Path(temporary)
        root = request.root.resolve() if request.root else None
        work = _copy(start, root, files, tmp / "copy")
        if request.prior:
            shutil.copyfile(request.prior, work / "terraform.tfstate")
        with serving(chosen, answers, tmp) as reattach:
            environment = _environment(tmp, reattach, request.commands, variables=request.environment)
            terraform = _Terraform(request.terraform, work, environment, request.schemas)
            quiet = ("-input=false", "-no-color")
            terraform("init", *quiet)
            terraform("plan", *quiet, "-lock=false", "-out=tfplan", *request.arguments)
            plan = terraform("show", "-json", "tfplan")
            if not request.applied:
                return Outcome(plan)
            terraform("apply", *quiet, "-lock=false", "tfplan")
            return Outcome(plan, terraform("show", "-json"), (work / "terraform.tfstate").read_bytes())

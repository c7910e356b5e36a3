"""Cases: configuration that says itself, at each block, what the rules must say of it.

    resource "libvirt_domain" "open" { # VMG0904 fail, VMG3201 pass

A case is a folder `tests/translate/PROVIDER/cases/NAME` with a `main.tf`, a `vmgate.toml` and `templates/` where it
needs them, and the plan that Terraform makes of it. A verdict is pass, fail, unknown, or silent where the rule does
not speak of the block. `verdict/verdict` stands for what is told from source and from the plan where these differ.

`python -m tests.translate.cases [NAME ...]` plans them all, or those whose folder or provider is named.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.examples import site
from tests.standin.plans import plan_directory
from vmgate.judge import judge
from vmgate.model.result import Verdict
from vmgate.read.hcl import load
from vmgate.read.plan.load import read_plan
from vmgate.rulebook import rules
from vmgate.translate import things

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from vmgate.model.estate import Estate
    from vmgate.model.site import Site
    from vmgate.rule import Rule

FOLDER = Path(__file__).parent
SILENT = "silent"

_BLOCK = re.compile(r'^(resource|data|provider) "([\w-]+)"(?: "([\w-]+)")? \{(?: # (.*))?$', re.MULTILINE)
_ALIAS = re.compile(r'^  alias += "(\w+)"$', re.MULTILINE)
_STATED = re.compile(r"(VMG\d{4}) (pass|fail|unknown|silent)(?:/(pass|fail|unknown|silent))?\Z")

Told = dict[tuple[str, str], str]
"""Verdicts by the id of a rule and the address of a block."""


@dataclass(frozen=True)
class Case:
    """One case, by its folder."""

    folder: Path

    def __str__(self) -> str:
        return f"{self.folder.parent.parent.name}-{self.folder.name}"

    @property
    def plan(self) -> Path:
        """Where its plan is kept."""
        return self.folder / "plan.json"

    @property
    def site(self) -> Site:
        """The site that it is judged at."""
        return site(self.folder)

    def source(self) -> Estate:
        """What is read from its source."""
        return load(self.folder)

    def planned(self) -> Estate:
        """What is read from its plan."""
        return read_plan(self.plan.read_bytes()).estate

    def stated(self, position: int) -> Told:
        """What its blocks say must be told: of source (position 0), or of the plan (1)."""
        found: Told = {}
        text = (self.folder / "main.tf").read_text()
        for match in _BLOCK.finditer(text):
            for one in filter(None, (part.strip() for part in (match[4] or "").split(","))):
                stated = _STATED.match(one)
                assert stated is not None, f'{self}: "{one}" is not "VMGnnnn verdict"'
                rule, *verdicts = stated.groups()
                found[rule, _address(match, text)] = verdicts[position] or verdicts[0]
        return found


def cases() -> list[Case]:
    """All cases of all providers."""
    return [Case(file.parent) for file in sorted(FOLDER.glob("*/cases/*/main.tf"))]


def told(estate: Estate, at: Site, asked: Collection[Rule] = ()) -> Told:
    """What rules, all of them unless some are asked, say of each block; the gravest where there are several."""
    judgement = judge(things(estate), list(asked or rules()), at, keep_passes=True)
    found: Told = {}
    for finding in (*judgement.passes, *judgement.findings):
        key = finding.rule, finding.resource.block_address
        found[key] = max(found.get(key, Verdict.PASS.value), finding.verdict.value, key=_GRAVITY.index)
    return found


_GRAVITY = [verdict.value for verdict in (Verdict.PASS, Verdict.UNKNOWN, Verdict.FAIL, Verdict.CRASH)]


def _address(match: re.Match[str], text: str) -> str:
    mode, type_, name, _ = match.groups()
    if mode == "provider":
        alias = _ALIAS.search(text[match.end() : text.index("\n}", match.end())])
        return f"provider.{type_}" + (f".{alias[1]}" if alias else "")
    return f"{'data.' if mode == 'data' else ''}{type_}.{name}"


def _wanted(names: Collection[str]) -> Iterator[Case]:
    for case in cases():
        if not names or {case.folder.name, case.folder.parent.parent.name} & set(names):
            yield case


def main(names: Collection[str]) -> int:
    """Plans the cases, and writes the plans that changed."""
    for case in _wanted(names):
        plan = plan_directory(case.folder, providers={})
        if not case.plan.exists() or case.plan.read_bytes() != plan:
            case.plan.write_bytes(plan)
            sys.stdout.write(f"{case}: made\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

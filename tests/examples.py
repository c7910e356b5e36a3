"""The examples of the rules' pages, and the sources that leave a rule without an answer.

A page's Bad and Good hold examples: a block ```hcl begins one and is its `main.tf`; blocks with a language and a
file name (```toml vmgate.toml) belong to it; ```toml templates/… says in short what a template registry has.
`tests/rules/SLUG/unknown-N.tf`, with its policy `unknown-N.toml` and its log of running machines `unknown-N.json` where
it needs them, is configuration that the rule can say nothing of.

A page's example may be a Packer template as well: ```hcl template.pkr.hcl begins it, `unknown-N.pkr.hcl` is one that
the rule can say nothing of. It has no plan, and its variables get no values.

A rule that only a state can decide has its examples applied: it is judged from the state that is left behind.
```json running-machines.json is the log of running machines, as `vmgate inventory history` shows a record in JSON,
```json ledger.json what `vmgate inventory verify` says of the ledger in JSON.

A rule on records (evidence) has examples without configuration: each begins with ```toml vmgate.toml, and what it
leaves unknown is a policy alone.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.registry.in_short import write_registry
from vmgate import settings
from vmgate.commands.running_machines import record_from
from vmgate.model.report import Kind
from vmgate.model.running import RunningLog
from vmgate.read.hcl import Inputs
from vmgate.read.hcl import load as read_source
from vmgate.read.packer import load as read_packer
from vmgate.rulebook import by_name, rules
from vmgate.translate.coverage import decided_from

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from vmgate.model.estate import Estate
    from vmgate.model.site import Site
    from vmgate.rule import Rule

TEMPLATE = "template.pkr.hcl"
LOG = "running-machines.json"
LEDGER = "ledger.json"
AS_OF = date(2026, 11, 23)
FOLDER = Path(__file__).parent / "rules"
SECTIONS = {"bad": "Bad", "good": "Good"}
NEVER_FAILS = frozenset({"VMG1902", "VMG2301"})
"""Rules whose Bad is unknown: they speak of what nobody knows, or nobody before the machine exists."""

NEVER_UNKNOWN = frozenset({"VMG0302", "VMG1701", "VMG1702", "VMG1802", "VMG3101", "VMG3901"})
"""Rules that speak of what is written word for word: a record, a comment, `ignore_changes` have no unknowns. Of
machines, VMG3101 speaks once they are there, which no example is.
"""


IN_NO_STATE: Mapping[str, str] = {
    "uncovered_resource-bad-1": "a state holds no provisioners",
    "tls_not_verified-bad-1": "a state holds no provider configuration",
    "tls_not_verified-bad-2": "a state holds no provider configuration",
    "tls_not_verified-good-1": "a state holds no provider configuration",
    "tls_not_verified-good-2": "a state holds no provider configuration",
    "exception_invalid-bad-2": "a state holds no comments",
    "exception_invalid-good-2": "a state holds no comments",
}
"""Examples whose fault or merit is not in what they leave behind, each with why."""

TOLD_BY_STATES = frozenset({"VMG2301"})
"""Those of the rules that never fail from their Bad which do once the machine exists."""

_FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_REQUIRED = re.compile(r'^variable "(\w+)" \{\n((?:  .*\n)*?)\}', re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """One example: `kind` is bad, good or unknown, `files` its files by name."""

    slug: str
    kind: str
    number: int
    files: Mapping[str, str]

    def __str__(self) -> str:
        return f"{self.slug}-{self.kind}-{self.number}"

    @property
    def of_records(self) -> bool:
        """Whether it holds records only, and nothing to read."""
        return not self.of_packer and "main.tf" not in self.files

    @property
    def of_packer(self) -> bool:
        """Whether it is a Packer template, which no plan is made of."""
        return TEMPLATE in self.files

    @property
    def of_state(self) -> bool:
        """Whether it is judged from the state that it leaves behind, and from nothing else."""
        rule = by_name(self.slug)
        return rule is not None and decided_from(rule) == (Kind.STATE,)

    @property
    def is_planned(self) -> bool:
        """Whether there is a plan of it."""
        return "main.tf" in self.files and not self.of_state

    @property
    def is_applied(self) -> bool:
        """Whether there is a state of it: of every example of configuration that a state can show."""
        rule = by_name(self.slug)
        told = "main.tf" in self.files and self.kind != "unknown" and str(self) not in IN_NO_STATE
        return self.of_state or (told and rule is not None and Kind.STATE in decided_from(rule))

    @property
    def state(self) -> Path:
        """Where its state is kept."""
        return FOLDER / self.slug / f"{self.kind}-{self.number}.state.json"

    @property
    def plan(self) -> Path:
        """Where its plan is kept."""
        return FOLDER / self.slug / f"{self.kind}-{self.number}.plan.json"

    @property
    def variables(self) -> dict[str, str]:
        """A value for every variable that has no default."""
        found = _REQUIRED.findall(self.files["main.tf"])
        return {name: "example" for name, body in found if "default" not in body}

    def write(self, directory: Path) -> Path:
        """Write it to files, below a directory that may not be there yet; returns the directory."""
        for name, text in self.files.items():
            file = directory / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        return directory

    def read(self, directory: Path) -> Estate:
        """What is read of it from the directory that it was written to."""
        if self.of_packer:
            return read_packer(directory / TEMPLATE)
        return read_source(directory, Inputs(variables=self.variables))


def site(directory: Path) -> Site:
    """The site that an example is judged at, from the directory it was written to.

    What its `templates/*.toml` say in short of a template registry becomes one: facts that are really signed.
    """
    in_short = sorted((directory / "templates").glob("*.toml"))
    if not in_short:
        return _site(directory, directory / "templates")
    with TemporaryDirectory() as name:
        write_registry(Path(name), in_short, AS_OF)
        found = _site(directory, Path(name), given=Path(name))
        # What is said of an image is read when it is asked for, and the directory goes.
        assert found.registry is not None
        list(found.registry.records)
        return found


def _site(directory: Path, usual: Path, given: Path | None = None) -> Site:
    policy = directory / "vmgate.toml"
    if policy.exists():
        found = settings.load(policy, AS_OF, [rule.id for rule in rules()], given)
    else:
        found = settings.default(AS_OF, usual, directory / "evidence")
    log, kept = directory / LOG, directory / LEDGER
    if not log.exists() and not kept.exists():
        return found
    records = [record_from(json.loads(log.read_text()), LOG)] if log.exists() else []
    exposures = json.loads(kept.read_text())["findings"] if kept.exists() else []
    return replace(found, running_log=RunningLog(records, exposures))


def examples() -> list[Example]:
    """All examples of all rules."""
    return [example for rule in rules() for example in (*_of_page(rule), *_unknown(rule))]


def _of_page(rule: Rule) -> Iterator[Example]:
    sections = rule.page().sections
    for kind, heading in SECTIONS.items():
        for number, files in enumerate(split(sections[heading]), 1):
            yield Example(rule.slug, kind, number, files)


def _unknown(rule: Rule) -> Iterator[Example]:
    for file in sorted((FOLDER / rule.slug).glob("unknown-*.tf")):
        files = {"main.tf": file.read_text()}
        policy = file.with_suffix(".toml")
        if policy.exists():
            files["vmgate.toml"] = policy.read_text()
        log = file.with_suffix(".json")
        if log.exists():
            files[LOG] = log.read_text()
        yield Example(rule.slug, "unknown", int(file.stem.partition("-")[2]), files)
    for file in sorted((FOLDER / rule.slug).glob("unknown-*.pkr.hcl")):
        number = int(file.name.partition(".")[0].partition("-")[2])
        files = {TEMPLATE: file.read_text()}
        policy = file.with_name(f"unknown-{number}.toml")
        if policy.exists():
            files["vmgate.toml"] = policy.read_text()
        yield Example(rule.slug, "unknown", number, files)
    for file in sorted((FOLDER / rule.slug).glob("unknown-*.toml")):
        if not any(file.with_suffix(ending).exists() for ending in (".tf", ".pkr.hcl")):
            files = {"vmgate.toml": file.read_text()}
            yield Example(rule.slug, "unknown", int(file.stem.partition("-")[2]), files)


def split(section: str) -> list[dict[str, str]]:
    """The examples of a section, each as its files by name."""
    found: list[dict[str, str]] = []
    for language, name, text in _FENCE.findall(section):
        new = language == "hcl" and name in ("", TEMPLATE)
        configured = bool(found) and not {"main.tf", TEMPLATE}.isdisjoint(found[-1])
        if new or (name == "vmgate.toml" and not configured):
            found.append({})
        found[-1][name or "main.tf"] = text
    return found

"""A provider is added by one file: nothing else knows that it is there, and every rule that applies judges it."""

from __future__ import annotations

import ast
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vmgate import rules as rules_package
from vmgate import settings, translate, vocabulary
from vmgate.judge import judge
from vmgate.model.result import Verdict
from vmgate.read.hcl import load
from vmgate.rulebook import rules
from vmgate.translate.coverage import decided_for

if TYPE_CHECKING:
    from collections.abc import Iterator

TOY = '''
"""A hypervisor that exists in this test only."""

from vmgate.model.fact import Fact
from vmgate.translate.attributes import Attributes
from vmgate.vocabulary.machine import ConsoleChannel, Exposure, Port, VirtualMachine
from vmgate.vocabulary.network import VirtualSwitch


class ToyMachine(VirtualMachine):
    @property
    def name(self):
        return Attributes(self.resource).text("name")

    @property
    def logging(self):
        return Attributes(self.resource).flag("log", default=False)

    @property
    def exposures(self):
        return [Exposure("the host's clock", Attributes(self.resource).flag("host_clock", default=False))]

    @property
    def ports(self):
        return [Port("serial port", Attributes(self.resource).flag("serial", default=True))]

    @property
    def copy_paste(self):
        return [ConsoleChannel("the clipboard", Attributes(self.resource).flag("no_clipboard", default=False))]


class ToySwitch(VirtualSwitch):
    @property
    def promiscuous(self):
        return Attributes(self.resource).flag("promiscuous", default=False)

    @property
    def forged_transmits(self):
        return Attributes(self.resource).flag("forged", default=True)


TRANSLATIONS = {
    ("managed", "toy_machine"): lambda resource, estate: [ToyMachine(resource)],
    ("managed", "toy_switch"): lambda resource, estate: [ToySwitch(resource)],
}
'''
MAIN = """
resource "toy_machine" "web" {
  name         = "web"
  log          = true
  serial       = false
  no_clipboard = var.clipboard
}
resource "toy_machine" "db" {
  name         = "db"
  host_clock   = true
  no_clipboard = true
}
resource "toy_switch" "core" {
  promiscuous = true
}
variable "clipboard" {}
"""


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The toy provider, there for one test."""
    (tmp_path / "translations").mkdir()
    (tmp_path / "translations" / "toy.py").write_text(TOY)
    monkeypatch.setattr(translate, "__path__", [*translate.__path__, str(tmp_path / "translations")])
    yield
    sys.modules.pop("vmgate.translate.toy", None)
    translate._translation.cache_clear()
    translate._translations.cache_clear()


@pytest.mark.usefixtures("toy")
def test_one_file_adds_a_provider_and_all_rules_that_apply_judge_it(tmp_path: Path) -> None:
    """Defaults, unknowns and values come through; rules about what the toy does not have are not asked."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "main.tf").write_text(MAIN)
    things = translate.things(load(tmp_path / "site"))
    found = judge(things, rules(), settings.default(date(2026, 11, 23)), keep_passes=True)
    said = {(one.rule, one.resource.address): one.verdict for one in [*found.findings, *found.passes]}
    web, db, core = "toy_machine.web", "toy_machine.db", "toy_switch.core"
    assert said["VMG1601", web] is Verdict.PASS
    assert said["VMG1601", db] is Verdict.FAIL
    assert said["VMG2101", web] is Verdict.PASS
    assert said["VMG2101", db] is Verdict.FAIL
    assert said["VMG2401", web] is Verdict.PASS
    assert said["VMG2401", db] is Verdict.FAIL
    assert said["VMG3201", web] is Verdict.UNKNOWN
    assert said["VMG3201", db] is Verdict.PASS
    assert said["VMG0801", core] is Verdict.PASS
    assert said["VMG0902", core] is Verdict.FAIL
    assert Verdict.CRASH not in said.values()
    assert not [rule for rule, _ in said if rule in ("VMG0901", "VMG1901", "VMG3001", "VMG3501")]


@pytest.mark.usefixtures("toy")
def test_what_is_told_of_rules_names_the_provider_by_itself() -> None:
    """The list of providers that a rule decides for is read off the translation."""
    for_toy = {rule.id for rule in rules() if "toy" in decided_for(rule)}
    assert {"VMG1601", "VMG2101", "VMG2401", "VMG3201", "VMG0801", "VMG0902"} <= for_toy
    assert not for_toy & {"VMG0901", "VMG1901", "VMG3001", "VMG3501"}


def test_nothing_but_translations_names_a_provider() -> None:
    """No module of the rules, the vocabulary or the middle imports one, in whatever way."""
    roots = [Path(package.__path__[0]) for package in (rules_package, vocabulary)]
    middle = [
        Path(translate.__path__[0]).parent / name
        for name in ("judge.py", "decide.py", "rule.py", "memory.py")
    ]
    files = [file for root in roots for file in root.rglob("*.py")] + middle
    names = {name.replace("-", "_") for name in translate.providers()}
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            imported = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            imported += [one.name for one in node.names] if isinstance(node, ast.Import) else []
            for module in imported:
                assert not module.startswith("vmgate.translate"), file.name
                assert not names & set(module.split(".")), file.name


def test_only_the_translations_that_are_used_are_loaded(tmp_path: Path) -> None:
    """Start-up does not grow with the number of providers known."""
    (tmp_path / "main.tf").write_text('resource "tls_private_key" "one" {\n  algorithm = "RSA"\n}\n')
    program = (
        "import sys; from pathlib import Path; from vmgate.read.hcl import load; from vmgate.translate import things;"
        f"list(things(load(Path({str(tmp_path)!r}))));"
        "print(*sorted({name.split('.')[2] for name in sys.modules if name.startswith('vmgate.translate.')}))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = {name.replace("_", "-") for name in run.stdout.split()}
    assert loaded & set(translate.providers()) == {"tls"}

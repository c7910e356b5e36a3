"""The example site under examples/campus, and what the project says beside it of its template."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vmgate import settings
from vmgate.commands.check import Options, check
from vmgate.errors import ExitCode
from vmgate.model.result import Verdict
from vmgate.read.hcl.syntax import nodes
from vmgate.read.hcl.syntax.parse import parse
from vmgate.read.hcl.syntax.source import SourceFile
from vmgate.report import FORMATS, writer
from vmgate.rulebook import rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vmgate.model.report import Report, Result

PROJECT = Path(__file__).resolve().parents[1]
CAMPUS = PROJECT / "examples" / "campus"
AS_OF = date(2026, 11, 23)
SECRET = "not-a-real-password"  # noqa: S105  - what the fixture gives for every password
SHOWN = [
    f"VMG{number:04}"
    for number in (
        *(
            201,
            301,
            401,
            402,
            501,
            601,
            701,
            801,
            802,
            901,
            902,
            903,
            1201,
            1301,
            1401,
            1601,
            1901,
            1902,
            2101,
            2401,
            2501,
            2601,
            2602,
        ),
        *(2301, 2701, 2702, 2901, 3001, 3002, 3201, 3202, 3301, 3401, 3501, 3502),
    )
]
"""The rules that the broken site is there to show."""

_MARKED = re.compile(r"# (VMG\d{4}(?: unknown)?(?:, VMG\d{4}(?: unknown)?)*)$")


@dataclass(frozen=True, order=True)
class Mark:
    """One rule's verdict at one line: what a comment expects, or a report says."""

    file: str
    line: int
    rule: str
    verdict: str


def marks(root: Path) -> set[Mark]:
    """What the comments at the ends of lines expect."""
    found = set()
    for file in root.rglob("*.tf"):
        for number, line in enumerate(file.read_text().splitlines(), 1):
            match = _MARKED.search(line)
            for mark in match[1].split(", ") if match else ():
                rule, _, unknown = mark.partition(" ")
                found.add(Mark(file.relative_to(root).as_posix(), number, rule, unknown or "fail"))
    return found


def reported(results: Iterable[Result], root: Path) -> set[Mark]:
    """What a report says, in terms of lines below a root."""
    return {_reported(result, root) for result in results}


def _reported(result: Result, root: Path) -> Mark:
    assert result.span is not None, f"{result.rule} {result.address} has no place"
    file = Path(result.span.file).resolve().relative_to(root).as_posix()
    return Mark(file, result.span.line, result.rule, result.verdict.value)


@cache
def judged(*paths: Path) -> Report:
    """The report on some inputs under the site policy."""
    site = settings.load(CAMPUS / "vmgate.toml", AS_OF, [rule.id for rule in rules()])
    return check(Options(paths=[str(path) for path in paths], site=lambda _: site, rules=rules()))


def inputs(site: str) -> list[tuple[Path, ...]]:
    """The ways to judge a site: its source, its plan beside the source, and both in one run."""
    root = CAMPUS / site
    return [(root,), (root / "plan.json",), (root, root / "plan.json")]


WAYS = pytest.mark.parametrize("way", range(3), ids=["source", "plan", "both"])


@WAYS
def test_compliant_site_passes_without_an_unknown(way: int) -> None:
    """The compliant site opens the gate: nothing fails, and nothing is left unknown."""
    report = judged(*inputs("compliant")[way])
    assert list(report.results) == []
    assert report.exit_code is ExitCode.OPEN
    assert not [part for one in report.inputs for part in one.unread]


@WAYS
@pytest.mark.parametrize("rule", SHOWN)
def test_compliant_site_gives_each_rule_something_to_pass(rule: str, way: int) -> None:
    """No rule that the broken site shows is silent on the compliant one."""
    assert judged(*inputs("compliant")[way]).passed.get(rule, 0) > 0


@WAYS
def test_broken_site_is_found_at_the_marked_lines_and_nowhere_else(way: int) -> None:
    """Each marked line is found for its rule with its verdict, and no other line is."""
    report = judged(*inputs("broken")[way])
    found, expected = reported(report.results, CAMPUS / "broken"), marks(CAMPUS / "broken")
    assert sorted(found - expected) == []
    assert sorted(expected - found) == []
    assert report.exit_code is ExitCode.SHUT


def test_broken_site_marks_every_rule_that_it_shows() -> None:
    """The marks name all rules that the example is for, and only rules that there are."""
    marked = {mark.rule for mark in marks(CAMPUS / "broken")}
    assert set(SHOWN) <= marked
    assert marked <= {rule.id for rule in rules()}


def test_compliant_site_has_no_mark() -> None:
    """A mark in the compliant site would be a leftover."""
    assert marks(CAMPUS / "compliant") == set()


@pytest.mark.parametrize("site", ["compliant", "broken"])
def test_plan_without_its_source_finds_the_same_failures(site: str, tmp_path: Path) -> None:
    """A plan alone fails the same things, and calls unknown what its configuration hides.

    That is the web servers' networks, which are in dynamic blocks, and the server, which is a variable's value.
    """
    plan = tmp_path / "plan.json"
    plan.write_bytes((CAMPUS / site / "plan.json").read_bytes())
    alone, joined = judged(plan), judged(CAMPUS / site / "plan.json")
    assert _said(alone, Verdict.FAIL) == _said(joined, Verdict.FAIL)
    hidden = _said(alone, Verdict.UNKNOWN) - _said(joined, Verdict.UNKNOWN)
    servers = [f'module.web["web-0{number}"].vsphere_virtual_machine.this' for number in (1, 2, 3)]
    path = "network_interface[0].network_id"
    networks = {(rule, server, path) for rule in ("VMG1901", "VMG1902") for server in servers}
    assert hidden == networks | {("VMG0201", "provider.vsphere", "vsphere_server")}


def _said(report: Report, verdict: Verdict) -> set[tuple[str, str, str]]:
    return {(one.rule, one.address, one.attribute) for one in report.results if one.verdict is verdict}


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_no_report_repeats_a_password(name: str) -> None:
    """The passwords that the plan holds in clear are in no report of it."""
    assert SECRET in (CAMPUS / "broken" / "plan.json").read_text()
    report = judged(CAMPUS / "broken" / "plan.json")
    text = writer(name)(report, {rule.id: rule for rule in rules()})
    assert "VMG0601" in text
    assert SECRET not in text


def test_records_are_of_the_templates_that_the_plans_found() -> None:
    """Each record's identity is the uuid that vCenter answers for the template's name."""
    registry = settings.default(AS_OF, CAMPUS / "templates").registry
    assert registry is not None
    answers = json.loads((CAMPUS / "answers.json").read_text())
    found = {
        locator.name: (locator.identity, answers[f"vsphere_virtual_machine:{locator.name}"]["uuid"])
        for record in registry.records
        for locator in record.locators
    }
    assert set(found) == {
        "tpl-debian13-2026.11",
        "tpl-debian13-2025.09",
        "tpl-centos7-2024.05",
        "tpl-librenms-25.4",
    }
    assert all(recorded == answered for recorded, answered in found.values())


def test_project_has_the_record_of_the_image_that_packer_builds() -> None:
    """The record, the Packer template's name and version, and the example site's record say the same."""
    image = "images/debian13/2026.11/image.json"
    kept, example = (json.loads((root / "templates" / image).read_text()) for root in (PROJECT, CAMPUS))
    assert example.pop("supersedes") == "2025.09"
    assert kept == example
    variables = parse(_file(PROJECT / "packer" / "debian13" / "variables.pkr.hcl"))
    version = _literal(_block(variables, "variable", "image_version").attributes["default"].value)
    assert (kept["version"], kept["locators"][0]["name"]) == (version, f"tpl-debian13-{version}")


def test_what_packer_builds_is_approved_in_the_projects_registry() -> None:
    """By facts that are really signed, all of them covered by a checkpoint."""
    registry = settings.default(AS_OF, PROJECT / "templates").registry
    assert registry is not None
    assert {record.name: record.state for record in registry.records} == dict.fromkeys(
        ("debian13", "rocky9", "ubuntu2404", "windows2025"), "approved"
    )


def test_packer_template_hardens_as_the_module_does() -> None:
    """The image carries the settings that the module writes, no CD drive, and was built over verified TLS."""
    source = _block(_packer(), "source", "vsphere-iso", "debian13").attributes
    module = parse(_file(CAMPUS / "compliant" / "modules" / "vm" / "main.tf"))
    hardening = _object(_block(module, "locals").attributes["hardening"].value)
    assert _object(source["configuration_parameters"].value) == hardening
    assert _literal(source["remove_cdrom"].value) is True
    assert _literal(source["insecure_connection"].value) is False


def _packer() -> nodes.Body:
    return parse(_file(PROJECT / "packer" / "debian13" / "debian13.pkr.hcl"))


def _file(path: Path) -> SourceFile:
    return SourceFile(str(path), path.read_bytes())


def _block(body: nodes.Body, type_: str, *labels: str) -> nodes.Body:
    (block,) = (one for one in body.blocks if one.type == type_ and tuple(one.labels) == labels)
    return block.body


def _literal(expression: nodes.Expression | None) -> object:
    assert isinstance(expression, nodes.Literal)
    return expression.value


def _object(expression: nodes.Expression | None) -> Mapping[object, object]:
    assert isinstance(expression, nodes.Object)
    return {_literal(item.key): _literal(item.value) for item in expression.items}

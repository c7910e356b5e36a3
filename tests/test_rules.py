"""All rules: the form of their files and pages, and that their examples are judged as the pages say."""

from __future__ import annotations

import ast
import inspect
import sys
from typing import TYPE_CHECKING

import pytest

from tests.examples import IN_NO_STATE, NEVER_FAILS, NEVER_UNKNOWN, TOLD_BY_STATES, Example, examples, site
from vmgate import rules as package
from vmgate.commands.waiving import terms
from vmgate.errors import RuleDefinitionError
from vmgate.judge import judge
from vmgate.model.inline import inline_waiver
from vmgate.model.report import Kind
from vmgate.model.result import Verdict
from vmgate.procedure import CLAUSES
from vmgate.read.plan.load import read_plan
from vmgate.read.state.load import read_state
from vmgate.rule import HEADINGS
from vmgate.rulebook import by_name, rules
from vmgate.translate import evidence, templates, things
from vmgate.translate.coverage import decided_from
from vmgate.translate.exceptions import thing
from vmgate.waive import Held, waive

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from vmgate.model.estate import Estate
    from vmgate.model.site import Site
    from vmgate.rule import Rule
    from vmgate.vocabulary.thing import Thing

RULES = [pytest.param(rule, id=rule.slug) for rule in rules()]
EXAMPLES = [pytest.param(one, id=str(one)) for one in examples() if not one.of_records and not one.of_state]
STATES = [pytest.param(one, id=str(one)) for one in examples() if one.of_state]
APPLIED = [pytest.param(one, id=str(one)) for one in examples() if one.is_applied and not one.of_state]
PLANNED = [pytest.param(one, id=str(one)) for one in examples() if one.is_planned]
RECORDS = [pytest.param(one, id=str(one)) for one in examples() if one.of_records]
ALLOWED = ("vmgate.model", "vmgate.vocabulary")
PROVIDER_WORDS = (
    "vsphere",
    "vmware",
    "vcenter",
    "proxmox",
    "pve",
    "qemu",
    "libvirt",
    "govc",
    "ontap",
    "netapp",
    "nxos",
    "iosxe",
    "cisco",
    "nsxt",
    "truenas",
)
COMMANDS = ("ensure_", "use_", "require_", "set_", "check_", "no_", "enable_", "disable_")
COPIED = inspect.getsource(sys.modules["vmgate.rules.lockdown_disabled"])
NAMES = [rule.slug for rule in rules()]


def module_of(rule: Rule) -> ast.Module:
    """A rule's file."""
    return ast.parse(inspect.getsource(sys.modules[f"vmgate.rules.{rule.slug}"]))


def code_of(rule: Rule) -> Iterator[ast.AST]:
    """Everything in a rule's file but its page."""
    for statement in module_of(rule).body[1:]:
        yield from ast.walk(statement)


@pytest.mark.parametrize("rule", RULES)
def test_a_page_has_a_title_and_all_its_sections(rule: Rule) -> None:
    """A page can be read by an administrator: what is wrong, why, how to mend it, and both in configuration."""
    page = rule.page()
    assert tuple(page.sections) == HEADINGS
    assert page.title[0].isupper()
    assert len(page.title) <= 90
    assert rule.clause in page.sections["Why"]
    kinds = [example.kind for example in examples() if example.slug == rule.slug]
    expected = {"bad", "good", *(() if rule.id in NEVER_UNKNOWN else ("unknown",))}
    assert expected <= set(kinds)


@pytest.mark.parametrize("rule", RULES)
def test_an_id_belongs_to_a_clause_of_the_procedure(rule: Rule) -> None:
    """The clause can be read off the id, and the procedure has it."""
    assert rule.clause in CLAUSES
    assert rule.id[3:5] == rule.clause[1:]


def test_ids_and_slugs_are_unique_and_in_order() -> None:
    """Rules come by id, and neither an id nor a slug is given twice."""
    ids = [rule.id for rule in rules()]
    assert ids == sorted(set(ids))
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_found_by_id_and_by_slug(rule: Rule) -> None:
    """Both names lead to the rule, letter case aside; another leads nowhere."""
    assert by_name(rule.id.lower()) is rule
    assert by_name(rule.slug.upper()) is rule
    assert by_name(f"{rule.id}x") is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("value = 1\n", "declares no rule"),
        ("import nothing_of_that_name\n", "cannot be loaded: ModuleNotFoundError"),
        (COPIED, "VMG3401 is both lockdown_disabled and made_for_a_test"),
        (COPIED.replace("__name__", '"vmgate.rules.lockdown_disabled"'), "calls itself lockdown_disabled"),
    ],
    ids=["no rule", "broken", "twice", "another name"],
)
def test_a_broken_rule_file_is_refused(
    text: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake in a rule's file stops everything, and says which file it is."""
    (tmp_path / "made_for_a_test.py").write_text(text)
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
    with pytest.raises(RuleDefinitionError, match="made_for_a_test") as error:
        rules.__wrapped__()
    sys.modules.pop(f"{package.__name__}.made_for_a_test", None)
    assert told in str(error.value)


@pytest.mark.parametrize("rule", RULES)
def test_a_slug_names_the_fault_and_is_no_command(rule: Rule) -> None:
    """A finding's name says what is wrong."""
    assert not rule.slug.startswith(COMMANDS)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_speaks_of_the_procedures_things_only(rule: Rule) -> None:
    """Judges import the vocabulary and nothing of a provider, and never look behind a thing."""
    imported = set()
    for node in code_of(rule):
        if isinstance(node, ast.ImportFrom):
            imported.add(node.module or "")
        elif isinstance(node, ast.Import):
            imported.update(name.name for name in node.names)
        elif isinstance(node, ast.Attribute):
            assert node.attr not in {"resource", "address"}, f"line {node.lineno}"
        elif isinstance(node, ast.For | ast.While):
            pytest.fail(f"line {node.lineno}: a loop in a rule")
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            words = [word for word in PROVIDER_WORDS if word in node.value.lower()]
            assert not words, f"line {node.lineno}: a provider's word"
        elif isinstance(node, ast.Name):
            assert not [word for word in PROVIDER_WORDS if word in node.id.lower()]
    ours = {name for name in imported if name.startswith("vmgate")}
    assert all(name == "vmgate.rule" or name.startswith(ALLOWED) for name in ours)
    assert imported - ours <= {"collections.abc", "datetime"}


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_judged_from_source_as_its_page_says(example: Example, tmp_path: Path) -> None:
    """A Bad fails its own rule, a Good passes it, and where nothing can be known nothing is claimed."""
    directory = example.write(tmp_path / "example")
    assert_verdict(example, example.read(directory), directory)


@pytest.mark.parametrize("example", PLANNED)
def test_an_example_is_judged_from_its_plan_as_its_page_says(example: Example, tmp_path: Path) -> None:
    """The plan that Terraform makes of an example has the verdict of its source.

    A plan does not hold everything: what it leaves out it has from the source beside it.
    """
    directory = example.write(tmp_path / "example")
    plan, source = read_plan(example.plan.read_bytes()), example.read(directory)
    rule = by_name(example.slug)
    if rule is not None and Kind.PLAN not in decided_from(rule):
        plan.join(source)
    assert_verdict(example, plan.estate, directory, source)


@pytest.mark.parametrize("example", STATES)
def test_an_example_for_states_is_judged_from_its_state_as_its_page_says(
    example: Example, tmp_path: Path
) -> None:
    """What Terraform leaves behind when it applies an example has the verdict of its page."""
    directory = example.write(tmp_path / "example")
    assert_verdict(example, read_state(example.state.read_bytes()).estate, directory)


@pytest.mark.parametrize("example", APPLIED)
def test_source_plan_and_state_of_an_example_agree(example: Example, tmp_path: Path) -> None:
    """What stands when an example is carried out has the verdict that its source and its plan have."""
    directory = example.write(tmp_path / "example")
    estate = read_state(example.state.read_bytes()).estate
    assert not estate.unread
    assert_said(example, things(estate), directory, NEVER_FAILS - TOLD_BY_STATES)


@pytest.mark.parametrize("name", IN_NO_STATE)
def test_an_example_that_no_state_shows_is_one(name: str) -> None:
    """The list holds nothing that is not there."""
    assert name in {str(one) for one in examples()}


@pytest.mark.parametrize("example", STATES)
def test_a_rule_that_only_a_state_can_decide_says_nothing_of_source(example: Example, tmp_path: Path) -> None:
    """It is not asked, and so does not pass."""
    directory = example.write(tmp_path / "example")
    rule = by_name(example.slug)
    assert rule is not None
    judgement = judge(things(example.read(directory)), [rule], site(directory))
    assert not judgement.findings
    assert not judgement.passed


@pytest.mark.parametrize("example", RECORDS)
def test_an_example_of_records_is_judged_as_its_page_says(example: Example, tmp_path: Path) -> None:
    """What the registers of an example hold has the verdict of its page."""
    directory = example.write(tmp_path / "example")
    own = site(directory)
    subjects = [*evidence.things(own.evidence), *templates.things(own.registry), *exceptions(own)]
    assert_said(example, subjects, directory)


def exceptions(at: Site, source: Estate | None = None) -> list[Thing]:
    """The exceptions of a site's register and of the comments in a source, whatever they are needed for."""
    register = at.exceptions.waivers if at.exceptions is not None else ()
    comments = source.comments if source is not None else ()
    waivers = [*register, *map(inline_waiver, comments)]
    _, standings = waive([], [Held(one, terms(at), [0]) for one in waivers])
    return [thing(standing) for standing in standings]


def assert_verdict(example: Example, estate: Estate, directory: Path, source: Estate | None = None) -> None:
    """The rule that an example is of says of it what the page does, and nothing else."""
    assert not estate.unread
    subjects = [*things(estate), *exceptions(site(directory), source or estate)]
    assert_said(example, subjects, directory)


def assert_said(
    example: Example,
    subjects: Iterable[Thing],
    directory: Path,
    never_fails: Collection[str] = NEVER_FAILS,
) -> None:
    """The rule that an example is of says of some things what its page does."""
    rule = by_name(example.slug)
    assert rule is not None
    judgement = judge(subjects, [rule], site(directory))
    found = {finding.verdict for finding in judgement.findings}
    told = [
        f"{finding.resource.address}: {finding.message} ({finding.reason})" for finding in judgement.findings
    ]
    if example.kind == "good":
        assert not found, told
        assert judgement.passed[rule.id] > 0
    elif example.kind == "bad" and rule.id not in never_fails:
        assert found == {Verdict.FAIL}, told
    else:
        assert found == {Verdict.UNKNOWN}, told
        assert all(finding.reason for finding in judgement.findings)

"""The fixture files: which are found, what they may say, and what makes a plan reproducible."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fixtures import PLANS
from tests.standin import plans
from tests.standin.errors import StandInError

if TYPE_CHECKING:
    from pathlib import Path

PLAN = '[[plan]]\nout = "plan.json"\nroot = "."\n'
REAL = PLANS / "proxmox-bpg-0.111.1" / "plan.json"


def project(folder: Path, *names: str) -> Path:
    """A project with a fixture in each of the named folders."""
    for name in names:
        (folder / name).mkdir(parents=True)
        (folder / name / "fixture.toml").write_text(PLAN)
    return folder


def test_fixtures_are_found_under_tests_and_examples(tmp_path: Path) -> None:
    """In the order of their paths; nothing elsewhere counts."""
    root = project(tmp_path, "tests/b", "tests/a/deep", "examples/site", "docs/other")
    assert [f.out.relative_to(root).as_posix() for f in plans.fixtures(root)] == [
        "examples/site/plan.json",
        "tests/a/deep/plan.json",
        "tests/b/plan.json",
    ]


@pytest.mark.parametrize("name", ["tests/a/deep", "deep", "tests/a/deep/"])
def test_a_name_picks_the_fixture_of_a_folder(tmp_path: Path, name: str) -> None:
    """By the folder's path from the project's root, or by its own name."""
    root = project(tmp_path, "tests/a/deep", "tests/b")
    assert [f.root for f in plans.fixtures(root, [name])] == [root / "tests/a/deep"]


def test_a_name_that_picks_nothing_is_refused(tmp_path: Path) -> None:
    """A misspelt name does not pass for success."""
    with pytest.raises(StandInError, match=r"no fixture\.toml in a folder c "):
        plans.fixtures(project(tmp_path, "tests/b"), ["c"])


def test_a_fixture_says_what_a_plan_is_made_of(tmp_path: Path) -> None:
    """Paths are relative to the file; providers, answers and arguments are optional."""
    (tmp_path / "answers.json").write_text("{}")
    (tmp_path / "site").mkdir()
    file = tmp_path / "fixture.toml"
    file.write_text(
        '[[plan]]\nout = "a.json"\nroot = "site"\nproviders = {vsphere = "2.16.1"}\n'
        'answers = "answers.json"\narguments = ["-var", "x=y"]\n'
        '[[plan]]\nout = "b.json"\nroot = "."\n'
    )
    first, second = plans.read(file)
    assert (first.out, first.root, first.answers) == (
        tmp_path / "a.json",
        tmp_path / "site",
        tmp_path / "answers.json",
    )
    assert (first.providers, first.arguments) == ({"vsphere": "2.16.1"}, ["-var", "x=y"])
    assert (second.answers, second.providers, second.arguments) == (None, {}, [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[plan", "not TOML"),
        ("", r"must hold \[\[plan\]\] tables"),
        (PLAN + "[other]\n", r"must hold \[\[plan\]\] tables"),
        ("plan = [1]\n", r"must hold \[\[plan\]\] tables"),
        ('[[plan]]\nout = "x.json"\n', "a plan lacks root"),
        (PLAN + 'provider = "x"\n', "unknown key provider"),
        (PLAN + 'arguments = "-destroy"\n', "arguments must be a list of texts"),
        (PLAN + "providers = {vsphere = 2.16}\n", "providers must be a table of versions"),
        ('[[plan]]\nout = "x.json"\nroot = "absent"\n', "no such file or folder"),
        (PLAN + 'answers = "absent.json"\n', "no such file or folder"),
    ],
)
def test_a_fixture_of_another_format_is_refused(tmp_path: Path, text: str, message: str) -> None:
    """The message names the file and what is wrong in it."""
    file = tmp_path / "fixture.toml"
    file.write_text(text)
    with pytest.raises(StandInError, match=message) as caught:
        plans.read(file)
    assert str(file) in str(caught.value)


def test_the_command_fails_where_there_are_no_fixtures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 1, and one line."""
    assert plans.main([], tmp_path) == 1
    assert capsys.readouterr().err == "standin: no fixture.toml under tests/ or examples/\n"


def test_no_terraform_on_path_is_said_clearly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what is missing and what to do."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StandInError, match="terraform, and there is none on PATH: install it"):
        plans.plan_directory(tmp_path, providers={})


def test_only_the_time_and_the_order_of_relevant_attributes_change() -> None:
    """Text that only looks like the plan's own timestamp, and all escapes, stay as terraform wrote them."""
    written = (
        r'{"timestamp_of":"\u003c\"timestamp\":\"x\"\u003e","configuration":{"timestamp":"x","n":1e+30},'
        r'"relevant_attributes":[{"resource":"b","attribute":["id"]},{"resource":"a","attribute":["id",0]}],'
        r'"timestamp":"2020-01-01T00:00:00Z","errored":false}' + "\n"
    )
    expected = (
        r'{"timestamp_of":"\u003c\"timestamp\":\"x\"\u003e","configuration":{"timestamp":"x","n":1e+30},'
        r'"relevant_attributes":[{"resource":"a","attribute":["id",0]},{"resource":"b","attribute":["id"]}],'
        r'"timestamp":"2026-11-23T09:00:00Z","errored":false}' + "\n"
    )
    assert plans.reproducible(written.encode()).decode() == expected


def test_a_reproducible_plan_stays_as_it_is() -> None:
    """Doing it twice to a real plan changes nothing, and neither does the first time but for its time."""
    real = REAL.read_bytes()
    once = plans.reproducible(real)
    assert plans.reproducible(once) == once
    assert len(once) == len(real)


def test_a_fixture_may_be_a_state(tmp_path: Path) -> None:
    """What servers fill in and what provisioners call belong to it; another kind than the three is refused."""
    (tmp_path / "vcenter.json").write_text("{}")
    file = tmp_path / "fixture.toml"
    file.write_text(PLAN + 'kind = "tfstate"\nfills = "vcenter.json"\ncommands = ["govc"]\n')
    (one,) = plans.read(file)
    assert (one.kind, one.fills, one.commands) == ("tfstate", tmp_path / "vcenter.json", ["govc"])
    file.write_text(PLAN + 'kind = "graph"\n')
    with pytest.raises(StandInError, match="kind must be plan, state or tfstate"):
        plans.read(file)


def test_only_what_is_random_in_a_state_changes() -> None:
    """Serial number, lineage, the ids of terraform_data and the order of marks; doing it twice changes nothing."""
    for end in ("json", "tfstate"):
        committed = (PLANS.parent / "states" / f"broken.{end}").read_bytes()
        assert plans.reproducible_state(committed) == committed
    written = (
        '{\n  "serial": 44,\n  "lineage": "0-1",\n  "type": "terraform_data", '
        '"id": "14c907d4-fb6f-5eac-ae82-0aa494393213",'
        '\n  "sensitive_attributes": [\n    [\n      "b"\n    ],\n    [\n      "a"\n    ]\n  ],\n  "serial": 3\n}\n'
    )
    expected = (
        f'{{\n  "serial": 1,\n  "lineage": "{plans.LINEAGE}",\n  "type": "terraform_data", '
        '"id": "00000000-0000-4000-8000-000000000001",'
        '\n  "sensitive_attributes": [\n    [\n      "a"\n    ],\n    [\n      "b"\n    ]\n  ],\n  "serial": 3\n}\n'
    )
    assert plans.reproducible_state(written.encode()).decode() == expected

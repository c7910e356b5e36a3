"""Answers to checkov's questions, without checkov: a graph of its is any object that lists nodes."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

import pytest

from vmgate import rulebook
from vmgate.adapters.checkov import Adapter, input_of, inputs, overlooked

if TYPE_CHECKING:
    from pathlib import Path

    from vmgate.adapters.blocks import Answer

PROVIDER = 'provider "vsphere" {\n  vsphere_server       = "vcenter.example.edu"\n  allow_unverified_ssl = var.lax\n}\n'
CALL = 'module "site" {\n  source = "../../modules/site"\n  lax    = %s\n}\n'


class Graph:
    """What checkov hands over: nodes with their attributes."""

    def __init__(self, *nodes: dict[str, Any]) -> None:
        self._nodes = nodes

    def nodes(self) -> list[tuple[str, dict[str, Any]]]:
        """Nodes as checkov lists them: each with its hash."""
        return [(str(number), node) for number, node in enumerate(self._nodes)]


def provider_called_from(root: Path) -> dict[str, Any]:
    """The node of the module's provider block as called from a root directory."""
    return {
        "block_type_": "provider",
        "__address__": "module.site.vsphere.default",
        "file_path_": str(root.parents[1] / "modules" / "site" / "main.tf"),
        "source_module_object_": {"path": str(root / "main.tf"), "name": "site", "nested_tf_module": None},
    }


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two root directories that call one module, one of them in a way that breaks a rule."""
    (tmp_path / ".git").mkdir()
    module = tmp_path / "modules" / "site"
    module.mkdir(parents=True)
    (module / "main.tf").write_text(f'variable "lax" {{\n  type = bool\n}}\n{PROVIDER}')
    for name, lax in (("prod", "false"), ("test", "true")):
        root = tmp_path / "env" / name
        root.mkdir(parents=True)
        (root / "main.tf").write_text(CALL % lax)
    return tmp_path


def adapter(**environment: str) -> Adapter:
    """An adapter with all rules."""
    return Adapter(rulebook.rules(), {"VMGATE_AS_OF": "2026-11-23", **environment})


def ask(one: Adapter, graph: Graph | None) -> Answer:
    """Ask about the module's provider."""
    return one.answer("VMG0601", "provider", "module.site.vsphere.default", "/modules/site/main.tf", graph)


def test_a_module_of_several_roots_gets_the_worst_answer(repository: Path) -> None:
    """Checkov keeps one record of the block; the sentence says which root it is about."""
    graph = Graph(*(provider_called_from(repository / "env" / name) for name in ("prod", "test")))
    said = ask(adapter(), graph)
    assert said.passed is False
    assert said.details == ("test: allow_unverified_ssl: the server's certificate is not verified",)


def test_a_module_of_one_root_gets_that_roots_answer(repository: Path) -> None:
    """The module is judged with the values of its caller."""
    assert ask(adapter(), Graph(provider_called_from(repository / "env" / "prod"))).passed is True


def test_the_input_of_a_block_is_at_the_end_of_its_callers() -> None:
    """A block of a nested module belongs to the root; a block of a plan to the plan."""
    outer = {"path": "/repo/env/prod/main.tf", "name": "a", "nested_tf_module": None}
    inner = Namespace(path="/repo/modules/a/main.tf", name="b", nested_tf_module=outer)
    assert input_of("/repo/modules/a/b/main.tf", inner) == "/repo/env/prod"
    assert input_of("/repo/env/prod/main.tf", None) == "/repo/env/prod"
    assert input_of("/repo/tfplan.json", None) == "/repo/tfplan.json"


@pytest.mark.parametrize("graph", [None, Graph()])
def test_a_block_that_cannot_be_placed_fails(graph: Graph | None) -> None:
    """Without checkov's graph nobody knows which input a block is of; that is no pass."""
    said = ask(adapter(), graph)
    assert said.passed is False
    assert said.details[0].startswith("no verdict: ")


def test_the_site_policy_counts_as_on_the_command_line(repository: Path) -> None:
    """It is found upwards from the root directory, and a mistake in it leaves no verdict."""
    (repository / "vmgate.toml").write_text('[rules.VMG0601]\noff = "a lab"\n')
    graph = Graph(provider_called_from(repository / "env" / "test"))
    assert ask(adapter(), graph).passed is None
    (repository / "vmgate.toml").write_text("[rulez]\n")
    said = ask(adapter(), graph)
    assert said.passed is False
    assert "vmgate.toml:1" in said.details[0]


@pytest.mark.parametrize(("word", "passed"), [("fail", False), ("drop", None)])
def test_unknowns_fail_or_drop_as_told(
    repository: Path, capsys: pytest.CaptureFixture[str], *, word: str, passed: bool | None
) -> None:
    """A dropped one is named on standard error."""
    root = repository / "env" / "test"
    (root / "main.tf").write_text('variable "lax" {\n  type = bool\n}\n' + CALL % "var.lax")
    said = ask(adapter(VMGATE_CHECKOV_UNKNOWN=word), Graph(provider_called_from(root)))
    assert said.passed is passed
    assert ("1 unknown: VMG0601" in capsys.readouterr().err) is (passed is None)


def test_a_wrong_word_on_unknowns_leaves_no_verdict(repository: Path) -> None:
    """The message says which words there are."""
    said = ask(
        adapter(VMGATE_CHECKOV_UNKNOWN="maybe"), Graph(provider_called_from(repository / "env" / "prod"))
    )
    assert said.details == ('no verdict: VMGATE_CHECKOV_UNKNOWN: "maybe" is neither fail nor drop',)


def test_inputs_that_checkov_did_not_ask_about_are_found(repository: Path) -> None:
    """Of a directory, every root that is not left out by --skip-path and does not let the gate open."""
    one = adapter()
    run = Namespace(directory=[str(repository)], file=None, skip_path=None)
    roots = {str(repository / "env" / name) for name in ("prod", "test")}
    assert set(inputs(run, "terraform")) == roots
    assert [path for path, _ in overlooked(one, run, "terraform")] == [str(repository / "env" / "test")]
    assert overlooked(one, run, "terraform") == []
    assert list(inputs(run, "terraform_plan")) == []
    assert list(inputs(run, "kubernetes")) == []
    run.skip_path = ["env/test"]
    assert overlooked(adapter(), run, "terraform") == []


def test_nothing_to_judge_at_all_is_told(tmp_path: Path) -> None:
    """A directory without any of the procedure's resources does not pass where checkov asked nothing."""
    (tmp_path / "outputs.tf").write_text('output "a" {\n  value = 1\n}\n')
    run = Namespace(directory=[str(tmp_path)], file=None, skip_path=None)
    assert overlooked(adapter(), run, "terraform") == [(str(tmp_path), "nothing was judged")]

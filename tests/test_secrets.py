"""Secrets never reach an output: a marker is put wherever people keep passwords, and looked for in everything said."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.commands import PROJECT, vmgate
from tests.examples import examples
from tests.planting import MARKER, plant
from vmgate.report import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.examples import Example

DAY = "2026-11-23"
SAID = [
    *(["check", "-f", name, "--verdicts", "all", "--as-of", DAY] for name in FORMATS),
    ["check", "-f", "text", "--no-waivers", "--no-config"],
    ["inspect"],
    ["inspect", "-f", "json", "--origins"],
    ["coverage", "-f", "markdown"],
    *(["report", "-f", name, "--as-of", DAY] for name in ("markdown", "html", "json", "csv", "oscal")),
]
"""Everything that is said of configuration and plans."""
IN_SHORT = [["check", "-f", "html", "--verdicts", "all"], ["check", "-f", "text"], ["inspect"]]
"""What has excerpts, messages and values in it; every other format has a part of that."""

SITES = ("examples/campus/broken", "examples/campus/compliant", "packer/debian13", "packer/rocky9",
         "packer/ubuntu2404", "packer/windows2025")  # fmt: skip
CASES = sorted((PROJECT / "tests/translate").glob("*/cases/*"))
BAD = [one for one in examples() if one.kind == "bad" and not one.of_records]


def said_of(directory: Path, commands: list[list[str]]) -> dict[str, str]:
    """What commands print of a directory, and of the plans in it, by their arguments."""
    found = {}
    for target in [directory, *directory.rglob("plan.json")]:
        for command in commands:
            done = vmgate(*command, target)
            assert done.code in (0, 1, 4), done.err
            found[f"{target.name} {' '.join(command)}"] = done.out + done.err
    return found


def leaking(said: dict[str, str]) -> list[str]:
    """What the marker stands in, with what is around it."""
    return [
        f"{name}: {text[max(0, text.index(MARKER) - 100) :][:140]!r}"
        for name, text in said.items()
        if MARKER in text
    ]


@pytest.mark.parametrize("site", SITES)
def test_no_secret_of_a_site_is_told_in_any_format(site: str, tmp_path: Path) -> None:
    """Source, plan and templates of whole sites, in every format of every command that reads them."""
    directory = tmp_path / "site"
    shutil.copytree(PROJECT / site, directory)
    assert plant(directory) > 10
    assert leaking(said_of(directory, SAID)) == []


@pytest.mark.parametrize("case", [pytest.param(one, id=f"{one.parts[-3]}-{one.name}") for one in CASES])
def test_no_secret_of_any_provider_is_told(case: Path, tmp_path: Path) -> None:
    """Source and plan of each case of a provider, of which most rules have something to say."""
    directory = tmp_path / "case"
    # Its registry is written in short, which only tests read.
    shutil.copytree(case, directory, ignore=shutil.ignore_patterns("templates"))
    plant(directory)
    assert leaking(said_of(directory, IN_SHORT)) == []


@pytest.mark.parametrize("example", [pytest.param(one, id=str(one)) for one in BAD])
def test_no_secret_of_a_finding_is_told(example: Example, tmp_path: Path) -> None:
    """Every rule speaks of its own Bad, and quotes nothing of it that may be a secret."""
    directory = example.write(tmp_path / "example")
    if example.is_planned:
        shutil.copy(example.plan, directory / "plan.json")
    assert plant(directory) > 1
    assert leaking(said_of(directory, IN_SHORT)) == []


_SINGLE = re.compile(r'(?m)^(\s+(?!source|version|alias)[\w.]+\s*=\s*)("(?:[^"\\\n$%]|\\.)+")(\s*(?:#.*)?)$')


@pytest.mark.parametrize("case", [pytest.param(one, id=f"{one.parts[-3]}-{one.name}") for one in CASES])
def test_no_message_quotes_what_a_configuration_calls_sensitive(case: Path, tmp_path: Path) -> None:
    """However decisive the value is: each text of every block is made sensitive, and none of them is told."""
    directory = tmp_path / "case"
    shutil.copytree(case, directory, ignore=shutil.ignore_patterns("templates"))
    (directory / "plan.json").unlink(missing_ok=True)
    texts = set()
    for file in directory.rglob("*.tf"):
        text = file.read_text(encoding="utf-8")
        texts |= {json.loads(found[1]) for found in _SINGLE.findall(text) if "\\" not in found[1]}
        file.write_text(_SINGLE.sub(r"\1sensitive(\2)\3", text), encoding="utf-8")
    assert _quoted(texts, vmgate("check", directory, "-f", "json").json) == []


@pytest.mark.parametrize("case", [one / "plan.json" for one in CASES if (one / "plan.json").exists()],
                         ids=lambda plan: f"{plan.parts[-4]}-{plan.parts[-2]}")  # fmt: skip
def test_no_message_quotes_what_a_plan_calls_sensitive(case: Path, tmp_path: Path) -> None:
    """However decisive the value is: every value of every resource is marked, and none of them is told."""
    document = json.loads(case.read_bytes())
    texts: set[str] = set()
    for one in document.get("resource_changes", ()):
        one["change"]["after_sensitive"] = True
        texts |= set(_texts(one["change"]["after"]))
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(document))
    assert _quoted(texts, vmgate("check", file, "-f", "json").json) == []


_TELLING = re.compile(r"(?=.{5})(?s:.*)[\d./:@-]")


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for item in items for text in _texts(item)]


def _quoted(texts: set[str], report: Any) -> list[str]:
    """The messages that one of some texts stands in. What is a word like others is not looked for."""
    assert report["exit_code"] in (0, 1, 4), report["why"]
    return [
        message
        for one in report["results"]
        for message in (one["message"], one["reason"] or "")
        if any(_TELLING.match(text) and text in message for text in texts)
    ]


@pytest.mark.parametrize(
    "plan", [PROJECT / "examples/campus" / name / "plan.json" for name in ("broken", "compliant")]
)
def test_the_first_policy_leaves_out_what_is_sensitive(plan: Path, tmp_path: Path) -> None:
    """The forms that `init` drafts have no network, server, group or mark of which a part is a secret."""
    document = json.loads(plan.read_bytes())
    texts: set[str] = set()
    for one in document["resource_changes"]:
        one["change"]["after_sensitive"] = True
        texts |= {text for text in _texts(one["change"]["after"]) if _TELLING.match(text)}
    file = tmp_path / "plan.json"
    file.write_bytes(plan.read_bytes())
    before = vmgate("init", file, "--print").out
    file.write_text(json.dumps(document))
    after = vmgate("init", file, "--print").out
    (tmp_path / "empty").mkdir()
    explained = vmgate("init", "--print", directory=tmp_path / "empty").out + "server-admin"
    quoted = {text for text in texts if f'"{text}"' in before and text not in explained}
    assert len(quoted) > 2
    assert not [text for text in quoted if text in after]


def test_a_variable_without_a_name_is_not_repeated(tmp_path: Path) -> None:
    """What was meant to be NAME=VALUE may be the value alone."""
    (tmp_path / "main.tf").write_text('variable "a" {}\n')
    done = vmgate("check", tmp_path, "--var", "a=1", "--var", MARKER)
    assert done.code == 2
    assert "--var number 2 has no name or no value" in done.err
    assert MARKER not in done.err

"""Asks the terraform on PATH what it makes of random expressions, and shows where we differ.

    python -m tests.read.hcl.evaluate.differential.compare SEED COUNT     compares
    python -m tests.read.hcl.evaluate.differential.compare --record       writes `oracle.json` anew

An unknown value differs from nothing; an error of ours does from a value, for `try` and `can` tell the two apart.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.read.hcl.evaluate.differential.expressions import Expressions
from tests.read.hcl.evaluate.functions.judged import agrees, shown
from tests.read.hcl.evaluate.functions.record import FILES
from vmgate.model.value import Unknown
from vmgate.read.hcl import load
from vmgate.read.hcl.evaluate.effort import EFFORT
from vmgate.read.hcl.evaluate.expressions import evaluate
from vmgate.read.hcl.evaluate.functions.encoding import json_text
from vmgate.read.hcl.evaluate.unification import type_of
from vmgate.read.hcl.evaluate.values import EvaluationError, Sensitive, first_unknown, unmark_deep
from vmgate.read.hcl.resource import SourceResource
from vmgate.read.hcl.syntax.parse import parse_expression
from vmgate.read.hcl.syntax.source import SyntaxProblem

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE = Path(__file__).resolve().parent
CONTEXT = (HERE / "context.tf").read_text("utf-8")
ORACLE = HERE / "oracle.json"
SEED, COUNT = 2026, 900
_BATCH = 1500
_ATTEMPTS = 40


def terraform_answers(texts: list[str]) -> dict[str, Any]:
    """The type, JSON and sensitivity of each expression; "error" or "unknown"."""
    answers: dict[str, Any] = {}
    for start in range(0, len(texts), _BATCH):
        with tempfile.TemporaryDirectory() as name:
            directory = Path(name) / "configuration"
            shutil.copytree(FILES, directory)
            (directory / "context.tf").write_text(CONTEXT, "utf-8")
            _terraform(directory, "init")
            answers |= _planned(directory, texts[start : start + _BATCH])
    return answers


def _planned(directory: Path, texts: list[str]) -> dict[str, Any]:
    """What a plan shows. What is wrong before anything is evaluated is found by the lines that are complained of."""
    refused: set[str] = set()
    for _ in range(_ATTEMPTS):
        asked = [text for text in texts if text not in refused]
        outputs = list(map(_output, range(len(asked)), asked))
        (directory / "outputs.tf").write_text("".join(outputs), "utf-8")
        lines = list(_complaints(_terraform(directory, "plan", "-json", "-lock=false", "-out=../plan")))
        if not lines:
            plan = json.loads(_terraform(directory, "show", "-json", "../plan"))
            found = {text: _answer(plan, f"e{number}") for number, text in enumerate(asked)}
            return {text: found.get(text, "error") for text in texts}
        ends = [sum(part.count("\n") for part in outputs[: n + 1]) for n in range(len(outputs))]
        refused |= {asked[next(n for n, end in enumerate(ends) if line <= end)] for line in lines}
    raise SystemExit("there is no end to what is refused")


def _output(number: int, text: str) -> str:
    each = "{ v = nonsensitive(v), j = nonsensitive(jsonencode(v)), s = issensitive(v) }"
    value = f'try([for v in [\n{text}\n] : {each}][0], "error")'
    return f'output "e{number}" {{\n  sensitive = true\n  value     = {value}\n}}\n'


def _complaints(printed: str) -> Iterable[int]:
    for line in printed.splitlines():
        entry = json.loads(line) if line.startswith("{") else {}
        if entry.get("@level") == "error":
            place = entry["diagnostic"]["range"]
            if place["filename"] != "outputs.tf":
                raise SystemExit(entry["@message"])
            yield place["start"]["line"]


def _terraform(directory: Path, *arguments: str) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("TF_")}
    return subprocess.run(
        ["terraform", *arguments],
        cwd=directory,
        env={**environment, "CHECKPOINT_DISABLE": "1"},
        check=False,
        capture_output=True,
        text=True,
    ).stdout


def _answer(plan: dict[str, Any], name: str) -> Any:
    if plan["output_changes"][name]["after_unknown"] is not False:
        return "unknown"
    output = plan["planned_values"]["outputs"][name]
    if output["value"] == "error":
        return "error"
    answer = {"type": output["type"][1]["v"], "json": output["value"]["j"]}
    return {**answer, "sensitive": True} if output["value"]["s"] else answer


class Ours:
    """Our answers in the same form, beside the same files."""

    def __init__(self, directory: Path) -> None:
        shutil.copytree(FILES, directory, dirs_exist_ok=True)
        (directory / "outputs.tf").touch()
        (directory / "context.tf").write_text(f'{CONTEXT}resource "probe" "p" {{}}\n', "utf-8")
        probe = load(directory).of_type("probe")[0]
        if not isinstance(probe, SourceResource):
            raise TypeError(probe)
        self._scope = probe._instance.scope

    def answer(self, text: str) -> Any:
        """The type, JSON and sensitivity of an expression; "error"; or what is unknown about it."""
        try:
            with EFFORT:
                value = evaluate(parse_expression(text), self._scope)
            bare, _ = unmark_deep(value)
            unknown = first_unknown([bare])
            if unknown is not None:
                return unknown
            answer = {"type": shown(type_of(bare)), "json": json_text(bare)}
        except (EvaluationError, SyntaxProblem):
            return "error"
        return {**answer, "sensitive": True} if isinstance(value, Sensitive) else answer


def differs(theirs: Any, ours: Any) -> bool:
    """Whether we say anything else than Terraform. We may say less, and hide more."""
    if isinstance(ours, Unknown):
        return False
    if isinstance(ours, dict):
        ours = json.loads(json.dumps(ours).replace('"unsaid"', '"any"'))
        if isinstance(theirs, dict) and ours.get("sensitive"):
            theirs = {**theirs, "sensitive": True}
    return not agrees(ours, theirs)


def main(arguments: list[str]) -> None:
    """Compares, or records."""
    if arguments == ["--record"]:
        answers = terraform_answers(Expressions(SEED).some(COUNT))
        kept = {text: answer for text, answer in answers.items() if answer != "error" or len(text) < 60}
        rows = [
            f"{json.dumps(text, ensure_ascii=False)}: {json.dumps(answer, ensure_ascii=False)}"
            for text, answer in kept.items()
        ]
        ORACLE.write_text("{\n" + ",\n".join(rows) + "\n}\n", "utf-8")
        return
    seed, count = map(int, arguments)
    answers = terraform_answers(Expressions(seed).some(count))
    with tempfile.TemporaryDirectory() as name:
        ours = Ours(Path(name))
        found = [(text, theirs, ours.answer(text)) for text, theirs in answers.items()]
    wrong = [each for each in found if differs(each[1], each[2])]
    for text, theirs, own in wrong:
        sys.stdout.write(f"{text}\n  terraform: {theirs}\n  ours:      {own}\n")
    unknown = sum(isinstance(own, Unknown) and theirs != "unknown" for _, theirs, own in found)
    sys.stdout.write(f"{len(found)} expressions, {len(wrong)} differ, {unknown} are unknown to us alone\n")


if __name__ == "__main__":
    main(sys.argv[1:])

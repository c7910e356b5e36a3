"""Records what Terraform makes of every expression in `expressions/`.

    python -m tests.read.hcl.evaluate.functions.record

Writes `oracle.json` beside this file. Needs `terraform` on PATH; no provider and no network. Each expression is an
output of its own whose value is judged by `try`, so that one that is an error leaves the others alone. What is
recorded: its type, its value as `jsonencode` writes it (which shows every digit), and whether it is sensitive;
or that it is an error, or unknown.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ORACLE = HERE / "oracle.json"
FILES = HERE / "files"
LOCALS = (HERE / "locals.tf").read_text("utf-8")
_BATCH = 400


def expressions() -> dict[str, list[str]]:
    """The expressions to judge, by the name of the file that lists them: one a line, `#` begins a comment."""
    found: dict[str, list[str]] = {}
    for path in sorted((HERE / "expressions").glob("*.txt")):
        lines = path.read_text("utf-8").split("\n")
        found[path.stem] = [line for line in lines if line.strip() and not line.startswith("#")]
    return found


def judge(texts: list[str]) -> dict[str, Any]:
    """Terraform's answer to each expression."""
    answers: dict[str, Any] = {}
    for start in range(0, len(texts), _BATCH):
        batch = texts[start : start + _BATCH]
        answers.update(zip(batch, _answers(batch), strict=True))
    return answers


def _answers(batch: list[str]) -> list[Any]:
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        shutil.copytree(FILES, directory, dirs_exist_ok=True)
        (directory / "locals.tf").write_text(LOCALS, "utf-8")
        (directory / "outputs.tf").write_text("".join(map(_output, range(len(batch)), batch)), "utf-8")
        _terraform(directory, "plan", "-no-color", "-input=false", "-out=plan")
        plan = json.loads(_terraform(directory, "show", "-json", "plan"))
    return [_answer(plan, f"e{number}") for number in range(len(batch))]


def _output(number: int, text: str) -> str:
    value = f"v = nonsensitive({text}), j = nonsensitive(jsonencode({text})), s = issensitive({text})"
    return f'output "e{number}" {{\n  sensitive = true\n  value = try({{ {value} }}, "error")\n}}\n'


def _terraform(directory: Path, *arguments: str) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("TF_")}
    done = subprocess.run(
        ["terraform", *arguments],
        cwd=directory,
        env={**environment, "CHECKPOINT_DISABLE": "1"},
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


def _answer(plan: dict[str, Any], name: str) -> Any:
    change = plan["output_changes"][name]
    if change["after_unknown"] is not False:
        return "unknown"
    output = plan["planned_values"]["outputs"][name]
    if output["value"] == "error":
        return "error"
    answer = {"type": output["type"][1]["v"], "json": output["value"]["j"]}
    return {**answer, "sensitive": True} if output["value"]["s"] else answer


def main() -> None:
    """Judges all expressions and writes the record."""
    recorded = {group: judge(texts) for group, texts in expressions().items()}
    lines = json.dumps(recorded, indent=0, ensure_ascii=False, separators=(",", ":"))
    ORACLE.write_text(lines + "\n", "utf-8")


if __name__ == "__main__":
    main()

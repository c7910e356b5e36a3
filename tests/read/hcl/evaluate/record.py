"""Asks the terraform on PATH what it makes of expressions.

Run as a program it writes the answers into `oracle.json`, to all expressions there and to those of the given files:

    python -m tests.read.hcl.evaluate.record [FILE OF MORE EXPRESSIONS, A JSON LIST]
"""

from __future__ import annotations

import json
import pathlib
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING, Any

from tests.read.hcl.evaluate.oracle import CONTEXT, RECORD, any_flag, lay_out

if TYPE_CHECKING:
    from collections.abc import Iterable


def terraform_answers(expressions: list[str], directory: pathlib.Path) -> dict[str, Any]:
    """What Terraform's plan shows of each expression. All are elements of one tuple, errors told apart by line."""
    failed: dict[int, str] = {}
    numbers = list(range(len(expressions)))
    shown: dict[str, Any] = {}
    for attempt in range(20):
        numbers = [number for number in numbers if number not in failed]
        source = _list('resource "terraform_data" "all"', "input", [expressions[n] for n in numbers])
        lay_out(directory, source)
        if attempt == 0:
            _run("init", directory)
        found = _errors(directory)
        if not found:
            shown = json.loads(_run("show", directory, "-json", "plan"))
            break
        failed.update(_blamed(found, expressions, numbers))
    change = next(c["change"] for c in shown["resource_changes"] if c["address"] == "terraform_data.all")
    values = change["after"]["input"]
    hidden = change["after_unknown"].get("input") or [False] * len(numbers)
    secret = change["after_sensitive"].get("input") or [False] * len(numbers)
    answers: dict[int, Any] = {number: {"error": True} for number in failed}
    for number, value, unknown, sensitive in zip(numbers, values, hidden, secret, strict=True):
        answers[number] = {"value": value}
        answers[number] |= {"unknown": unknown} if any_flag(unknown) else {}
        answers[number] |= {"secret": sensitive} if any_flag(sensitive) else {}
    known = [number for number in numbers if "unknown" not in answers[number]]
    source = _list('output "all"', "sensitive = true\n  value", [expressions[n] for n in known])
    lay_out(directory, source)
    if _errors(directory):
        raise SystemExit("what is an output is not what is an input")
    types = json.loads(_run("show", directory, "-json", "plan"))["planned_values"]["outputs"]["all"]["type"][
        1
    ]
    for number, type_ in zip(known, types, strict=True):
        answers[number]["type"] = type_
    return {text: answers[number] for number, text in enumerate(expressions)}


def _list(header: str, name: str, expressions: list[str]) -> str:
    items = "".join(f"(\n{text}\n),\n" if "<<" in text else f"{text},\n" for text in expressions)
    return f"{header} {{\n  {name} = [\n{items}]\n}}\n"


def _blamed(found: list[tuple[int, str]], expressions: list[str], numbers: list[int]) -> dict[int, str]:
    """The expressions on whose lines the errors are."""
    starts: list[tuple[int, int]] = []
    line = CONTEXT.count("\n") + 3
    for number in numbers:
        starts.append((line, number))
        line += expressions[number].count("\n") + (3 if "<<" in expressions[number] else 1)
    blamed: dict[int, str] = {}
    for place, message in found:
        inside = [number for start, number in starts if start <= place]
        if not inside:
            raise SystemExit(f"the context is wrong: {message}")
        blamed[inside[-1]] = message
    return blamed


def _run(command: str, directory: pathlib.Path, *arguments: str) -> str:
    line = ["terraform", f"-chdir={directory}", command, *arguments]
    output = subprocess.run(line, capture_output=True, text=True, check=False).stdout
    return output if command != "show" else output[output.index("{") :]


def _errors(directory: pathlib.Path) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for line in _run("plan", directory, "-json", "-out=plan").splitlines():
        # A complaint about the user's own settings comes before and is no JSON.
        entry = json.loads(line) if line.startswith("{") else {}
        if entry.get("@level") == "error":
            diagnostic = entry["diagnostic"]
            place = diagnostic.get("range", {}).get("start", {}).get("line", 0)
            found.append((place, f"{diagnostic['summary']}: {diagnostic['detail']}"))
    return found


def write(answers: dict[str, Any], path: pathlib.Path = RECORD) -> None:
    """The record, one expression a line."""
    rows = [f"{json.dumps(text)}: {json.dumps(answer)}" for text, answer in answers.items()]
    path.write_text("{\n" + ",\n".join(rows) + "\n}\n", "utf-8")


def main(arguments: Iterable[str]) -> None:
    """Records all expressions of the record again, and those of the given files."""
    expressions = list(json.loads(RECORD.read_text("utf-8"))) if RECORD.exists() else []
    for name in arguments:
        expressions += json.loads(pathlib.Path(name).read_text("utf-8"))
    with tempfile.TemporaryDirectory() as directory:
        write(terraform_answers(list(dict.fromkeys(expressions)), pathlib.Path(directory)))


if __name__ == "__main__":
    main(sys.argv[1:])

"""Sources of absurd size end in an answer or a clear problem, without exhausting the stack or the memory."""

from __future__ import annotations

import pathlib
import resource
import subprocess
import sys

import pytest

_ROOT = pathlib.Path(__file__).parents[4]
_SECONDS = 60
_BYTES = 500_000_000
_PROGRAM = """
import pathlib, sys
from vmgate.read.hcl import load
from vmgate.read.hcl.evaluate import effort
effort._MOST //= int(sys.argv[2])
estate = load(pathlib.Path(sys.argv[1]))
for each in estate.resources:
    for name in each.attributes():
        print(name, str(each.read(name))[:200])
for problem in estate.unread:
    print("problem", problem.reason[:200])
"""


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


def _read(directory: pathlib.Path, source: str, impatience: int = 1) -> dict[str, str]:
    """What is read of a source, in a process that may use 500 MB and a minute; raises if it needs more or fails.

    `impatience` divides the work that one value may take.
    """
    (directory / "main.tf").write_text(source, "utf-8")
    command = [sys.executable, "-c", _PROGRAM, str(directory), str(impatience)]
    done = subprocess.run(
        command, cwd=_ROOT, capture_output=True, text=True, preexec_fn=_limited, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    lines = [line.partition(" ") for line in done.stdout.splitlines()]
    return {name: value for name, _, value in lines}


def _value(expression: str, before: str = "") -> str:
    return f'{before}resource "t" "a" {{\n  x = {expression}\n}}\n'


def test_a_hundred_thousand_attributes_are_read(tmp_path: pathlib.Path) -> None:
    """One block of that many attributes is read whole."""
    lines = "".join(f'  a{i} = "value {i}"\n' for i in range(100_000))
    found = _read(tmp_path, f'resource "t" "a" {{\n{lines}}}\n')
    assert len(found) == 100_000
    assert found["a99999"] == "value 99999"


def test_a_sum_of_fifty_thousand_terms_is_added_up(tmp_path: pathlib.Path) -> None:
    """Operators one after another nest in the tree but not in our stack."""
    assert _read(tmp_path, _value(" + ".join(["1"] * 50_000)))["x"] == "50000"


@pytest.mark.parametrize(
    "expression",
    [
        "(" * 5000 + "1" + ")" * 5000,
        "[" * 5000 + "]" * 5000,
        '"${' * 3000 + "1" + '}"' * 3000,
        "f(" * 3000 + ")" * 3000,
    ],
    ids=["parentheses", "tuples", "templates", "calls"],
)
def test_deep_nesting_is_a_problem(expression: str, tmp_path: pathlib.Path) -> None:
    """Thousands of levels are refused in words."""
    problem = _read(tmp_path, _value(expression))["problem"]
    assert "nested" in problem or "syntax error" in problem


@pytest.mark.parametrize(
    ("before", "expression", "reason"),
    [
        ("locals {\n  a = local.b\n  b = local.a\n}\n", "local.a", "refers to itself"),
        ("locals {\n  a = [local.a]\n}\n", "local.a", "refers to itself"),
        ("", "[for i in range(1000000) : i]", "range"),
        (
            "",
            "length([for i in range(1000) : [for j in range(1000) : [for k in range(1000) : 1]]])",
            "too long",
        ),
    ],
    ids=["cycle", "self", "range", "loops"],
)
def test_endless_values_are_unknown(
    before: str, expression: str, reason: str, tmp_path: pathlib.Path
) -> None:
    """Cycles and loops within loops are unknown, with the reason."""
    assert reason in _read(tmp_path, _value(expression, before))["x"]


def test_a_million_rounds_are_done(tmp_path: pathlib.Path) -> None:
    """Loops that end in reasonable time have their value."""
    loops = "length(flatten([for i in range(1000) : [for j in range(1000) : j]]))"
    assert _read(tmp_path, _value(loops))["x"] == "1000000"


def test_text_that_doubles_is_unknown(tmp_path: pathlib.Path) -> None:
    """A text written by forty doublings is never built."""
    doubled = "".join(f'  a{i} = "${{local.a{i - 1}}}${{local.a{i - 1}}}"\n' for i in range(1, 41))
    found = _read(tmp_path, _value("local.a40", f'locals {{\n  a0 = "x"\n{doubled}}}\n'))
    assert "too long" in found["x"]


@pytest.mark.parametrize(
    ("pattern", "impatience"), [("[local.a{0}, local.a{0}]", 10), ("{{ x = local.a{0}, y = local.a{0} }}", 3)]
)
def test_collections_that_double_are_unknown(pattern: str, impatience: int, tmp_path: pathlib.Path) -> None:
    """One part that stands in many places is not written out a billion times, nor compared."""
    doubled = "".join(f"  a{i} = {pattern.format(i - 1)}\n" for i in range(1, 31))
    source = _value("true ? local.a30 : local.a30", f"locals {{\n  a0 = 1\n{doubled}}}\n")
    found = _read(tmp_path, source, impatience)
    assert "Unknown" in found["x"]


@pytest.mark.parametrize("byte", ["{", '"', "${", "<<A\n", "a = [", "%{ if ", "\\", "é"])
def test_garbage_is_a_problem(byte: str, tmp_path: pathlib.Path) -> None:
    """200 kB of what is no source is refused in words."""
    found = _read(tmp_path, byte * (200_000 // len(byte.encode())))
    assert set(found) == {"problem"}

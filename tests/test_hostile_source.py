"""Source of hostile size or shape ends in a verdict or in "no verdict", in bounded time and memory."""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

PROJECT = Path(__file__).parent.parent
LARGEST = 500_000_000
SECONDS = 12
GRACE = 2
VERDICTS = (0, 1, 3)

MACHINE = """
resource "vsphere_virtual_machine" "vm" {
  name             = "web-01"
  resource_pool_id = "resgroup-8"
  datastore_id     = "datastore-15"
  guest_id         = %s
}
"""


def machine(expression: str) -> str:
    """A machine whose guest is an expression."""
    return MACHINE % expression


def lines(form: str, number: int) -> str:
    """A line for each number."""
    return "\n".join(form % each for each in range(number))


def garbage(number: int, letters: str) -> bytes:
    """Letters in no order."""
    return "".join(random.Random(number).choices(letters, k=number)).encode()  # noqa: S311  - it must be repeatable


TEXTS: dict[str, str | bytes] = {
    "a block of 100,000 attributes": (
        'resource "vsphere_virtual_machine" "vm" {\n' + lines('  a%d = "x"', 100_000) + "\n}\n"
    ),
    "100,000 locals": "locals {\n" + lines("  a%d = 1", 100_000) + "\n}\n" + machine("local.a7"),
    "a map of 100,000 keys": "locals {\n  m = {\n"
    + lines('    k%d = "x"', 100_000)
    + "\n  }\n}\n"
    + machine("local.m.k7"),
    "20,000 blocks in a block": (
        'resource "vsphere_virtual_machine" "vm" {\n'
        + lines("  disk {\n    size = %d\n  }", 20_000)
        + "\n}\n"
    ),
    "5,000 parentheses in one another": machine("(" * 5_000 + "1" + ")" * 5_000),
    "5,000 lists in one another": machine("[" * 5_000 + "]" * 5_000),
    "5,000 objects in one another": machine("{ a = " * 5_000 + "1" + " }" * 5_000),
    "5,000 calls in one another": machine("abs(" * 5_000 + "1" + ")" * 5_000),
    "5,000 negations in one another": machine("!" * 5_000 + "true"),
    "5,000 templates in one another": machine('"${' * 5_000 + "1" + '}"' * 5_000),
    "5,000 blocks in one another": "a {\n" * 5_000 + "}\n" * 5_000,
    "a chain of 5,000 conditions": machine("true ? 1 : " * 5_000 + "1"),
    "a sum of 50,000 terms": machine(" + ".join(["1"] * 50_000)),
    "a disjunction of 50,000 terms": machine(" || ".join(["false"] * 50_000)),
    "a reference of 50,000 steps": machine("var.a" + ".b" * 50_000),
    "50,000 splats": machine("var.a" + "[*]" * 50_000),
    "a template of 50,000 parts": machine('"' + "${1}-" * 50_000 + '"'),
    "a local that refers to itself": "locals {\n  a = local.a\n}\n" + machine("local.a"),
    "locals that refer to each other": "locals {\n  a = local.b\n  b = [local.a]\n}\n" + machine("local.a"),
    "a chain of 5,000 locals": (
        "locals {\n  a0 = 1\n"
        + "\n".join(f"  a{n} = local.a{n - 1}" for n in range(1, 5_000))
        + "\n}\n"
        + machine("local.a4999")
    ),
    "lists in one another by 5,000 locals": (
        "locals {\n  a0 = 1\n"
        + "\n".join(f"  a{n} = [local.a{n - 1}]" for n in range(1, 5_000))
        + "\n}\n"
        + machine("local.a4999")
    ),
    "lists in one another by 120 locals": (
        "locals {\n  a0 = 1\n"
        + "\n".join(f"  a{n} = [[local.a{n - 1}]]" for n in range(1, 120))
        + "\n}\n"
        + machine("local.a119")
    ),
    "a local that doubles 60 times": (
        'locals {\n  a0 = ["x"]\n'
        + "\n".join(f"  a{n} = concat(local.a{n - 1}, local.a{n - 1})" for n in range(1, 60))
        + "\n}\n"
        + machine("local.a59")
    ),
    "a text that doubles 60 times": (
        'locals {\n  a0 = "x"\n'
        + "\n".join(f'  a{n} = "${{local.a{n - 1}}}${{local.a{n - 1}}}"' for n in range(1, 60))
        + "\n}\n"
        + machine("local.a59")
    ),
    "a tree that doubles 60 times": (
        'locals {\n  a0 = ["x"]\n'
        + "\n".join(f"  a{n} = [local.a{n - 1}, local.a{n - 1}]" for n in range(1, 60))
        + "\n}\n"
        + machine("local.a59")
    ),
    "a loop over a million numbers": machine("[for n in range(1000000) : n * 2]"),
    "loops in loops": machine(
        "[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : a + b + c]]]"
    ),
    "a product of sets": machine("setproduct(range(1000), range(1000), range(1000))"),
    "a million instances": MACHINE.replace("  name ", "  count            = 1000000\n  name ") % '"x"',
    "a large power": machine("pow(10, 1000000000)"),
    "a wide format": machine('format("%1000000000d", 1)'),
    "a module that calls itself": 'module "again" {\n  source = "./"\n}\n',
    "a module that calls itself twice": (
        'module "one" {\n  source = "./"\n}\nmodule "two" {\n  source = "./"\n}\n'
    ),
    "a module that calls itself for each of three": (
        'module "again" {\n  source   = "./"\n  for_each = toset(["a", "b", "c"])\n}\n'
    ),
    "200 kB of letters and marks": garbage(200_000, 'ab1 \n{}[]()"=,.$%<>?:!#/*\\-'),
    "200 kB of bytes": random.Random(1).randbytes(200_000),  # noqa: S311  - it must be repeatable
    "200 kB of opening braces": "{" * 200_000,
    "200 kB of quotes": '"' * 200_000,
    "200 kB of block heads": "a {" * 70_000,
    "200 kB of unended heredoc": "a = <<EOT\n" + "x\n" * 100_000,
    "200 kB of unended comment": "/*" + "x" * 200_000,
}


def limit() -> None:
    """Ends a process that takes more than it may: by memory with an error, by time at once."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + GRACE))
    resource.setrlimit(resource.RLIMIT_AS, (4 * LARGEST, 4 * LARGEST))


@pytest.fixture
def check(tmp_path: Path) -> Callable[[str | bytes], tuple[int, str, int]]:
    """Runs `vmgate check` on one file: its exit code, all that it says, and its peak memory in bytes."""

    def run(content: str | bytes) -> tuple[int, str, int]:
        (tmp_path / "site").mkdir()
        file = tmp_path / "site" / "main.tf"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        with (tmp_path / "said").open("w+b") as said:
            process = subprocess.Popen(
                [sys.executable, "-m", "vmgate", "check", "site", "--as-of", "2026-11-23"],
                cwd=tmp_path,
                stdout=said,
                stderr=subprocess.STDOUT,
                env={**os.environ, "PYTHONPATH": str(PROJECT)},
                preexec_fn=limit,  # noqa: PLW1509  - nothing else runs in this process
            )
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            said.seek(0)
            text = said.read().decode()
        unit = 1 if sys.platform == "darwin" else 1024
        return process.returncode, text, usage.ru_maxrss * unit

    return run


@pytest.mark.parametrize("name", list(TEXTS))
def test_a_hostile_file_ends_in_an_answer(
    name: str, check: Callable[[str | bytes], tuple[int, str, int]]
) -> None:
    """An exit code that means something, no traceback, at most 500 MB, and not ended for its use of the processor."""
    code, said, memory = check(TEXTS[name])
    assert code in VERDICTS, (code, said[-2000:])
    assert "Traceback" not in said
    assert "it broke" not in said, said[:2000]
    assert memory < LARGEST, f"{memory / 1e6:.0f} MB"

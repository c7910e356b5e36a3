"""The bars on source: against parsing alone, against another evaluator, and on a single module."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bench.bars import CACHE, ROOT, VIOLATIONS, Bar, check, generated, print_figures
from bench.findings import differences
from bench.measure import Program, medians, run

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bench.measure import Usage

QUARTER, WHOLE = 2_500, 10_000
# A module of about 50 kB.
ONE_MODULE = 50
TFPARSE = "import sys, tfparse; tfparse.load_from_path(sys.argv[1])"


def source_bars(runs: int) -> list[Bar]:
    """Measure source; the bars, and what is wrong with the findings in the last ones."""
    flat, modules = _tree("flat", WHOLE), _tree("modules", WHOLE)
    walk, small = "parse and walk, flat, 10,000 VMs", "vmgate check, one module of 50 kB"
    theirs = "tfparse, modules, 10,000 VMs"
    programs = [
        Program(walk, (sys.executable, "-m", "bench.walk", str(flat))),
        *(_check(shape, vms) for shape in ("flat", "modules") for vms in (WHOLE, QUARTER)),
        check(small, *_inputs("flat", ONE_MODULE), Path(os.devnull)),
    ]
    other = os.environ.get("BENCH_TFPARSE") or str(ROOT / ".venv-tfparse" / "bin" / "python")
    compared = shutil.which(other) is not None
    if compared:
        programs.append(Program(theirs, (other, "-c", TFPARSE, str(modules))))
    figures = medians(programs, runs)
    print_figures("Source", figures)
    bars = [_ratio(figures, _name("flat", WHOLE), walk, 2)]
    if compared:
        bars.append(_ratio(figures, _name("modules", WHOLE), theirs, 0.5))
    else:
        print("tfparse: not compared; name a Python that has it in BENCH_TFPARSE\n")
    bars += [
        _ratio(figures, _name(shape, WHOLE), _name(shape, QUARTER), 4.4) for shape in ("flat", "modules")
    ]
    bars.append(Bar(f"wall seconds of `{small}`", figures[small].wall, 0.25))
    return bars


def wrong_findings() -> list[str]:
    """One line for everything in which the reports on the large trees differ from what is there."""
    lines: list[str] = []
    for shape in ("flat", "modules"):
        report = CACHE / f"report-{shape}.json"
        run(check(f"vmgate check, {shape}, report kept", *_inputs(shape, WHOLE), report))
        tree = _tree(shape, WHOLE)
        found = differences(report, tree.with_name(f"{tree.name}.seeded.json"))
        number = json.loads(report.read_bytes())["inputs"][0]["judged"]
        # A distributed switch, and for every fifty machines two port groups.
        if number != WHOLE + WHOLE // 25 + 1:
            found.append(f"{number} resources judged")
        lines += [f"{shape}: {line}" for line in found]
    return lines


def _check(shape: str, vms: int) -> Program:
    return check(_name(shape, vms), *_inputs(shape, vms), Path(os.devnull))


def _name(shape: str, vms: int) -> str:
    return f"vmgate check, {shape}, {vms:,} VMs"


def _inputs(shape: str, vms: int) -> tuple[Path, Path]:
    tree = _tree(shape, vms)
    return tree, tree / "vmgate.toml"


def _tree(shape: str, vms: int) -> Path:
    path = CACHE / f"{shape}-{vms}"
    return generated(path, "bench.source", "--vms", str(vms), "--violations", VIOLATIONS, shape)


def _ratio(figures: Mapping[str, Usage], one: str, other: str, limit: float) -> Bar:
    return Bar(f"CPU of `{one}` / `{other}`", figures[one].cpu / figures[other].cpu, limit)

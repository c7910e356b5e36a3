"""What a benchmark promises, how its figures are printed, and the inputs it is measured on, made at first use."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import Program, Usage, run

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / "bench" / ".cache"
AS_OF = "2026-11-23"
VIOLATIONS = "0.03"
# Findings are seeded, so a check that did its work shuts the gate.
SHUT = (1,)


@dataclass(frozen=True)
class Bar:
    """A promise: a figure, mostly the ratio of two, stays within a limit."""

    promise: str
    ratio: float
    limit: float
    strict: bool = False

    @property
    def holds(self) -> bool:
        """Whether the ratio is within the limit."""
        return self.ratio < self.limit if self.strict else self.ratio <= self.limit


def check(name: str, target: Path, config: Path, report: Path) -> Program:
    """`vmgate check` of an input with faults in it, its report written as JSON."""
    options = ("--format", "json", "--config", str(config), "--as-of", AS_OF, "-o", str(report))
    return Program(name, (sys.executable, "-m", "vmgate", "check", str(target), *options), SHUT)


def generated(path: Path, module: str, *options: str) -> Path:
    """An input of the benchmark, made at its first use by this version of the generators."""
    stamp = path.with_suffix(".stamp")
    sources = sorted(file for file in Path(__file__).parent.iterdir() if file.suffix in (".py", ".json"))
    made_by = "\n".join(f"{file.name} {file.stat().st_mtime_ns}" for file in sources)
    if not (stamp.exists() and stamp.read_text(encoding="utf-8") == made_by):
        stamp.unlink(missing_ok=True)
        shutil.rmtree(path, ignore_errors=True)
        # In a process of its own: this one has to stay small.
        run(Program("generator", (sys.executable, "-m", module, *options, str(path))))
        stamp.write_text(made_by, encoding="utf-8")
    return path


def print_figures(title: str, figures: Mapping[str, Usage]) -> None:
    """One line for each program."""
    print(f"{title:<48} {'CPU s':>8} {'wall s':>8} {'peak MB':>8}")
    for name, usage in figures.items():
        print(f"  {name:<46} {usage.cpu:>8.3f} {usage.wall:>8.3f} {usage.rss:>8.0f}")
    print()

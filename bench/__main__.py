"""Measure what the project promises about speed and memory, and whether it holds.

Exit code 0 if every bar holds, 1 if one does not or could not be measured.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.findings import differences
from bench.measure import MeasureError, Program, Usage, medians, run

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / "bench" / ".cache"
AS_OF = "2026-11-23"
VIOLATIONS = "0.03"
SMALL, MIDDLE, LARGE = 1_000, 10_000, 40_000
START_RUNS = 15
# Findings are seeded, so a check that did its work shuts the gate.
SHUT = (1,)
ORJSON = "import orjson,sys; orjson.loads(open(sys.argv[1],'rb').read())"


@dataclass(frozen=True)
class Bar:
    """A promise: the ratio of two figures stays within a limit."""

    promise: str
    ratio: float
    limit: float
    strict: bool = False

    @property
    def holds(self) -> bool:
        """Whether the ratio is within the limit."""
        return self.ratio < self.limit if self.strict else self.ratio <= self.limit


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of each program; their median counts")
    parser.add_argument(
        "--quick", action="store_true", help="one run each; no 40,000 machines, no comparison with checkov"
    )
    options = parser.parse_args(arguments)
    runs = 1 if options.quick else max(1, options.runs)
    CACHE.mkdir(exist_ok=True)
    # From the checkout, `python -m` finds the tools and checkov finds the checks.
    os.chdir(ROOT)
    try:
        bars = _start_bars(START_RUNS) + _plan_bars(runs, large=not options.quick)
        if not options.quick:
            _compare_checkov()
        wrong = _compare_findings()
    except MeasureError as error:
        print(f"not measured: {error}", file=sys.stderr)
        return 1
    code = _verdict(bars, wrong)
    if options.quick:
        print(f"  (a quick run leaves out the bar on {LARGE:,} VMs)")
    return code


def _start_bars(runs: int) -> list[Bar]:
    figures = medians(
        [
            Program("vmgate --version", (sys.executable, "-m", "vmgate", "--version")),
            Program("import click", (sys.executable, "-c", "import click")),
        ],
        runs,
    )
    _print_figures("Start", figures)
    ratio = figures["vmgate --version"].cpu / figures["import click"].cpu
    return [Bar("CPU of `vmgate --version` / `import click`", ratio, 3, strict=True)]


def _plan_bars(runs: int, *, large: bool) -> list[Bar]:
    middle = _plan(MIDDLE)
    check, whole = f"vmgate check, {MIDDLE:,} VMs", f"orjson.loads, {MIDDLE:,} VMs"
    programs = [
        Program(whole, (sys.executable, "-c", ORJSON, str(middle))),
        _check(check, middle, Path(os.devnull)),
    ]
    longer = f"vmgate check, {LARGE:,} VMs"
    if large:
        programs.append(_check(longer, _plan(LARGE), Path(os.devnull)))
    figures = medians(programs, runs)
    _print_figures("Plans", figures)
    bars = [
        Bar(f"CPU of `{check}` / `{whole}`", figures[check].cpu / figures[whole].cpu, 0.5),
        Bar(f"memory of `{check}` / `{whole}`", figures[check].rss / figures[whole].rss, 0.4),
    ]
    if large:
        ratio = figures[longer].cpu / figures[check].cpu
        bars.append(Bar(f"CPU at {LARGE:,} VMs / at {MIDDLE:,} VMs", ratio, 4.4))
    return bars


def _compare_findings() -> list[str]:
    plan, report = _plan(MIDDLE), CACHE / "report.json"
    run(_check("vmgate check, report kept", plan, report))
    return differences(report, plan.with_suffix(".seeded.json"))


def _compare_checkov() -> None:
    checkov = os.environ.get("BENCH_CHECKOV") or str(ROOT / ".venv-checkov" / "bin" / "checkov")
    if shutil.which(checkov) is None:
        print("checkov: not compared; name its program in BENCH_CHECKOV\n")
        return
    plan = _plan(SMALL)
    ours, theirs = f"vmgate check, {SMALL:,} VMs", f"checkov, {SMALL:,} VMs"
    options = (
        "--skip-download",
        "--framework",
        "terraform_plan",
        "--external-checks-dir",
        "checks",
        "--compact",
        "--quiet",
    )
    programs = [
        _check(ours, plan, Path(os.devnull)),
        Program(theirs, (checkov, "--file", str(plan), *options, "--output", "json"), SHUT),
    ]
    figures = medians(programs, 1)
    _print_figures("The same rules inside checkov", figures)
    print(f"checkov needs {figures[theirs].cpu / figures[ours].cpu:.0f} times the CPU of vmgate\n")


def _check(name: str, plan: Path, report: Path) -> Program:
    config = plan.with_suffix(".site") / "vmgate.toml"
    options = ("--format", "json", "--config", str(config), "--as-of", AS_OF, "-o", str(report))
    return Program(name, (sys.executable, "-m", "vmgate", "check", str(plan), *options), SHUT)


def _plan(vms: int) -> Path:
    """The plan of this size, made at its first use by this version of the generator."""
    plan = CACHE / f"plan-{vms}.json"
    stamp = plan.with_suffix(".stamp")
    sources = sorted(path for path in Path(__file__).parent.iterdir() if path.suffix in (".py", ".json"))
    made_by = "\n".join(f"{path.name} {path.stat().st_mtime_ns}" for path in sources)
    if not (stamp.exists() and stamp.read_text(encoding="utf-8") == made_by):
        stamp.unlink(missing_ok=True)
        options = ("--vms", str(vms), "--violations", VIOLATIONS, str(plan))
        # In a process of its own: this one has to stay small.
        run(Program("generator", (sys.executable, "-m", "bench.generate", *options)))
        stamp.write_text(made_by, encoding="utf-8")
    return plan


def _print_figures(title: str, figures: Mapping[str, Usage]) -> None:
    print(f"{title:<48} {'CPU s':>8} {'peak MB':>8}")
    for name, usage in figures.items():
        print(f"  {name:<46} {usage.cpu:>8.3f} {usage.rss:>8.0f}")
    print()


def _verdict(bars: list[Bar], wrong: list[str]) -> int:
    print(f"{'Bar':<70} {'limit':>8} {'is':>8}")
    for bar in bars:
        limit = f"{'<' if bar.strict else '<='} {bar.limit}"
        print(
            f"  {bar.promise:<68} {limit:>8} {bar.ratio:>8.2f}  {'holds' if bar.holds else 'DOES NOT HOLD'}"
        )
    print(
        f"  {'findings equal the seeded ones':<68} {'':>8} {'':>8}  {'DOES NOT HOLD' if wrong else 'holds'}"
    )
    for line in wrong:
        print(f"    {line}")
    return 0 if all(bar.holds for bar in bars) and not wrong else 1


if __name__ == "__main__":
    sys.exit(main())

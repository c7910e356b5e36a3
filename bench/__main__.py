"""Measure what the project promises about speed and memory, and whether it holds.

Exit code 0 if every bar holds, 1 if one does not or could not be measured.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from bench.bars import CACHE, ROOT, SHUT, VIOLATIONS, Bar, check, generated, print_figures
from bench.findings import differences
from bench.measure import MeasureError, Program, medians, run
from bench.registry import registry_bars
from bench.source_bars import source_bars, wrong_findings

SMALL, MIDDLE, LARGE = 1_000, 10_000, 40_000
START_RUNS = 15
ORJSON = "import orjson,sys; orjson.loads(open(sys.argv[1],'rb').read())"


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
        bars = _start_bars(START_RUNS) + _plan_bars(runs, large=not options.quick) + source_bars(runs)
        bars += registry_bars(_plan(SMALL), large=not options.quick)
        if not options.quick:
            _compare_checkov()
        wrong = _compare_findings() + wrong_findings()
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
    print_figures("Start", figures)
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
    print_figures("Plans", figures)
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
    print_figures("The same rules inside checkov", figures)
    print(f"checkov needs {figures[theirs].cpu / figures[ours].cpu:.0f} times the CPU of vmgate\n")


def _check(name: str, plan: Path, report: Path) -> Program:
    return check(name, plan, plan.with_suffix(".site") / "vmgate.toml", report)


def _plan(vms: int) -> Path:
    path = CACHE / f"plan-{vms}.json"
    return generated(path, "bench.generate", "--vms", str(vms), "--violations", VIOLATIONS)


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

"""Whole processes, measured from outside as the kernel accounts for them."""

from __future__ import annotations

import os
import statistics
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class MeasureError(Exception):
    """A measured program did not do its work, so its figures mean nothing."""


@dataclass(frozen=True)
class Usage:
    """What one process and the children it waited for used."""

    cpu: float
    """User and system time in seconds."""
    rss: float
    """Peak resident memory in MB of 10^6 bytes, of the largest process."""
    wall: float
    """Time from start to end in seconds; of several runs the least, since other programs can only add to it."""


@dataclass(frozen=True)
class Program:
    """A command line of the benchmark and the exit codes that mean it did its work."""

    name: str
    arguments: tuple[str, ...]
    exit_codes: tuple[int, ...] = (0,)


def run(program: Program) -> Usage:
    """Run a program once, its standard output thrown away.

    The caller stays small on purpose: until a new program is loaded, a process counts the
    memory of the one that started it.
    """
    start = time.perf_counter()
    null = os.open(os.devnull, os.O_WRONLY)
    try:
        redirect = [(os.POSIX_SPAWN_DUP2, null, 1)]
        pid = os.posix_spawnp(program.arguments[0], program.arguments, os.environ, file_actions=redirect)
    except FileNotFoundError:
        raise MeasureError(f"{program.name}: {program.arguments[0]} is not there") from None
    finally:
        os.close(null)
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    if code not in program.exit_codes:
        raise MeasureError(f"{program.name}: exit code {code}; its message stands above")
    unit = 1 if sys.platform == "darwin" else 1024
    return Usage(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6, wall)


def medians(programs: Sequence[Program], runs: int) -> Mapping[str, Usage]:
    """The usage of each program by name: of CPU and memory the median, of time the least.

    The programs take turns, so that a machine that slows down slows all of them; a first turn
    that is not counted fills the caches.

    Raises:
        MeasureError: a program is missing or ends with an unexpected exit code.

    """
    turns: dict[str, list[Usage]] = {program.name: [] for program in programs}
    for turn in range(runs + 1):
        for program in programs:
            usage = run(program)
            if turn:
                turns[program.name].append(usage)
    return {
        name: Usage(
            statistics.median(usage.cpu for usage in usages),
            statistics.median(usage.rss for usage in usages),
            min(usage.wall for usage in usages),
        )
        for name, usages in turns.items()
    }

"""How a process begins and ends: what its streams take, and what is told of an error that nobody foresaw."""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

_OUTPUT_FAULTS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO})


def ready() -> None:
    """Make the standard streams take whatever is written: a report is UTF-8, as it says of itself, wherever it goes."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            # It was closed before the start. The exit code still tells the verdict.
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115  - as a stream is
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def unread(lines: Sequence[str]) -> int:
    """Say of an input's parts why they were not read; the exit code of a command that did what it could without."""
    from vmgate.errors import ExitCode
    from vmgate.report.printable import printable_lines

    for line in lines:
        click.echo(f"vmgate: {printable_lines(line)}", err=True)
    return int(ExitCode.NO_VERDICT)


def told(error: Exception) -> str:
    """The message on an error that ends a run without a verdict."""
    return _unreachable(error) or _broken(error)


def _unreachable(error: Exception) -> str:
    """What is told of a file that the system refuses (a name too long, a link to itself), or of an output that is full:
    vmgate did nothing wrong. "" for anything else.
    """
    if isinstance(error, FileNotFoundError) and error.filename is None:
        return "vmgate: the current directory is not there any more; change to one that is"
    if not isinstance(error, OSError) or (error.filename is None and error.errno not in _OUTPUT_FAULTS):
        return ""
    what = "standard output" if error.filename is None else click.format_filename(error.filename)
    return f"vmgate: {what}: {error.strerror}"


def _broken(error: Exception) -> str:
    """Where vmgate itself broke. The error's own text stays out: it may quote a secret."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else "unknown"
    trace = "".join(f"\n  {one.filename}:{one.lineno} in {one.name}" for one in frames)
    kind = type(error).__name__
    return f"vmgate: it broke ({kind} at {place}), so there is no verdict; please report this with:{trace}"

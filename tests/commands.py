"""Commands of vmgate, run in this process: where the point is what they say, not that a process says it."""

from __future__ import annotations

import json
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from vmgate.cli import main

PROJECT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


def vmgate(*arguments: str | Path, given: str | bytes | None = None, directory: Path = PROJECT) -> Done:
    """Run a command in a directory, with something on its standard input."""
    with chdir(directory):
        done = CliRunner().invoke(main, [str(one) for one in arguments], input=given)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Done(done.exit_code, done.stdout, done.stderr)

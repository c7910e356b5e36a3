"""Where an input lies in its checkout: what tells two configurations apart wherever the checkout itself lies."""

from __future__ import annotations

import os
from pathlib import Path


def repository_of(path: Path) -> Path | None:
    """The top of the git repository that a path lies in, links followed; None outside of one."""
    real = Path(os.path.realpath(path))
    # In a worktree or submodule, `.git` is a file.
    return next((one for one in (real, *real.parents) if (one / ".git").exists()), None)


def place_of(path: Path) -> str:
    """A path from the top of its git repository, "" for the top itself; links are followed first.

    Outside of a repository it is seen from the working directory, and what does not lie below that has its last name
    only: never what leads there, which is another on every machine.
    """
    real = Path(os.path.realpath(path))
    top = repository_of(real) or Path.cwd().resolve()
    if real == top:
        return ""
    return real.relative_to(top).as_posix() if real.is_relative_to(top) else real.name

"""Where the site policy is."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE = "vmgate.toml"
PROJECT_FILE = "pyproject.toml"
PROJECT_TABLE = ("tool", "vmgate")


def find(start: Path) -> Path | None:
    """The site policy for a directory or a file in it: the nearest one upwards to the git root.

    It is `vmgate.toml`, or a `pyproject.toml` with a table `[tool.vmgate]`; where a directory has both, the
    former. Outside of a repository only the directory itself is searched, so that no stray policy above it
    counts. None if there is none, and where nobody may look: whoever reads the inputs there is told.
    """
    for directory in _searched(start):
        policy = directory / FILE
        # One that is no file, or a link that leads nowhere, is a mistake to tell and not a policy that is not there.
        if os.path.lexists(policy):
            return policy
        project = directory / PROJECT_FILE
        if os.path.lexists(project) and _has_policy(project):
            return project
    return None


def _searched(start: Path) -> Iterator[Path]:
    whole = start.resolve()
    directory = whole if os.path.isdir(whole) else whole.parent  # noqa: PTH112  - that of a path raises
    chain = [directory, *directory.parents]
    # In a worktree or submodule, `.git` is a file.
    root = next((index for index, one in enumerate(chain) if os.path.lexists(one / ".git")), 0)
    yield from chain[: root + 1]


def _has_policy(project: Path) -> bool:
    try:
        content = project.read_bytes()
    except OSError:
        return False
    if PROJECT_TABLE[-1].encode() not in content:
        return False
    # Imported for the few projects that name vmgate at all.
    import tomllib  # noqa: PLC0415  - where there is a pyproject.toml

    try:
        data: Any = tomllib.loads(content.decode())
    except (ValueError, RecursionError):
        # Cannot be ruled out; reading it tells what is wrong with it.
        return True
    for key in PROJECT_TABLE:
        data = data.get(key) if isinstance(data, dict) else None
    return data is not None

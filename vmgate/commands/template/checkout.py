"""The checkout that an image was built from: its repository and commit, with nothing uncommitted in it."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from vmgate.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from vmgate.registry.parts import Source


def source_of(directory: Path) -> Source:
    """Where a checkout is from. Raises `UsageError` for what is none, and for one with uncommitted changes."""
    from vmgate.registry.parts import Source

    commit = _git(directory, "rev-parse", "HEAD")
    changed = _git(directory, "diff", "--name-only", "HEAD")
    if changed:
        first = changed.splitlines()[0]
        message = f"--source: {directory}: {first} was changed and not committed: commit, and build anew"
        raise UsageError(message)
    remote = _git(directory, "config", "--get", "remote.origin.url", fails=False) or "local"
    return Source(repository=_public(remote), commit=commit)


def _git(directory: Path, *arguments: str, fails: bool = True) -> str:
    command = ["git", "-C", str(directory.absolute()), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=60, stdin=subprocess.DEVNULL)  # noqa: S603  - git, by fixed arguments
    except (OSError, subprocess.SubprocessError) as error:
        message = f"--source: git could not be asked: {error}"
        raise UsageError(message) from None
    if done.returncode and fails:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        message = (
            f"--source: {directory} is no checkout with a commit: {said[-1] if said else 'git says nothing'}"
        )
        raise UsageError(message)
    return done.stdout.decode(errors="replace").strip()


def _public(remote: str) -> str:
    """An address without the user and password that it may hold."""
    if not re.match(r"[a-z+]+://", remote):
        return remote
    parts = urlsplit(remote)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))

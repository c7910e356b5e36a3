"""What changed in a registry since a revision of git: facts are only ever added."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from vmgate.errors import UsageError
from vmgate.registry import layout
from vmgate.registry.verification import Wrong

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_PLAIN = "100644"
_SAID = {"M": "was edited", "D": "was deleted", "T": "was made something else than a file"}


def changed(directory: Path, base: str) -> list[Wrong]:
    """Everything that is not an addition since a revision, or since the branches parted. Raises `UsageError`."""
    if base.startswith("-"):
        message = f"--base: {base}: not a revision"
        raise UsageError(message)
    commit = _git(
        directory, ["rev-parse", "--verify", "--quiet", f"{base}^{{commit}}"], f"--base: there is no {base}"
    )
    parted = _git(
        directory, ["merge-base", commit.strip(), "HEAD"], f"--base: {base} and HEAD have nothing in common"
    )
    found = []
    # What is staged or only lies there counts as well: the working tree is what is verified.
    options = [
        "--raw",
        "-z",
        "--no-renames",
        "--no-ext-diff",
        "--no-textconv",
        "--relative",
        "--ignore-submodules=none",
    ]
    fields = _git(directory, ["diff", *options, parted.strip(), "--", "."], "git cannot compare").split("\0")
    for about, path in zip(fields[::2], fields[1::2], strict=False):
        before, after, *_, status = about.lstrip(":").split()
        if path in layout.PLAIN or any(part.startswith(".") for part in path.split("/")):
            continue
        if status != "A":
            mode = before != after and status == "M"
            what = (
                f"its mode was changed from {before} to {after}" if mode else _SAID.get(status, "was changed")
            )
            found.append(Wrong(path, f"{what} since {base}; facts are only ever added"))
        elif after != _PLAIN:
            found.append(Wrong(path, f"is added with mode {after}, not as a plain file"))
    return found


def _git(directory: Path, arguments: Sequence[str], mistake: str) -> str:
    command = [
        "git",
        "-c",
        "core.quotepath=off",
        "-c",
        "core.fsmonitor=false",
        "-C",
        str(directory),
        *arguments,
    ]
    try:
        made = subprocess.run(command, capture_output=True, check=False)  # noqa: S603  - git, by fixed arguments
    except OSError:
        message = "--base needs git, which is not installed"
        raise UsageError(message) from None
    if made.returncode:
        why = made.stderr.decode(errors="replace").strip().splitlines()
        message = f"{mistake}{f' ({why[-1]})' if why else ''}; in CI, fetch the history (fetch-depth: 0)"
        raise UsageError(message)
    return made.stdout.decode(errors="surrogateescape")

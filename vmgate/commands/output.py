"""Writing files so that nothing is ever half-written."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from vmgate.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator


def write_atomically(file: Path, text: str) -> None:
    """Write a file whole or not at all, whenever the process is killed. Raises `UsageError` if it cannot be."""
    with _told_of(file):
        if file.exists() and not file.is_file():
            # A device or a pipe: there is nothing to replace.
            file.write_text(text, encoding="utf-8")
            return
        target = Path(os.path.realpath(file))
        with _written_beside(target, text) as temporary:
            temporary.replace(target)


def write_new(file: Path, text: str) -> None:
    """Write a file that is not there yet, whole or not at all. Raises `UsageError` if it is, or cannot be written."""
    with _told_of(file):
        file.parent.mkdir(parents=True, exist_ok=True)
    with _told_of(file), _written_beside(file, text) as temporary:
        # A link fails where the name is taken, which a rename would overwrite.
        file.hardlink_to(temporary)


@contextmanager
def _told_of(file: Path) -> Iterator[None]:
    """Raise `UsageError` for whatever the system refuses."""
    try:
        yield
    except FileExistsError:
        message = f"{file}: is there already, and is never overwritten"
        raise UsageError(message) from None
    except OSError as error:
        message = f"{file}: cannot be written: {error.strerror}"
        raise UsageError(message) from None


@contextmanager
def _written_beside(target: Path, text: str) -> Iterator[Path]:
    """A file in the same directory that holds the text for good, until it has got its name or is not wanted."""
    import tempfile

    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        _keep_mode(temporary, target)
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _keep_mode(temporary: Path, target: Path) -> None:
    """A temporary file is private; the report gets the mode that the file had, or that a new one would have."""
    if target.exists():
        temporary.chmod(target.stat().st_mode & 0o777)
        return
    mask = os.umask(0)
    os.umask(mask)
    temporary.chmod(0o666 & ~mask)

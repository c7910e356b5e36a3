"""Writing files so that nothing is ever half-written."""

from __future__ import annotations

import os
from pathlib import Path

from vmgate.errors import UsageError


def write_atomically(file: Path, text: str) -> None:
    """Write a file whole or not at all, whenever the process is killed. Raises `UsageError` if it cannot be."""
    import tempfile

    try:
        if file.exists() and not file.is_file():
            # A device or a pipe: there is nothing to replace.
            file.write_text(text, encoding="utf-8")
            return
        target = Path(os.path.realpath(file))
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            _keep_mode(Path(temporary), target)
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        message = f"{file}: cannot be written: {error.strerror}"
        raise UsageError(message) from None


def write_new(file: Path, text: str) -> None:
    """Write a file that is not there yet, whole or not at all. Raises `UsageError` if it is, or cannot be written."""
    import tempfile

    try:
        descriptor, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            _keep_mode(Path(temporary), file)
            # A link fails where the name is taken, which a rename would overwrite.
            file.hardlink_to(temporary)
        finally:
            Path(temporary).unlink(missing_ok=True)
    except FileExistsError:
        message = f"{file}: is there already, and is never overwritten"
        raise UsageError(message) from None
    except OSError as error:
        message = f"{file}: cannot be written: {error.strerror}"
        raise UsageError(message) from None


def _keep_mode(temporary: Path, target: Path) -> None:
    """A temporary file is private; the report gets the mode that the file had, or that a new one would have."""
    if target.exists():
        temporary.chmod(target.stat().st_mode & 0o777)
        return
    mask = os.umask(0)
    os.umask(mask)
    temporary.chmod(0o666 & ~mask)

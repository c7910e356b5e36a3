"""What is in a file that somebody names, whatever the name stands for."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pathlib


def content(path: pathlib.Path) -> bytes:
    """The bytes of a file, or of a pipe to its end. Raises `OSError`: also for a device, which may have no end."""
    mode = path.stat().st_mode
    if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
        raise OSError(errno.ENODEV, "it is a device", os.fspath(path))
    if stat.S_ISSOCK(mode):
        raise OSError(errno.ENXIO, "it is a socket", os.fspath(path))
    return path.read_bytes()

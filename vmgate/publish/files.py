"""The files of an image: found where the manifest says, held against their sizes, and hashed anew.

No digest of a manifest or of a checksum file is believed: post-processors append to checksum files across runs.
"""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vmgate.errors import InputError
from vmgate.publish.manifest import is_inside
from vmgate.publish.refusal import RefusalError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from vmgate.publish.manifest import Build

FIRMWARE_VARIABLES = "efivars.fd"

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class HashedFile:
    """A file as it is: its name, its size in bytes, and the sha256 of its content in hexadecimal digits."""

    name: str
    size: int
    sha256: str


def hash_files(build: Build, folder: Path) -> list[HashedFile]:
    """The files of a build below a folder. Raises `RefusalError` for one that is missing or is not what was built."""
    return [_hashed(build.title, file.name, file.size, folder) for file in build.files]


def disk(files: Sequence[HashedFile]) -> HashedFile | None:
    """The file that a machine starts from; None where there is not exactly one. Variables of the firmware are none."""
    disks = [file for file in files if file.name.rpartition("/")[2] != FIRMWARE_VARIABLES]
    return disks[0] if len(disks) == 1 else None


def content_digest(files: Sequence[HashedFile]) -> str | None:
    """One sha256 for the whole image: the file's own where there is one, else over all names and digests in order."""
    if not files:
        return None
    if len(files) == 1:
        return files[0].sha256
    lines = sorted(f"{file.sha256}  {file.name}\n" for file in files)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _hashed(title: str, name: str, size: int, folder: Path) -> HashedFile:
    path = folder / name
    try:
        real = path.resolve(strict=True)
        if not is_inside(name) or not real.is_relative_to(folder.resolve(strict=True)):
            raise RefusalError(f"{title}: its file {name} leads out of {folder}")
        if not stat.S_ISREG(real.stat().st_mode):
            raise RefusalError(f"{title}: its file {name} is not a plain file")
        with open(os.open(real, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb") as stream:  # noqa: PTH123  - by its descriptor
            total, found = hashlib.sha256(), 0
            while chunk := stream.read(_CHUNK):
                total.update(chunk)
                found += len(chunk)
    except FileNotFoundError:
        raise RefusalError(
            f"{title}: its file {name} is not in {folder}; publish where the image was built"
        ) from None
    except (OSError, RuntimeError) as error:
        raise InputError(f"{title}: its file {name} cannot be read: {error}") from None
    if found != size:
        raise RefusalError(
            f"{title}: its file {name} has {found} bytes, and the manifest says {size}: not what was built"
        )
    return HashedFile(name, found, total.hexdigest())

"""A file of checksums, as the `checksum` post-processor of Packer or sha256sum(1) writes it.

Packer appends to it across runs, so the last line of a name counts. It is never believed: the files are hashed anew,
and have to be what it says of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vmgate.errors import InputError
from vmgate.publish.refusal import RefusalError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vmgate.publish.files import HashedFile

_LINE = re.compile(rb"(?P<sum>[0-9a-fA-F]{64})(?:\t| [ *])(?P<name>[^\r\n]+?)\r?")


def is_checksums(data: bytes) -> bool:
    """Whether a file is one: its first line is the sha256 and name of a file."""
    return _LINE.fullmatch(data.split(b"\n", 1)[0]) is not None


def read_checksums(data: bytes, name: str) -> dict[str, str]:
    """The sha256 of each file by its base name. Raises `InputError` for a line that is none."""
    found = {}
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            raise InputError(f"{name}:{number}: it is no sha256 with the name of a file")
        file = match["name"].decode("utf-8", "replace").replace("\\", "/").rpartition("/")[2]
        found[file] = match["sum"].decode().lower()
    return found


def agree(sums: Mapping[str, str], files: Iterable[HashedFile]) -> None:
    """Raise `RefusalError` for a file that is not what its checksum says."""
    for file in files:
        said = sums.get(file.name.rpartition("/")[2])
        if said is not None and said != file.sha256:
            raise RefusalError(
                f"{file.name} has the sha256 {file.sha256}, and its checksum file says {said}: it was changed since it "
                "was built"
            )

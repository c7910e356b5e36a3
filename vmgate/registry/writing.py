"""Adding a fact to a registry's directory: whole or not at all, and never over another one."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from vmgate.errors import InputError
from vmgate.registry import canonical, layout

if TYPE_CHECKING:
    from vmgate.registry.facts import Fact

_WITHOUT_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


def add(directory: Path, fact: Fact, signatures: dict[str, bytes]) -> Path:
    """Write a fact with its signatures, by person, and return its file. Raises `InputError` if it is there already.

    The fact is written last: whoever is killed before has written nothing that counts.
    """
    path = directory / layout.path_of(fact)
    if os.path.lexists(path):
        raise InputError(f"{path}: is there already, and facts never change")
    content = canonical.encoded(fact)
    if len(content) > canonical.LARGEST:
        raise InputError(f"{path}: it would be larger than {canonical.LARGEST // 1024} KiB, which no fact is")
    for person, signature in signatures.items():
        place(directory / layout.signature_path(fact, person), signature, replace=True)
    place(path, content)
    return path


def sign(directory: Path, fact: Fact, person: str, signature: bytes) -> Path:
    """Write another person's signature beside a fact that is there, and return its file."""
    path = directory / layout.signature_path(fact, person)
    place(path, signature, replace=True)
    return path


def add_evidence(directory: Path, content: bytes) -> str:
    """Keep a document under its digest, which is returned."""
    digest = canonical.digest(content)
    path = directory / layout.evidence_path(digest)
    if not path.exists():
        place(path, content)
    return digest


def place(file: Path, content: bytes, *, replace: bool = False) -> None:
    """Write a file so that it is never half there, over another one only with `replace`.

    Raises `InputError` if it cannot be.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # Readers pass over names that begin with a dot.
        descriptor, temporary = tempfile.mkstemp(dir=file.parent, prefix=".writing-")
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            Path(temporary).chmod(0o644)
            if replace:
                Path(temporary).replace(file)
            else:
                _place_new(Path(temporary), file)
        finally:
            Path(temporary).unlink(missing_ok=True)
        _settle(file.parent)
    except FileExistsError:
        raise InputError(f"{file}: is there already, and facts never change") from None
    except OSError as error:
        raise InputError(f"{file}: cannot be written: {error.strerror or error}") from None


def _place_new(temporary: Path, file: Path) -> None:
    """Give a file its name, which must not be taken. Raises `FileExistsError`."""
    try:
        os.link(temporary, file)
    except OSError as error:
        if isinstance(error, FileExistsError) or os.path.lexists(file):
            raise FileExistsError from None
        if error.errno not in _WITHOUT_LINKS:
            raise
        # A file system without links: what another process writes at the very same moment may be lost there.
        temporary.replace(file)


def _settle(directory: Path) -> None:
    """See that the names in a directory survive a power cut, where the system can do that for directories."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

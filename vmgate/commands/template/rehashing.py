"""Whether evidence is what its name says: only `verify` reads all of it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from vmgate.errors import InputError
from vmgate.registry import layout
from vmgate.registry.verification import Wrong

if TYPE_CHECKING:
    from pathlib import Path

    from vmgate.registry.store import Store


def altered(directory: Path, store: Store) -> list[Wrong]:
    """The files of evidence whose content is not that of their digest. Raises `InputError` for one unreadable."""
    found = []
    for digest in sorted(store.evidence):
        path = layout.evidence_path(digest)
        try:
            with (directory / path).open("rb") as stream:
                real = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError as error:
            raise InputError(f"{path}: cannot be read: {error.strerror or error}") from None
        if digest != f"sha256:{real}":
            found.append(Wrong(path, "its content is not that of its digest"))
    return found

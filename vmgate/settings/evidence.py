"""The evidence register: a folder of TOML files, one record each."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vmgate.errors import InputError, UsageError
from vmgate.model.evidence import PARTS, EvidenceAges, EvidenceRecord, EvidenceRegister, SubjectKind, subject
from vmgate.model.position import Span
from vmgate.procedure import BINDING
from vmgate.settings.document import read, shown
from vmgate.settings.form import Choice, Day, Many, Mapped, Table, Text, nearest, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SUBJECTS = tuple(kind.value for kind in SubjectKind)


def _subject(text: str) -> str | None:
    try:
        subject(text)
    except ValueError:
        kind = text.partition(":")[0].strip()
        if kind == SubjectKind.SITE.value:
            return f'is "{shortened(text)}"; site is everything, and takes no name'
        if kind in SUBJECTS:
            return f'is "{shortened(text)}", a kind without a name; write it as host:esx-01'
        known = ", ".join(SUBJECTS)
        return f'is "{shortened(text)}", whose kind is not one of {known}{nearest(kind, SUBJECTS)}'
    return None


def _digest(text: str) -> str | None:
    return (
        None if re.fullmatch(r"[0-9a-fA-F]{64}", text) else "is not a SHA-256 digest: 64 hexadecimal digits"
    )


RECORD = Table(
    {
        "clause": Choice(BINDING),
        "about": Many(Text(_subject)),
        "covers": Many(Choice(tuple(part for parts in PARTS.values() for part in parts))),
        "statement": Text(),
        "by": Text(),
        "done": Day(),
        "valid_until": Day(),
        "document": Text(),
        "sha256": Text(_digest),
        "notes": Mapped(Text()),
    },
    required=("clause", "about", "statement", "by", "done"),
)
"""The form of one record."""


def read_evidence(directory: Path, ages: EvidenceAges | None = None) -> EvidenceRegister | None:
    """All records below a directory, every `*.toml`, in the order of their paths; None where there is no directory.

    A document that is a file is looked up from the record's own place, and must have the recorded digest. Raises
    `InputError`, as `file:line: message`, for a record that cannot be read.
    """
    try:
        if not directory.exists():
            return None
        if not directory.is_dir():
            raise InputError(f"{shown(directory)}: not a directory, which an evidence register is")
        files = _files(directory)
    except OSError as error:
        message = f"{shown(directory)}: the evidence register cannot be read: {error.strerror or error}"
        raise InputError(message) from None
    records = tuple(read_record(path) for path in files)
    return EvidenceRegister(shown(directory), records, ages or EvidenceAges())


def _files(directory: Path) -> list[Path]:
    """Every `*.toml` below a directory. Raises `OSError` where a part is closed to us, which `rglob` passes over."""

    def refuse(error: OSError) -> None:
        raise error

    found = [
        Path(folder, name)
        for folder, _, names in os.walk(directory, onerror=refuse)
        for name in names
        if name.endswith(".toml")
    ]
    return sorted(path for path in found if path.is_file())


def read_record(path: Path) -> EvidenceRecord:
    """One record. Raises `InputError`, as `file:line: message`."""
    document = read(path, InputError)
    document.check(RECORD)
    data = document.data
    for key, fault in _inconsistencies(data):
        document.refuse((key,), fault)
    return EvidenceRecord(
        path=document.name,
        clause=data["clause"],
        about=tuple(map(subject, data["about"])),
        statement=data["statement"],
        by=data["by"],
        done=data["done"],
        valid_until=data.get("valid_until"),
        covers=tuple(data.get("covers", ())),
        document=data.get("document"),
        sha256=data.get("sha256"),
        mismatch=_mismatch(path, data.get("document"), data.get("sha256")),
        notes=dict(data.get("notes", {})),
        span=Span(document.name, document.line(("done",)), 1, document.line(("done",)), 1),
    )


def check_record(data: Mapping[str, Any]) -> None:
    """Raise `UsageError` unless a record may be written so."""
    faults = [message for _, message in RECORD.faults(data, ())] or [
        text for _, text in _inconsistencies(data)
    ]
    if faults:
        raise UsageError("; ".join(fault.replace(" in the file", "") for fault in faults))


def _inconsistencies(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What does not go together in a record of the right form, with the key that it is told at."""
    if not data["about"]:
        yield "about", "about is empty; name what the record is about, or site for everything"
    until = data.get("valid_until")
    if until is not None and until < data["done"]:
        yield "valid_until", "valid_until is before the day it was done"
    parts = PARTS.get(data["clause"], ())
    foreign = [part for part in data.get("covers", ()) if part not in parts]
    if foreign:
        what = f"has the parts {', '.join(parts)}" if parts else "has no parts"
        yield "covers", f'"{foreign[0]}" is no part of {data["clause"]}, which {what}'
    if parts and not data.get("covers"):
        told = f"{data['clause']} has parts; covers says which of them were seen to: {', '.join(parts)}"
        yield "clause", told
    if "sha256" in data and "document" not in data:
        yield "sha256", "a digest needs the document that it is of"


def _mismatch(path: Path, document: str | None, digest: str | None) -> str | None:
    """What is wrong with a document that is a file."""
    if document is None or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", document):
        return None
    try:
        file = path.parent / document
        content = file.read_bytes() if file.is_file() else None
    except (OSError, ValueError):
        content = None
    if content is None:
        return f"names a document that is not there ({document})"
    if digest is None or hashlib.sha256(content).hexdigest() == digest.lower():
        return None
    return f"has a document of another digest ({document} was changed after it was recorded)"

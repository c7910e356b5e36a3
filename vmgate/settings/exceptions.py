"""The register of exceptions: a folder of TOML files, one exception each, with its signature beside it."""

from __future__ import annotations

import os
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from vmgate.errors import InputError
from vmgate.model.address_pattern import AddressPattern, PatternError
from vmgate.model.exceptions import ExceptionRegister, Waiver
from vmgate.model.position import Span
from vmgate.settings.document import read, shown
from vmgate.settings.form import Day, Table, Text, shortened

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from vmgate.settings.document import Document
    from vmgate.signing.allowed_signers import AllowedSigner

NAMESPACE = "vmgate-exception"
"""What a signature must be made for: `ssh-keygen -Y sign -n vmgate-exception`."""


def _pattern(text: str) -> str | None:
    try:
        AddressPattern(text)
    except PatternError as error:
        return f'is "{shortened(text)}", which {error}'
    return None


def directory_fault(text: str) -> str | None:
    """What is wrong with the directory that an exception is for, to follow its key; None if nothing is."""
    parts = text.split("/")
    if text.startswith("/") or "\\" in text or ".." in parts:
        return f'is "{shortened(text)}"; it takes a directory from that of the policy on, as in environments/prod'
    return None


RECORD = Table(
    {
        "rule": Text(),
        "address": Text(_pattern),
        "attribute": Text(_pattern),
        "directory": Text(directory_fault),
        "reason": Text(),
        "ticket": Text(),
        "requested_by": Text(),
        "requested": Day(),
        "approved_by": Text(),
        "approved": Day(),
        "start": Day(),
        "end": Day(),
    },
    required=("rule", "address"),
)
"""The form of one exception. A key that it needs to be valid and that is missing is a finding, not a mistake of form:
a draft is well-formed.
"""


def read_exceptions(folder: Path, table: Mapping[str, Any], scope: Path) -> ExceptionRegister:
    """The register in a folder, as the table `[exceptions]` of the policy in the directory `scope` says.

    Raises `InputError`, as `file:line: message`, for a file that cannot be read or has not the form of an exception.
    """
    try:
        # Not `glob`, which finds nothing where the folder is closed to us.
        names = os.listdir(folder) if folder.is_dir() else []  # noqa: PTH208  - as above
        found = sorted(
            folder / name for name in names if name.endswith(".toml") and (folder / name).is_file()
        )
    except OSError as error:
        message = f"{shown(folder)}: the exceptions cannot be read: {error.strerror or error}"
        raise InputError(message) from None
    waivers = tuple(read_exception(path, table) for path in found)
    return ExceptionRegister(shown(folder), waivers, str(scope.resolve()))


def read_exception(path: Path, table: Mapping[str, Any]) -> Waiver:
    """The exception in a file, its signature checked where the policy asks for one. Raises `InputError`."""
    document = read(path, InputError)
    document.check(RECORD)
    data = document.data
    whole = _span(document, ())
    return Waiver(
        name=path.stem,
        file=document.name,
        rules=(data["rule"],),
        address=AddressPattern(data["address"]),
        attribute=AddressPattern(data["attribute"]) if "attribute" in data else None,
        directory=data.get("directory"),
        reason=data.get("reason"),
        ticket=data.get("ticket"),
        requested_by=data.get("requested_by"),
        approved_by=data.get("approved_by"),
        approved=data.get("approved"),
        start=data.get("start"),
        end=data.get("end"),
        unproven=_unproven(path, data, table),
        places={"": whole, **{key: _span(document, (key,)) for key in data}},
    )


def _span(document: Document, path: tuple[str, ...]) -> Span:
    line = document.line(path)
    return Span(document.name, line, 1, line, 1)


def _unproven(path: Path, data: Mapping[str, Any], table: Mapping[str, Any]) -> str | None:
    """Why the signature does not prove the approval; None where it does, or where none is asked for.

    The key must have been allowed on the day of the approval.
    """
    if not table.get("require_signature", False) or "approved_by" not in data or "approved" not in data:
        return None
    try:
        armored = signature_of(path).read_bytes()
        content = path.read_bytes()
    except FileNotFoundError:
        return "the exception is not signed, and the policy requires it"
    except OSError as error:
        raise InputError(f"{shown(signature_of(path))}: cannot be read: {error.strerror or error}") from None
    return unproven(content, armored, data["approved_by"], data["approved"], table.get("approver_keys", ()))


def unproven(content: bytes, armored: bytes, approver: str, approved: Any, keys: Sequence[str]) -> str | None:
    """Why a signature over a file's content does not show that somebody approved it on a day; None if it does."""
    # Imported for signatures only.
    from vmgate.signing.allowed_signers import parse_line  # noqa: PLC0415  - where a signature is demanded
    from vmgate.signing.sshsig import Refused, verify  # noqa: PLC0415  - where a signature is demanded

    signers: list[AllowedSigner] = [parse_line(line) for line in keys]
    at = datetime.combine(approved, time(), UTC)
    verdict = verify(content, armored, signers, namespace=NAMESPACE, at=at, principal=approver)
    return f"the signature {verdict.reason}" if isinstance(verdict, Refused) else None


def signature_of(path: Path) -> Path:
    """Where the signature over a file is."""
    return path.with_name(f"{path.name}.sig")

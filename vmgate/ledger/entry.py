"""One entry of the ledger, and the hash that ties it to the one before."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vmgate.errors import VmgateError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

FORMAT = "vmgate.ledger/v1"
"""Part of every hash: an entry of another format never has the hash of one of this."""

GENESIS = "0" * 64
"""What the first entry has in place of the hash before it."""


class LedgerError(VmgateError):
    """The ledger cannot be read or written, or is not fit to be trusted."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is to be recorded. `kind` says what it is, `subject` of what (one kind has many subjects), `day` of which
    day it speaks.
    """

    kind: str
    subject: str
    day: date
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """A record in its place. `seq` counts from 1; `at` is when it was written, `day` of which day it speaks, both as
    ISO 8601 writes them; `payload` is its content as canonical JSON; `previous` is the hash of the entry before.
    """

    seq: int
    at: str
    day: str
    kind: str
    subject: str
    payload: str
    previous: str
    hash: str

    def content(self) -> dict[str, Any]:
        """The content, read. Raises `LedgerError` when it is no JSON object."""
        try:
            found = json.loads(self.payload)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            message = f"entry {self.seq} of the ledger holds no record: `vmgate inventory verify` says more"
            raise LedgerError(message)
        return found

    def is_sound(self) -> bool:
        """Whether it is as it was written: its hash is that of all the rest of it."""
        own = digest(self.seq, self.at, self.day, self.kind, self.subject, self.payload, self.previous)
        return self.hash == own


def chained(record: Record, seq: int, at: datetime, previous: str) -> Entry:
    """A record as the entry after the one whose hash is `previous`. `at` is in UTC."""
    moment = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    fields = (
        seq,
        moment,
        record.day.isoformat(),
        record.kind,
        record.subject,
        payload(record.content),
        previous,
    )
    return Entry(*fields, digest(*fields))


def payload(content: Mapping[str, Any]) -> str:
    """Canonical JSON: sorted keys, no blanks, nothing but ASCII."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(*fields: int | str) -> str:
    """SHA-256 over the fields as a JSON array, which leaves no doubt where one ends and the next begins."""
    return hashlib.sha256(json.dumps([FORMAT, *fields], separators=(",", ":")).encode()).hexdigest()

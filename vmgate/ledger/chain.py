"""Whether a chain of entries is as it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vmgate.errors import UsageError
from vmgate.ledger.entry import GENESIS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmgate.ledger.entry import Entry

_HEAD = re.compile(r"(?:([1-9][0-9]{0,17}):)?([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry as somebody noted it elsewhere: its hash, and its number where that was noted too."""

    hash: str
    seq: int | None = None

    def __str__(self) -> str:
        return self.hash if self.seq is None else f"{self.seq}:{self.hash}"

    @classmethod
    def parse(cls, text: str) -> Head:
        """`42:HASH`, as `vmgate inventory record` prints it, or the hash alone. Raises `UsageError`."""
        found = _HEAD.fullmatch(text.strip().lower())
        if found is None:
            message = f'--head: "{text}" is no head; write it as `vmgate inventory record` prints it, 42:HASH'
            raise UsageError(message)
        return cls(found[2], int(found[1]) if found[1] else None)


@dataclass(frozen=True, slots=True)
class Broken:
    """The first entry that is not as it was written: its number, and what is wrong."""

    seq: int
    why: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found: how many entries are in order, the last of them, and what comes after that, if anything."""

    count: int
    head: Head | None
    broken: Broken | None


def verify(entries: Iterable[Entry], pinned: Head | None = None) -> Verified:
    """Follow the chain from its beginning to the first entry that does not hold.

    The chain alone shows what was changed, removed, put in or moved. That its end was cut off, or all of it written
    anew, shows only against a head that was noted elsewhere, `pinned`.
    """
    last = Head(GENESIS, 0)
    met = pinned is None
    for entry in entries:
        seq = (last.seq or 0) + 1
        broken = _broken(entry, seq, last.hash)
        if broken is None and pinned is not None and pinned.seq == entry.seq and pinned.hash != entry.hash:
            broken = Broken(entry.seq, "it is not the entry that was noted: the ledger was written anew")
        if broken is not None:
            return Verified(seq - 1, last if last.seq else None, broken)
        last = Head(entry.hash, seq)
        met = met or pinned == last or (pinned is not None and pinned == Head(entry.hash))
    count, head = last.seq or 0, last if last.seq else None
    return Verified(count, head, None if met or pinned is None else _cut_off(count, pinned))


def _broken(entry: Entry, seq: int, previous: str) -> Broken | None:
    if entry.seq > seq:
        return Broken(seq, f"it is not there: the next one is {entry.seq}")
    if entry.seq < seq:
        return Broken(entry.seq, "its number is out of order")
    if not entry.is_sound():
        return Broken(seq, "it was changed after it was written")
    if entry.previous != previous:
        where = f"entry {seq - 1}" if seq > 1 else "the beginning"
        return Broken(
            seq, f"it does not follow {where} as that stands: one was removed, put in, moved or rewritten"
        )
    return None


def _cut_off(count: int, pinned: Head) -> Broken:
    if pinned.seq is None:
        return Broken(
            count + 1, "no entry has the hash that was noted: the end was cut off, or all written anew"
        )
    return Broken(
        count + 1, f"it is not there: entry {pinned.seq} was, when it was noted; the end was cut off"
    )

"""The log of running machines (C22) as rules and reports see it: what was recorded of every state, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence


_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


class Power(StrEnum):
    """Whether a machine runs. What is suspended runs: it can be woken without being started."""

    ON = "on"
    OFF = "off"
    UNKNOWN = "unknown"


class LoggedTemplate(Struct, frozen=True):
    """What a machine was created from, as its state named it. `record` is the registry's record of it on that day."""

    name: str | None = None
    identity: str | None = None
    record: str | None = None

    def __str__(self) -> str:
        return self.record or self.name or self.identity or ""


class LoggedMachine(Struct, frozen=True):
    """One machine on the day it was recorded.

    `identity` is what its platform identifies it by: a uuid (vSphere), the number of the machine (Proxmox). `unused`
    and `dormant` are the marks of `[vm_states]` that it bore; `doubt` is why that could not be told. `guest` is the
    provider's word for its operating system. None is what the state does not tell.
    """

    address: str
    platform: str = ""
    identity: str | None = None
    endpoint: str | None = None
    name: str | None = None
    path: str | None = None
    power: Power = Power.UNKNOWN
    unused: str | None = None
    dormant: str | None = None
    doubt: str | None = None
    template: LoggedTemplate | None = None
    guest: str | None = None

    @property
    def shown(self) -> str:
        """How a message calls it."""
        return self.name or self.address

    @property
    def key(self) -> tuple[str, str] | None:
        """What it is found by in another record, whatever its address is there."""
        return None if self.identity is None else (self.platform, self.identity)


@dataclass(frozen=True)
class RunningRecord:
    """What was recorded of one state on one day. `source` is the lineage of the state, or what it was called."""

    source: str
    as_of: date
    machines: Sequence[LoggedMachine]
    _found: dict[tuple[str, str] | str, list[LoggedMachine]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        for machine in self.machines:
            for key in {machine.key, machine.address} - {None}:
                assert key is not None  # noqa: S101  - for the type checker
                self._found.setdefault(key, []).append(machine)

    def has(self, key: tuple[str, str]) -> bool:
        """Whether a machine of this platform and identity is in it."""
        return key in self._found

    def find(self, key: tuple[str, str] | None, address: str) -> LoggedMachine | None:
        """The machine of this identity; among several (two servers count alike), the one at the same address. One
        without an identity goes by its address.
        """
        found = self._found.get(address if key is None else key, [])
        return next((one for one in found if one.address == address), found[0] if found else None)


class RunningLog(Struct, frozen=True):
    """The last record of every state, as of some day. `exposures` say what is wrong with how it is kept (C17)."""

    records: Sequence[RunningRecord] = ()
    exposures: Sequence[str] = ()

    def of_state(self, lineage: str | None, keys: Collection[tuple[str, str]]) -> RunningRecord | None:
        """The record of a state: that of its lineage, else the one with most of its machines, the newest of such."""
        for record in self.records:
            if record.source == lineage:
                return record
        shared = [
            (sum(map(record.has, keys)), record.as_of, -number) for number, record in enumerate(self.records)
        ]
        best = max(shared, default=(0, date.min, 0))
        return self.records[-best[2]] if best[0] else None


def seen_once(records: Sequence[RunningRecord]) -> list[RunningRecord]:
    """The records without machines that a newer one has as well: recorded again under another name, or moved there.

    Only a uuid is one machine's everywhere; numbers and names may be given twice.
    """
    newest: dict[tuple[str, str], date] = {}
    for record in records:
        for machine in record.machines:
            if machine.key is not None and _UUID.fullmatch(machine.key[1]):
                newest[machine.key] = max(newest.get(machine.key, date.min), record.as_of)
    kept: set[tuple[str, str]] = set()
    found = []
    for record in reversed(records):
        machines = []
        for machine in record.machines:
            key = machine.key if machine.key in newest else None
            if key is None or (newest[key] == record.as_of and key not in kept):
                machines.append(machine)
                kept |= {key} if key else set()
        found.append(RunningRecord(record.source, record.as_of, machines))
    return found[::-1]


class Difference(Struct, frozen=True):
    """One way in which two records differ. `what` is one of appeared, gone, power, renamed, template."""

    what: str
    machine: LoggedMachine
    before: str = ""
    after: str = ""


def differences(before: RunningRecord, after: RunningRecord) -> Iterator[Difference]:
    """What became of every machine: those of the earlier record in its order, then those that appeared."""
    for old in before.machines:
        new = after.find(old.key, old.address)
        if new is None:
            yield Difference("gone", old)
        else:
            yield from _changes(old, new)
    for new in after.machines:
        if before.find(new.key, new.address) is None:
            yield Difference("appeared", new)


def _changes(old: LoggedMachine, new: LoggedMachine) -> Iterator[Difference]:
    if old.power is not new.power:
        yield Difference("power", new, old.power.value, new.power.value)
    if old.name != new.name:
        yield Difference("renamed", new, old.name or "", new.name or "")
    was, now = ((one.template.name, one.template.identity) if one.template else None for one in (old, new))
    if was != now:
        yield Difference("template", new, str(old.template or "none"), str(new.template or "none"))

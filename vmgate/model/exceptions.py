"""Limited exceptions to the procedure (C39), and what is wrong with one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from vmgate.model.address import block_address

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from vmgate.model.address_pattern import AddressPattern
    from vmgate.model.comment import MarkedComment
    from vmgate.model.position import Span

RULE_ON_EXCEPTIONS = "VMG3901"
"""The rule that judges exceptions. There is no exception to it."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """An exception, as it is written: in a file of the register, or in a comment (then `comment` is set).

    `name` is what messages call it ("EX-7", "main.tf:12"), `file` the file that it is written in. `rules` are ids or
    slugs, whether or not there are such rules. `directory` is a pattern of the directories whose configuration it is
    for, from that of the policy; None is every one. What is not written is None, and a fault where it is needed.
    `end` is the last day. `unproven` says why a signature that is needed does not prove who approved it. `misread` is
    what could not be understood of a comment. `places` are where its keys are written, "" the whole.
    """

    name: str
    file: str
    rules: tuple[str, ...]
    address: AddressPattern | None = None
    attribute: AddressPattern | None = None
    directory: str | None = None
    comment: MarkedComment | None = None
    reason: str | None = None
    ticket: str | None = None
    requested_by: str | None = None
    approved_by: str | None = None
    approved: date | None = None
    start: date | None = None
    end: date | None = None
    unproven: str | None = None
    misread: str | None = None
    places: Mapping[str, Span] = field(default_factory=dict, compare=False)

    def __str__(self) -> str:
        return self.name if self.end is None else f"{self.name} until {self.end.isoformat()}"

    @property
    def account(self) -> str:
        """All that a reader wants to know of it: until when, by whom, why, and where that was discussed."""
        ticket = f" ({self.ticket})" if self.ticket else ""
        return (
            f"{self}, approved by {self.approved_by or 'nobody'}: {self.reason or 'no reason given'}{ticket}"
        )

    @property
    def inline(self) -> bool:
        """Whether it is a comment in the source."""
        return self.comment is not None

    def in_force(self, day: date) -> bool:
        """Whether a day is within its time."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def may_name(self, address: str, span: Span | None) -> bool:
        """Whether it may be for something on a resource whose instances are not known, or for a part of it."""
        if self.comment is not None:
            return span is not None and span.file == self.file
        return self.address is not None and self.address.without_keys.names(block_address(address))

    def names(self, address: str, attribute: str, span: Span | None) -> bool:
        """Whether it is for a finding on this attribute of a resource, which is written there."""
        if self.comment is not None:
            return span is not None and self.comment.is_about(span)
        if self.address is None or not self.address.names(address):
            return False
        return self.attribute is None or self.attribute.names(attribute)


@dataclass(frozen=True, slots=True)
class Terms:
    """What exceptions are judged by: the day, who may approve, for how long and for how much, and the rules there are.

    `rules` are the ids of all rules by their ids and slugs in lower case. `signed` says that only a signature approves.
    """

    as_of: date
    management: Collection[str]
    max_days: int
    max_addresses: int
    rules: Mapping[str, str]
    signed: bool = False

    def ids(self, waiver: Waiver) -> list[str]:
        """The ids of the rules that a waiver names, without those that there are not."""
        found = (self.rules.get(name.lower()) for name in waiver.rules)
        return [one for one in dict.fromkeys(found) if one is not None]


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """One thing that is wrong with an exception, and the key that it is wrong in ("" for the whole)."""

    key: str
    message: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an exception stands in a run: what is wrong with it, and which of its rules need it.

    `input` is the number of the input that it belongs to. `needed` are the ids of the rules that fail where it is for,
    `in_doubt` of those that something there could not be judged by, so that they may need it.
    """

    waiver: Waiver
    terms: Terms
    input: int
    shortcomings: tuple[Shortcoming, ...] = ()
    needed: frozenset[str] = frozenset()
    in_doubt: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ExceptionRegister:
    """The exceptions in a register's folder. `scope` is the absolute path of the directory that its policy governs."""

    path: str
    waivers: Sequence[Waiver] = ()
    scope: str | None = None


def shortcomings(waiver: Waiver, terms: Terms) -> list[Shortcoming]:
    """Everything that is wrong with an exception by itself. One with any of it waives nothing."""
    found = [*_incomplete(waiver), *_rules(waiver, terms), *_extent(waiver), *_term(waiver, terms)]
    return [*found, *_approval(waiver, terms)]


def _incomplete(waiver: Waiver) -> Iterator[Shortcoming]:
    if waiver.misread is not None:
        yield Shortcoming("", waiver.misread)
    if waiver.reason is None:
        yield Shortcoming("reason", "the exception gives no reason")
    if waiver.approved_by is None:
        yield Shortcoming("approved_by", "nobody has approved the exception")
    if waiver.end is None:
        yield Shortcoming("end", "the exception has no end")
    if not waiver.inline:
        if waiver.ticket is None:
            yield Shortcoming("ticket", "the exception names no ticket")
        if waiver.requested_by is None:
            yield Shortcoming("requested_by", "the exception does not say who requested it")


def _rules(waiver: Waiver, terms: Terms) -> Iterator[Shortcoming]:
    if not waiver.rules and waiver.misread is None:
        yield Shortcoming("rule", "the exception names no rule")
    for name in waiver.rules:
        known = terms.rules.get(name.lower())
        if known is None:
            yield Shortcoming("rule", f"there is no rule {name}{_nearest(name, terms.rules)}")
        elif known == RULE_ON_EXCEPTIONS:
            yield Shortcoming("rule", f"there are no exceptions to {RULE_ON_EXCEPTIONS}, which judges them")


def _nearest(name: str, rules: Mapping[str, str]) -> str:
    """A hint at the nearest rule: by its slug, or by its id, then of the same clause if there is one."""
    # Imported for a mistake only.
    from difflib import get_close_matches  # noqa: PLC0415  - for a misspelt name only

    found = get_close_matches(name[:80].lower(), rules, n=8)
    same = [one for one in found if one[:5] == name[:5].lower()]
    near = (same or found or [""])[0]
    return f"; did you mean {rules[near] if near.startswith('vmg') else near}?" if near else ""


def _extent(waiver: Waiver) -> Iterator[Shortcoming]:
    pattern = waiver.address
    if pattern is not None and not pattern.exact and pattern.kind is None:
        message = f"the exception is too wide: {pattern} leaves open what kind of resource it is for"
        yield Shortcoming("address", message)
    if waiver.comment is not None and not waiver.comment.first:
        yield Shortcoming(
            "", "the comment stands on nothing: it goes on an argument or block, or on the line above"
        )


def _term(waiver: Waiver, terms: Terms) -> Iterator[Shortcoming]:
    if waiver.end is None:
        return
    # A comment has no start: what counts is how long it still goes on.
    start = waiver.start or waiver.approved or terms.as_of
    if waiver.end < start and waiver.start is not None:
        yield Shortcoming("start", f"the exception starts on {start.isoformat()}, after its end")
    elif waiver.end < terms.as_of:
        yield Shortcoming("end", f"the exception ended on {waiver.end.isoformat()}")
    if waiver.end - start > timedelta(days=terms.max_days):
        days = (waiver.end - start).days
        yield Shortcoming(
            "end", f"the exception is too long: {days} days, and the policy allows {terms.max_days}"
        )


def _approval(waiver: Waiver, terms: Terms) -> Iterator[Shortcoming]:
    approver = waiver.approved_by
    if approver is None:
        return
    if not terms.management:
        message = "the site policy names nobody who may approve exceptions ([organization] management)"
        yield Shortcoming("approved_by", message)
    elif not any(_same(approver, one) for one in terms.management):
        yield Shortcoming(
            "approved_by", f"{approver} has approved the exception and is not of the management"
        )
    if waiver.requested_by is not None and _same(approver, waiver.requested_by):
        yield Shortcoming("approved_by", f"{approver} has approved the exception that they requested")
    if not waiver.inline and waiver.approved is None:
        yield Shortcoming("approved", "the exception does not say when it was approved")
    if waiver.approved is not None and waiver.approved > terms.as_of:
        message = f"the exception was approved on {waiver.approved.isoformat()}, which is yet to come"
        yield Shortcoming("approved", message)
    if waiver.inline and terms.signed:
        message = "the policy takes signed exceptions only, and a comment cannot be signed; put it into the register"
        yield Shortcoming("approved_by", message)
    if waiver.unproven is not None:
        yield Shortcoming("approved_by", waiver.unproven)


def _same(one: str, other: str) -> bool:
    """Whether two names are of one person; letter case does not matter."""
    return one.strip().casefold() == other.strip().casefold()

"""When an image is too old: its updates (C37), what it lacks (C36), its system (C35)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from vmgate.model.site import RegistryAges
from vmgate.model.templates import Expiry, Objection, Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from vmgate.model.templates import GuestSystem, MissingUpdate, SupportOverride, Validation


def _unknown(_: GuestSystem) -> date | None:
    return None


@dataclass(frozen=True)
class Limits:
    """The site's limits. `end_of_support` tells the last day of a system's support, None where nobody knows it."""

    ages: RegistryAges = field(default_factory=RegistryAges)
    end_of_support: Callable[[GuestSystem], date | None] = _unknown


def expired(
    patched: date | None,
    missing: Sequence[MissingUpdate],
    look: Validation | None,
    system: GuestSystem | None,
    override: SupportOverride | None,
    *,
    limits: Limits,
    day: date,
) -> Iterator[Objection]:
    """Everything that an image is too old for on a day."""
    ends = end_of_patch(patched, limits)
    if ends is None:
        yield _objection("it is not known up to when it is updated", Expiry.PATCH_AGE)
    elif ends < day:
        text = f"its updates are of {patched}, {(day - patched).days if patched else 0} days ago"
        yield _objection(f"{text} (the limit is {limits.ages.max_patch_age_days})", Expiry.PATCH_AGE)
    for update in missing:
        due = end_of_update(update, patched, look, limits)
        if due is not None and due < day:
            since = f"released on {update.released}" if update.released else "missing for long"
            limit = limits.ages.max_update_delay_days
            yield _objection(
                f"{update.id} is missing, {since} (the limit is {limit} days)", Expiry.UPDATE_MISSING
            )
    if system is not None:
        last = end_of_life(system, override, limits)
        if last is not None and last < day:
            yield _objection(f"support of {system} ended on {last}", Expiry.END_OF_LIFE)


def end_of_patch(patched: date | None, limits: Limits) -> date | None:
    """The last day on which updates of a day are young enough."""
    return patched and patched + timedelta(days=limits.ages.max_patch_age_days)


def end_of_update(
    update: MissingUpdate, patched: date | None, look: Validation | None, limits: Limits
) -> date | None:
    """The last day on which an update may be missing.

    Where nobody says when it was released, it was not later than somebody found it missing.
    """
    since = update.released or (look.day if look else patched)
    return since and since + timedelta(days=limits.ages.max_update_delay_days)


def end_of_life(system: GuestSystem, override: SupportOverride | None, limits: Limits) -> date | None:
    """The last day of a system's support: the vendor's, or the site's own word where that is later."""
    vendor = limits.end_of_support(system)
    if override is None:
        return vendor
    return max(override.until, vendor) if vendor else override.until


def _objection(text: str, expiry: Expiry) -> Objection:
    return Objection(Standing.EXPIRED, text, expiry)

"""Days as options give them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from vmgate.errors import UsageError


def today() -> date:
    """The day it is, in UTC."""
    return datetime.now(UTC).date()


def day(text: str | None) -> date:
    """The day to judge as of: what --as-of says, else today. Raises `UsageError`."""
    return today() if text is None else day_given(text, "--as-of")


def day_given(text: str, option: str) -> date:
    """A date that was given with an option. Raises `UsageError`."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        message = f'{option}: "{text}" is not a date; write it as 2026-11-23'
        raise UsageError(message) from None
    # From any other day, a term of some years may lead out of the calendar.
    if not 1900 <= found.year < 3000:
        message = f"{option}: {text} is out of reach"
        raise UsageError(message)
    return found

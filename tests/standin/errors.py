"""The one error a person running the stand-in can cause."""

from __future__ import annotations


class StandInError(Exception):
    """Nothing was planned; the message says what is wrong, where, and what to do."""

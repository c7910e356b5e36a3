"""What is known of the terminal, if one is looking."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def wants_color(choice: str, environment: Mapping[str, str]) -> bool:
    """Whether to colour: what was asked, else NO_COLOR, FORCE_COLOR, and whether a terminal is looking."""
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and environment.get("TERM") != "dumb"


def color(given: Mapping[str, Any]) -> bool:
    """Whether to colour, by the options of a command."""
    return wants_color(given["color"], os.environ)


def width() -> int:
    """How many columns there are to write in."""
    return shutil.get_terminal_size((100, 24)).columns

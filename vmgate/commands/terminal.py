"""What is known of the terminal, if one is looking."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

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


def width() -> int:
    """How many columns there are to write in."""
    return shutil.get_terminal_size((100, 24)).columns

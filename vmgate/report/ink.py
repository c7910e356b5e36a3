"""Colour for terminals, or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vmgate.model.report import Decision
from vmgate.model.result import Severity, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

BOLD = "1"
DIM = "2"
RED = "1;31"
GREEN = "1;32"
YELLOW = "1;33"
BLUE = "1;34"
MAGENTA = "1;35"
CYAN = "1;36"

_OF_FAIL: Mapping[Severity, str] = {Severity.HIGH: RED, Severity.MEDIUM: YELLOW, Severity.LOW: BLUE}
_OF_VERDICT: Mapping[Verdict, str] = {
    Verdict.PASS: GREEN,
    Verdict.UNKNOWN: CYAN,
    Verdict.WAIVED: GREEN,
    Verdict.CRASH: MAGENTA,
}
_OF_DECISION: Mapping[Decision, str] = {
    Decision.OPEN: GREEN,
    Decision.SHUT: RED,
    Decision.UNDECIDED: CYAN,
    Decision.NO_VERDICT: MAGENTA,
}


@dataclass(frozen=True, slots=True)
class Ink:
    """Writes text in colour when `color` is on, else as it is."""

    color: bool

    def __call__(self, text: str, code: str) -> str:
        """The text in the colour of this SGR code (ECMA-48)."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.color and text else text


def of_verdict(verdict: Verdict, severity: Severity) -> str:
    """The colour of a finding: a failure's by how much it weighs."""
    return _OF_FAIL[severity] if verdict is Verdict.FAIL else _OF_VERDICT[verdict]


def of_severity(severity: Severity) -> str:
    """The colour of a severity."""
    return _OF_FAIL[severity]


def of_decision(decision: Decision) -> str:
    """The colour of what the gate does."""
    return _OF_DECISION[decision]

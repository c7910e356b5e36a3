"""What judging yields."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vmgate.model.resource import Resource
    from vmgate.model.value import Path


class Verdict(StrEnum):
    """What a rule says of one thing. A crash is no verdict: the rule did not get to speak."""

    PASS = "pass"  # noqa: S105  - a verdict, not a password
    FAIL = "fail"
    UNKNOWN = "unknown"
    WAIVED = "waived"
    CRASH = "crash"


class Severity(StrEnum):
    """How much a failure weighs, least first."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """0 for the least."""
        return ("low", "medium", "high").index(self.value)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule says of one resource, before policy has its say.

    `resource` is the one the rule judged; `place` and `path` point at the attribute, which may belong to another
    resource (the switch a port group inherits from). `reason` is set for unknown and crash.
    """

    rule: str
    verdict: Verdict
    resource: Resource
    path: Path
    message: str
    reason: str | None = None
    place: Resource | None = None


@dataclass(slots=True)
class Judgement:
    """All findings over one input. `passed` counts passes per rule; only the rest is kept one by one."""

    findings: list[Finding] = field(default_factory=list)
    passed: dict[str, int] = field(default_factory=dict)
    passes: list[Finding] = field(default_factory=list)
    judged: set[str] = field(default_factory=set)

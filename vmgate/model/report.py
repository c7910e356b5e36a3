"""A finished run, as every output format is given it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from vmgate.model.result import Severity, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from vmgate.errors import ExitCode
    from vmgate.model.estate import Unread
    from vmgate.model.exceptions import Waiver
    from vmgate.model.position import OriginStep, Span


class Kind(StrEnum):
    """What an input is."""

    SOURCE = "source"
    PLAN = "plan"
    STATE = "state"
    PACKER = "packer"
    EVIDENCE = "evidence"
    REGISTRY = "registry"


class Decision(StrEnum):
    """What the gate does."""

    OPEN = "open"
    SHUT = "shut"
    UNDECIDED = "undecided"
    NO_VERDICT = "no verdict"


@dataclass(frozen=True, slots=True)
class Result:
    """One line of a report. `attribute` is the path as Terraform writes it, "" where no attribute is meant.

    `reason` says why an unknown is unknown, or that the rule crashed. `provider` is the source address.
    `input` counts the inputs from 0. `fingerprint` survives moving lines. `origin` is how the value at the attribute
    got there, from the attribute to where it was first written; empty where the source is not at hand. `exception` is
    the one that waives the failure, or would if exceptions were applied. `secret` says that the value at the attribute
    is one that nothing may show.
    """

    rule: str
    slug: str
    clause: str
    severity: Severity
    verdict: Verdict
    address: str
    attribute: str
    message: str
    reason: str | None
    span: Span | None
    provider: str | None
    input: int
    fingerprint: str
    exception: Waiver | None = None
    origin: tuple[OriginStep, ...] = ()
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Input:
    """One input that was judged. `unread` lists the parts of it that could not be. `notes` are for the reader.

    `judged` counts the resources that some rule spoke of; `idle` says that no rule spoke of anything, not even of a
    provider. `empty` says that there is rightly nothing to judge
    (a plan that only deletes, a plan without changes when only changes are asked for).

    `given` are the paths by which it was asked for, none where a file of configuration stands for its directory.
    `place` is where its configuration lies in the checkout ("" for the top); None for a plan or a state of which that
    is not known. `label` stands for it in fingerprints.
    """

    path: str
    kind: Kind
    sha256: str
    resources: int
    judged: int
    not_covered: Sequence[str] = ()
    unread: Sequence[Unread] = ()
    notes: Sequence[str] = ()
    idle: bool = False
    empty: bool = False
    given: tuple[str, ...] = ()
    place: str | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A finished run. `results` holds everything but passes; with `--verdicts all`, passes too.

    `passed` counts passes per rule id. `excerpts` gives the source lines of files that results point into, by
    file name, for the formats that show them: with stars in place of what may be a secret.
    """

    version: str
    as_of: date
    decision: Decision
    exit_code: ExitCode
    inputs: Sequence[Input]
    results: Sequence[Result]
    passed: Mapping[str, int]
    why: str = ""
    excerpts: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def count(self, verdict: Verdict) -> int:
        """How many results have this verdict; passes are counted even when they are not listed."""
        if verdict is Verdict.PASS:
            return sum(self.passed.values())
        return sum(1 for result in self.results if result.verdict is verdict)

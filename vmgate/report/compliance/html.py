"""The compliance report as one HTML page that needs nothing else."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from vmgate.model.result import Verdict
from vmgate.procedure import CLAUSES
from vmgate.report.html import environment

if TYPE_CHECKING:
    from jinja2 import Template

    from vmgate.report.compliance import Compliance


def write(found: Compliance) -> str:
    """The report as a page. Everything that comes from an input is escaped by the template engine."""
    return _template().render(
        found=found,
        report=found.report,
        clauses=[
            {"one": one, "text": CLAUSES[one.number].text, "faults": found.faults(one),
             "counts": {verdict.value: count for verdict, count in one.counts.items()}}
            for one in found.coverage.clauses
        ],
        verdicts=[verdict.value for verdict in (Verdict.PASS, Verdict.FAIL, Verdict.UNKNOWN, Verdict.WAIVED)],
        due=[one for one in found.evidence if one.due],
    )  # fmt: skip


@cache
def _template() -> Template:
    return environment().get_template("compliance.html.jinja")

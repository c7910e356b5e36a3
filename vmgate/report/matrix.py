"""The matrix of rules and providers, as Markdown for the documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.procedure import CLAUSES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.model.provider_coverage import ProviderCoverage
    from vmgate.rule import Rule

DECIDED: Final = "●"
NOT: Final = "·"

_HEAD: Final = """\
# What can be decided for which provider

Read off the translations themselves. ● the provider's configuration states what the rule asks for, so that it comes to
a verdict. · it does not, and [below](#why-not) stands for every clause without a ● why the platform or its provider
cannot express it; evidence shows it then ([evidence.md](evidence.md)). Rules that are not listed are decided from
records alone, or for whatever any provider makes. Providers go by what their resource types begin with; which they are,
and what is read of each, is in [providers.md](providers.md).
"""


def markdown(rules: Sequence[Rule], columns: Sequence[ProviderCoverage]) -> str:
    """Rule by rule who decides it, then provider by provider why not."""
    names = [f"`{column.name}`" for column in columns]
    lines = [_HEAD, f"| Clause | Rule | {' | '.join(names)} |", f"|---|---|{':-:|' * len(columns)}"]
    for rule in sorted(rules, key=lambda one: one.id):
        clause = CLAUSES[rule.clause]
        cells = [DECIDED if rule.id in column.rules else NOT for column in columns]
        link = f"[{rule.id}](rules.md#{rule.id.lower()}) `{rule.slug}`"
        lines.append(f"| {clause.number} {clause.title} | {link} | {' | '.join(cells)} |")
    lines += ["", "## Why not"]
    for column in columns:
        lines += ["", f"### {column.name}", "", *_why_not(column)]
    return "\n".join(lines) + "\n"


def _why_not(column: ProviderCoverage) -> Iterator[str]:
    """Its reasons in the order of the first clause that each is for."""
    by_reason: dict[str, list[str]] = {}
    for number in sorted(column.reasons, key=_clause_first):
        by_reason.setdefault(column.reasons[number], []).append(number)
    for reason, numbers in by_reason.items():
        yield f"- **{', '.join(numbers)}**: {reason}."
    if not by_reason:
        yield "Every clause is decided by some rule."


def _clause_first(number: str) -> tuple[str, str]:
    """A rule stands behind its clause."""
    return (f"C{number[3:5]}", number) if number.startswith("VMG") else (number, "")

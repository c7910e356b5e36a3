"""Pages about rules and clauses: for a terminal, and as Markdown for the documentation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vmgate.errors import UsageError
from vmgate.procedure import CLAUSES
from vmgate.report.ink import BOLD, CYAN, Ink, of_severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from vmgate.rule import Rule

_CODE = re.compile(r"`([^`\n]+)`")


def explain(rule: Rule, *, color: bool = False) -> str:
    """A rule's page for a terminal: what it says, the clause in the procedure's words, the page's sections.

    Code blocks are indented, without their fences.
    """
    ink = Ink(color)
    page = rule.page()
    clause = CLAUSES[rule.clause]
    severity = ink(rule.severity.value, of_severity(rule.severity))
    lines = [
        f"{ink(rule.id, BOLD)} {rule.slug} ({severity})",
        ink(page.title, BOLD),
        "",
        f"{ink('Clause', BOLD)} {clause.number} {clause.title}",
        f"  {clause.text}",
    ]
    for heading, text in page.sections.items():
        lines += ["", ink(heading, BOLD), *_for_terminal(text, ink)]
    return "\n".join(lines) + "\n"


def explain_clause(number: str, rules: Mapping[str, Rule], *, color: bool = False) -> str:
    """A clause for a terminal: its text in the procedure, and the rules among `rules` that judge it.

    Raises `UsageError` for a number that the procedure does not have.
    """
    clause = CLAUSES.get(number)
    if clause is None:
        message = f"the procedure has no clause {number!r}: its clauses are {min(CLAUSES)} to {max(CLAUSES)}"
        raise UsageError(message)
    ink = Ink(color)
    own = {rule.id: rule for rule in rules.values() if rule.clause == number}
    judged = table(own, color=color) if own else "No rule judges this clause.\n"
    return f"{ink(clause.number, BOLD)} {ink(clause.title, BOLD)}\n  {clause.text}\n\n{judged}"


def table(rules: Mapping[str, Rule], *, color: bool = False) -> str:
    """All rules in the order of their ids, one a line: id, clause, severity, slug and title."""
    ink = Ink(color)
    rows = sorted(rules.values(), key=lambda rule: rule.id)
    widest = max((len(rule.slug) for rule in rows), default=0)
    lines = []
    for rule in rows:
        severity = ink(f"{rule.severity.value:<6}", of_severity(rule.severity))
        slug = ink(f"{rule.slug:<{widest}}", CYAN)
        lines.append(f"{ink(rule.id, BOLD)}  {rule.clause}  {severity}  {slug}  {rule.title}\n")
    return "".join(lines)


def rules_markdown(rules: Mapping[str, Rule]) -> str:
    """Every rule for the documentation: a table that links to the pages, then the pages."""
    rows = sorted(rules.values(), key=lambda rule: rule.id)
    lines = ["# Rules", "", "| Rule | Clause | Severity | Name | Says |", "|---|---|---|---|---|"]
    for rule in rows:
        clause = CLAUSES[rule.clause]
        cells = [
            f"[{rule.id}](#{rule.id.lower()})", f"{clause.number} {clause.title}", rule.severity.value,
            f"`{rule.slug}`", rule.title,
        ]  # fmt: skip
        lines.append(f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |")
    for rule in rows:
        lines += _markdown_page(rule)
    return "\n".join(lines) + "\n"


def _markdown_page(rule: Rule) -> Iterator[str]:
    page = rule.page()
    clause = CLAUSES[rule.clause]
    yield from ("", f"## {rule.id}", "")
    yield from (f"**{page.title}.** `{rule.slug}`, severity {rule.severity.value}.", "")
    yield f"> {clause.number} {clause.title}: {clause.text}"
    for heading, text in page.sections.items():
        yield from ("", f"### {heading}", "", text)


def _for_terminal(text: str, ink: Ink) -> Iterator[str]:
    in_code = False
    for line in text.splitlines():
        if line.lstrip().startswith("```"):
            in_code = not in_code
        elif in_code:
            yield f"    {ink(line, CYAN)}".rstrip()
        else:
            shown = _CODE.sub(lambda match: ink(match.group(1), CYAN), line) if ink.color else line
            yield f"  {shown}".rstrip()

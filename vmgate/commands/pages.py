"""`vmgate explain` and `vmgate rules`."""

from __future__ import annotations

import difflib
import json

from vmgate import rulebook
from vmgate.errors import UsageError
from vmgate.procedure import CLAUSES
from vmgate.report import page
from vmgate.report.matrix import markdown
from vmgate.translate.coverage import decided_for, decided_from
from vmgate.translate.matrix import matrix, provided


def explain(name: str, *, color: bool) -> str:
    """A rule's page by id or slug, or a clause's. Raises `UsageError` with the nearest names."""
    rules = {rule.id: rule for rule in rulebook.rules()}
    rule = rulebook.by_name(name)
    if rule is not None:
        return page.explain(rule, color=color)
    if name.upper() in CLAUSES:
        return page.explain_clause(name.upper(), rules, color=color)
    known = [*rules, *(rule.slug for rule in rules.values()), *CLAUSES]
    near = difflib.get_close_matches(name, known, n=3)
    hint = f"; did you mean {' or '.join(near)}?" if near else "; `vmgate rules` lists them all"
    message = f'there is no rule or clause "{name}"{hint}'
    raise UsageError(message)


def listing(format_: str) -> str:
    """Every rule, as a table for a terminal, as JSON or as Markdown; or the matrix of rules and providers."""
    rules = {rule.id: rule for rule in rulebook.rules()}
    if format_ == "matrix":
        columns = matrix(list(rules.values()))
        return markdown(provided(rules.values(), columns), columns)
    if format_ == "markdown":
        return page.rules_markdown(rules)
    if format_ == "json":
        rows = [
            {
                "rule": rule.id,
                "slug": rule.slug,
                "clause": rule.clause,
                "severity": rule.severity.value,
                "title": rule.title,
                "providers": list(decided_for(rule)),
                "inputs": [kind.value for kind in decided_from(rule)],
            }
            for rule in rules.values()
        ]
        return json.dumps({"schema": "vmgate.rules/v1", "rules": rows}, indent=2) + "\n"
    return page.table(rules)

"""All rules there are, found by looking: every module of `vmgate.rules` is one."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from vmgate import rules as package
from vmgate.errors import RuleDefinitionError
from vmgate.rule import Rule


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, by id. Raises `RuleDefinitionError` for a file that is no rule, and for an id given twice."""
    found: dict[str, Rule] = {}
    for module in pkgutil.iter_modules(package.__path__):
        rule = _load(module.name)
        if rule.id in found:
            raise RuleDefinitionError(f"{rule.id} is both {found[rule.id].slug} and {rule.slug}")
        found[rule.id] = rule
    return tuple(found[name] for name in sorted(found))


def by_name(text: str) -> Rule | None:
    """The rule with this id or slug, letter case aside."""
    wanted = text.strip().lower()
    return next((rule for rule in rules() if wanted in {rule.id.lower(), rule.slug}), None)


def _load(name: str) -> Rule:
    try:
        rule = getattr(importlib.import_module(f"{package.__name__}.{name}"), "rule", None)
    except RuleDefinitionError:
        raise
    except Exception as error:
        raise RuleDefinitionError(
            f"{name}: the file cannot be loaded: {type(error).__name__}: {error}"
        ) from error
    if not isinstance(rule, Rule):
        raise RuleDefinitionError(f"{name}: the file declares no rule")
    if rule.slug != name:
        raise RuleDefinitionError(f"{name}: the rule calls itself {rule.slug}; declare it with __name__")
    if not rule.judges:
        raise RuleDefinitionError(f"{name}: the rule has no judge")
    return rule

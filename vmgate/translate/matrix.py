"""Which provider's configuration decides which rule, and why not where it does not."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from vmgate.model.provider_coverage import ProviderCoverage
from vmgate.translate.coverage import is_decided, parts
from vmgate.vocabulary.exception import LimitedException
from vmgate.vocabulary.thing import Thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from vmgate.rule import Rule
    from vmgate.translate.coverage import Part


def matrix(rules: Sequence[Rule]) -> Sequence[ProviderCoverage]:
    """Every provider there is, by its name. All translations are loaded."""
    return [
        ProviderCoverage(name, frozenset(rule.id for rule in rules if is_decided(rule, part)), _reasons(part))
        for name, part in parts().items()
    ]


def provided(rules: Iterable[Rule], columns: Sequence[ProviderCoverage]) -> Sequence[Rule]:
    """The rules that are decided for one provider and perhaps not for another: no record alone decides them, and no
    resource whatever.
    """
    return [
        rule
        for rule in rules
        if any(rule.id in column.rules for column in columns)
        and not any(judge.thing in (Thing, LimitedException) for judge in rule.judges)
    ]


def _reasons(part: Part) -> Mapping[str, str]:
    package = part.package
    name = f"{package.__name__}.{part.own}not_expressible"
    module = import_module(name) if hasattr(package, "__path__") and find_spec(name) else package
    found: Mapping[str, str] = getattr(module, "NOT_EXPRESSIBLE", {})
    return found

"""`condition ? one : other`: a single type for both, and what is certain when the condition is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.conversion import convert, to_bool
from vmgate.read.hcl.evaluate.traversal import Choice
from vmgate.read.hcl.evaluate.types import ANY, BOOL, NUMBER, UNSAID, Collection, ObjectOf, TupleOf, mentions
from vmgate.read.hcl.evaluate.unification import type_of, unify
from vmgate.read.hcl.evaluate.unknowns import Typed, bounds, lengths, never_null, refined, unknown
from vmgate.read.hcl.evaluate.values import (
    EvaluationError,
    Lazy,
    ListValue,
    Null,
    Unsettled,
    either,
    is_null,
    mark,
    unmark,
    unsettled,
)
from vmgate.read.hcl.syntax import nodes

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from vmgate.read.hcl.evaluate.scope import Scope
    from vmgate.read.hcl.evaluate.types import Type
    from vmgate.read.hcl.evaluate.values import Val

Evaluate: TypeAlias = "Callable[[nodes.Expression, Scope], Val]"


def conditional(node: nodes.Conditional, scope: Scope, evaluate: Evaluate) -> Val:
    """The value of a conditional. Raises `EvaluationError` where Terraform reports an error."""
    try:
        test, marked = unmark(evaluate(node.condition, scope))
        if isinstance(test, Unsettled):
            test = convert(test, BOOL)
        chosen = None if isinstance(test, Unknown) else node.then if to_bool(test) else node.otherwise
    except EvaluationError as error:
        type_ = _common([_Branch(branch, scope, evaluate) for branch in (node.then, node.otherwise)])
        raise EvaluationError(str(error), type_) from None
    if chosen is not None and _alike(node.then, node.otherwise):
        return mark(evaluate(chosen, scope), marked)
    branches = [_Branch(branch, scope, evaluate) for branch in (node.then, node.otherwise)]
    marked = marked or branches[0].secret or branches[1].secret
    type_ = _common(branches)
    if chosen is None:
        return mark(_undecided(branches, type_, test.reason if isinstance(test, Unknown) else ""), marked)
    branch = branches[0] if chosen is node.then else branches[1]
    if branch.error is not None:
        raise EvaluationError(str(branch.error), type_)
    if type_ == UNSAID:
        value = unsettled(branch.value, _undetermined(branches))
    elif branch.type == type_ and branch.value is not None:
        value = branch.value
    elif _at_odds(branch.type, type_):
        raise EvaluationError("the elements of a result have no common type", type_)
    else:
        value = convert(branch.value, type_)
    return mark(value, marked)


def _undetermined(branches: list[_Branch]) -> str:
    """Why the type of a conditional cannot be told."""
    doubt = next((each.value for each in branches if isinstance(each.value, Unknown)), None)
    reason = "a resource is not known as a whole" if doubt is None else doubt.reason
    return f"the type of the other result is not known: {reason}"


def _alike(one: nodes.Expression, other: nodes.Expression) -> bool:
    return (
        type(one) is nodes.Literal
        and type(other) is nodes.Literal
        and one.value is not None
        and type(one.value) is type(other.value)
    )


class _Branch:
    """One of the two results, without its mark. One that is an error counts only if it is chosen."""

    def __init__(self, node: nodes.Expression, scope: Scope, evaluate: Evaluate) -> None:
        self.error: EvaluationError | None = None
        self.secret = False
        try:
            self.value, self.secret = unmark(evaluate(node, scope))
            self.type = type_of(self.value)
        except EvaluationError as error:
            self.error = error
            self.type = error.type if error.type is not None else ANY
            self.value = Typed(str(error), (), self.type)


def _common(branches: list[_Branch]) -> Type:
    one, other = branches
    if one.value is None and not one.secret:
        return other.type
    if other.value is None and not other.secret:
        return one.type
    if ANY in (one.type, other.type):
        return ANY
    if UNSAID in (one.type, other.type):
        return UNSAID
    type_ = unify([one.type, other.type])
    if type_ is None:
        raise EvaluationError("the two results of a conditional have no common type")
    return type_


def _at_odds(given: Type, wanted: Type) -> bool:
    """Whether an object or tuple beside a map or list of no known type has parts of several types, which stay."""
    if not isinstance(wanted, Collection) or wanted.element != ANY or wanted.name == "set":
        return False
    inner = tuple(given.attributes.values()) if isinstance(given, ObjectOf) else ()
    parts = given.elements if isinstance(given, TupleOf) else inner
    typed = [part for part in parts if part != ANY]
    return any(part != typed[0] for part in typed) and not any(mentions(part, UNSAID) for part in typed)


def _undecided(branches: list[_Branch], type_: Type, reason: str) -> Val:
    one, other = (branch.value for branch in branches)
    if is_null(one) and is_null(other):
        return None if type_ in (ANY, UNSAID) else Null(type_)
    if isinstance(one, Lazy) and isinstance(other, Lazy):
        return Choice([one, other], reason)
    nonnull = never_null(one) and never_null(other)
    references = (
        either(one, other).references if isinstance(one, Unknown) and isinstance(other, Unknown) else ()
    )
    if type_ == NUMBER and branches[0].type == branches[1].type:
        (low, high), (other_low, other_high) = bounds(one), bounds(other)
        return refined(
            Typed(
                reason,
                references,
                type_,
                nonnull,
                low=_outer(min, low, other_low),
                high=_outer(max, high, other_high),
            )
        )
    if isinstance(type_, Collection) and branches[0].type == branches[1].type:
        (shortest, longest), (other_shortest, other_longest) = lengths(one), lengths(other)
        made = Typed(
            reason, references, type_, nonnull,
            shortest=min(shortest, other_shortest),
            longest=None if longest is None or other_longest is None else max(longest, other_longest),
        )  # fmt: skip
        result = refined(made)
        if isinstance(result, ListValue) and isinstance(one, ListValue) and isinstance(other, ListValue):
            pairs = zip(one, other, strict=True)
            elements = [unknown(reason, type_.element, either(a, b).references) for a, b in pairs]
            return ListValue(elements, type_.element)
        return result
    return unknown(reason, type_, references, nonnull=nonnull and type_ != ANY)


def _outer(
    choose: Callable[..., int | Fraction], one: int | Fraction | None, other: int | Fraction | None
) -> int | Fraction | None:
    return None if one is None or other is None else choose(one, other)

"""The evaluation of expressions: one function per kind of node."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.conversion import convert, to_bool, to_string
from vmgate.read.hcl.evaluate.functions import call
from vmgate.read.hcl.evaluate.operators import binary, unary
from vmgate.read.hcl.evaluate.templates import pairs, render
from vmgate.read.hcl.evaluate.traversal import Choice, attribute, index
from vmgate.read.hcl.evaluate.types import type_of, unify
from vmgate.read.hcl.evaluate.values import (
    EvaluationError,
    Lazy,
    UnknownCollection,
    computed,
    either,
    kind,
    mark,
    unmark,
)
from vmgate.read.hcl.syntax import nodes

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmgate.read.hcl.evaluate.scope import Scope
    from vmgate.read.hcl.evaluate.values import Val


def evaluate(node: nodes.Expression, scope: Scope) -> Val:
    """The value of an expression. Raises `EvaluationError` where Terraform reports an error."""
    if type(node) is nodes.Literal:
        return node.value
    return _BY_KIND[type(node)](node, scope)


def _name(node: nodes.Name, scope: Scope) -> Val:
    if node.name in scope.names:
        return scope.names[node.name]
    return scope.module.resolve(node.name, ())[0]


def _traversal(node: nodes.Traversal, scope: Scope) -> Val:
    head, steps = node.head, node.steps
    if type(head) is nodes.Name:
        if head.name in scope.names:
            value = scope.names[head.name]
        else:
            value, used = scope.module.resolve(head.name, steps)
            steps = steps[used:]
    else:
        value = evaluate(head, scope)
    return _follow(value, steps, scope)


def _follow(value: Val, steps: tuple[nodes.Step, ...], scope: Scope) -> Val:
    for step in steps:
        if type(step) is nodes.Attr:
            value = attribute(value, step.name)
        elif type(step) is nodes.Index:
            value = index(value, evaluate(step.key, scope))
        elif type(step) is nodes.Splat:
            value = _splat(value, step, scope)
    return value


def _splat(value: Val, step: nodes.Splat, scope: Scope) -> Val:
    value, marked = unmark(value)
    result: Val
    if value is None:
        result = ()
    elif isinstance(value, UnknownCollection):
        result = UnknownCollection(value.reason, (), _follow(value.element, step.steps, scope))
    elif isinstance(value, Unknown):
        result = computed(value)
    elif isinstance(value, tuple):
        result = tuple([_follow(item, step.steps, scope) for item in value])
    else:
        result = (_follow(value, step.steps, scope),)
    return mark(result, marked)


def _tuple(node: nodes.Tuple, scope: Scope) -> Val:
    return tuple([evaluate(item, scope) for item in node.items])


def _object(node: nodes.Object, scope: Scope) -> Val:
    result: dict[str, Val] = {}
    unknown: Unknown | None = None
    secret = False
    for item in node.items:
        key, marked = unmark(evaluate(item.key, scope))
        value = evaluate(item.value, scope)
        secret = secret or marked
        if isinstance(key, Unknown):
            unknown = unknown or computed(key)
        elif key is None:
            raise EvaluationError("a key is null")
        else:
            result[to_string(key)] = value
    return mark(unknown or result, secret)


def _template(node: nodes.Template, scope: Scope) -> Val:
    return render(node, scope, evaluate)


def _for(node: nodes.ForExpression, scope: Scope) -> Val:
    collection, secret = unmark(evaluate(node.collection, scope))
    if isinstance(collection, Lazy):
        collection = collection.whole()
    if isinstance(collection, Unknown):
        return mark(_for_unknown(node, collection, scope), secret)
    items: list[Val] = []
    mapped: dict[str, Val] = {}
    groups: dict[str, list[Val]] = {}
    for key, value in pairs(collection):
        names = {node.value: value} if node.key is None else {node.key: key, node.value: value}
        inner = scope.with_names(names)
        if node.condition is not None:
            test, marked = unmark(evaluate(node.condition, inner))
            secret = secret or marked
            if isinstance(test, Unknown):
                return mark(computed(test), secret)
            if not to_bool(test):
                continue
        if node.result_key is None:
            items.append(evaluate(node.result, inner))
            continue
        name, marked = unmark(evaluate(node.result_key, inner))
        secret = secret or marked
        if isinstance(name, Unknown):
            return mark(computed(name), secret)
        text = to_string(name)
        if not node.grouped and text in mapped:
            raise EvaluationError(f"two elements have the key {text}")
        mapped[text] = evaluate(node.result, inner)
        groups.setdefault(text, []).append(mapped[text])
    if node.result_key is None:
        return mark(tuple(items), secret)
    return mark({name: tuple(group) for name, group in groups.items()} if node.grouped else mapped, secret)


def _for_unknown(node: nodes.ForExpression, collection: Unknown, scope: Scope) -> Unknown:
    if not isinstance(collection, UnknownCollection) or node.grouped:
        return computed(collection)
    names: dict[str, Val] = {node.value: collection.element}
    if node.key is not None:
        names[node.key] = Unknown(collection.reason)
    try:
        element = evaluate(node.result, scope.with_names(names))
    except EvaluationError:
        return computed(collection)
    return UnknownCollection(collection.reason, (), element)


def _call(node: nodes.Call, scope: Scope) -> Val:
    if node.name == "try":
        return _try(node, scope)
    if node.name == "can":
        return _can(node, scope)
    arguments = [evaluate(argument, scope) for argument in node.arguments]
    if node.expand:
        last, marked = unmark(arguments.pop())
        if isinstance(last, Unknown):
            return mark(computed(last), marked)
        if not isinstance(last, tuple):
            raise EvaluationError(f"a {kind(last)} cannot be expanded into arguments")
        arguments += [mark(item, marked) for item in last]

    def render(template: nodes.Expression, names: dict[str, Val]) -> Val:
        return evaluate(template, type(scope)(scope.module, names))

    return call(node.name, arguments, scope.module.files, render)


def _try(node: nodes.Call, scope: Scope) -> Val:
    for position, argument in enumerate(node.arguments):
        try:
            value = evaluate(argument, scope)
        except EvaluationError:
            continue
        bare, marked = unmark(value)
        if not isinstance(bare, Unknown) or isinstance(bare, UnknownCollection):
            return value
        candidates = [bare]
        for other in node.arguments[position + 1 :]:
            try:
                candidates.append(unmark(evaluate(other, scope))[0])  # type: ignore[arg-type]  # any candidate
            except EvaluationError:
                continue
        # Whether an expression with something unknown in it will succeed is not known either.
        return mark(either(*candidates), marked)
    raise EvaluationError("no argument of try succeeds")


def _can(node: nodes.Call, scope: Scope) -> Val:
    try:
        value, _ = unmark(evaluate(node.arguments[0], scope))
    except EvaluationError:
        return False
    return computed(value) if isinstance(value, Unknown) else True


def _unary(node: nodes.Unary, scope: Scope) -> Val:
    return unary(node.operator, evaluate(node.operand, scope))


def _binary(node: nodes.Binary, scope: Scope) -> Val:
    return binary(node.operator, evaluate(node.left, scope), evaluate(node.right, scope))


def _conditional(node: nodes.Conditional, scope: Scope) -> Val:
    test, marked = unmark(evaluate(node.condition, scope))
    if isinstance(test, Unknown):
        return mark(_undecided(node, test, scope), marked)
    if test is None:
        raise EvaluationError("the condition is null")
    chosen, other = (node.then, node.otherwise) if to_bool(test) else (node.otherwise, node.then)
    result = evaluate(chosen, scope)
    if (
        type(chosen) is nodes.Literal
        and type(other) is nodes.Literal
        and type(chosen.value) is type(other.value)
    ):
        return mark(result, marked)
    try:
        rest = evaluate(other, scope)
    except EvaluationError:
        # Terraform refuses the whole expression only if the types do not agree; the value is not used.
        return mark(result, marked)
    type_ = unify([type_of(value) for value in (result, rest) if unmark(value)[0] is not None])
    if type_ is None:
        raise EvaluationError("the two results of a conditional have no common type")
    return mark(convert(result, type_), marked)


def _undecided(node: nodes.Conditional, test: Unknown, scope: Scope) -> Val:
    options: list[Val] = []
    for branch in (node.then, node.otherwise):
        try:
            options.append(evaluate(branch, scope))
        except EvaluationError:
            options.append(None)
    bare = [unmark(option) for option in options]
    secret = any(marked for _, marked in bare)
    (one, _), (other, _) = bare
    if (
        isinstance(one, int | Fraction)
        and not isinstance(one, bool)
        and type(one) is type(other)
        and one == other
    ):
        return mark(one, secret)
    if isinstance(one, Lazy) and isinstance(other, Lazy):
        return Choice([one, other], test.reason)
    return mark(Unknown(test.reason, either(one, other).references), secret)


_BY_KIND: dict[type, Callable[..., Val]] = {
    nodes.Name: _name,
    nodes.Traversal: _traversal,
    nodes.Template: _template,
    nodes.Tuple: _tuple,
    nodes.Object: _object,
    nodes.ForExpression: _for,
    nodes.Call: _call,
    nodes.Unary: _unary,
    nodes.Binary: _binary,
    nodes.Conditional: _conditional,
    nodes.Unclear: lambda node, _: Unknown(node.reason),
}


def attempt(node: nodes.Expression, scope: Scope) -> Val:
    """The value of an expression, unknown (with Terraform's complaint as the reason) where it is an error."""
    if type(node) is nodes.Literal:
        return node.value
    try:
        return evaluate(node, scope)
    except EvaluationError as error:
        return Unknown(f"cannot be evaluated: {error}")
    except RecursionError:
        return Unknown("cannot be evaluated: nested too deeply")

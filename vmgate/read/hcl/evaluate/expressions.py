"""The evaluation of expressions: one function per kind of node."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.conditional import conditional
from vmgate.read.hcl.evaluate.conversion import convert, to_string
from vmgate.read.hcl.evaluate.effort import EFFORT, Exhausted
from vmgate.read.hcl.evaluate.functions import call
from vmgate.read.hcl.evaluate.iteration import for_expression, splat
from vmgate.read.hcl.evaluate.operators import binary, result_type, unary
from vmgate.read.hcl.evaluate.returns import returned
from vmgate.read.hcl.evaluate.templates import render
from vmgate.read.hcl.evaluate.traversal import attribute, index
from vmgate.read.hcl.evaluate.types import ANY, BOOL, STRING, UNSAID
from vmgate.read.hcl.evaluate.unification import type_of
from vmgate.read.hcl.evaluate.unknowns import Absent, Typed, failed, unknown
from vmgate.read.hcl.evaluate.values import (
    EvaluationError,
    Lazy,
    Null,
    UnknownCollection,
    either,
    first_unknown,
    is_null,
    kind,
    mark,
    unmark,
    wholly_known,
)
from vmgate.read.hcl.syntax import nodes
from vmgate.read.hcl.syntax.names import free_names

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
        value = _untyped(head, scope)
    return _follow(value, steps, scope)


def _untyped(node: nodes.Expression, scope: Scope) -> Val:
    """The value of a part whose type tells nothing of the whole's, should it be an error."""
    try:
        return evaluate(node, scope)
    except EvaluationError as error:
        raise EvaluationError(str(error)) from None


def _follow(value: Val, steps: tuple[nodes.Step, ...], scope: Scope) -> Val:
    for step in steps:
        if type(step) is nodes.Attr:
            value = attribute(value, step.name)
        elif type(step) is nodes.Index:
            value = index(value, _untyped(step.key, scope))
        elif type(step) is nodes.Splat:
            inner = step.steps
            value = splat(value, lambda item, inner=inner: _follow(item, inner, scope))  # type: ignore[misc]  # bound now
    return value


def _tuple(node: nodes.Tuple, scope: Scope) -> Val:
    failure: EvaluationError | None = None
    items: list[Val] = []
    for item in node.items:
        try:
            items.append(evaluate(item, scope))
        except EvaluationError as error:
            failure = failure or error
            items.append(failed(error))
    if failure is not None:
        raise EvaluationError(str(failure), type_of(tuple(items)))
    return tuple(items)


def _object(node: nodes.Object, scope: Scope) -> Val:
    result: dict[str, Val] = {}
    unclear: Unknown | None = None
    failure: EvaluationError | None = None
    secret = False
    for item in node.items:
        key, marked = unmark(evaluate(item.key, scope))
        try:
            value = evaluate(item.value, scope)
        except EvaluationError as error:
            failure = failure or error
            value = failed(error)
        secret = secret or marked
        if is_null(key):
            raise EvaluationError("a key is null")
        if isinstance(key, Unknown):
            convert(key, STRING)
            unclear = unclear or key
        else:
            result[to_string(key)] = value
    if failure is not None:
        raise EvaluationError(str(failure), type_of(result) if unclear is None else ANY)
    return mark(result if unclear is None else unknown(unclear.reason, ANY), secret)


def _template(node: nodes.Template, scope: Scope) -> Val:
    return render(node, scope, evaluate)


def _for(node: nodes.ForExpression, scope: Scope) -> Val:
    return for_expression(node, _untyped(node.collection, scope), scope, evaluate)


def _call(node: nodes.Call, scope: Scope) -> Val:
    name = node.name.removeprefix("core::")
    if name == "try":
        return _try(node, scope)
    if name == "can":
        return _can(node, scope)
    if name == "templatestring" and node.arguments and not _refers(node.arguments[0]):
        raise EvaluationError("templatestring needs a reference to a template", STRING)
    arguments = [_untyped(argument, scope) for argument in node.arguments]
    if node.expand:
        last, marked = unmark(arguments.pop())
        if isinstance(last, Unknown):
            return mark(unknown(last.reason, ANY if isinstance(last, Typed) else UNSAID), marked)
        if not isinstance(last, tuple):
            raise EvaluationError(f"a {kind(last)} cannot be expanded into arguments")
        arguments += [mark(item, marked) for item in last]

    def render(template: nodes.Expression, names: dict[str, Val]) -> Val:
        missing = free_names(template) - names.keys()
        if missing:
            raise EvaluationError(f"the template's variables have no {min(missing)}")
        return evaluate(template, type(scope)(scope.module, names))

    return returned(name, call(name, arguments, scope.module.files, render), arguments)


def _refers(node: nodes.Expression) -> bool:
    """Whether an expression is a reference and nothing else."""
    while type(node) is nodes.Traversal:
        node = node.head
    return type(node) is nodes.Name


def _try(node: nodes.Call, scope: Scope) -> Val:
    candidates: list[Val] = []
    secret = False
    for argument in node.arguments:
        try:
            value = evaluate(argument, scope)
        except EvaluationError:
            continue
        bare, marked = unmark(value)
        if isinstance(bare, Absent):
            continue
        secret = secret or marked
        if not candidates and (isinstance(bare, Lazy | UnknownCollection) or wholly_known(bare)):
            return value
        # Whether an expression with something unknown in it will succeed is not known either.
        candidates.append(bare)
    found = first_unknown(candidates)
    if found is None:
        raise EvaluationError("no argument of try succeeds")
    type_ = ANY if isinstance(found, Typed) else UNSAID
    return mark(unknown(found.reason, type_, either(*candidates).references), secret)


def _can(node: nodes.Call, scope: Scope) -> Val:
    if len(node.arguments) != 1:
        raise EvaluationError(f"can is called with {len(node.arguments)} arguments", BOOL)
    try:
        value, _ = unmark(evaluate(node.arguments[0], scope))
    except EvaluationError:
        return False
    if isinstance(value, Absent):
        return False
    if isinstance(value, Lazy) or wholly_known(value):
        return not isinstance(value, Lazy) or unknown("a resource is not known as a whole", BOOL)
    found = first_unknown([value])
    return unknown(found.reason if found is not None else "", BOOL)


def _unary(node: nodes.Unary, scope: Scope) -> Val:
    operators = [node.operator]
    operand = node.operand
    while type(operand) is nodes.Unary:
        operators.append(operand.operator)
        operand = operand.operand
    try:
        value = evaluate(operand, scope)
        for operator in reversed(operators):
            value = unary(operator, value)
    except EvaluationError as error:
        raise EvaluationError(str(error), result_type(operators[0])) from None
    return value


def _binary(node: nodes.Binary, scope: Scope) -> Val:
    # A long sum leans to the left: its operators are applied from the innermost one on.
    chain = [node]
    while type(chain[-1].left) is nodes.Binary:
        chain.append(chain[-1].left)
    try:
        value = evaluate(chain[-1].left, scope)
        for each in reversed(chain):
            value = binary(each.operator, value, evaluate(each.right, scope))
    except EvaluationError as error:
        raise EvaluationError(str(error), result_type(node.operator)) from None
    return value


def _conditional(node: nodes.Conditional, scope: Scope) -> Val:
    return conditional(node, scope, evaluate)


def _invalid(node: nodes.Invalid, _: Scope) -> Val:
    raise EvaluationError(node.reason)


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
    nodes.Invalid: _invalid,
    nodes.Unclear: lambda node, _: Unknown(node.reason),
}


def attempt(node: nodes.Expression, scope: Scope) -> Val:
    """The value of an expression, unknown (with Terraform's complaint as the reason) where it is an error."""
    value = attempt_typed(node, scope)
    return None if type(value) is Null else value


def attempt_typed(node: nodes.Expression, scope: Scope) -> Val:
    """As `attempt`, but a null keeps its type: for what other expressions refer to."""
    if type(node) is nodes.Literal:
        return node.value
    try:
        with EFFORT:
            return evaluate(node, scope)
    except EvaluationError as error:
        return Unknown(f"cannot be evaluated: {error}")
    except Exhausted as error:
        return Unknown(f"cannot be evaluated: {error}")
    except (RecursionError, MemoryError):
        return Unknown("cannot be evaluated: nested too deeply")

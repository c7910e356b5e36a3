"""Where a value came from: from the attribute that holds it, through arguments, locals and outputs, to what wrote it.

Found by walking the expressions again when somebody asks, so that nothing is kept for every value. The way goes on
as long as there is one: through what copies a value, and through what computes it from one single thing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from vmgate.model.position import OriginStep
from vmgate.read.hcl.configuration.arguments import Arguments
from vmgate.read.hcl.configuration.instances import BlockInstance, iterator_of
from vmgate.read.hcl.configuration.module import Module
from vmgate.read.hcl.evaluate.constant import constant
from vmgate.read.hcl.evaluate.traversal import BlockList
from vmgate.read.hcl.evaluate.values import is_null, unmark
from vmgate.read.hcl.originating import (
    Bound,
    Place,
    chosen,
    known,
    lone_reference,
    optional_default,
    path_of,
)
from vmgate.read.hcl.spans import header, locate, within
from vmgate.read.hcl.syntax import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from vmgate.model.value import Path
    from vmgate.read.hcl.configuration.definition import BlockMode, ResourceKey
    from vmgate.read.hcl.evaluate.scope import Scope

Steps: TypeAlias = "Iterator[OriginStep]"
_LONGEST = 40


def trace(block: BlockInstance, path: Path) -> tuple[OriginStep, ...]:
    """The steps from the value at a path of a block to its first source; none if nothing there is written."""
    found: dict[OriginStep, None] = {}
    try:
        for step in _of_block(block, path, "attribute"):
            if step in found or len(found) == _LONGEST:
                break
            found[step] = None
    except RecursionError:
        # A way that long tells a reader nothing; what was found of it does.
        pass
    return tuple(found)


def _of_block(block: BlockInstance, path: Path, what: str) -> Steps:
    """The steps from a value of a block, as written in it or in the blocks inside it."""
    bound = _bound_by_for_each(block.block, block.scope, "each")
    at = 0
    while at < len(path):
        attribute = block.body.attributes.get(str(path[at]))
        if attribute is not None:
            yield from _written(attribute, Place(attribute, block.scope, bound), path[at + 1 :], what)
            return
        inside = block.blocks.get(str(path[at]), BlockList())
        position = path[at + 1] if at + 1 < len(path) else 0
        inner = inside[position] if isinstance(position, int) and position < len(inside) else None
        if not isinstance(inner, BlockInstance):
            return
        if inner.dynamic is not None:
            iterator = iterator_of(inner.dynamic)
            bound = {**bound, **_bound_by_for_each(inner.dynamic, inner.scope, iterator, block.scope, bound)}
        block = inner
        at += 2


def _bound_by_for_each(
    block: nodes.Block,
    scope: Scope,
    name: str,
    outer: Scope | None = None,
    bound: Mapping[str, Bound] | None = None,
) -> dict[str, Bound]:
    """What `each`, or an iterator, stands for in a block with `for_each`. `scope` knows the key."""
    attribute = block.body.attributes.get("for_each")
    element = scope.names.get(name)
    if attribute is None or not isinstance(element, dict):
        return {}
    around = outer if outer is not None else scope.module.scope if isinstance(scope.module, Module) else scope
    title = ".".join(block.labels if block.type == "resource" else (block.type, *block.labels))
    place = Place(attribute, around, bound or {})
    return {name: Bound(place, known(element["key"]), f"for_each of {title}")}


def _written(attribute: nodes.Attribute, place: Place, path: Path, what: str) -> Steps:
    yield OriginStep(what, within(attribute, path))
    yield from _follow(attribute.value, place, path)


def _follow(expression: nodes.Expression, place: Place, path: Path) -> Steps:
    """The steps from the value at a path below an expression."""
    if isinstance(expression, nodes.Name):
        yield from _reference(expression.name, place, path)
    elif isinstance(expression, nodes.Traversal):
        full = path_of(expression.steps, place, path)
        if isinstance(expression.head, nodes.Name):
            yield from _reference(expression.head.name, place, full)
        else:
            yield from _follow(expression.head, place, full)
    elif isinstance(expression, nodes.ForExpression):
        yield from _of_for(expression, place, path)
    else:
        found = chosen(expression, place, path)
        if found is None:
            alone = lone_reference(expression, place)
            found = (alone, ()) if alone is not None else None
        if found is not None:
            yield from _follow(found[0], place, found[1])


def _of_for(expression: nodes.ForExpression, place: Place, path: Path) -> Steps:
    """The steps from an element of what a `for` makes: its names stand for the element that it comes from."""
    turn = place.turn(expression, path[0]) if path else None
    if turn is None:
        return
    key, names = turn
    own = {name: Bound(place, key, "", expression.collection) for name in names}
    if expression.key is not None:
        own[expression.key] = Bound(place, None, "", expression.collection)
    inner = replace(place, scope=place.scope.with_names(names), bound={**place.bound, **own})
    yield from _follow(expression.result, inner, path[2:] if expression.grouped else path[1:])


def _reference(name: str, place: Place, path: Path) -> Steps:
    """The steps from the value at a path below what a name refers to."""
    bound = place.bound.get(name)
    if bound is not None:
        yield from _element(bound, path)
        return
    module = place.scope.module
    if name in place.scope.names or not isinstance(module, Module) or not path:
        return
    first = str(path[0])
    if name == "var":
        yield from _variable(module, first, path[1:])
    elif name == "local":
        attribute = module.definition.locals.get(first)
        if attribute is not None:
            yield from _written(attribute, Place(attribute, module.scope, {}), path[1:], f"local.{first}")
    elif name == "module":
        yield from _output(module, first, path[1:])
    elif name in {"data", "resource"}:
        mode: BlockMode = "data" if name == "data" else "managed"
        yield from _resource(module, (mode, first, str(path[1])), path[2:]) if len(path) > 1 else ()
    elif name not in {"path", "terraform", "tofu", "each", "count", "self", "ephemeral"}:
        yield from _resource(module, ("managed", name, first), path[1:])


def _element(bound: Bound, path: Path) -> Steps:
    """The steps from an element of a collection, by the name that stands for it."""
    collection = bound.collection or bound.place.attribute.value
    below: Path = ()
    if bound.what:
        yield OriginStep(bound.what, within(bound.place.attribute, () if bound.key is None else (bound.key,)))
        if path and path[0] == "value" and bound.key is not None:
            below = (bound.key, *path[1:])
    elif bound.key is not None:
        below = (bound.key, *path)
    yield from _follow(collection, bound.place, below)


def _variable(module: Module, name: str, path: Path) -> Steps:
    variable = module.definition.variables.get(name)
    if variable is None:
        return
    given = module.given
    value, present = given.value(name)
    present = present and (variable.nullable or not is_null(unmark(value)[0]))
    if not present and variable.default is not None:
        value = constant(variable.default)
    fallback = optional_default(variable.type, unmark(value)[0], path)
    if fallback is not None:
        source = variable.block.body.attributes["type"].source
        yield OriginStep(f"default in the type of var.{name}", source.span(fallback.start, fallback.end))
    elif present:
        if isinstance(given, Arguments):
            attribute = given.block.body.attributes[name]
            bound = _bound_by_for_each(given.block, given.scope, "each")
            place = Place(attribute, given.scope, bound)
            what = f"argument {name} of module.{given.block.labels[0]}"
            yield from _written(attribute, place, path, what)
        else:
            outside = given.values[name]
            at = within(outside.attribute, path) if outside.attribute is not None else None
            yield OriginStep(outside.what, at)
    elif variable.default is None:
        yield OriginStep(f"var.{name}, which has no value", header(variable.block))
    else:
        yield OriginStep(f"default of var.{name}", within(variable.block.body.attributes["default"], path))


def _output(module: Module, call: str, path: Path) -> Steps:
    called = module.called(call) if call in module.definition.modules else None
    if not isinstance(called, tuple):
        return
    repeated, instances = called
    keys = [key for key, _ in repeated.instances]
    inner, rest = instances[0] if instances else None, path
    if repeated.repetition != "one" and path:
        at = keys.index(path[0]) if path[0] in keys else None
        inner, rest = instances[at] if at is not None else inner, path[1:]
    block = inner.definition.outputs.get(str(rest[0])) if inner is not None and rest else None
    attribute = block.body.attributes.get("value") if block is not None else None
    if inner is not None and attribute is not None:
        place = Place(attribute, inner.scope, {})
        yield from _written(attribute, place, rest[1:], f"output {rest[0]} of module.{call}")


def _resource(module: Module, key: ResourceKey, path: Path) -> Steps:
    if key not in module.definition.resources:
        return
    repeated, instances = module.instances(key)
    keys = [own for own, _ in repeated.instances]
    block, rest = instances[0] if instances else None, path
    if repeated.repetition != "one" and path:
        block = instances[keys.index(path[0])] if path[0] in keys else block
        rest = path[1:]
    if block is None:
        return
    address = f"{'data.' if key[0] == 'data' else ''}{key[1]}.{key[2]}"
    if rest and (rest[0] in block.body.attributes or rest[0] in block.blocks):
        yield from _of_block(block, rest, f"{rest[0]} of {address}")
    else:
        yield OriginStep(address, locate(block, ()))

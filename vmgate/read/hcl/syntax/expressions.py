"""From the grammar's tree to expressions. Where that tree differs from the language it is put right here.

Chained conditionals nest to the left, parentheses and postfix steps are siblings of what they belong to, and an
index after `.*` stands inside the splat.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from vmgate.read.hcl import numbers
from vmgate.read.hcl.syntax import nodes
from vmgate.read.hcl.syntax.shortcuts import KEYWORDS, plain_expression
from vmgate.read.hcl.syntax.source import SyntaxProblem, named
from vmgate.read.hcl.syntax.strings import read_template

if TYPE_CHECKING:
    from collections.abc import Callable

    from tree_sitter import Node

    from vmgate.read.hcl.syntax.nodes import Expression, Step

DEEPEST = 100
"""Levels of nesting in an expression or of blocks; what people write has fewer than twenty."""

_OPERATORS = frozenset({"+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||"})
_DOTTED = frozenset({"get_attr", "legacy_index"})
_Flat: TypeAlias = "tuple[str, Step | None]"
_WRAPPERS = frozenset({"literal_value", "template_expr", "collection_value", "for_expr", "operation"})


class Expressions:
    """Turns the grammar's expression nodes of one file into ours. `depth` counts the levels of nesting."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._readers: dict[str, Callable[[Node, list[Node], int], Expression]] = {
            "variable_expr": self._variable,
            "numeric_lit": self._number,
            "bool_lit": self._keyword,
            "null_lit": self._keyword,
            "string_lit": self._template,
            "quoted_template": self._template,
            "heredoc_template": self._template,
            "tuple": self._tuple,
            "object": self._object,
            "conditional": self._conditional,
            "function_call": self._call,
            "unary_operation": self._unary,
            "binary_operation": self._binary,
            "for_tuple_expr": self._for,
            "for_object_expr": self._for,
        }

    def text(self, node: Node) -> str:
        """The source text of a node."""
        return self._data[node.start_byte : node.end_byte].decode()

    def read(self, node: Node, depth: int) -> Expression:
        """The expression of a node of type `expression`. Raises `SyntaxProblem`."""
        start = node.start_byte
        plain = plain_expression(self._data[start : node.end_byte], start)
        if plain is not None:
            return plain
        return self._operand([c for c in node.children if c.type != "comment"], depth)

    def template(self, node: Node, depth: int, *, bare: bool = False) -> Expression:
        """The template of a node of one of the template types."""
        return read_template(node, self._data, lambda inner: self.read(inner, depth + 1), bare=bare)

    def _operand(self, parts: list[Node], depth: int) -> Expression:
        """A head, perhaps in parentheses, and the steps that follow it."""
        if not parts:
            raise SyntaxProblem("an expression is missing", 0, 0)
        start, end = parts[0].start_byte, parts[-1].end_byte
        if depth > DEEPEST:
            raise SyntaxProblem("the expression is nested too deeply", start, end)
        if parts[0].type == "(":
            head = self.read(parts[1], depth + 1)
            rest = parts[3:]
        else:
            head = self._head(parts[0], depth)
            rest = parts[1:]
        if not rest:
            return head
        flat = [step for part in rest for step in self._steps(part, depth)]
        if any(one[0] == other[0] == "legacy_index" for one, other in pairwise(flat)):
            raise SyntaxProblem("an index after another is written in brackets", start, end)
        steps = _nested(flat)
        return nodes.Traversal(start, end, head, steps)

    def _head(self, node: Node, depth: int) -> Expression:
        node = _unwrapped(node)
        if node.type == "expression":
            return self.read(node, depth + 1)
        reader = self._readers.get(node.type)
        if reader is None:
            raise SyntaxProblem(f"unexpected {named(self.text(node))}", node.start_byte, node.end_byte)
        return reader(node, [child for child in node.children if child.type != "comment"], depth)

    def _variable(self, node: Node, _: list[Node], __: int) -> Expression:
        name = self.text(node)
        if name in KEYWORDS:
            return nodes.Literal(node.start_byte, node.end_byte, KEYWORDS[name])
        return nodes.Name(node.start_byte, node.end_byte, name)

    def _number(self, node: Node, _: list[Node], __: int) -> Expression:
        return _number(self.text(node), node.start_byte, node.end_byte)

    def _keyword(self, node: Node, _: list[Node], __: int) -> Expression:
        return nodes.Literal(node.start_byte, node.end_byte, KEYWORDS[self.text(node)])

    def _template(self, node: Node, _: list[Node], depth: int) -> Expression:
        return self.template(node, depth)

    def _tuple(self, node: Node, children: list[Node], depth: int) -> Expression:
        items = [self.read(child, depth + 1) for child in children if child.type == "expression"]
        return nodes.Tuple(node.start_byte, node.end_byte, tuple(items))

    def _object(self, node: Node, children: list[Node], depth: int) -> Expression:
        items = [self._item(child, depth + 1) for child in children if child.type == "object_elem"]
        return nodes.Object(node.start_byte, node.end_byte, tuple(items))

    def _item(self, node: Node, depth: int) -> nodes.Item:
        key_node, value_node = [child for child in node.children if child.type == "expression"]
        key = self.read(key_node, depth)
        bare = self.text(key_node)
        # A name alone is a key as it is written, and no reference; `"${name}"` and `(name)` are one.
        if not bare.startswith(("(", '"', "<<")):
            if isinstance(key, nodes.Traversal) and isinstance(key.head, nodes.Name):
                reason = f"the key {bare[:40]} needs parentheses or quotes"
                key = nodes.Invalid(key.start, key.end, reason)
            elif isinstance(key, nodes.Name) or bare in KEYWORDS:
                key = nodes.Literal(key_node.start_byte, key_node.end_byte, bare)
        return nodes.Item(node.start_byte, node.end_byte, key, self.read(value_node, depth))

    def _unary(self, node: Node, children: list[Node], depth: int) -> Expression:
        operand = self._operand(children[1:], depth + 1)
        return nodes.Unary(node.start_byte, node.end_byte, children[0].type, operand)

    def _binary(self, node: Node, children: list[Node], depth: int) -> Expression:
        # A long sum leans to the left; its operators are taken off one by one, from the outermost one inwards.
        chain: list[tuple[Node, list[Node], int]] = []
        while True:
            at = next(i for i, child in enumerate(children) if i and child.type in _OPERATORS)
            chain.append((node, children, at))
            inner = _unwrapped(children[0])
            if at > 1 or inner.type != "binary_operation":
                break
            node, children = inner, [child for child in inner.children if child.type != "comment"]
        result = self._operand(children[:at], depth + 1)
        for each, parts, position in reversed(chain):
            right = self._operand(parts[position + 1 :], depth + 1)
            result = nodes.Binary(each.start_byte, each.end_byte, parts[position].type, result, right)
        return result

    def _conditional(self, node: Node, _: list[Node], depth: int) -> Expression:
        end = node.end_byte
        branches: list[tuple[Node, Node]] = []
        condition = node
        while True:
            condition, then, otherwise = [c for c in condition.children if c.type == "expression"]
            branches.append((then, otherwise))
            inner = [child for child in condition.children if child.type != "comment"]
            if len(inner) != 1 or inner[0].type != "conditional":
                break
            condition = inner[0]
        if len(branches) + depth > DEEPEST:
            raise SyntaxProblem("the expression is nested too deeply", node.start_byte, end)
        # The grammar nests `a ? b : c ? d : e` to the left; the language means a ? b : (c ? d : e).
        first, last = branches.pop(0)
        result = self.read(last, depth + 1)
        for then, otherwise in branches:
            test = self.read(otherwise, depth + 1)
            result = nodes.Conditional(test.start, end, test, self.read(first, depth + 1), result)
            first = then
        test = self.read(condition, depth + 1)
        return nodes.Conditional(node.start_byte, end, test, self.read(first, depth + 1), result)

    def _call(self, node: Node, children: list[Node], depth: int) -> Expression:
        arguments: list[Expression] = []
        expand = False
        for child in children:
            if child.type == "function_arguments":
                given = [c for c in child.children if c.type == "expression"]
                arguments = [self.read(c, depth + 1) for c in given]
                expand = any(c.type == "ellipsis" for c in child.children)
                if (
                    arguments
                    and self.text(given[0]).startswith(('"', "("))
                    and self._wants_reference(children[0])
                ):
                    start, end = given[0].start_byte, given[0].end_byte
                    arguments[0] = nodes.Invalid(start, end, "templatestring needs a reference, and it alone")
        name = self.text(children[0])
        return nodes.Call(node.start_byte, node.end_byte, name, tuple(arguments), expand)

    def _wants_reference(self, name: Node) -> bool:
        """Whether a function looks at how its first argument is written, which the tree does not tell."""
        return self.text(name).removeprefix("core::") == "templatestring"

    def _for(self, node: Node, children: list[Node], depth: int) -> Expression:
        intro = next(child for child in children if child.type == "for_intro")
        names = [self.text(child) for child in intro.children if child.type == "identifier"]
        collection = next(child for child in intro.children if child.type == "expression")
        results = [self.read(child, depth + 1) for child in children if child.type == "expression"]
        test = next((child for child in children if child.type == "for_cond"), None)
        condition = None
        if test is not None:
            inner = next(child for child in test.children if child.type == "expression")
            condition = self.read(inner, depth + 1)
        return nodes.ForExpression(
            node.start_byte,
            node.end_byte,
            names[0] if len(names) > 1 else None,
            names[-1],
            self.read(collection, depth + 1),
            results[0] if len(results) > 1 else None,
            results[-1],
            condition,
            any(child.type == "ellipsis" for child in children),
        )

    def _steps(self, node: Node, depth: int) -> list[_Flat]:
        """The steps below a postfix node, flat, each with the kind of node it comes from."""
        kind = node.type
        match kind:
            case "get_attr":
                return [(kind, nodes.Attr(self.text(node.children[-1])))]
            case "legacy_index":
                return [
                    (kind, nodes.Index(_number(self.text(node)[1:].strip(), node.start_byte, node.end_byte)))
                ]
            case "new_index":
                inner = next(child for child in node.children if child.type == "expression")
                return [(kind, nodes.Index(self.read(inner, depth + 1)))]
            case "[*]" | ".*":
                return [(kind, None)]
            case "comment":
                return []
        return [step for child in node.children for step in self._steps(child, depth)]


def _number(text: str, start: int, end: int) -> Expression:
    try:
        number = numbers.parse(text)
    except OverflowError:
        return nodes.Unclear(start, end, "a number is larger or smaller than what is evaluated")
    if number is None:
        raise SyntaxProblem(f"not a number: {text[:40]}", start, end)
    return nodes.Literal(start, end, number)


def _unwrapped(node: Node) -> Node:
    """The node inside those that only name a kind of expression."""
    while node.type in _WRAPPERS:
        node = next(child for child in node.children if child.type != "comment")
    return node


def _nested(flat: list[_Flat]) -> tuple[Step, ...]:
    """The steps with those that belong to a splat inside it.

    All that follows `[*]` applies to each element; after `.*` only what is written with a dot does.
    """
    result: list[tuple[str, Step]] = []
    # From the end, so that what a splat takes is already nested when the splat is met.
    for kind, step in reversed(flat):
        if step is not None:
            result.insert(0, (kind, step))
            continue
        end = len(result)
        if kind == ".*":
            end = next((i for i, (k, _) in enumerate(result) if k not in _DOTTED), end)
        result[:end] = [(kind, nodes.Splat(tuple([inner for _, inner in result[:end]])))]
    return tuple([step for _, step in result])

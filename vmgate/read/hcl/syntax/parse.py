"""From source text to the syntax tree, by tree-sitter and its grammar for HCL.

The only module that knows the grammar's tree. Where that tree differs from the language it is put right here:
chained conditionals nest to the left, blanks at the ends of literal text have no node, parentheses and
postfix steps are siblings of what they belong to, exponents without a fraction are errors.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import tree_sitter
import tree_sitter_hcl

from vmgate.read.hcl import numbers
from vmgate.read.hcl.syntax import nodes
from vmgate.read.hcl.syntax.source import SourceFile, SyntaxProblem
from vmgate.read.hcl.syntax.templates import Token, assemble, literals, unescape

if TYPE_CHECKING:
    from tree_sitter import Node

    from vmgate.read.hcl.syntax.nodes import Body, Expression, Part, Step

DEEPEST = 100
"""Levels of nesting in an expression or of blocks; what people write has fewer than twenty."""

_NAME = rb"[A-Za-z_][A-Za-z0-9_-]*"
_PLAIN = rb'(?:"([\x20!#\x26-\x5b\x5d-\x7e]*)"|(-?[0-9]{1,15})|(' + _NAME + rb"(?:\." + _NAME + rb")*))\Z"
_PLAIN_EXPRESSION = re.compile(_PLAIN)
_PLAIN_ATTRIBUTE = re.compile(rb"(" + _NAME + rb")[ \t]*=[ \t]*" + _PLAIN)
_EXPONENT = re.compile(rb"(?<![\w.-])([0-9]+[eE][+-]?[0-9]+)(?![\w.])")
_KEYWORDS: dict[str, None | bool] = {"true": True, "false": False, "null": None}
_OPERATORS = frozenset({"+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||"})
_TEMPLATES = frozenset({"quoted_template", "heredoc_template", "string_lit"})


@cache
def _parser() -> tree_sitter.Parser:
    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_hcl.language()))


def parse(source: SourceFile) -> Body:
    """The body of a file. Raises `SyntaxProblem` at the first thing that the language does not allow."""
    root = _root(source)
    converter = _Converter(source)
    body: Body = nodes.Body({}, [])
    for child in root.children:
        if child.type == "body":
            body = converter.body(child, 0)
        elif child.type != "comment":
            raise SyntaxProblem("a file holds blocks and arguments, not a value", child.start_byte, child.end_byte)
    return body


def parse_expression(text: str) -> Expression:
    """The expression that a text is. Raises `SyntaxProblem`."""
    source = SourceFile("", f"value = {text}\n".encode("utf-8", "surrogatepass"))
    body = parse(source)
    if list(body.attributes) != ["value"] or body.blocks:
        raise SyntaxProblem("not a single expression", 0, len(source.data))
    return body.attributes["value"].value


def parse_template(text: str) -> Expression:
    """The template that a text is: a file for `templatefile`, a string in JSON syntax. Raises `SyntaxProblem`."""
    if "${" not in text and "%{" not in text:
        return nodes.Literal(0, 0, unescape(text, 0, backslashes=False))
    marker = "EOT"
    while marker in text:
        marker += "_"
    source = SourceFile("", f"value = <<{marker}\n{text}\n{marker}\n".encode("utf-8", "surrogatepass"))
    node = _root(source)
    while node.type != "heredoc_template":
        if not node.children:
            raise SyntaxProblem("not a template", 0, 0)
        node = node.children[-1] if node.type != "config_file" else node.children[0]
    return _Converter(source).template(node, 0, bare=True)


def _root(source: SourceFile) -> Node:
    data = source.data
    try:
        data.decode()
    except UnicodeDecodeError as error:
        raise SyntaxProblem("the file is not UTF-8 text", error.start, error.end) from None
    if b"\0" in data:
        at = data.index(b"\0")
        raise SyntaxProblem("the file holds a NUL byte", at, at + 1)
    root = _parser().parse(data).root_node
    if root.has_error and _EXPONENT.search(data):
        # Same length, no exponent: the grammar accepts it, and text is always taken from the file itself.
        data = _EXPONENT.sub(lambda match: b"1" * len(match.group()), data)
        root = _parser().parse(data).root_node
    if root.has_error:
        raise _first_error(root, source)
    return root


def _first_error(root: Node, source: SourceFile) -> SyntaxProblem:
    pending = [root]
    while pending:
        node = pending.pop()
        if node.is_missing:
            name = {"quoted_template_end": 'closing quote "', "block_end": "}"}.get(node.type, node.type)
            return SyntaxProblem(f"syntax error: {name} is missing", node.start_byte, node.end_byte)
        if node.is_error:
            found = source.data[node.start_byte : node.end_byte].decode("utf-8", "replace").strip()
            line = found.splitlines()[0][:40] if found else ""
            message = f"syntax error: unexpected {line}" if line else "syntax error"
            return SyntaxProblem(message, node.start_byte, node.end_byte)
        pending += reversed([child for child in node.children if child.has_error])
    return SyntaxProblem("syntax error", 0, 0)


class _Converter:
    """Turns the grammar's nodes of one file into ours."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.data = source.data

    def body(self, node: Node, depth: int) -> Body:
        if depth > DEEPEST:
            raise SyntaxProblem("blocks are nested too deeply", node.start_byte, node.end_byte)
        data = self.data
        attributes: dict[str, nodes.Attribute] = {}
        blocks: list[nodes.Block] = []
        previous = -1
        for child in node.children:
            kind = child.type
            if kind == "attribute":
                attribute = self._attribute(child, depth)
                start = attribute.start
                if attributes.setdefault(attribute.name, attribute) is not attribute:
                    message = f"the argument {attribute.name} is set twice"
                    raise SyntaxProblem(message, start, attribute.end)
                end = attribute.end
            elif kind == "block":
                block = self._block(child, depth)
                blocks.append(block)
                start, end = block.start, block.end
            else:
                continue
            if previous >= 0 and data.find(b"\n", previous, start) < 0:
                raise SyntaxProblem("an argument or a block begins on a new line", start, end)
            previous = end
        return nodes.Body(attributes, blocks)

    def _attribute(self, node: Node, depth: int) -> nodes.Attribute:
        start, end = node.start_byte, node.end_byte
        match = _PLAIN_ATTRIBUTE.match(self.data[start:end])
        if match:
            return nodes.Attribute(
                match[1].decode(), _plain(match, start, 2), start, end, self.source
            )
        name = value = None
        for child in node.children:
            if child.type == "identifier":
                name = self._text(child)
            elif child.type == "expression":
                value = self.expression(child, depth + 1)
        if name is None or value is None:
            raise SyntaxProblem("syntax error", start, end)
        return nodes.Attribute(name, value, start, end, self.source)

    def _block(self, node: Node, depth: int) -> nodes.Block:
        labels: list[str] = []
        body: Body | None = None
        header_end = node.start_byte
        for child in node.children:
            kind = child.type
            if kind == "identifier":
                labels.append(self._text(child))
            elif kind == "string_lit":
                labels.append(self._label(child))
            elif kind == "body":
                body = self.body(child, depth + 1)
                continue
            else:
                continue
            header_end = child.end_byte
        if body is None:
            body = nodes.Body({}, [])
        return nodes.Block(
            labels[0], tuple(labels[1:]), body, node.start_byte, header_end, node.end_byte, self.source
        )

    def _label(self, node: Node) -> str:
        start, end = node.start_byte + 1, node.end_byte - 1
        text = self.data[start:end].decode()
        if "${" in text or "%{" in text:
            raise SyntaxProblem("a block label is plain text, without interpolation", start, end)
        return unescape(text, start, backslashes=True)

    def _text(self, node: Node) -> str:
        return self.data[node.start_byte : node.end_byte].decode()

    def expression(self, node: Node, depth: int) -> Expression:
        start, end = node.start_byte, node.end_byte
        match = _PLAIN_EXPRESSION.match(self.data[start:end]) if end - start < 200 else None
        if match:
            return _plain(match, start, 1)
        return self._operand([c for c in node.children if c.type != "comment"], depth)

    def _operand(self, parts: list[Node], depth: int) -> Expression:
        if depth > DEEPEST:
            raise SyntaxProblem("the expression is nested too deeply", parts[0].start_byte, parts[-1].end_byte)
        if not parts:
            raise SyntaxProblem("an expression is missing", 0, 0)
        start = parts[0].start_byte
        if parts[0].type == "(":
            head = self.expression(parts[1], depth + 1)
            rest = parts[3:]
        else:
            head = self._head(parts[0], depth)
            rest = parts[1:]
        if not rest:
            return head
        steps = _nested([step for part in rest for step in self._steps(part, depth)])
        return nodes.Traversal(start, rest[-1].end_byte, head, steps)

    def _head(self, node: Node, depth: int) -> Expression:
        kind = node.type
        start, end = node.start_byte, node.end_byte
        if kind == "variable_expr":
            name = self._text(node)
            return nodes.Literal(start, end, _KEYWORDS[name]) if name in _KEYWORDS else nodes.Name(start, end, name)
        children = [c for c in node.children if c.type != "comment"]
        match kind:
            case "literal_value" | "template_expr" | "collection_value" | "for_expr" | "operation":
                return self._head(children[0], depth)
            case "expression":
                return self._operand(children, depth + 1)
            case "numeric_lit":
                number = numbers.parse(self._text(node))
                if number is None:
                    raise SyntaxProblem(f"not a number: {self._text(node)}", start, end)
                return nodes.Literal(start, end, number)
            case "bool_lit" | "null_lit":
                return nodes.Literal(start, end, _KEYWORDS[self._text(node)])
            case "tuple":
                items = [self.expression(c, depth + 1) for c in children if c.type == "expression"]
                return nodes.Tuple(start, end, tuple(items))
            case "object":
                found = [self._item(c, depth + 1) for c in children if c.type == "object_elem"]
                return nodes.Object(start, end, tuple(found))
            case "conditional":
                return self._conditional(node, depth)
            case "function_call":
                return self._call(node, children, depth)
        if kind in _TEMPLATES:
            return self.template(node, depth)
        return self._operation(node, children, depth)

    def _operation(self, node: Node, children: list[Node], depth: int) -> Expression:
        start, end = node.start_byte, node.end_byte
        match node.type:
            case "unary_operation":
                return nodes.Unary(start, end, children[0].type, self._operand(children[1:], depth + 1))
            case "binary_operation":
                at = next(i for i, c in enumerate(children) if i and c.type in _OPERATORS)
                left = self._operand(children[:at], depth + 1)
                right = self._operand(children[at + 1 :], depth + 1)
                return nodes.Binary(start, end, children[at].type, left, right)
            case "for_tuple_expr" | "for_object_expr":
                return self._for(node, children, depth + 1)
        raise SyntaxProblem(f"unexpected {node.type}", start, end)

    def _conditional(self, node: Node, depth: int) -> Expression:
        branches: list[tuple[Node, Node]] = []
        end = node.end_byte
        condition = node
        while True:
            condition, then, otherwise = [c for c in condition.children if c.type == "expression"]
            branches.append((then, otherwise))
            inner = [c for c in condition.children if c.type != "comment"]
            if len(inner) != 1 or inner[0].type != "conditional":
                break
            condition = inner[0]
        # The grammar nests `a ? b : c ? d : e` to the left; the language means a ? b : (c ? d : e).
        if len(branches) + depth > DEEPEST:
            raise SyntaxProblem("the expression is nested too deeply", node.start_byte, end)
        first, last = branches.pop(0)
        result = self.expression(last, depth + 1)
        for then, otherwise in branches:
            test = self.expression(otherwise, depth + 1)
            value = self.expression(first, depth + 1)
            result = nodes.Conditional(test.start, end, test, value, result)
            first = then
        test = self.expression(condition, depth + 1)
        return nodes.Conditional(node.start_byte, end, test, self.expression(first, depth + 1), result)

    def _call(self, node: Node, children: list[Node], depth: int) -> Expression:
        arguments: list[Expression] = []
        expand = False
        for child in children:
            if child.type == "function_arguments":
                arguments = [self.expression(c, depth + 1) for c in child.children if c.type == "expression"]
                expand = any(c.type == "ellipsis" for c in child.children)
        return nodes.Call(node.start_byte, node.end_byte, self._text(children[0]), tuple(arguments), expand)

    def _item(self, node: Node, depth: int) -> nodes.Item:
        key_node, value_node = [c for c in node.children if c.type == "expression"]
        key = self.expression(key_node, depth)
        bare = self._text(key_node)
        if isinstance(key, nodes.Name) or bare in _KEYWORDS:
            if not bare.startswith("("):
                key = nodes.Literal(key_node.start_byte, key_node.end_byte, bare)
        return nodes.Item(node.start_byte, node.end_byte, key, self.expression(value_node, depth))

    def _for(self, node: Node, children: list[Node], depth: int) -> Expression:
        intro = next(c for c in children if c.type == "for_intro")
        names = [self._text(c) for c in intro.children if c.type == "identifier"]
        collection = next(c for c in intro.children if c.type == "expression")
        results = [self.expression(c, depth) for c in children if c.type == "expression"]
        test = next((c for c in children if c.type == "for_cond"), None)
        condition = None
        if test is not None:
            condition = self.expression(next(c for c in test.children if c.type == "expression"), depth)
        return nodes.ForExpression(
            node.start_byte,
            node.end_byte,
            names[0] if len(names) > 1 else None,
            names[-1],
            self.expression(collection, depth),
            results[0] if len(results) > 1 else None,
            results[-1],
            condition,
            any(c.type == "ellipsis" for c in children),
        )

    def _steps(self, node: Node, depth: int) -> list[Step | str]:
        """The steps below a postfix node, flat; a splat is its text."""
        match node.type:
            case "get_attr":
                return [nodes.Attr(self._text(node.children[-1]))]
            case "legacy_index":
                key = nodes.Literal(node.start_byte, node.end_byte, numbers.parse(self._text(node)[1:]))
                return [nodes.Index(key)]
            case "new_index":
                inner = next(c for c in node.children if c.type == "expression")
                return [nodes.Index(self.expression(inner, depth + 1))]
            case "[*]" | ".*":
                return [node.type]
            case "comment":
                return []
        return [step for child in node.children for step in self._steps(child, depth)]

    def template(self, node: Node, depth: int, *, bare: bool = False) -> Expression:
        """A quoted string, a heredoc, or (`bare`) the text of a template file that was put into a heredoc."""
        heredoc = node.type == "heredoc_template"
        children = node.children
        if heredoc:
            start = self.data.index(b"\n", children[1].end_byte) + 1
            end = children[-1].start_byte
            # The end marker may be indented; its line is not part of the text.
            end = self.data.rindex(b"\n", 0, end) + 1
            children = children[2:-1]
            if bare:
                end -= 1
        else:
            start, end = children[0].end_byte, children[-1].start_byte
            children = children[1:-1]
        tokens: list[Token] = []
        at = start
        for token in self._tokens(children, depth):
            tokens += literals(self.data[at : token.start].decode(), at, heredoc=heredoc)
            tokens.append(token)
            at = token.end
        tokens += literals(self.data[at:end].decode(), at, heredoc=heredoc)
        flush = heredoc and self._text(node.children[0]) == "<<-"
        parts = assemble(tokens, flush=flush)
        return _template(parts, node)

    def _tokens(self, children: list[Node], depth: int) -> list[Token]:
        """The interpolations and directives of a template, flat and in order."""
        tokens: list[Token] = []
        for node in children:
            kind = node.type
            if kind == "template_interpolation":
                tokens.append(self._token("value", node, depth))
            elif kind in {"template_directive", "template_if", "template_for"}:
                tokens += self._tokens(node.children, depth)
            elif kind == "template_if_intro":
                tokens.append(self._token("if", node, depth))
            elif kind == "template_else_intro":
                tokens.append(self._token("else", node, depth))
            elif kind == "template_if_end":
                tokens.append(self._token("endif", node, depth))
            elif kind == "template_for_start":
                tokens.append(self._token("for", node, depth))
            elif kind == "template_for_end":
                tokens.append(self._token("endfor", node, depth))
        return tokens

    def _token(self, kind: str, node: Node, depth: int) -> Token:
        token = Token(kind, node.start_byte, node.end_byte)  # type: ignore[arg-type]  # the caller names the kind
        children = node.children
        for position, child in enumerate(children):
            if child.type == "expression":
                token.expression = self.expression(child, depth + 1)
            elif child.type == "strip_marker":
                if position == 1:
                    token.strip_before = True
                else:
                    token.strip_after = True
            elif child.type == "identifier":
                token.names += (self._text(child),)
        if kind == "value" and token.expression is None:
            raise SyntaxProblem("an interpolation is empty", node.start_byte, node.end_byte)
        return token


def _plain(match: re.Match[bytes], base: int, group: int) -> Expression:
    """What needs no tree: a string without escapes, a short integer, a keyword, a dotted reference."""
    text, number, reference = match.group(group, group + 1, group + 2)
    end = base + match.end()
    if text is not None:
        return nodes.Literal(base + match.start(group) - 1, end, text.decode())
    if number is not None:
        return nodes.Literal(base + match.start(group + 1), end, int(number))
    start = base + match.start(group + 2)
    first, *rest = reference.decode().split(".")
    if first in _KEYWORDS and not rest:
        return nodes.Literal(start, end, _KEYWORDS[first])
    head = nodes.Name(start, start + len(first), first)
    if not rest:
        return head
    return nodes.Traversal(start, end, head, tuple([nodes.Attr(name) for name in rest]))


def _nested(flat: list[Step | str]) -> tuple[Step, ...]:
    """The steps with those that belong to a splat inside it.

    All that follows `[*]` applies to each element; after `.*` only attributes do.
    """
    steps: list[Step] = []
    for position, step in enumerate(flat):
        if step == "[*]":
            return (*steps, nodes.Splat(_nested(flat[position + 1 :])))
        if step == ".*":
            end = position + 1
            while end < len(flat) and isinstance(flat[end], nodes.Attr):
                end += 1
            return (*steps, nodes.Splat(_nested(flat[position + 1 : end])), *_nested(flat[end:]))
        if not isinstance(step, str):
            steps.append(step)
    return tuple(steps)


def _template(parts: tuple[Part, ...], node: Node) -> Expression:
    start, end = node.start_byte, node.end_byte
    if not parts:
        return nodes.Literal(start, end, "")
    if len(parts) == 1:
        only = parts[0]
        if isinstance(only, str):
            return nodes.Literal(start, end, only)
        if not isinstance(only, nodes.If | nodes.For):
            return only
    return nodes.Template(start, end, parts)

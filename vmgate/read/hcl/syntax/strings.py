"""From the grammar's tree to templates: strings and heredocs with what stands inside them.

The grammar has no node for blanks at the ends of literal text, so that text is the bytes between what has one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from vmgate.read.hcl.syntax import nodes
from vmgate.read.hcl.syntax.source import SyntaxProblem
from vmgate.read.hcl.syntax.templates import Token, assemble, literals

if TYPE_CHECKING:
    from collections.abc import Callable

    from tree_sitter import Node

    from vmgate.read.hcl.syntax.nodes import Expression

Convert: TypeAlias = "Callable[[Node], Expression]"

_KINDS: dict[str, Literal["value", "if", "else", "endif", "for", "endfor"]] = {
    "template_interpolation": "value",
    "template_if_intro": "if",
    "template_else_intro": "else",
    "template_if_end": "endif",
    "template_for_start": "for",
    "template_for_end": "endfor",
}
_GROUPS = frozenset({"template_directive", "template_if", "template_for"})


def read_template(node: Node, data: bytes, convert: Convert, *, bare: bool = False) -> Expression:
    """A quoted string, a heredoc, or (`bare`) the text of a template file that was put into a heredoc."""
    heredoc = node.type == "heredoc_template"
    children = node.children
    flush = False
    if heredoc:
        flush = data[node.start_byte : node.start_byte + 3] == b"<<-"
        start = data.index(b"\n", children[1].end_byte) + 1
        # The end marker may be indented; its line is not part of the text.
        end = max(start, data.rindex(b"\n", 0, children[-1].start_byte) + 1)
        children = children[2:-1]
        if bare:
            end -= 1
    else:
        start, end = children[0].end_byte, children[-1].start_byte
        children = children[1:-1]
    tokens: list[Token] = []
    at = start
    for token in _tokens(children, data, convert):
        tokens += literals(data[at : token.start].decode(), at, heredoc=heredoc)
        tokens.append(token)
        at = token.end
    tokens += literals(data[at:end].decode(), at, heredoc=heredoc)
    # Text around a value makes text of it, also if strip markers leave nothing of that text.
    alone = len(tokens) == 1 and tokens[0].kind == "value"
    return _expression(assemble(tokens, flush=flush), node, alone=alone)


def _tokens(children: list[Node], data: bytes, convert: Convert) -> list[Token]:
    """The interpolations and directives of a template, flat and in order."""
    tokens: list[Token] = []
    for node in children:
        if node.type in _KINDS:
            tokens.append(_token(node, data, convert))
        elif node.type in _GROUPS:
            tokens += _tokens(node.children, data, convert)
    return tokens


def _token(node: Node, data: bytes, convert: Convert) -> Token:
    token = Token(_KINDS[node.type], node.start_byte, node.end_byte)
    for position, child in enumerate(node.children):
        if child.type == "expression":
            token.expression = convert(child)
        elif child.type == "strip_marker":
            token.strip_before = token.strip_before or position == 1
            token.strip_after = token.strip_after or position != 1
        elif child.type == "identifier":
            token.names += (data[child.start_byte : child.end_byte].decode(),)
    if token.kind in {"value", "if", "for"} and token.expression is None:
        raise SyntaxProblem("an interpolation is empty", node.start_byte, node.end_byte)
    return token


def _expression(parts: tuple[nodes.Part, ...], node: Node, *, alone: bool) -> Expression:
    start, end = node.start_byte, node.end_byte
    if not parts:
        return nodes.Literal(start, end, "")
    if len(parts) == 1:
        only = parts[0]
        if isinstance(only, str):
            return nodes.Literal(start, end, only)
        if alone and not isinstance(only, nodes.If | nodes.For):
            return only
    return nodes.Template(start, end, parts)

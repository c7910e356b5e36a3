"""From the grammar's tree to bodies, blocks and attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.read.hcl.syntax import nodes
from vmgate.read.hcl.syntax.expressions import DEEPEST, Expressions
from vmgate.read.hcl.syntax.shortcuts import plain_attribute
from vmgate.read.hcl.syntax.source import SyntaxProblem
from vmgate.read.hcl.syntax.templates import unescape

if TYPE_CHECKING:
    from tree_sitter import Node

    from vmgate.read.hcl.syntax.source import SourceFile


class Bodies:
    """Turns the grammar's nodes of one file into blocks. Reports what the grammar lets pass."""

    def __init__(self, source: SourceFile) -> None:
        self._source = source
        self._data = source.data
        self._expressions = Expressions(source.data)

    def read(self, node: Node, depth: int) -> nodes.Body:
        """The body of a node of type `body`. Raises `SyntaxProblem`."""
        if depth > DEEPEST:
            raise SyntaxProblem("blocks are nested too deeply", node.start_byte, node.end_byte)
        attributes: dict[str, nodes.Attribute] = {}
        blocks: list[nodes.Block] = []
        previous = -1
        for child in node.children:
            kind = child.type
            if kind == "attribute":
                attribute = self._attribute(child, depth)
                start, end = attribute.start, attribute.end
                if attributes.setdefault(attribute.name, attribute) is not attribute:
                    raise SyntaxProblem(f"the argument {attribute.name} is set twice", start, end)
            elif kind == "block":
                block = self._block(child, depth)
                blocks.append(block)
                start, end = block.start, block.end
            else:
                continue
            if previous >= 0 and self._data.find(b"\n", previous, start) < 0:
                raise SyntaxProblem("an argument or a block begins on a new line", start, end)
            previous = end
        return nodes.Body(attributes, blocks)

    def _attribute(self, node: Node, depth: int) -> nodes.Attribute:
        start, end = node.start_byte, node.end_byte
        plain = plain_attribute(self._data[start:end], start)
        if plain is not None:
            return nodes.Attribute(plain[0], plain[1], start, end, self._source)
        name, value = [child for child in node.children if child.type in {"identifier", "expression"}]
        expression = self._expressions.read(value, depth + 1)
        return nodes.Attribute(self._expressions.text(name), expression, start, end, self._source)

    def _block(self, node: Node, depth: int) -> nodes.Block:
        labels: list[str] = []
        body: nodes.Body | None = None
        header_end = node.start_byte
        for child in node.children:
            kind = child.type
            if kind == "body":
                body = self.read(child, depth + 1)
            elif kind in {"identifier", "string_lit"}:
                labels.append(self._expressions.text(child) if kind == "identifier" else self._label(child))
                header_end = child.end_byte
        type_, *rest = labels
        return nodes.Block(
            type_,
            tuple(rest),
            body if body is not None else nodes.Body({}, []),
            node.start_byte,
            header_end,
            node.end_byte,
            self._source,
        )

    def _label(self, node: Node) -> str:
        start, end = node.start_byte + 1, node.end_byte - 1
        text = self._data[start:end].decode()
        if "${" in text or "%{" in text:
            raise SyntaxProblem("a block label is plain text, without interpolation", start, end)
        return unescape(text, start, backslashes=True)

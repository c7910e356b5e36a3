"""Comments that speak to vmgate, and what they stand on. What looks like one inside a string or heredoc is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vmgate.model.comment import MarkedComment
from vmgate.read.hcl.syntax.parse import tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tree_sitter import Node

    from vmgate.read.hcl.syntax.source import SourceFile

_MARK = b"vmgate:"
_COMMENT = re.compile(r"\s*(?:#+|//+|/\*+)[\s*]*vmgate:(?P<text>.*?)\s*(?:\*/)?\s*", re.DOTALL)
_FOLD = re.compile(r"\s*\n[\s*]*")
_WRITTEN = frozenset({"attribute", "block", "object_elem"})


def marked_comments(source: SourceFile) -> Sequence[MarkedComment]:
    """The comments of a file that begin with `vmgate:`, in order. Raises `SyntaxProblem`.

    A comment behind something is about the attribute, element or block that begins on its line, else the one that ends
    there; a comment on lines of its own is about what begins on the line below. It is about the outermost of several.
    """
    if _MARK not in source.data:
        return ()
    comments: list[Node] = []
    # The outermost of what begins on a line, and of what ends there: a node comes before what it holds.
    begins: dict[int, Node] = {}
    ends: dict[int, Node] = {}
    for node in _nodes(tree(source.data)):
        if node.type == "comment":
            comments.append(node)
        elif node.type in _WRITTEN:
            begins.setdefault(node.start_point.row, node)
            ends.setdefault(node.end_point.row, node)
    lines = source.data.split(b"\n")
    rows = {
        row
        for node in comments
        if _alone(node, lines)
        for row in range(node.start_point.row, node.end_point.row + 1)
    }
    found = []
    for node in comments:
        written_out = source.data[node.start_byte : node.end_byte].rstrip()
        matched = _COMMENT.fullmatch(written_out.decode())
        if matched is not None:
            first, last = _about(node, begins, ends, lines, rows)
            span = source.span(node.start_byte, node.start_byte + len(written_out))
            found.append(MarkedComment(_FOLD.sub(" ", matched["text"].strip()), span, first, last))
    return found


def _nodes(root: Node) -> Iterator[Node]:
    """All nodes, a node before what it holds, in the order of the text."""
    pending = [root]
    while pending:
        node = pending.pop()
        yield node
        pending += reversed(node.children)


def _alone(comment: Node, lines: Sequence[bytes]) -> bool:
    """Whether nothing but blanks stands before it on its line."""
    start = comment.start_point
    return not lines[start.row][: start.column].strip()


def _about(
    comment: Node,
    begins: Mapping[int, Node],
    ends: Mapping[int, Node],
    lines: Sequence[bytes],
    rows: set[int],
) -> tuple[int, int]:
    """The first and the last line of what a comment is about, counted from 1; zeros for nothing."""
    row = comment.start_point.row
    end = comment.end_point
    follows = lines[end.row][end.column :].strip()
    if _alone(comment, lines) and not follows:
        row = end.row + 1
        while row in rows:
            row += 1
        if row >= len(lines) or not lines[row].strip() or _closes(lines[row]):
            return 0, 0
    node = begins.get(row) or ends.get(row)
    if node is not None:
        return node.start_point.row + 1, node.end_point.row + 1
    return row + 1, row + 1


def _closes(line: bytes) -> bool:
    return line.strip()[:1] in (b"}", b"]", b")")

"""From source text to the syntax tree, by tree-sitter and its grammar for HCL."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import tree_sitter
import tree_sitter_hcl

from vmgate.read.hcl.syntax import nodes
from vmgate.read.hcl.syntax.bodies import Bodies
from vmgate.read.hcl.syntax.expressions import Expressions
from vmgate.read.hcl.syntax.source import SourceFile, SyntaxProblem, named
from vmgate.read.hcl.syntax.templates import unescape

if TYPE_CHECKING:
    from tree_sitter import Node

    from vmgate.read.hcl.syntax.nodes import Body, Expression

_EXPONENT = re.compile(
    rb"[A-Za-z_\x80-\xff][\w\x80-\xff-]*|[0-9]+\.[0-9]+(?:[eE][+-]?[0-9]+)?"
    rb"|((?:[0-9]+|(?<![.0-9])[0-9]+\.)[eE][+-]?[0-9]+)"
)
_POINT_BEFORE_EXPONENT = re.compile(rb"\.(?<=[0-9]\.)[eE][+-]?[0-9]")
_ESCAPES = re.compile(rb"\$\$+\{|%%+\{")
_MAP_BLOCK = re.compile(
    rb"""
    (?<=[\w-])[ \t](?=\{                                  # the blank before the brace of a block
    [ \t]*(?:(?:\#|//)[^\n]{0,200})?\r?\n
    (?:(?:[^\n{}]|\$\{[^{}\n]*\})*\n)*?                  # that has, after lines without a block,
    [ \t]*(?:"[^"\n]*"|[\w-]+(?:\.[\w-]+)+)[ \t]*=)       # a name that no argument of a block has
    """,
    re.VERBOSE,
)
_SEAM = re.compile(rb"\n\}\r?\n(?=\s*(?:resource|data|module|variable|output|locals|provider)[ \t{])")
_CHUNK = 8_000
_FAR = 0xFFFF_FFFF
_MISSING = {"quoted_template_end": 'the closing "', "block_end": "}", "object_end": "}", "tuple_end": "]"}


@cache
def _parser() -> tree_sitter.Parser:
    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_hcl.language()))


def parse(source: SourceFile) -> Body:
    """The body of a file. Raises `SyntaxProblem` at the first thing that the language does not allow."""
    _check_text(source.data)
    if len(source.data) > 2 * _CHUNK:
        body = _in_pieces(source)
        if body is not None:
            return body
    return _body(tree(source.data), Bodies(source))


def parse_expression(text: str) -> Expression:
    """The expression that a text is. Raises `SyntaxProblem`."""
    body = parse(SourceFile("", f"value = {text}\n".encode("utf-8", "surrogatepass")))
    if list(body.attributes) != ["value"] or body.blocks:
        raise SyntaxProblem("not a single expression", 0, len(text))
    return body.attributes["value"].value


def parse_template(text: str) -> Expression:
    """The template that a text is: a file for `templatefile`, a string in JSON syntax. Raises `SyntaxProblem`."""
    if "${" not in text and "%{" not in text:
        return nodes.Literal(0, 0, unescape(text, 0, backslashes=False))
    marker = "EOT"
    while marker in text:
        marker += "_"
    data = f"value = <<{marker}\n{text}\n{marker}\n".encode("utf-8", "surrogatepass")
    _check_text(data)
    node = tree(data)
    while node.type != "heredoc_template":
        if not node.children:
            raise SyntaxProblem("not a template", 0, 0)
        node = node.children[-1]
    return Expressions(data).template(node, 0, bare=True)


_NOT_THE_FILE = {
    b"\0GITCRYPT\0": "the file is encrypted; unlock the repository first (git-crypt unlock)",
    b"$ANSIBLE_VAULT;": "the file is encrypted; decrypt it first (ansible-vault decrypt)",
    b"version https://git-lfs.github.com/spec/": "the file was left in Git LFS; fetch it first (git lfs pull)",
}
"""What stands in a checkout in place of a file."""


def _check_text(data: bytes) -> None:
    for beginning, problem in _NOT_THE_FILE.items():
        if data.startswith(beginning):
            raise SyntaxProblem(problem, 0, len(beginning))
    try:
        data.decode()
    except UnicodeDecodeError as error:
        raise SyntaxProblem("the file is not UTF-8 text", error.start, error.end) from None
    at = data.find(b"\0")
    if at >= 0:
        raise SyntaxProblem("the file holds a NUL byte", at, at + 1)


def _in_pieces(source: SourceFile) -> Body | None:
    """The body of a large file, read a few blocks at a time so that their trees are never in memory together.

    None when a piece does not stand by itself: the seam was inside something, or there is an error to report.
    """
    data, parser, bodies = _readable(source.data), _parser(), Bodies(source)
    whole = nodes.Body({}, [])
    start = 0
    try:
        while start < len(data):
            seam = _SEAM.search(data, start + _CHUNK)
            end = seam.end() if seam is not None else len(data)
            parser.included_ranges = [tree_sitter.Range((0, 0), (_FAR, _FAR), start, end)]
            root = parser.parse(data).root_node
            if root.has_error:
                return None
            body = _body(root, bodies)
            if not whole.attributes.keys().isdisjoint(body.attributes):
                return None
            whole.attributes.update(body.attributes)
            whole.blocks += body.blocks
            start = end
    finally:
        parser.included_ranges = []
    return whole


def _body(root: Node, bodies: Bodies) -> Body:
    body = nodes.Body({}, [])
    for child in root.children:
        if child.type == "body":
            body = bodies.read(child, 0)
        elif child.type != "comment":
            message = "a file holds blocks and arguments, not a value"
            raise SyntaxProblem(message, child.start_byte, child.end_byte)
    return body


def tree(data: bytes) -> Node:
    """The grammar's own tree of a text, comments included. Raises `SyntaxProblem`."""
    data = _readable(data)
    root = _parser().parse(data).root_node
    if root.has_error:
        # The grammar has no exponent without a fraction. The stand-in is as long, and no text is taken from it.
        root = _parser().parse(_EXPONENT.sub(_without_exponent, data)).root_node
    if root.has_error:
        # Before Terraform 0.12 a map could be written as a block: then its keys may be quoted, or have dots.
        older = _parser().parse(_MAP_BLOCK.sub(b"=", data)).root_node
        if older.has_error:
            raise _first_error(root, data)
        return older
    return root


def _readable(data: bytes) -> bytes:
    """The text without what the grammar takes for something else."""
    data = _without_escapes(data)
    if _POINT_BEFORE_EXPONENT.search(data) is None:
        return data
    return _EXPONENT.sub(_without_exponent, data)


def _without_escapes(data: bytes) -> bytes:
    """The text with letters in place of `$$${` and the like, which the grammar takes for a sign and a value.

    The last two of several signs are the escape, and what follows is text. The stand-in is as long.
    """
    if b"$$${" not in data and b"%%%{" not in data:
        return data
    return _ESCAPES.sub(lambda match: b"x" * len(match.group()), data)


def _without_exponent(match: re.Match[bytes]) -> bytes:
    """Ones in place of a number with an exponent and no fraction; names and other numbers as they are."""
    return b"1" * len(match.group()) if match[1] else match.group()


def _first_error(root: Node, data: bytes) -> SyntaxProblem:
    pending = [root]
    while pending:
        node = pending.pop()
        start, end = node.start_byte, node.end_byte
        if node.is_missing:
            return SyntaxProblem(f"syntax error: {_MISSING.get(node.type, node.type)} is missing", start, end)
        if node.is_error:
            lines = data[start:end].decode("utf-8", "replace").split("\n")
            line = next((line.strip() for line in lines if line.strip()), "")
            what = f": unexpected {named(line)}" if line else ""
            return SyntaxProblem(f"syntax error{what}", start, end)
        pending += reversed([child for child in node.children if child.has_error])
    return SyntaxProblem("syntax error", 0, 0)

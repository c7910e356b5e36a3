"""The JSON syntax of the language (`.tf.json`), read into the same tree.

Nothing but a provider's schema tells a nested block from a map in this syntax. An array of objects is read as
blocks, except where the language defines a block of its own; a lone object whose keys are all names is unclear.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from vmgate.read.hcl import numbers
from vmgate.read.hcl.syntax import nodes
from vmgate.read.hcl.syntax.expressions import DEEPEST
from vmgate.read.hcl.syntax.parse import parse_expression, parse_template
from vmgate.read.hcl.syntax.source import SyntaxProblem, named

if TYPE_CHECKING:
    from vmgate.read.hcl.syntax.nodes import Expression
    from vmgate.read.hcl.syntax.source import SourceFile

_TOKEN = re.compile(rb'[ \t\r\n]*(?:("(?:[^"\\\x00-\x1f]|\\.)*")|([{}\[\]:,])|([^\s{}\[\]:,"]+))')
_NAME = re.compile(r"[A-Za-z_][\w-]*", re.ASCII)
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_LABELS = {
    "resource": 2,
    "check": 1,
    "data": 2,
    "variable": 1,
    "output": 1,
    "module": 1,
    "provider": 1,
    "locals": 0,
    # Packer's.
    "source": 2,
    "local": 1,
}
_INNER = {
    "lifecycle": 0,
    "connection": 0,
    "provisioner": 1,
    "dynamic": 1,
    "content": 0,
    "required_providers": 0,
    # Packer's.
    "required_plugins": 0,
    "post-processor": 1,
    "post-processors": 0,
    "error-cleanup-provisioner": 1,
}
_ONLY_ATTRIBUTES = {"required_providers": True, "required_plugins": True, "locals": False, "variables": False}
"""Blocks in which every name is an argument, and whether their strings are text and no templates."""
_OF_VALUES = frozenset({"variable", "output", "module"})
_REFERENCES = frozenset({"provider", "providers", "depends_on", "type"})


@dataclass(slots=True)
class _Scalar:
    start: int
    end: int
    value: object


@dataclass(slots=True)
class _Array:
    start: int
    end: int
    items: list[_Json]


@dataclass(slots=True)
class _Member:
    start: int
    name: str
    value: _Json


@dataclass(slots=True)
class _Object:
    start: int
    end: int
    members: list[_Member]


_Json: TypeAlias = _Scalar | _Array | _Object


class _Reader:
    """Reads JSON with byte offsets."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def _next(self) -> tuple[int, int, bytes]:
        match = _TOKEN.match(self._data, self._at)
        if match is None:
            raise SyntaxProblem("not JSON", self._at, min(self._at + 1, len(self._data)))
        self._at = match.end()
        group = match.lastindex or 0
        return match.start(group), match.end(group), match.group(group)

    def document(self) -> _Json:
        value = self._value(0)
        rest = self._data[self._at :].strip()
        if rest:
            raise SyntaxProblem("not JSON: text after the end", self._at, len(self._data))
        return value

    def _value(self, depth: int) -> _Json:
        start, end, token = self._next()
        if depth > DEEPEST:
            raise SyntaxProblem("the value is nested too deeply", start, end)
        if token == b"{":
            return self._object(start, depth)
        if token == b"[":
            return self._array(start, depth)
        if token[:1] == b'"':
            return _Scalar(start, end, _string(token, start, end))
        text = token.decode("utf-8", "replace")
        if text in _WORDS:
            return _Scalar(start, end, _WORDS[text])
        number = numbers.finite(text)
        if number is None:
            raise SyntaxProblem(f"not JSON: unexpected {named(text)}", start, end)
        return _Scalar(start, end, number)

    def _object(self, start: int, depth: int) -> _Object:
        members: list[_Member] = []
        while True:
            at, end, token = self._next()
            if token == b"}" and not members:
                return _Object(start, end, members)
            if token[:1] != b'"':
                raise SyntaxProblem("not JSON: a name is expected", at, end)
            name = _string(token, at, end)
            colon, end, token = self._next()
            if token != b":":
                raise SyntaxProblem("not JSON: a colon is expected", colon, end)
            members.append(_Member(at, name, self._value(depth + 1)))
            comma, end, token = self._next()
            if token == b"}":
                return _Object(start, end, members)
            if token != b",":
                raise SyntaxProblem("not JSON: a comma is expected", comma, end)

    def _array(self, start: int, depth: int) -> _Array:
        items: list[_Json] = []
        before = self._at
        if self._next()[2] == b"]":
            return _Array(start, self._at, items)
        self._at = before
        while True:
            items.append(self._value(depth + 1))
            at, end, token = self._next()
            if token == b"]":
                return _Array(start, end, items)
            if token != b",":
                raise SyntaxProblem("not JSON: a comma is expected", at, end)


def _string(token: bytes, start: int, end: int) -> str:
    try:
        return str(json.loads(token))
    except ValueError:
        raise SyntaxProblem("not JSON: a string is wrong", start, end) from None


def parse_json(source: SourceFile, *, literal: bool = False) -> nodes.Body:
    """The body of a file in JSON syntax. `literal` leaves strings as they are. Raises `SyntaxProblem`."""
    document = _Reader(source.data).document()
    body = nodes.Body({}, [])
    if literal:
        for member in _members(document):
            value = _expression(member.value, literal=True)
            body.attributes[member.name] = _attribute(member, value, source)
        return body
    for one in document.items if isinstance(document, _Array) else [document]:
        for member in _members(one):
            if member.name != "//":
                _blocks(body, member, _LABELS.get(member.name, 0), (), member.value, source)
    return body


def _members(value: _Json) -> list[_Member]:
    if not isinstance(value, _Object):
        raise SyntaxProblem("an object is expected", value.start, value.end)
    return value.members


def _blocks(
    body: nodes.Body, member: _Member, depth: int, labels: tuple[str, ...], value: _Json, source: SourceFile
) -> None:
    if isinstance(value, _Array):
        for item in value.items:
            _blocks(body, member, depth, labels, item, source)
        return
    if depth:
        for inner in _members(value):
            if inner.name != "//":
                _blocks(body, _Member(inner.start, member.name, inner.value), depth - 1, (*labels, inner.name),
                        inner.value, source)  # fmt: skip
        return
    content = _body(value, member.name, source)
    body.blocks.append(
        nodes.Block(member.name, labels, content, member.start, value.start, value.end, source)
    )


def _body(value: _Json, kind: str, source: SourceFile) -> nodes.Body:
    body = nodes.Body({}, [])
    for member in _members(value):
        name, inner = member.name, member.value
        if name == "//":
            continue
        if kind == "check" and name == "data":
            _blocks(body, member, 2, (), inner, source)
        elif kind in _ONLY_ATTRIBUTES:
            literal = _ONLY_ATTRIBUTES[kind]
            body.attributes[name] = _attribute(member, _expression(inner, literal=literal), source)
        elif kind == "build" and name == "source":
            _blocks(body, member, 1, (), inner, source)
        elif name in _INNER and not isinstance(inner, _Scalar):
            _blocks(body, member, _INNER[name], (), inner, source)
        elif name in _REFERENCES and kind in {"resource", "data", "module", "variable"}:
            body.attributes[name] = _attribute(member, _reference(inner), source)
        elif name != "for_each" and kind not in _OF_VALUES and _is_blocks(inner):
            _blocks(body, member, 0, (), inner, source)
        elif name != "for_each" and kind not in _OF_VALUES and _is_unclear(inner):
            body.attributes[name] = _attribute(member, _unclear(member, inner, source), source)
        else:
            body.attributes[name] = _attribute(member, _expression(inner, literal=kind == "variable"), source)
    return body


def _is_blocks(value: _Json) -> bool:
    return (
        isinstance(value, _Array) and bool(value.items) and all(isinstance(i, _Object) for i in value.items)
    )


def _unclear(member: _Member, value: _Json, source: SourceFile) -> nodes.Unclear:
    start, end, reason = value.start, value.end, "in JSON syntax it may be a block or a map"
    block = nodes.Block(member.name, (), _body(value, member.name, source), member.start, start, end, source)
    return nodes.Unclear(start, end, reason, block, _expression(value, literal=False))


def _is_unclear(value: _Json) -> bool:
    return isinstance(value, _Object) and all(_NAME.fullmatch(member.name) for member in value.members)


def _attribute(member: _Member, value: Expression, source: SourceFile) -> nodes.Attribute:
    return nodes.Attribute(member.name, value, member.start, member.value.end, source)


def _reference(value: _Json) -> Expression:
    """An expression that JSON syntax writes as a string."""
    if isinstance(value, _Scalar) and isinstance(value.value, str):
        try:
            return parse_expression(value.value)
        except SyntaxProblem as problem:
            raise SyntaxProblem(problem.message, value.start, value.end) from None
    if isinstance(value, _Object):
        items = [
            nodes.Item(m.start, m.value.end, nodes.Literal(m.start, m.start, m.name), _reference(m.value))
            for m in value.members
        ]
        return nodes.Object(value.start, value.end, tuple(items))
    return nodes.Literal(value.start, value.end, None)


def _expression(value: _Json, *, literal: bool) -> Expression:
    start, end = value.start, value.end
    if isinstance(value, _Array):
        return nodes.Tuple(start, end, tuple(_expression(item, literal=literal) for item in value.items))
    if isinstance(value, _Object):
        items = []
        for member in value.members:
            key = _text(member.name, member.start, member.start, literal=literal)
            items.append(
                nodes.Item(member.start, member.value.end, key, _expression(member.value, literal=literal))
            )
        return nodes.Object(start, end, tuple(items))
    if isinstance(value.value, str):
        return _text(value.value, start, end, literal=literal)
    return nodes.Literal(start, end, value.value)  # type: ignore[arg-type]  # a scalar of JSON


def _text(text: str, start: int, end: int, *, literal: bool) -> Expression:
    if literal:
        return nodes.Literal(start, end, text)
    try:
        parsed = parse_template(text)
    except SyntaxProblem as problem:
        raise SyntaxProblem(problem.message, start, end) from None
    parsed.start, parsed.end = start, end
    return parsed

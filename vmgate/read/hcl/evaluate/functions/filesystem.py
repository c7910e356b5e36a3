"""Functions that read files of the repository."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.functions.signature import Context, define, mapping, string
from vmgate.read.hcl.evaluate.values import EvaluationError, Lazy, computed, mark, unmark
from vmgate.read.hcl.syntax.parse import parse_template
from vmgate.read.hcl.syntax.source import SyntaxProblem

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.values import Val


def _bytes(name: Val, context: Context) -> bytes | Unknown:
    content = context.files.read(string(name))
    if content is None:
        # It may be made during the run, so this is no error that `try` could tell.
        return Unknown(f"file {string(name)} does not exist")
    return content


def _text(name: Val, context: Context) -> str | Unknown:
    content = _bytes(name, context)
    if isinstance(content, Unknown):
        return content
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise EvaluationError(f"{string(name)} is not UTF-8 text") from None


@define("file", 1)
def _file(args: list[Val], context: Context) -> Val:
    return _text(args[0], context)


@define("fileexists", 1)
def _fileexists(args: list[Val], context: Context) -> Val:
    content = context.files.read(string(args[0]))
    return content if isinstance(content, Unknown) else content is not None


@define("filebase64", 1)
def _filebase64(args: list[Val], context: Context) -> Val:
    content = _bytes(args[0], context)
    return content if isinstance(content, Unknown) else base64.b64encode(content).decode()


@define("filesha256", 1)
def _filesha256(args: list[Val], context: Context) -> Val:
    content = _bytes(args[0], context)
    return content if isinstance(content, Unknown) else hashlib.sha256(content).hexdigest()


@define("filemd5", 1)
def _filemd5(args: list[Val], context: Context) -> Val:
    content = _bytes(args[0], context)
    return (
        content if isinstance(content, Unknown) else hashlib.md5(content, usedforsecurity=False).hexdigest()
    )


@define("templatefile", 2, policy="all")
def _templatefile(args: list[Val], context: Context) -> Val:
    name, first = unmark(args[0])
    names, second = unmark(args[1])
    if isinstance(names, Lazy):
        names = names.whole()
    for value in (name, names):
        if isinstance(value, Unknown):
            return mark(computed(value), first or second)
    text = _text(name, context)
    if isinstance(text, Unknown):
        return mark(Unknown("a file with a sensitive name"), first) if first else mark(text, second)
    return mark(_render(text, mapping(names), context), first or second)


@define("templatestring", 2, policy="all")
def _templatestring(args: list[Val], context: Context) -> Val:
    text, first = unmark(args[0])
    names, second = unmark(args[1])
    for value in (text, names):
        if isinstance(value, Unknown):
            return mark(computed(value), first or second)
    return mark(_render(string(text), mapping(names), context), first or second)


def _render(text: str, names: dict[str, Val], context: Context) -> Val:
    try:
        return context.render(parse_template(text), names)
    except SyntaxProblem as problem:
        raise EvaluationError(f"the template has a {problem.message}") from None

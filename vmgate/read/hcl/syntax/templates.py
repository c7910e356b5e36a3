"""From the tokens of a template to its parts: escapes, indented heredocs, strip markers, directives.

The order of the steps is that of the language's own parser: escapes, strip markers, indentation, nesting.
In a heredoc every line is a literal of its own, so a strip marker reaches no further than its line.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from vmgate.read.hcl.syntax.nodes import For, If
from vmgate.read.hcl.syntax.source import SyntaxProblem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmgate.read.hcl.syntax.nodes import Expression, Part

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))|(\$|%)\4\{|(\\)\Z", re.DOTALL)
_BRACES = re.compile(r"([$%])\1\{")
_SIMPLE = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
_LINES = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(slots=True)
class Token:
    """One token of a template. `text` is for literals; the flags say that a strip marker is on that side."""

    kind: Literal["text", "value", "if", "else", "endif", "for", "endfor"]
    start: int
    end: int
    text: str = ""
    strip_before: bool = False
    strip_after: bool = False
    expression: Expression | None = None
    names: tuple[str, ...] = ()


def unescape(text: str, start: int, *, backslashes: bool) -> str:
    """The text that a literal stands for. Raises `SyntaxProblem` at an escape that does not exist."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if not backslashes:
        return _BRACES.sub(r"\1{", text) if "{" in text else text
    if "\\" not in text and "{" not in text:
        return text

    def one(match: re.Match[str]) -> str:
        short, long, single, brace, _ = match.groups()
        if brace:
            return f"{brace}{{"
        if short or long:
            code = int(short or long, 16)
            if code < 0x110000 and not 0xD800 <= code < 0xE000:
                return chr(code)
        elif single in _SIMPLE:
            return _SIMPLE[single]
        raise SyntaxProblem(f"invalid escape sequence {match.group()}", start, start + len(text))

    found = _ESCAPE.sub(one, text)
    # An escape may stand for a mark that combines with the letter before it.
    return found if found.isascii() else unicodedata.normalize("NFC", found)


def literals(text: str, start: int, *, heredoc: bool) -> list[Token]:
    """The literal tokens of the text between two interpolations: in a heredoc one for each line."""
    if not text:
        return []
    if not heredoc:
        return [Token("text", start, start, unescape(text, start, backslashes=True))]
    return [
        Token("text", start, start, unescape(line, start, backslashes=False)) for line in _LINES.findall(text)
    ]


def assemble(tokens: list[Token], *, flush: bool) -> tuple[Part, ...]:
    """The parts of a template. Raises `SyntaxProblem` if its directives do not close."""
    _strip(tokens)
    if flush:
        _flush(tokens)
    parts, rest = _nest(iter(tokens), ())
    if rest is not None:
        raise SyntaxProblem(f"unexpected template directive {rest.kind}", rest.start, rest.end)
    return parts


def _strip(tokens: list[Token]) -> None:
    for before, after in pairwise(tokens):
        if before.strip_after and after.kind == "text":
            after.text = after.text.lstrip()
        if after.strip_before and before.kind == "text":
            before.text = before.text.rstrip()


def _flush(tokens: list[Token]) -> None:
    fewest: int | None = None
    adjusted: list[Token] = []
    at_line_start = True
    for token in tokens:
        if at_line_start:
            at_line_start = False
            spaces = 0
            if token.kind == "text":
                trimmed = token.text.lstrip()
                if not trimmed and token.text.endswith("\n"):
                    spaces = -1
                else:
                    spaces = len(token.text) - len(trimmed)
                    adjusted.append(token)
            if spaces >= 0:
                fewest = spaces if fewest is None else min(fewest, spaces)
        if token.kind == "text" and token.text.endswith("\n"):
            at_line_start = True
    for token in adjusted:
        token.text = token.text[fewest or 0 :]


def _nest(tokens: Iterable[Token], closers: tuple[str, ...]) -> tuple[tuple[Part, ...], Token | None]:
    parts: list[Part] = []
    stream = iter(tokens)
    for token in stream:
        if token.kind in closers or token.kind in {"else", "endif", "endfor"}:
            return _meld(parts), token
        if token.kind == "text":
            parts.append(token.text)
        elif token.kind == "value" and token.expression is not None:
            parts.append(token.expression)
        elif token.kind == "if" and token.expression is not None:
            parts.append(_if(token, token.expression, stream))
        elif token.kind == "for" and token.expression is not None:
            body, end = _nest(stream, ("endfor",))
            if end is None or end.kind != "endfor":
                raise SyntaxProblem("the template directive for has no endfor", token.start, token.end)
            key = token.names[0] if len(token.names) > 1 else None
            parts.append(For(key, token.names[-1], token.expression, body))
    return _meld(parts), None


def _if(token: Token, condition: Expression, stream: Iterable[Token]) -> If:
    then, end = _nest(stream, ("else", "endif"))
    otherwise: tuple[Part, ...] = ()
    if end is not None and end.kind == "else":
        otherwise, end = _nest(stream, ("endif",))
    if end is None or end.kind != "endif":
        raise SyntaxProblem("the template directive if has no endif", token.start, token.end)
    return If(condition, then, otherwise)


def _meld(parts: list[Part]) -> tuple[Part, ...]:
    melded: list[Part] = []
    for part in parts:
        if isinstance(part, str) and melded and isinstance(melded[-1], str):
            melded[-1] += part
        elif part != "":
            melded.append(part)
    return tuple(melded)

"""Regular expressions: Go's syntax on Python's engine, where the two mean the same; else unknown."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.functions.signature import Context, define, string
from vmgate.read.hcl.evaluate.values import EvaluationError, ListValue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmgate.read.hcl.evaluate.values import Val

_CLASSES = {
    "alnum": "0-9A-Za-z", "alpha": "A-Za-z", "digit": "0-9", "lower": "a-z", "upper": "A-Z", "xdigit": "0-9A-Fa-f",
    "space": r"\t\n\v\f\r ", "word": r"\w", "blank": r"\t ", "punct": r"!-/:-@\[-`{-~", "cntrl": r"\x00-\x1f\x7f",
    "print": " -~", "graph": "!-~", "ascii": r"\x00-\x7f",
}  # fmt: skip
_TOKEN = re.compile(
    r"""
    (?P<escape>\\[pPCQEXZ]|\\x\{[^}]*\}|\\[0-7]+|\\(?:.|$))
    |(?P<posix>\[:(?P<name>\w+):\])
    |(?P<group>\((?:\?(?:P?<[A-Za-z_]\w*>|[imsU-]*[:)])?|\?))
    |(?P<repeat>(?:[*+?]|\{\d+(?:,\d*)?\})\??)
    |(?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_SAME = frozenset("dDwWbBnrtfvaA.*+?()[]{}|^$\\/-_:;,<>=!@#%&\"'`~ ")
_NESTED = re.compile(r"[*+}][^()]*\)[*+{]")
_SAFE_LENGTH = 24
_REFERENCE = re.compile(r"\$(?:\$|\{(\w+)\}|(\w+))", re.ASCII)


class _Untranslated(Exception):  # noqa: N818  - leads to unknown, not to an error
    """Something that Python's engine does not do, or does otherwise."""


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str] | Unknown:
    """The pattern; unknown if it is beyond what is translated. Raises `EvaluationError` if it is invalid."""
    try:
        translated = _translate(pattern)
        return re.compile(translated, re.ASCII)
    except _Untranslated:
        return Unknown("a regular expression is not evaluated")
    except (re.error, OverflowError):
        raise EvaluationError("an invalid regular expression") from None


def _prepared(pattern: str, text: str) -> re.Pattern[str] | Unknown:
    """The pattern, unless this engine, which tries all ways of matching, could take for ever over the text."""
    if len(text) > _SAFE_LENGTH and _NESTED.search(pattern):
        return Unknown("a regular expression with nested repetition is not evaluated")
    return _compiled(pattern)


def _translate(pattern: str) -> str:
    result: list[str] = []
    in_class = False
    multiline = False
    for match in _TOKEN.finditer(pattern):
        piece = match.group()
        kind = match.lastgroup if match.lastgroup != "name" else "posix"
        if kind == "escape":
            result.append(_escape(piece, in_class=in_class))
        elif kind == "posix" and in_class:
            if match["name"] not in _CLASSES:
                raise _Untranslated
            result.append(_CLASSES[match["name"]])
        elif in_class:
            in_class = piece != "]" or result[-1] in {"[", "[^"}
            result.append("\\[" if piece == "[" else piece)
            if piece == "^" and result[-2:] == ["[", "^"]:
                result[-2:] = ["[^"]
        elif kind == "group":
            if "U" in piece or (piece.startswith("(?") and piece.endswith(")") and result):
                raise _Untranslated
            multiline = multiline or (piece.startswith("(?") and "m" in piece and "<" not in piece)
            result.append(piece.replace("(?<", "(?P<"))
        elif piece == "[":
            in_class = True
            result.append(piece)
        elif piece == "$":
            result.append("$" if multiline else r"\Z")
        elif (
            kind == "repeat"
            and result
            and result[-1][-1:] in {"+", "*", "?"}
            and match.start()
            and piece == "+"
        ):
            raise _Untranslated
        else:
            result.append(piece)
    return "".join(result)


def _escape(piece: str, *, in_class: bool) -> str:
    letter = piece[1:2]
    if piece == r"\z":
        return r"\Z"
    if letter == "s":
        return r"\t\n\f\r " if in_class else r"[\t\n\f\r ]"
    if letter == "S" and not in_class:
        return r"[^\t\n\f\r ]"
    if letter == "x" and len(piece) == 2:
        return piece
    if len(piece) == 2 and letter in _SAME:
        return piece if letter.isalnum() or not letter.isascii() else re.escape(letter)
    raise _Untranslated


def _captured(match: re.Match[str], pattern: re.Pattern[str]) -> Val:
    if pattern.groupindex:
        if len(pattern.groupindex) != pattern.groups:
            raise EvaluationError("a regular expression names some groups and not others")
        return dict(match.groupdict())
    return tuple(match.groups()) if pattern.groups else match.group()


@define("regex", 2)
def _regex(args: list[Val], _: Context) -> Val:
    pattern = _prepared(string(args[0]), string(args[1]))
    if isinstance(pattern, Unknown):
        return pattern
    match = pattern.search(string(args[1]))
    if match is None:
        raise EvaluationError("the regular expression does not match")
    return _captured(match, pattern)


@define("regexall", 2)
def _regexall(args: list[Val], _: Context) -> Val:
    pattern = _prepared(string(args[0]), string(args[1]))
    if isinstance(pattern, Unknown):
        return pattern
    return ListValue(_captured(match, pattern) for match in _matches(pattern, string(args[1])))


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches as Go finds them: no empty one right after another match."""
    end = -1
    for match in pattern.finditer(text):
        if match.start() != match.end() or match.start() != end:
            yield match
        end = match.end()


def substitute(text: str, pattern: str, replacement: str) -> Val:
    """The text with every match replaced; `$1` and `${name}` stand for groups, and unknown ones for nothing."""
    compiled = _prepared(pattern, text)
    if isinstance(compiled, Unknown):
        return compiled

    def one(match: re.Match[str]) -> str:
        def group(reference: re.Match[str]) -> str:
            if reference.group() == "$$":
                return "$"
            name = reference[1] or reference[2]
            try:
                return match.group(int(name) if name.isdigit() else name) or ""
            except IndexError:
                return ""

        return _REFERENCE.sub(group, replacement)

    result: list[str] = []
    at = 0
    for match in _matches(compiled, text):
        result += [text[at : match.start()], one(match)]
        at = match.end()
    return "".join(result) + text[at:]

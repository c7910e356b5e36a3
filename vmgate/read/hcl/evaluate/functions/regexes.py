"""Regular expressions: the syntax of Go's `regexp`, which the RE2 library shares."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, cast

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.functions.signature import Context, composed, define, string
from vmgate.read.hcl.evaluate.types import STRING, ObjectOf, TupleOf
from vmgate.read.hcl.evaluate.values import EvaluationError, ListValue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from vmgate.read.hcl.evaluate.types import Type
    from vmgate.read.hcl.evaluate.values import Val

_REFERENCE = re.compile(r"\$(?:\$|\{(\w+)\}|(\w+))")
_ONE_BYTE = re.compile(r"(?:\\\\)*\\C")
_NAMED = re.compile(r"\(\?P?<(\w+)>")
_LONGEST = 16_000_000


class Match(Protocol):
    """What is used of a match."""

    def start(self) -> int: ...  # noqa: D102  - as `re` has it
    def end(self) -> int: ...  # noqa: D102  - as `re` has it
    def group(self, group: int | str = 0) -> str | None: ...  # noqa: D102  - as `re` has it
    def groups(self) -> tuple[str | None, ...]: ...  # noqa: D102  - as `re` has it


class Pattern(Protocol):
    """What is used of a compiled expression."""

    groups: int
    groupindex: Mapping[str, int]

    def search(self, text: str, pos: int = 0) -> Match | None: ...  # noqa: D102  - as `re` has it
    def finditer(self, text: str) -> Iterator[Match]: ...  # noqa: D102  - as `re` has it


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> Pattern | Unknown:
    """The compiled expression. Raises `EvaluationError` if it is not one."""
    try:
        import re2  # type: ignore[import-untyped]  # noqa: PLC0415  - no types, and not needed by most configurations
    except ImportError:
        # It has no wheel for some systems.
        return Unknown("regular expressions are not evaluated here: google-re2 is not installed")

    options = re2.Options()
    options.log_errors = False
    if any(len(found) % 2 == 0 for found in _ONE_BYTE.findall(pattern)):
        # RE2 has `\C` for a single byte, Go has not.
        raise EvaluationError("an invalid regular expression")
    try:
        compiled = cast("Pattern", re2.compile(pattern, options))
    except re2.error:
        raise EvaluationError("an invalid regular expression") from None
    names = _NAMED.findall(pattern)
    if len(set(names)) < len(names):
        return Unknown("a regular expression with two groups of one name is not evaluated")
    if not all(name.isascii() for name in compiled.groupindex):
        raise EvaluationError("an invalid regular expression")
    return compiled


def _result_type(pattern: Pattern) -> Type:
    if not pattern.groups:
        return STRING
    if not pattern.groupindex:
        return TupleOf((STRING,) * pattern.groups)
    if len(pattern.groupindex) != pattern.groups:
        raise EvaluationError("a regular expression names some groups and not others")
    return ObjectOf(dict.fromkeys(pattern.groupindex, STRING))


def _captured(match: Match, pattern: Pattern) -> Val:
    groups = [None if group is None else composed(group) for group in match.groups()]
    if pattern.groupindex:
        return {name: groups[number - 1] for name, number in pattern.groupindex.items()}
    return tuple(groups) if pattern.groups else composed(match.group() or "")


@define("regex", STRING, STRING)
def _regex(args: list[Val], _: Context) -> Val:
    pattern = _compiled(string(args[0]))
    if isinstance(pattern, Unknown):
        return pattern
    _result_type(pattern)
    match = pattern.search(string(args[1]))
    if match is None:
        raise EvaluationError("the regular expression does not match")
    return _captured(match, pattern)


@define("regexall", STRING, STRING)
def _regexall(args: list[Val], _: Context) -> Val:
    pattern = _compiled(string(args[0]))
    if isinstance(pattern, Unknown):
        return pattern
    type_ = _result_type(pattern)
    return ListValue([_captured(match, pattern) for match in _matches(pattern, string(args[1]))], type_)


def _matches(pattern: Pattern, text: str) -> Iterator[Match]:
    """The matches as Go finds them: no empty one right after another match."""
    end = -1
    for match in pattern.finditer(text):
        if match.start() != match.end() or match.start() != end:
            yield match
        end = match.end()


def substitute(text: str, pattern: str, replacement: str) -> Val:
    """The text with every match replaced; `$1` and `${name}` stand for groups, and unknown ones for nothing."""
    compiled = _compiled(pattern)
    if isinstance(compiled, Unknown):
        return compiled
    result: list[str] = []
    at = size = 0
    for match in _matches(compiled, text):
        result += [text[at : match.start()], _expanded(match, compiled, replacement)]
        at = match.end()
        size += len(result[-1])
        if size > _LONGEST:
            return Unknown("the result of replace is too long")
    return "".join(result) + text[at:]


def _expanded(match: Match, pattern: Pattern, replacement: str) -> str:
    def group(reference: re.Match[str]) -> str:
        if reference.group() == "$$":
            return "$"
        name = reference[1] or reference[2]
        if name.isascii() and name.isdigit() and (name == "0" or name[0] != "0"):
            number = int(name[:9])
            return (match.group(number) or "") if number <= pattern.groups else ""
        return (match.group(name) or "") if name in pattern.groupindex else ""

    return _REFERENCE.sub(group, replacement)

"""Packer's older template engine: `{{ … }}` in strings, which Go's text/template renders.

Of its language calls with plain arguments and pipelines of them are evaluated; anything else is unknown.
Facts: read in the plugin SDK 0.5.4 and run with Packer 1.11.2. Builders render their configuration so in HCL too.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, TypeAlias

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.values import Sensitive, mark, unmark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from vmgate.read.hcl.evaluate.values import Val

Argument: TypeAlias = "str | int"
Function: TypeAlias = "Callable[[list[Argument]], Val]"

_ACTION = re.compile(r'\{\{((?:"(?:[^"\\\n]|\\.)*"|`[^`]*`|[^"`])*?)\}\}', re.DOTALL)
_TOKEN = re.compile(
    r'\s*(?:(?P<raw>`[^`]*`)|(?P<text>"(?:[^"\\\n]|\\.)*")|(?P<number>-?\d+)|(?P<field>\.\w+(?:\.\w+)*)'
    r"|(?P<name>[A-Za-z_]\w*))(?=[\s|]|$)|\s*(?P<pipe>\|)"
)
_NOT_EVALUATED = Unknown("an expression of the template engine is not evaluated")
_EVERY_RUN = ("isotime", "strftime", "timestamp", "uuid")
_RUNNING = {
    "aws_secretsmanager": "AWS Secrets Manager is asked when Packer runs",
    "aws_secretsmanager_raw": "AWS Secrets Manager is asked when Packer runs",
    "consul_key": "Consul is asked when Packer runs",
    "packer_version": "the version is that of the Packer that runs",
    "pwd": "the directory is the one that Packer runs in",
    "template_dir": "an absolute path depends on where Packer runs",
    "vault": "Vault is asked when Packer runs",
}


class _Refused(Exception):  # noqa: N818  - leads to unknown
    """Something that the engine itself reports as an error."""


def render(text: str, functions: Mapping[str, Function]) -> Val:
    """The text with its actions evaluated; unknown, with the reason, if any of them is."""
    pieces: list[str] = []
    secret = False
    at = 0
    start = text.find("{{")
    while start >= 0:
        match = _ACTION.match(text, start)
        if match is None:
            return mark(_NOT_EVALUATED, secret)
        value, marked = unmark(_action(match.group(1), functions))
        secret = secret or marked
        if isinstance(value, Unknown):
            return mark(value, secret)
        pieces += text[at:start], str(value)
        at = match.end()
        start = text.find("{{", at)
    return mark("".join([*pieces, text[at:]]), secret)


def _action(source: str, functions: Mapping[str, Function]) -> Val:
    commands: list[list[tuple[str, str]]] = [[]]
    at = 0
    source = source.rstrip()
    while at < len(source):
        match = _TOKEN.match(source, at)
        if match is None or match.lastgroup is None:
            return _NOT_EVALUATED
        at = match.end()
        if match.lastgroup == "pipe":
            commands.append([])
        else:
            commands[-1].append((match.lastgroup, match.group(match.lastgroup)))
    value: Val = None
    for position, command in enumerate(commands):
        value = _command(command, None if position == 0 else value, functions)
        if isinstance(unmark(value)[0], Unknown):
            return value
    return value


def _command(command: list[tuple[str, str]], piped: Val, functions: Mapping[str, Function]) -> Val:
    if not command or any(kind == "field" for kind, _ in command[1:]):
        return _NOT_EVALUATED
    kind, word = command[0]
    if kind == "field":
        return Unknown(f"{{{{{word}}}}} is known during the build")
    before, marked = unmark(piped)
    try:
        arguments = [_argument(*token) for token in command[1:]]
        if kind != "name":
            return _argument(kind, word) if len(command) == 1 and piped is None else _NOT_EVALUATED
        if isinstance(before, str | int):
            arguments.append(before)
        result = functions[word](arguments) if word in functions else _builtin(word, arguments)
    except _Refused:
        return mark(Unknown(f"{{{{{word}}}}} is refused as it is called here"), marked)
    return mark(result, marked or isinstance(result, Sensitive))


def _argument(kind: str, text: str) -> Argument:
    if kind == "number":
        return int(text)
    if kind == "raw":
        return text[1:-1]
    if kind != "text":
        raise _Refused
    try:
        return str(json.loads(text))
    except ValueError:
        raise _Refused from None


def _builtin(name: str, arguments: list[Argument]) -> Val:
    if name in _EVERY_RUN:
        return Unknown(f"the result of {name} differs with every run")
    if name == "build":
        return Unknown("{{build}} is known during the build")
    if name == "env":
        return Unknown(f"the environment variable {_texts(arguments, 1)[0]} is read when Packer runs")
    if name in _RUNNING:
        return Unknown(_RUNNING[name])
    match name:
        case "upper" | "lower":
            (text,) = _texts(arguments, 1)
            if not text.isascii():
                return Unknown(f"{{{{{name}}}}} of text beyond ASCII is not evaluated")
            return text.upper() if name == "upper" else text.lower()
        case "replace_all":
            old, new, text = _texts(arguments, 3)
            return text.replace(old, new)
        case "split":
            return _split(arguments)
        case "replace":
            return _replace(arguments)
    return Unknown(f"function {name} of the template engine is not evaluated")


def _split(arguments: list[Argument]) -> Val:
    match arguments:
        case [str() as text, str() as separator, int() as position] if separator:
            parts = text.split(separator)
            if 0 <= position < len(parts):
                return parts[position]
    raise _Refused


def _replace(arguments: list[Argument]) -> Val:
    match arguments:
        case [str() as old, str() as new, int() as count, str() as text] if old:
            return text.replace(old, new, count)
    raise _Refused


def _texts(arguments: list[Argument], count: int) -> list[str]:
    texts = [argument for argument in arguments if isinstance(argument, str)]
    if len(texts) != count or len(arguments) != count:
        raise _Refused
    return texts


def user_function(value: Callable[[str], Val]) -> Function:
    """The function `user`, from what gives the value of a variable."""
    return lambda arguments: value(_texts(arguments, 1)[0])


def constant_function(value: str) -> Function:
    """A function without arguments that always has the same result."""
    return lambda arguments: value if _texts(arguments, 0) == [] else None

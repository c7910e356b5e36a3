"""Functions that read files of the repository, and those of paths."""

from __future__ import annotations

import base64
import pathlib
import posixpath
from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.functions import globs
from vmgate.read.hcl.evaluate.functions.hashes import DIGESTS
from vmgate.read.hcl.evaluate.functions.signature import Context, composed, define, string
from vmgate.read.hcl.evaluate.sets import as_set
from vmgate.read.hcl.evaluate.types import STRING
from vmgate.read.hcl.evaluate.unknowns import Absent
from vmgate.read.hcl.evaluate.values import EvaluationError

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmgate.read.hcl.evaluate.values import Val


def read(name: str, context: Context) -> bytes | Unknown:
    """The content of a file; unknown if it is not there, or not within the repository."""
    content = _content(name, context)
    if content is None:
        # Somebody may make it before the run, so that what is around it is not lost. `try` takes it for an error.
        return Absent(f"file {name} does not exist", (), STRING, nonnull=True)
    return content


def _content(name: str, context: Context) -> bytes | Unknown | None:
    clean = _joined(name)
    path = context.files.locate(clean)
    if isinstance(path, pathlib.Path) and path.is_dir():
        raise EvaluationError(f"{name} is a directory")
    return context.files.read(clean)


def text(name: str, context: Context) -> str | Unknown:
    """The content of a file of text."""
    content = read(name, context)
    if isinstance(content, Unknown):
        return content
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise EvaluationError(f"{name} is not UTF-8 text") from None


@define("file", STRING)
def _file(args: list[Val], context: Context) -> Val:
    return text(string(args[0]), context)


@define("fileexists", STRING)
def _fileexists(args: list[Val], context: Context) -> Val:
    content = _content(string(args[0]), context)
    return content if isinstance(content, Unknown) else content is not None


def _declare(name: str, function: Callable[[bytes], str]) -> None:
    @define(name, STRING)
    def _of_file(args: list[Val], context: Context) -> Val:
        content = read(string(args[0]), context)
        return content if isinstance(content, Unknown) else function(content)


_declare("filebase64", lambda content: base64.b64encode(content).decode())
for _name, _digest in DIGESTS.items():
    _declare(f"file{_name}", _digest)


@define("fileset", STRING, STRING)
def _fileset(args: list[Val], context: Context) -> Val:
    start, pattern = string(args[0]), string(args[1])
    base = context.files.locate(".")
    if isinstance(base, Unknown):
        return base

    def inside(path: pathlib.Path) -> bool:
        return isinstance(context.files.locate(path.as_posix()), pathlib.Path)

    root = _joined(start) if start.startswith("/") else _joined(base.as_posix(), start)
    try:
        found = globs.find(globs.components(_joined(root, pattern)), inside)
    except globs.Outside:
        return Unknown(f"{start} leads outside the repository")
    except globs.TooMany:
        return Unknown(f"{start} holds too many files")
    except OSError:
        return Unknown(f"{start} cannot be read")
    names = [posixpath.relpath(path.as_posix(), root) for path in found if path.is_file()]
    return as_set([composed(name) for name in names], STRING)


def _joined(*parts: str) -> str:
    """Paths joined and cleaned as Go does it."""
    whole = "/".join(part for part in parts if part)
    return posixpath.normpath(whole).replace("//", "/") if whole else "."


@define("basename", STRING)
def _basename(args: list[Val], _: Context) -> Val:
    path = string(args[0])
    return (path.rstrip("/").rpartition("/")[2] or "/") if path else "."


@define("dirname", STRING)
def _dirname(args: list[Val], _: Context) -> Val:
    head, slash, _tail = string(args[0]).rpartition("/")
    return _joined(head + slash)


@define("abspath", STRING)
def _abspath(args: list[Val], _: Context) -> Val:
    path = string(args[0])
    return _joined(path) if path.startswith("/") else Unknown("abspath depends on where Terraform runs")


@define("pathexpand", STRING)
def _pathexpand(args: list[Val], _: Context) -> Val:
    path = string(args[0])
    if not path.startswith("~"):
        return path
    if path != "~" and not path.startswith("~/"):
        raise EvaluationError("the home directory of another user cannot be told")
    return Unknown("pathexpand depends on who runs Terraform")

"""What a path on the command line is: recognised by content, never by name alone."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from vmgate.errors import InputError
from vmgate.model.report import Kind

SOURCE_ENDINGS = (".tf", ".tf.json", ".tofu", ".tofu.json")
_SKIPPED = {"node_modules", "__pycache__"}
_LOCAL_MODULE = re.compile(rb'"?source"?\s*[=:]\s*"(\.\.?/[^"$]*)"')
_PLAN_FILE = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Found:
    """One input: the name to show, what it is, and its bytes where it is one file (a plan)."""

    name: str
    kind: Kind
    path: Path
    data: bytes = b""


def discover(paths: list[str]) -> list[Found]:
    """The inputs that the paths stand for. Raises `InputError` for what is none.

    A file of configuration stands for its directory. A directory without configuration of its own stands for the
    root modules below it: those directories that no other calls as a module.
    """
    found: dict[tuple[Kind, str], Found] = {}
    for path in paths or ["."]:
        for one in _standard_input() if path == "-" else _discover(Path(path)):
            found.setdefault((one.kind, one.name), one)
    return list(found.values())


def holds_source(directory: Path) -> bool:
    """Whether Terraform would find configuration in this very directory."""
    try:
        with os.scandir(directory) as entries:
            return any(_is_source(entry.name) for entry in entries)
    except OSError as error:
        message = f"{directory}: cannot be read: {error.strerror}"
        raise InputError(message) from None


def _is_source(name: str) -> bool:
    return name.endswith(SOURCE_ENDINGS) and not name.startswith((".", "#")) and not name.endswith("~")


def _standard_input() -> list[Found]:
    return [Found("-", Kind.PLAN, Path.cwd(), _json(sys.stdin.buffer.read(), "-"))]


def _discover(path: Path) -> list[Found]:
    if path.is_dir():
        return _directory(path)
    if not path.exists():
        message = f"{path}: there is no such file or directory"
        raise InputError(message)
    if _is_source(path.name):
        return [Found(_shown(path.parent), Kind.SOURCE, path.parent)]
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"{path}: cannot be read: {error.strerror}"
        raise InputError(message) from None
    return [Found(_shown(path), Kind.PLAN, path, _json(data, str(path)))]


def _json(data: bytes, name: str) -> bytes:
    """The data, if it could be a plan's JSON. Raises `InputError` with what to do if not."""
    if data.startswith(_PLAN_FILE):
        message = f"{name}: it is a binary plan; give the output of `terraform show -json {name}`"
        raise InputError(message)
    if not data or data.isspace():
        message = f"{name}: it is empty"
        raise InputError(message)
    if data[:2] not in (b"\xff\xfe", b"\xfe\xff") and data[:4096].lstrip()[:1] != b"{":
        message = f"{name}: it is neither a plan in JSON nor a file of configuration (.tf, .tofu, .tf.json)"
        raise InputError(message)
    return data


def _directory(path: Path) -> list[Found]:
    if holds_source(path):
        return [Found(_shown(path), Kind.SOURCE, path)]
    roots = _roots(path)
    if not roots:
        message = f"{path}: there is no configuration (.tf, .tofu, .tf.json) in it or below it"
        raise InputError(message)
    return [Found(_shown(root), Kind.SOURCE, root) for root in roots]


def _roots(top: Path) -> list[Path]:
    """The directories below that hold configuration and are called by no other as a local module."""
    holding: list[Path] = []
    called: set[str] = set()
    for directory, children, files in os.walk(top):
        children[:] = sorted(name for name in children if not name.startswith(".") and name not in _SKIPPED)
        sources = [name for name in files if _is_source(name)]
        if sources:
            holding.append(Path(directory))
            for name in sources:
                called |= _calls(Path(directory) / name)
    return [path for path in holding if os.path.realpath(path) not in called]


def _calls(file: Path) -> set[str]:
    try:
        text = file.read_bytes()
    except OSError:
        # It will be reported when the directory is read.
        return set()
    return {os.path.realpath(file.parent / os.fsdecode(source)) for source in _LOCAL_MODULE.findall(text)}


def _shown(path: Path) -> str:
    return path.as_posix()

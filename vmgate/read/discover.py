"""What a path on the command line is: recognised by content, never by name alone."""

from __future__ import annotations

import json
import os
import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from vmgate.errors import InputError, NothingFoundError, UsageError
from vmgate.model.report import Kind
from vmgate.read.below import directories, roots
from vmgate.read.content import content
from vmgate.read.stacks import is_stack
from vmgate.read.state.recognize import is_state

SOURCE_ENDINGS = (".tf", ".tf.json", ".tofu", ".tofu.json")
PACKER_ENDINGS = (".pkr.hcl", ".pkr.json")
VALUES_ENDINGS = (".pkrvars.hcl", ".pkrvars.json")
BESIDE_ENDINGS = tuple(
    f".{kind}"
    for kind in (
        "tfvars",
        "tfvars.json",
        "tftest.hcl",
        "tftest.json",
        "tofutest.hcl",
        "tfmock.hcl",
        "tfquery.hcl",
    )
)
"""Of what belongs to the configuration that lies beside it, and is none."""
_REGISTRY = "root/1.json"
_PLAN_FILE = b"PK\x03\x04"
_WRAPPERS = frozenset({"terragrunt.hcl", "terragrunt.stack.hcl"})
_DECLARATION = re.compile(rb'^[ \t]*(?:variable|local|data|source)(?:[ \t]+"[^"\n]*")+', re.MULTILINE)
_BUILT = re.compile(rb'^[ \t]*(?:build[ \t]*\{|source[ \t]+")', re.MULTILINE)
_EVIDENCE = re.compile(rb'^[ \t]*clause[ \t]*=[ \t]*["\']C\d\d["\']', re.MULTILINE)
_LARGEST_TEMPLATE = 1_000_000


@dataclass(frozen=True, slots=True)
class Found:
    """One input: the name to show, what it is, and its bytes where it is one file (a plan, a state, a template that
    is no directory).

    `given` are the paths by which it was asked for itself, or the directories that it was found in; none where a file
    of configuration stands for it. `notes` say what lies there and is not read.
    """

    name: str
    kind: Kind
    path: Path
    data: bytes = b""
    given: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def discover(paths: list[str], *, below: bool = True) -> list[Found]:
    """The inputs that the paths stand for. Raises `InputError` for what is none.

    A directory stands for itself and everything `below`: its own configuration, and those directories with
    configuration that no other calls as a module. Not `below`, it stands for its own, if it has any. A file of
    configuration, of its values or tests, or of values for a Packer template stands for its directory alone. So with
    Packer templates: the files of a directory are one, unless they declare the same names, or are of the older JSON
    format; then each is its own. A directory with a root of trust is a template registry.
    """
    found: dict[tuple[Kind, str], Found] = {}
    if "" in paths:
        # What an unset variable leaves of "$PLAN" must not mean the current directory.
        raise UsageError('PATH: "" is no path; give . for the current directory')
    for path in paths or ["."]:
        try:
            several = _standard_input() if path == "-" else _discover(Path(path), below=below)
        except OSError as error:
            # A directory that is closed to us refuses every question of what is in it.
            raise InputError(f"{path}: cannot be read: {error.strerror or error}") from None
        for one in several:
            known = found.setdefault((one.kind, one.name), one)
            if known is not one:
                found[one.kind, one.name] = replace(known, given=(*known.given, *one.given))
    if not found:
        # Only files of values stand for nothing: those that are handed to what lies elsewhere.
        wanted = "Packer template" if paths[0].endswith(VALUES_ENDINGS) else "configuration"
        message = f"{paths[0]}: there is no {wanted} beside it; give the {wanted}"
        message += ", and this with --var-file" if "vars" in paths[0] else ""
        raise NothingFoundError(message)
    return list(found.values())


def holds_source(directory: Path) -> bool:
    """Whether Terraform would find configuration in this very directory."""
    try:
        with os.scandir(directory) as entries:
            return any(_is_source(entry.name) for entry in entries)
    except OSError as error:
        message = f"{directory}: cannot be read: {error.strerror}"
        raise InputError(message) from None


def _is_of_root(name: str) -> bool:
    """Whether a file makes its directory something to read: configuration, or a stack, which is told of."""
    return _is_source(name) or is_stack(name)


def _is_source(name: str) -> bool:
    return name.endswith(SOURCE_ENDINGS) and not name.startswith((".", "#")) and not name.endswith("~")


def _standard_input() -> list[Found]:
    if sys.stdin is None:
        raise InputError("-: standard input is closed")
    found = _document("-", Path.cwd(), sys.stdin.buffer.read())
    if found.kind is Kind.PACKER:
        raise InputError("-: a Packer template is read from its file, not from standard input")
    return [found]


def _discover(path: Path, *, below: bool) -> list[Found]:
    if path.is_dir():
        return [replace(one, given=(_shown(path),)) for one in _directory(path, below=below)]
    if not path.exists():
        message = f"{path}: there is no such file or directory"
        raise InputError(message)
    if _is_of_root(path.name):
        return [Found(_shown(path.parent), Kind.SOURCE, path.parent)]
    if path.name.endswith(VALUES_ENDINGS):
        return _templates(path.parent, _files(path.parent))
    if path.name.endswith(BESIDE_ENDINGS):
        return [Found(_shown(path.parent), Kind.SOURCE, path.parent)] if holds_source(path.parent) else []
    if path.name.endswith(PACKER_ENDINGS):
        templates = _templates(path.parent, [path])
        return [one for one in templates if one.path in (path, path.parent)] or templates
    try:
        data = content(path)
    except OSError as error:
        message = f"{path}: cannot be read: {error.strerror}"
        raise InputError(message) from None
    return [_document(_shown(path), path, data)]


def _document(name: str, path: Path, data: bytes) -> Found:
    """A plan, a state, or a Packer template in the older JSON format."""
    # PowerShell's way to write UTF-8 begins with a byte order mark.
    text = _json(data.removeprefix(b"\xef\xbb\xbf"), name)
    if _is_legacy(text):
        return Found(name, Kind.PACKER, path, text)
    return Found(name, Kind.STATE if is_state(text) else Kind.PLAN, path, text, (name,))


def _json(data: bytes, name: str) -> bytes:
    """The data, if it could be the JSON of a plan or a state. Raises `InputError` with what to do if not."""
    if data.startswith(_PLAN_FILE):
        message = f"{name}: it is a binary plan; give the output of `terraform show -json {name}`"
        raise InputError(message)
    if not data or data.isspace():
        message = f"{name}: it is empty"
        raise InputError(message)
    if data[:2] not in (b"\xff\xfe", b"\xfe\xff") and data[:4096].lstrip()[:1] != b"{":
        message = f"{name}: it is neither a plan in JSON nor a file of configuration (.tf, .tofu, .tf.json, .pkr.hcl)"
        raise InputError(message)
    return data


def _directory(path: Path, *, below: bool) -> list[Found]:
    if (path / _REGISTRY).is_file():
        return [Found(_shown(path), Kind.REGISTRY, path)]
    own = [path] if not below and holds_source(path) else []
    templates = [] if below else _templates(path, _files(path))
    wrappers: list[str] = []
    if not own and not templates:
        own, templates = roots(path, _is_of_root), _templates_below(path, wrappers)
    found = [Found(_shown(root), Kind.SOURCE, root) for root in own]
    if found and wrappers:
        found[0] = replace(found[0], notes=(_wrapped(wrappers),))
    if not found and not templates and _holds_evidence(path):
        return [Found(_shown(path), Kind.EVIDENCE, path)]
    if not found and not templates:
        endings = ".tf, .tofu, .tf.json, .pkr.hcl"
        message = f"{path}: there is no configuration ({endings}) in it or below it"
        message += f"; {_wrapped(wrappers)}" if wrappers else ""
        raise NothingFoundError(message)
    return [*found, *templates]


def _holds_evidence(directory: Path) -> bool:
    """Whether there are records of evidence in a directory or below it."""
    return any(
        _EVIDENCE.search(_content(file)) for file in sorted(directory.rglob("*.toml")) if file.is_file()
    )


def _files(directory: Path) -> list[Path]:
    return [file for file in sorted(directory.iterdir()) if file.is_file()]


def _templates_below(top: Path, wrappers: list[str]) -> list[Found]:
    """The Packer templates in a directory and those below. Terragrunt's files are added to `wrappers`."""
    found: list[Found] = []
    for directory, files in directories(top):
        found += _templates(directory, [directory / name for name in files])
        wrappers += [_shown(directory / name) for name in files if name in _WRAPPERS]
    return found


def _wrapped(wrappers: list[str]) -> str:
    """What to do about files of Terragrunt."""
    more = f" and {len(wrappers) - 1} more" if len(wrappers) > 1 else ""
    return (
        f"{wrappers[0]}{more}: Terragrunt's files are not read, so that what they give to modules is not known; "
        "judge the plans that it makes"
    )


def _templates(directory: Path, files: list[Path]) -> list[Found]:
    """The Packer templates in a directory, some of whose files are given."""
    legacy = [
        Found(_shown(file), Kind.PACKER, file, data)
        for file in files
        if file.name.endswith(".json")
        and not file.name.endswith((*SOURCE_ENDINGS, *PACKER_ENDINGS, "vars.json"))
        for data in [_content(file)]
        if _is_legacy(data)
    ]
    if not any(file.name.endswith(PACKER_ENDINGS) for file in files):
        return legacy
    parts = {file: _content(file) for file in _files(directory) if file.name.endswith(PACKER_ENDINGS)}
    declared = [
        b" ".join(name.split()) for text in parts.values() for name in set(_DECLARATION.findall(text))
    ]
    alone = [file for file, text in parts.items() if _BUILT.search(text) or file.name.endswith(".json")]
    if len(set(declared)) == len(declared) or len(alone) < 2:
        return [Found(_shown(directory), Kind.PACKER, directory), *legacy]
    return [*map(_template, alone), *legacy]


def _template(file: Path) -> Found:
    return Found(_shown(file), Kind.PACKER, file, _content(file))


def _content(file: Path) -> bytes:
    """The bytes of a file that may be a template; none if it is too large for one, or cannot be read."""
    try:
        return file.read_bytes() if file.is_file() and file.stat().st_size <= _LARGEST_TEMPLATE else b""
    except OSError:
        # It will be reported when the template is read.
        return b""


def _is_legacy(data: bytes) -> bool:
    """Whether JSON is a Packer template in the older format: it has builders."""
    if len(data) > _LARGEST_TEMPLATE or b'"builders"' not in data:
        return False
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(document, dict) and isinstance(document.get("builders"), list)


def _shown(path: Path) -> str:
    return path.as_posix()

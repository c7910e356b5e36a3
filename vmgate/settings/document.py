"""A TOML file that people write: read, checked against a form, and every mistake told with its line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from msgspec import Struct

from vmgate.settings.positions import Positions

if TYPE_CHECKING:
    from vmgate.errors import VmgateError
    from vmgate.settings.form import Table
    from vmgate.settings.positions import KeyPath


class Document(Struct, frozen=True):
    """What a file says: `data` is its table `root`. `name` is the file as messages call it."""

    name: str
    data: dict[str, Any]
    positions: Positions
    mistake: type[VmgateError]
    root: tuple[str, ...] = ()

    def line(self, path: KeyPath) -> int:
        """The line of what the path names, counted from the top of the file."""
        return self.positions.line(path)

    def refuse(self, path: KeyPath, message: str) -> NoReturn:
        """Raise the file's kind of mistake at the line of what the path names."""
        raise self.mistake(f"{self.name}:{self.line(path)}: {message}")

    def check(self, form: Table) -> None:
        """Raise the file's kind of mistake, all that is wrong in one, unless the data has the form."""
        faults = sorted((self.line(path), message) for path, message in form.faults(self.data, self.root))
        if faults:
            raise self.mistake("\n".join(f"{self.name}:{line}: {message}" for line, message in faults))


def read(path: Path, mistake: type[VmgateError], root: tuple[str, ...] = ()) -> Document:
    """A file as a document. `root` names the table that holds the data; one that is missing is empty.

    Raises `mistake` for a file that cannot be read or is not TOML.
    """
    name = shown(path)
    text = _text(path, name, mistake)
    # Imported here, so that a run without a policy does not pay for it.
    import tomllib  # noqa: PLC0415  - where there is a document

    try:
        data: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise mistake(_syntax(name, text, str(error))) from None
    except ValueError as error:
        raise mistake(f"{name}:1: it holds a value that cannot be read: {error}") from None
    except RecursionError:
        raise mistake(f"{name}:1: its values are nested too deep") from None
    for key in root:
        data = data.get(key, {})
        if not isinstance(data, dict):
            table = ".".join(root)
            raise mistake(f"{name}:{Positions(text).line(root)}: {table} takes a table; write [{table}]")
    return Document(name, data, Positions(text), mistake, root)


def shown(path: Path) -> str:
    """A file as messages call it: relative where it is below the working directory."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()


def _text(path: Path, name: str, mistake: type[VmgateError]) -> str:
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise mistake(f"{name}: cannot be read: it is no file, but a pipe or a device")
        content = path.read_bytes()
    except OSError as error:
        raise mistake(f"{name}: cannot be read: {error.strerror or error}") from None
    try:
        # Some editors begin a file with a byte order mark, which TOML does not have.
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise mistake(f"{name}:{line}: not UTF-8; save the file as UTF-8") from None


def _syntax(name: str, text: str, error: str) -> str:
    """The parser's words, with its place put in front."""
    found = re.fullmatch(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", error, re.DOTALL)
    reason, line = (found[1], found[2]) if found else (error, None)
    return f"{name}:{line or text.rstrip().count(chr(10)) + 1}: not TOML: {reason[:1].lower()}{reason[1:]}"

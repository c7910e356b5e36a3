"""Where the modules of a configuration lie, and their definitions, each read once."""

from __future__ import annotations

import json
import os.path
from typing import TYPE_CHECKING

from vmgate.read.hcl.configuration.definition import Definition, read_definition
from vmgate.read.hcl.evaluate.files import Files, repository

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Sequence


def installed(root: pathlib.Path) -> dict[str, str]:
    """The directories of the modules that `terraform init` installed for a root, from there, by the names of the calls;
    the root itself has the name "". None where it did not run, or left what nobody can read.
    """
    found: dict[str, str] = {}
    try:
        content = json.loads((root / ".terraform" / "modules" / "modules.json").read_bytes())
        for entry in content["Modules"]:
            found[str(entry["Key"])] = str(entry["Dir"])
    except (OSError, ValueError, KeyError, TypeError):
        return found
    return found


class Library:
    """The modules of one configuration by directory. Only what is on disk is found; nothing is fetched."""

    def __init__(self, root: pathlib.Path, tops: Sequence[pathlib.Path] = ()) -> None:
        self.root = root
        self._real_root = root.resolve()
        self._limit = repository(root, tops)
        self._definitions: dict[pathlib.Path, Definition] = {}
        self._files: dict[pathlib.Path, Files] = {}
        self._installed: dict[str, str] | None = None
        self.order: list[Definition] = []

    def definition(self, directory: pathlib.Path, shown: str) -> Definition:
        """The module in a directory."""
        real = directory.resolve()
        if real not in self._definitions:
            self._definitions[real] = read_definition(directory, shown)
            self.order.append(self._definitions[real])
        return self._definitions[real]

    def locate(self, caller: pathlib.Path, source: str, path: tuple[str, ...]) -> pathlib.Path | None:
        """The directory of the module that `source` names in a module in `caller`; None if it is not there.

        `path` are the names of the module calls from the root.
        """
        if source.startswith(("./", "../")) or source in {".", ".."}:
            directory = self.root.__class__(os.path.normpath(caller / source))
            # A link before `..` leads elsewhere than its text says.
            directory = directory if directory.is_dir() else caller / source
            return directory if directory.is_dir() else None
        installed = self._manifest().get(".".join(path))
        if installed is None:
            return None
        directory = self.root / installed
        return (
            directory if directory.is_dir() and directory.resolve().is_relative_to(self._real_root) else None
        )

    def _manifest(self) -> dict[str, str]:
        if self._installed is None:
            self._installed = installed(self.root)
        return self._installed

    @property
    def files(self) -> Files:
        """The files that functions may read; relative names start from the root module."""
        if self._real_root not in self._files:
            self._files[self._real_root] = Files(self.root, self._limit)
        return self._files[self._real_root]

    def path_of(self, definition: Definition) -> str:
        """`path.module`: where a module lies as seen from the root, links resolved."""
        return os.path.relpath(definition.directory.resolve(), self._real_root)

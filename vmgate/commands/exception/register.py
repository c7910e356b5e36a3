"""The register that a command works on: the site policy's."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vmgate import settings
from vmgate.commands.days import day
from vmgate.commands.run_check import sites
from vmgate.commands.waiving import terms
from vmgate.errors import UsageError
from vmgate.settings.exceptions import read_exception

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vmgate.model.exceptions import Terms, Waiver


@dataclass(frozen=True)
class Register:
    """The folder, the policy's table on exceptions, the terms that exceptions are judged by, and the directory of the
    policy.
    """

    folder: Path
    table: Mapping[str, Any]
    terms: Terms
    scope: Path

    def waivers(self) -> Sequence[Waiver]:
        """All exceptions, by name. Raises `InputError`."""
        found = sorted(path for path in self.folder.glob("*.toml") if path.is_file())
        return [read_exception(path, self.table) for path in found]

    def file(self, name: str) -> Path:
        """The file of an exception, by its name or as a path. Raises `UsageError` where there is none."""
        named = Path(name)
        for file in (self.folder / f"{name}.toml", named):
            if file.suffix == ".toml" and file.is_file():
                return file
        there = ", ".join(sorted(path.stem for path in self.folder.glob("*.toml"))[:10])
        message = f"{self.folder}: there is no exception {name}" + (f"; there are {there}" if there else "")
        raise UsageError(message)


def located(given: Mapping[str, Any]) -> Register:
    """The register of the policy that is named, or that is found from here upwards. Raises `UsageError`."""
    policy = Path(given["config"]) if given["config"] else settings.find(Path.cwd())
    if policy is None:
        message = "there is no site policy (vmgate.toml) here or above, which says who may approve exceptions"
        raise UsageError(message)
    as_of = day(given["as_of"])
    site = sites({"config": str(policy), "no_config": False, "registry": None}, as_of, {})(policy)
    folder, table = settings.exceptions_table(policy)
    return Register(_shown(folder), table, terms(site), policy.parent)


def _shown(folder: Path) -> Path:
    """A folder as messages call it: from here, where it is below."""
    try:
        return folder.absolute().relative_to(Path.cwd())
    except ValueError:
        return folder

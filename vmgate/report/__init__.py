"""The output formats. Each is a module with a pure `write`, imported only when its format is asked for."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from vmgate.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from vmgate.model.report import Report
    from vmgate.rule import Rule

    Writer = Callable[[Report, Mapping[str, Rule]], str]

FORMATS = {
    "text": "vmgate.report.text",
    "json": "vmgate.report.json",
    "sarif": "vmgate.report.sarif",
    "github": "vmgate.report.github",
    "junit": "vmgate.report.junit",
    "gitlab": "vmgate.report.gitlab",
    "markdown": "vmgate.report.markdown",
    "html": "vmgate.report.html",
    "csv": "vmgate.report.csv",
}
"""The module of every format, by the name that `--format` takes."""

FOR_TERMINALS = frozenset({"text"})
"""The formats whose `write` also takes `color` and `width`."""


def writer(name: str, *, color: bool = False, width: int = 100) -> Writer:
    """The function that writes a report in the format of this name: `write(report, rules) -> str`.

    `rules` are the rules that were asked, by id. `color` and `width` (in columns) only matter to the formats
    for terminals. Raises `UsageError` for a name that is no format's.
    """
    if name not in FORMATS:
        message = f"there is no report format {name!r}: choose one of {', '.join(FORMATS)}"
        raise UsageError(message)
    write: Callable[..., str] = import_module(FORMATS[name]).write
    return partial(write, color=color, width=width) if name in FOR_TERMINALS else write

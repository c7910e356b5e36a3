"""The form of the site policy as a page to read: every table and key, what it takes, and what holds without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.settings.form import (
    AnyOf,
    Boolean,
    Choice,
    Day,
    Integer,
    Many,
    Mapped,
    Named,
    Table,
    Tables,
    Text,
)
from vmgate.settings.toml import toml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmgate.settings.form import Kind

_HEAD = """# The site policy

`vmgate.toml`, or the table `[tool.vmgate]` of a `pyproject.toml`, says what the procedure leaves to the site, and facts
that no configuration can know. It is searched from what is judged upwards to the root of the repository. Everything in
it may be left out. `vmgate init` writes one; a wrong key, type or value is told with its line (exit code 2).

An editor that reads JSON schemas completes and checks it: `vmgate policy schema > vmgate.schema.json`, and a first line
`#:schema ./vmgate.schema.json` in `vmgate.toml`. For `[tool.vmgate]` it is `vmgate policy schema --pyproject`. The
schema is [beside this page](vmgate.schema.json) as well.
"""


def reference(form: Table) -> str:
    """The page, in Markdown. It is written by `make docs`."""
    return "\n".join([_HEAD, *(line for name, kind in form.keys.items() for line in _section(name, kind))])


def takes(kind: Kind) -> str:
    """What a key takes, in a few words."""
    match kind:
        case Choice():
            return " \\| ".join(f"`{word}`" for word in kind.words)
        case Integer():
            return f"a whole number from {kind.least} to {kind.most}"
        case Boolean():
            return "true or false"
        case Day():
            return "a date"
        case Many():
            return f"an array of {takes(kind.of)}"
        case AnyOf():
            return " or ".join(takes(one) for one in kind.kinds)
        case Text():
            return kind.what
        case _:
            return "a table"


def _section(name: str, kind: Kind) -> Iterator[str]:
    """A table with its keys, then the tables in it."""
    title, table = _opened(name, kind)
    yield f"## {title}\n"
    yield f"{kind.about}\n"
    if isinstance(table, Mapped):
        yield f"Its keys are names of your own; each takes {takes(table.of)}.\n"
        return
    inner: list[tuple[str, Kind]] = []
    yield "| Key | Takes | Without it | |"
    yield "|---|---|---|---|"
    for key, one in table.keys.items():
        if isinstance(one, Table | Tables | Named | Mapped):
            inner.append((f"{name}.{key}", one))
            continue
        needed = (
            "required" if key in table.required else "" if one.default is None else f"`{toml(one.default)}`"
        )
        example = f" Such as `{toml(one.example)}`." if one.example is not None else ""
        yield f"| `{key}` | {takes(one)} | {needed} | {one.about.replace('|', chr(92) + '|')}{example} |"
    yield ""
    if table.one_of:
        yield f"It has at least one of {', '.join(f'`{key}`' for key in table.one_of)}.\n"
    for key, one in inner:
        yield from _section(key, one)


def _opened(name: str, kind: Kind) -> tuple[str, Table | Mapped]:
    """A table's header as it is written, and its form."""
    match kind:
        case Tables():
            return f"[[{name}]]", kind.of
        case Named():
            return f"[{name}.{kind.what.upper()}]", kind.of
        case Table() | Mapped():
            return f"[{name}]", kind
        case _:
            message = f"{name} is no table"
            raise TypeError(message)

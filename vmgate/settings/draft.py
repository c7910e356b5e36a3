"""The first site policy of a repository: every key, commented, and the tables drafted from what a survey saw.

Nothing in it is in force. A draft that passed something because a machine wrote it down would be worth nothing: each
entry is a form, and becomes true when somebody who knows the site completes it and takes the comment away. Prose begins
with "# ", what is to be completed with "#" alone.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from vmgate.model.site import Role
from vmgate.settings.form import Choice, Many, Mapped, Named, Table, Tables, shortened
from vmgate.settings.toml import toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from vmgate.settings.form import Kind, Plain
    from vmgate.survey import SeenNetwork, SeenPrincipal, Survey

_HEAD = """\
The site policy of vmgate: what the procedure leaves to the site, and facts that no configuration can know.

Nothing here is in force yet. Lines that begin with "#" and no blank are forms: correct what they say, and take the \
"#" away. `vmgate check` tells every mistake with its line; `vmgate policy reference` explains all keys.

For an editor that completes and checks this file: `vmgate policy schema > vmgate.schema.json`, and this as line 1:"""
_SCHEMA_LINE = "#   #:schema ./vmgate.schema.json"
_WIDTH = 100
_NAMED_AFTER = (
    (Role.MIGRATION, ("vmotion", "migration")),
    (Role.STORAGE, ("nfs", "iscsi", "storage", "vsan", "ceph", "san")),
    (Role.BACKUP, ("backup", "bkp")),
    (Role.MANAGEMENT, ("mgmt", "management", "admin")),
    (Role.MONITORING, ("monitor", "span", "mirror")),
    (Role.DMZ, ("dmz",)),
)
"""What a network's name makes one think of. A guess in a form, for somebody to correct."""


def draft(form: Table, survey: Survey) -> str:
    """The file, in TOML. It loads as it stands, and so it does with every "#" of a form taken away."""
    lines = [*_prose(_HEAD), _SCHEMA_LINE]
    for name, kind in form.keys.items():
        lines += ["", *_prose(kind.about)]
        drafted = _drafts(name, survey)
        lines += (
            _entries(name, kind, drafted) if drafted else _section(name, kind, _values(name, kind, survey))
        )
        lines += _seen(name, survey)
    return "\n".join(lines) + "\n"


def completed(text: str) -> str:
    """A draft with every form in force, as it stands: what a reader would get who only takes the "#" away."""
    return "\n".join(line[1:] if line[:2].strip("# ") else line for line in text.split("\n"))


def _drafts(table: str, survey: Survey) -> list[tuple[str, Mapping[str, Plain]]]:
    """The entries of an array of tables, each with what was seen of it."""
    if table == "endpoint":
        return [("", {"name": name}) for name in survey.endpoints]
    if table == "network":
        known_here_last = sorted(survey.networks.values(), key=lambda seen: seen.managed)
        return [_network(one) for one in known_here_last]
    if table == "staff":
        return [_principal(one) for one in survey.principals.values()]
    if table == "device":
        return [
            (
                "",
                {
                    "vm": vm,
                    "device": device,
                    "reason": "what it is needed for",
                    "approved_by": "who approved it",
                },
            )
            for vm, device in survey.devices
        ]
    return []


def _values(table: str, kind: Kind, survey: Survey) -> Mapping[str, Plain]:
    """What was seen that is the value of a key, and is one that the key takes."""
    if table != "logging" or not isinstance(kind, Table):
        return {}
    takes = kind.keys["collectors"]
    fit = isinstance(takes, Many) and tuple(one for one in survey.collectors if takes.fault([one]) is None)
    return {"collectors": fit} if fit else {}


def _network(seen: SeenNetwork) -> tuple[str, Mapping[str, Plain]]:
    keys: dict[str, Plain] = {
        "name": seen.name,
        "id": seen.id,
        "bridge": seen.bridge,
        "endpoint": seen.endpoint,
        "role": _role(seen).value,
        "vlan": seen.vlan,
        "cidr": seen.cidr,
    }
    uses = f"Used by {' and '.join(seen.uses)}" if seen.uses else "Nothing here uses it"
    where = "" if seen.managed else "; it is not part of this configuration"
    return (f"{uses}{where}.", {key: value for key, value in keys.items() if value is not None})


def _role(seen: SeenNetwork) -> Role:
    """What it is for: what hosts use it for, else what its name says, else what guests do."""
    name = (seen.name or "").casefold()
    named = (role for role, words in _NAMED_AFTER if any(word in name for word in words))
    by_hosts = (role for role in seen.roles if role is not Role.PRODUCTION)
    return next(by_hosts, None) or next(named, Role.PRODUCTION)


def _principal(seen: SeenPrincipal) -> tuple[str, Mapping[str, Plain]]:
    role = next(iter(seen.roles)).value
    keys: dict[str, Plain] = {"group" if seen.group else "user": seen.name, "role": role}
    return ("", {**keys, "entities": tuple(seen.entities)} if seen.entities else keys)


def _entries(name: str, kind: Kind, drafted: Sequence[tuple[str, Mapping[str, Plain]]]) -> Iterator[str]:
    table = kind.of if isinstance(kind, Tables) else kind
    for said, entry in drafted:
        yield ""
        yield from _prose(said)
        yield f"#[[{name}]]"
        for key, value in entry.items():
            yield _line(key, value, table.keys[key] if isinstance(table, Table) else None)


def _section(name: str, kind: Kind, seen: Mapping[str, Plain]) -> Iterator[str]:
    """A table with its defaults, or with examples where it has none."""
    table, header = _opened(name, kind)
    if not isinstance(table, Table):
        return
    inner = [
        (key, one) for key, one in table.keys.items() if isinstance(one, Table | Tables | Named | Mapped)
    ]
    own = [(key, one) for key, one in table.keys.items() if (key, one) not in inner]
    if own:
        yield header
    # Where all keys say the same, one shows how they go.
    alike = len({one.about for _, one in own}) == 1
    for key, one in own[:1] if alike else own:
        yield from _prose(one.about)
        value = seen.get(key, one.example if one.default is None else one.default)
        yield _line(key, value, one)
    for key, one in inner:
        yield ""
        yield from _prose(one.about)
        yield from _section(f"{name}.{key}", one, {})


def _opened(name: str, kind: Kind) -> tuple[Kind, str]:
    """The form of one table of a kind, and its header; that of a table by name has its example as the name."""
    if isinstance(kind, Tables):
        return kind.of, f"#[[{name}]]"
    if isinstance(kind, Named):
        return kind.of, f"#[{name}.{kind.example or (kind.names or ('NAME',))[0]}]"
    return kind, f"#[{name}]"


def _line(key: str, value: Plain, kind: Kind | None) -> str:
    words = f"  # one of: {', '.join(kind.words)}" if isinstance(kind, Choice) else ""
    return f"#{key} = {toml(value)}{words}"


def _seen(table: str, survey: Survey) -> Iterator[str]:
    """What else was seen that belongs into a table."""
    if table == "registry":
        yield from _list("Templates in use, which are to be approved:", survey.templates)
    elif table == "vm_states":
        marks = [f"tag:{tag}" for tag in survey.tags]
        marks += [f"folder:{folder}/**" for folder in survey.folders]
        marks += [f"attribute:{attribute}" for attribute in survey.custom_attributes]
        yield from _list("Marks in use; those of machines that are unused or dormant belong above:", marks)


def _list(heading: str, names: Iterable[str]) -> Iterator[str]:
    shown = sorted(names)
    if shown:
        yield from _prose(heading)
        yield from (f"#   {shortened(name)}" for name in shown)


def _prose(text: str) -> Iterator[str]:
    for paragraph in text.splitlines() if text else ():
        yield from (f"# {line}" for line in textwrap.wrap(paragraph, _WIDTH - 2)) if paragraph else ("#",)

"""How a site marks machines that are unused or dormant: by tag, folder, name, pool, node or attribute (C23, C29)."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from vmgate.model.site import path_matches
from vmgate.vocabulary.certain import first

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vmgate.model.fact import Fact
    from vmgate.model.site import Mark
    from vmgate.vocabulary.machine import VirtualMachine


def marked(machine: VirtualMachine, marks: Iterable[Mark]) -> Mark | None:
    """The first of some marks that a machine bears; None when it bears none.

    A mark that the provider cannot state is on no machine. Raises `UnknownValue` when none is found and it is
    not known whether there is one.
    """
    return first(marks, lambda mark: _READERS[mark.kind](machine, mark.pattern))


def _in_folder(machine: VirtualMachine, pattern: str) -> bool:
    return path_matches(machine.path.value.rpartition("/")[0], pattern)


def _has_name(machine: VirtualMachine, pattern: str) -> bool:
    return fnmatchcase(machine.name.value, pattern)


def _has_tag(machine: VirtualMachine, pattern: str) -> bool:
    tags = machine.tags
    if any(fnmatchcase(tag.value, pattern) for tag in tags if tag.known):
        return True
    return any(fnmatchcase(tag.value, pattern) for tag in tags)


def _in_pool(machine: VirtualMachine, pattern: str) -> bool:
    return _matches(machine.pool, pattern)


def _on_node(machine: VirtualMachine, pattern: str) -> bool:
    return _matches(machine.node, pattern)


def _has_attribute(machine: VirtualMachine, pattern: str) -> bool:
    name, _, content = (part.strip() for part in pattern.partition("="))
    left = [
        one
        for one in machine.custom_attributes
        if _may_match(one.name, name) and _may_match(one.content, content)
    ]
    # What is known of these matches; what is not raises.
    left.sort(key=lambda one: not (one.name.known and one.content.known))
    return any(bool(one.name.value) and bool(one.content.value) for one in left)


def _may_match(fact: Fact[str], pattern: str) -> bool:
    return not fact.known or fnmatchcase(fact.value, pattern)


def _matches(name: Fact[str | None], pattern: str) -> bool:
    return name.value is not None and fnmatchcase(name.value, pattern)


_READERS: dict[str, Callable[[VirtualMachine, str], bool]] = {
    "tag": _has_tag,
    "folder": _in_folder,
    "name": _has_name,
    "pool": _in_pool,
    "node": _on_node,
    "attribute": _has_attribute,
}

READ: dict[str, str] = {
    "tag": "tags",
    "folder": "path",
    "name": "name",
    "pool": "pool",
    "node": "node",
    "attribute": "custom_attributes",
}
"""Which property of a machine tells of a mark, by the kinds of marks."""

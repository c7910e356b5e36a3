"""What a `lifecycle` block says: which changes of the configuration are not carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.address import steps
from vmgate.read.hcl.syntax import nodes

if TYPE_CHECKING:
    from vmgate.model.value import Path

_ALL = "all"


def ignored_changes(body: nodes.Body) -> tuple[Path, ...]:
    """The paths in `ignore_changes`; the empty path is the whole resource, and so is what cannot be read."""
    found: list[Path] = []
    for block in body.blocks:
        attribute = block.body.attributes.get("ignore_changes") if block.type == "lifecycle" else None
        if attribute is None:
            continue
        value = attribute.value
        found += [_path(item) for item in value.items] if isinstance(value, nodes.Tuple) else [_path(value)]
    return tuple(found)


def _path(node: nodes.Expression) -> Path:
    match node:
        case nodes.Name(name=name):
            return () if name == _ALL else (name,)
        case nodes.Literal(value=str(text)):
            return () if text == _ALL else _parsed(text)
        case nodes.Traversal(head=head, steps=further):
            return (*_path(head), *_steps(further))
    return ()


def _steps(further: tuple[nodes.Step, ...]) -> Path:
    found: list[str | int] = []
    for step in further:
        if isinstance(step, nodes.Attr):
            found.append(step.name)
        elif isinstance(step, nodes.Index) and isinstance(step.key, nodes.Literal):
            key = step.key.value
            found.append(key if isinstance(key, str) else int(key or 0))
        else:
            break
    return tuple(found)


def _parsed(text: str) -> Path:
    """A path in a string, as JSON syntax and older configuration write it: `clone[0].template_uuid`."""
    found: list[str | int] = []
    for name, key in steps(text):
        found.append(name)
        if key is not None:
            found.append(int(key) if key.isdigit() else key.strip('"'))
    return tuple(found)

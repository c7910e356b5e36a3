"""Templates in the older format: JSON, with `{{ … }}` in strings.

Facts: read in the plugin SDK 0.5.4 and run with Packer 1.11.2. Variables are strings; `-var` is stronger than files of
values, the last of which is strongest; the environment gives none. A builder's name is its type if it has none.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from vmgate.errors import InputError
from vmgate.model.estate import Estate, Unread
from vmgate.model.value import Unknown
from vmgate.read.hcl.configuration.instances import BlockInstance, Origin
from vmgate.read.hcl.evaluate.scope import Scope
from vmgate.read.hcl.evaluate.values import mark, unmark
from vmgate.read.hcl.syntax import nodes
from vmgate.read.hcl.syntax.json import parse_json
from vmgate.read.hcl.syntax.source import SourceFile, SyntaxProblem
from vmgate.read.packer import engine
from vmgate.read.packer.definition import Definition
from vmgate.read.packer.resource import Commands, PackerSource
from vmgate.read.packer.surroundings import Template

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterator, Mapping

    from vmgate.read.hcl.evaluate.values import Val
    from vmgate.read.packer.variables import PackerInputs

# Fact: Packer looks for values of variables in a hundred rounds, and then gives up.
_DEEPEST = 100
# In JSON the letter case of an argument does not count. Fact: these are all that are not lower case, on vSphere alone.
_AS_WRITTEN = {
    name.lower(): name
    for name in (
        "CPU_hot_plug", "CPU_limit", "CPU_reservation", "CPUs", "NestedHV", "RAM", "RAM_hot_plug", "RAM_reservation",
        "RAM_reserve_all", "vTPM",
    )
}  # fmt: skip
_USER = re.compile(r"\buser\s+[`\"]([^`\"]+)[`\"]")
# In JSON nothing but a builder's schema tells a lone block from a map. Fact: the schemas of the plugins for vSphere
# 2.0.0, Proxmox 1.2.4 and QEMU 1.1.4.
_BLOCKS = {
    "vsphere": frozenset(
        {"content_library_destination", "customize", "export", "network_adapters", "pci_passthrough_allowed_device",
         "storage", "vapp"}
    ),
    "proxmox": frozenset(
        {"additional_iso_files", "boot_iso", "disks", "efi_config", "ipconfig", "network_adapters", "pci_devices",
         "rng0", "tpm_config", "vga"}
    ),
    "qemu": frozenset({"qemu_img_args"}),
}  # fmt: skip


def load_legacy(path: pathlib.Path, inputs: PackerInputs) -> Estate:
    """The estate of a template in the older format. Raises `InputError` if it or a file of values cannot be read."""
    try:
        source = SourceFile(path.as_posix(), path.read_bytes())
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None
    try:
        body = parse_json(source, literal=True)
    except SyntaxProblem as problem:
        span = source.span(problem.start, problem.end)
        return Estate([], unread=[Unread(source.name, problem.message, span, fatal=True)])
    definition = Definition()
    variables = _Variables(body, inputs, definition)
    scope = Scope(Template(definition, path.parent, inputs.tops), {})
    resources: list[PackerSource] = []
    names: set[str] = set()
    for block in _blocks(body, "builders", "source", definition):
        type_ = block.labels[0]
        written = _text(block, "name") or type_
        functions = _functions(written, type_, variables)
        name, _ = unmark(engine.render(written, functions))
        shown = name if isinstance(name, str) else written
        if shown in names:
            definition.complain(block, f"there are two builders of the name {shown}")
            continue
        names.add(shown)
        address = f"source.{type_}.{shown}"
        resources.append(
            PackerSource(
                BlockInstance(_builder(block, shown), scope, Origin(address, "the builder decides")),
                address=address,
                mode="packer",
                functions=functions,
                commands=_commands(body, written, scope, definition),
                handed=variables.is_handed,
            )
        )
    return Estate(resources, unread=definition.problems)


def _functions(name: str, type_: str, variables: _Variables) -> dict[str, engine.Function]:
    return {
        "build_name": engine.constant_function(name),
        "build_type": engine.constant_function(type_),
        "user": engine.user_function(variables.value),
    }


class _Variables:
    """The user variables. What they are given is evaluated like their defaults."""

    def __init__(self, body: nodes.Body, inputs: PackerInputs, definition: Definition) -> None:
        self._texts: dict[str, str] = {}
        self._values: dict[str, Val] = {}
        self._active: set[str] = set()
        self._handed: set[str] = set(inputs.variables)
        for item in _items(body.attributes.get("variables")):
            name, value = _name(item), item.value
            if isinstance(value, nodes.Literal) and isinstance(value.value, str):
                self._texts[name] = value.value
            elif not (isinstance(value, nodes.Literal) and value.value is None):
                definition.complain(body.attributes["variables"], f"variable {name} is not a string")
        sensitive = body.attributes.get("sensitive-variables")
        names = sensitive.value.items if sensitive and isinstance(sensitive.value, nodes.Tuple) else ()
        self._sensitive = {each.value for each in names if isinstance(each, nodes.Literal)}
        for path in inputs.var_files:
            given = _from_file(path)
            self._texts |= given
            self._handed |= set(given)
        self._texts |= inputs.variables
        if inputs.declared is not None:
            # The older format takes any variable, declared or not.
            inputs.declared.update(inputs.variables)

    def is_handed(self, node: nodes.Expression) -> bool:
        """Whether a text takes the value of a variable that does not stand in the template."""
        text = node.value if isinstance(node, nodes.Literal) and isinstance(node.value, str) else ""
        seen: set[str] = set()
        todo = _USER.findall(text)
        while todo:
            name = todo.pop()
            if name in self._handed or "env " in self._texts.get(name, "env "):
                return True
            if name not in seen:
                seen.add(name)
                todo += _USER.findall(self._texts.get(name, ""))
        return False

    def value(self, name: str) -> Val:
        """The value of a variable; unknown if it has none."""
        if name not in self._texts:
            return Unknown(f"required variable {name} has no value")
        if name in self._active:
            return Unknown(f"variable {name} refers to itself")
        if len(self._active) >= _DEEPEST:
            return Unknown("variables refer to one another too deeply")
        if name not in self._values:
            self._active.add(name)
            try:
                value = engine.render(self._texts[name], {"user": engine.user_function(self.value)})
            finally:
                self._active.discard(name)
            self._values[name] = mark(value, name in self._sensitive)
        return self._values[name]


def _from_file(path: pathlib.Path) -> Mapping[str, str]:
    try:
        found = json.loads(path.read_bytes())
    except OSError as error:
        raise InputError(f"{path}: the variable file cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError):
        raise InputError(f"{path}: the variable file is not JSON") from None
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise InputError(f"{path}: a variable file of this template is an object of strings")
    return found


def _items(attribute: nodes.Attribute | None) -> Iterator[nodes.Item]:
    if attribute is not None and isinstance(attribute.value, nodes.Object):
        yield from attribute.value.items


def _name(item: nodes.Item) -> str:
    return str(item.key.value) if isinstance(item.key, nodes.Literal) else ""


def _blocks(body: nodes.Body, name: str, kind: str, definition: Definition) -> Iterator[nodes.Block]:
    """The objects in a list, as blocks whose label is their type."""
    attribute = body.attributes.get(name)
    if attribute is None:
        return
    if not isinstance(attribute.value, nodes.Tuple):
        definition.complain(attribute, f"{name} is not a list")
        return
    for value in attribute.value.items:
        # A list of post-processors may hold lists of them, and the type of one alone.
        for one in value.items if isinstance(value, nodes.Tuple) else (value,):
            yield from _block(attribute, one, kind, definition)


def _block(
    attribute: nodes.Attribute, value: nodes.Expression, kind: str, definition: Definition
) -> Iterator[nodes.Block]:
    source = attribute.source
    if isinstance(value, nodes.Literal) and isinstance(value.value, str) and kind == "post-processor":
        yield nodes.Block(kind, (value.value,), nodes.Body({}, []), value.start, value.end, value.end, source)
        return
    attributes: dict[str, nodes.Attribute] = {}
    for item in value.items if isinstance(value, nodes.Object) else ():
        own = nodes.Attribute(_name(item), item.value, item.start, item.end, source)
        if attributes.setdefault(own.name, own) is not own:
            definition.complain(own, f"{own.name} is set twice")
    written = attributes.pop("type", None)
    if (
        written is None
        or not isinstance(written.value, nodes.Literal)
        or not isinstance(written.value.value, str)
    ):
        place = nodes.Attribute(attribute.name, value, value.start, value.end, source)
        definition.complain(place, f"one of the {attribute.name} has no type")
        return
    body = nodes.Body(attributes, [])
    yield nodes.Block(kind, (written.value.value,), body, written.start, written.end, value.end, source)


def _builder(block: nodes.Block, name: str) -> nodes.Block:
    """A builder as a source with a name; a lone object that is a block becomes a list of one."""
    (type_,) = block.labels
    blocks = _BLOCKS.get(type_.partition("-")[0], frozenset())
    attributes: dict[str, nodes.Attribute] = {}
    for own in block.body.attributes.values():
        value = own.value
        if type_.startswith("vsphere"):
            own = replace(own, name=_AS_WRITTEN.get(own.name.lower(), own.name))  # noqa: PLW2901  - the same, renamed
        if own.name in blocks and isinstance(value, nodes.Object):
            value = nodes.Tuple(value.start, value.end, (value,))
        if own.name != "name":
            attributes[own.name] = nodes.Attribute(own.name, value, own.start, own.end, own.source)
    body = nodes.Body(attributes, [])
    return nodes.Block("source", (type_, name), body, block.start, block.header_end, block.end, block.source)


def _commands(body: nodes.Body, name: str, scope: Scope, definition: Definition) -> Commands:
    provisioners = [
        (_overridden(block, name), scope)
        for block in _blocks(body, "provisioners", "provisioner", definition)
        if not _skipped(block, name)
    ]
    processors = _blocks(body, "post-processors", "post-processor", definition)
    return Commands(provisioners, [(b, scope) for b in processors if not _skipped(b, name)], rendered=True)


def _skipped(block: nodes.Block, name: str) -> bool:
    """Whether `only` or `except` keeps a block from running for a builder."""
    only, excluded = (block.body.attributes.get(key) for key in ("only", "except"))
    if only is not None:
        return bool(_strings(only)) and name not in _strings(only)
    return excluded is not None and name in _strings(excluded)


def _strings(attribute: nodes.Attribute) -> list[object]:
    # Where a list is asked for, one string is a list of it.
    items = attribute.value.items if isinstance(attribute.value, nodes.Tuple) else (attribute.value,)
    return [item.value for item in items if isinstance(item, nodes.Literal)]


def _overridden(block: nodes.Block, name: str) -> nodes.Block:
    """A provisioner with what it says only for this builder."""
    attributes = dict(block.body.attributes)
    override = attributes.pop("override", None)
    for item in _items(override):
        if _name(item) == name and isinstance(item.value, nodes.Object):
            for inner in item.value.items:
                own = nodes.Attribute(_name(inner), inner.value, inner.start, inner.end, block.source)
                attributes[own.name] = own
    body = nodes.Body(attributes, [])
    return nodes.Block(block.type, block.labels, body, block.start, block.header_end, block.end, block.source)


def _text(block: nodes.Block, name: str) -> str | None:
    attribute = block.body.attributes.get(name)
    value = attribute.value.value if attribute and isinstance(attribute.value, nodes.Literal) else None
    return value if isinstance(value, str) else None

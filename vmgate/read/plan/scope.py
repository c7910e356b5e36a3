"""What the resources of one plan share: its configuration, and its source when that was found."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

from vmgate.model.address import join, steps
from vmgate.model.value import Unknown
from vmgate.read.plan import configuration, strict
from vmgate.read.plan.configuration import references_of
from vmgate.read.plan.document import ProviderBlock
from vmgate.read.plan.hidden import source_of_hidden_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from msgspec import Raw

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Mode, Read, Resource
    from vmgate.model.value import Path, Reference, Value
    from vmgate.read.plan.configuration import Module
    from vmgate.read.plan.document import RelevantAttribute, ResourceBlock

    Stated = tuple[Mode, bytes, Read]
    """What something is stated by: the mode of the resource, the text of the attribute, what of it."""


def _nothing_unknown(_block: str, _path: Path) -> bool:
    return False


_CONSTANTS = {b"true": True, b"false": False, b"null": False, b"": False}

# Blocks are many fewer than instances: a bound on what is kept for those that differ in every one.
_MOST_UNKNOWNS = 1000
_MOST_STATED = 2000


class Scope:
    """Answers a resource's questions about where its values come from."""

    def __init__(self, root: Module) -> None:
        self.root = root
        self._any_provisioners = root.has_provisioners()
        self._tracer = configuration.Tracer(root)
        self._modules: dict[str, list[str]] = {}
        self._blocks: dict[str, tuple[Module, ResourceBlock] | None] = {}
        self._unknowns: dict[bytes, Mapping[str, Raw] | bool] = {}
        self.stated: dict[Stated, bytes] = {}
        self._source: dict[str, Resource] | None = None
        self._source_blocks: dict[str, Resource] = {}
        self.relevant: Callable[[], Sequence[RelevantAttribute]] = tuple
        self.is_unknown: Callable[[str, Path], bool] = _nothing_unknown

    @cached_property
    def hidden_blocks(self) -> Unknown | None:
        """Why a block that the configuration does not show may be there all the same; None where that is no question.

        `relevant` and `is_unknown` are of the plan, see `hidden`.
        """
        try:
            over = source_of_hidden_blocks(self.relevant(), self.root, self._tracer, self.is_unknown)
        except ValueError:
            return Unknown("what the changes of the plan rest on (relevant_attributes) cannot be read")
        if over is None:
            return None
        return Unknown(
            f"without its source, the plan does not tell whether a dynamic block over {over} sets it"
        )

    def unknowns(self, text: Raw) -> Mapping[str, Raw] | bool:
        """An `after_unknown` by attribute; most instances of a block have the same. Raises `InputError`."""
        key = bytes(text)
        found = self._unknowns.get(key)
        if found is None:
            found = _CONSTANTS.get(key)
            if found is None:
                found = strict.fields(text)
            if len(self._unknowns) < _MOST_UNKNOWNS:
                self._unknowns[key] = found
        return found

    def keep_stated(self, key: Stated, stated: bytes) -> None:
        """Remember what a text states, which is the same wherever it stands."""
        if len(self.stated) < _MOST_STATED:
            self.stated[key] = stated

    @property
    def joined(self) -> bool:
        """Whether the source is at hand."""
        return self._source is not None

    def join(self, source: Estate) -> None:
        """Let the source of this plan say where values are written, and what the plan left unknown."""
        self._source = {resource.address: resource for resource in source.resources}
        self._source_blocks = {}
        for resource in source.resources:
            self._source_blocks.setdefault(resource.block_address, resource)

    def source_of(self, resource: Resource) -> Resource | None:
        """The very resource in the source; None when there is no source, or it has other instances.

        A block whose instances the source does not know stands for each of them: what depends on the instance is
        unknown in it.
        """
        if self._source is None:
            return None
        found = self._source.get(resource.address)
        if found is None:
            block = self._source_blocks.get(resource.block_address)
            found = block if block is not None and block.address == block.block_address else None
        return found

    def block_of(self, resource: Resource) -> Resource | None:
        """The resource in the source, or another instance of its block: it is written in the same place."""
        return self.source_of(resource) or self._source_blocks.get(resource.block_address)

    def module_steps(self, module: str) -> list[str]:
        """A module's instance address as one entry for each module: `['module.a["x"]', 'module.b']`."""
        found = self._modules.get(module)
        if found is None:
            parts = steps(module)
            found = [join(parts[index : index + 2]) for index in range(0, len(parts) - 1, 2)]
            self._modules[module] = found
        return found

    def block(self, resource: Resource) -> tuple[Module, ResourceBlock] | None:
        """The module and the configuration block of a resource."""
        address = resource.block_address
        if address not in self._blocks:
            self._blocks[address] = self._find(address)
        return self._blocks[address]

    def _find(self, address: str) -> tuple[Module, ResourceBlock] | None:
        names = address.split(".")
        modules: list[str] = []
        while len(names) > 2 and names[0] == "module":
            modules.append(names[1])
            names = names[2:]
        module = self.root.scope(modules)
        block = module.resources.get(".".join(names)) if module is not None else None
        return (module, block) if module is not None and block is not None else None

    def written(self, resource: Resource, path: Path) -> bool | None:
        """Whether the configuration writes the attribute; None when it has no such block."""
        found = self.block(resource)
        return None if found is None else configuration.writes(found[1].expressions or {}, path)

    def references(self, resource: Resource, path: Path, reads: dict[Read, None]) -> tuple[Reference, ...]:
        """What the unknown value at a path may be a copy of. Notes in `reads` which of the address it used."""
        found = self.block(resource)
        if found is None:
            return ()
        module, block = found
        references = references_of(configuration.expression_at(block.expressions or {}, path))
        if not references:
            return ()
        instance = self.module_steps(resource.module)
        for_each = references_of(block.for_each_expression)
        traced = self._tracer.trace(module, instance, references, for_each)
        depth = max((_shared_depth(instance, one.address) for one in traced), default=0)
        reads[f"#module{depth}"] = None
        return traced

    def provisioners(self, resource: Resource) -> tuple[dict[str, Value], ...]:
        """The provisioners of a resource's block, with their commands where these are literal."""
        found = self.block(resource) if self._any_provisioners else None
        if found is None:
            return ()
        return tuple(
            {
                "type": item.type,
                **{name: evaluated((item.expressions or {}).get(name)) for name in ("command", "inline")},
            }
            for item in found[1].provisioners or ()
        )


def _shared_depth(instance: list[str], address: str) -> int:
    """How many modules of an instance's path an address begins with."""
    depth = 0
    prefix = ""
    for step in instance:
        prefix = f"{prefix}.{step}" if prefix else step
        if not address.startswith(prefix + "."):
            break
        depth += 1
    return depth


def evaluated(expression: object) -> Value:
    """What a plan's configuration tells of a value: literals, and unknown where anything is referred to.

    A reference is never taken for the value: `!var.x` shows as a reference to `var.x` alone.
    """
    if isinstance(expression, list):
        return [evaluated(item) for item in expression]
    if not isinstance(expression, dict):
        return None
    if "constant_value" in expression:
        return cast("Value", expression["constant_value"])
    if "references" in expression:
        over = "".join(references_of(expression)[:1]) or "nothing that is named"
        return Unknown(f"the plan does not say what the expression over {over} gives")
    return {name: evaluated(item) for name, item in expression.items()}


def provider_address(key: str, providers: Mapping[str, ProviderBlock]) -> str:
    """The address of a provider configuration by its key in the plan: `module.a:vsphere.dr` and the like."""
    entry = providers.get(key) or ProviderBlock()
    module, _, local = key.rpartition(":")
    name = entry.name or local.partition(".")[0]
    address = f"provider.{name}" if entry.alias is None else f"provider.{name}.{entry.alias}"
    module = entry.module_address or module
    return f"{module}.{address}" if module else address

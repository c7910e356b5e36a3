"""From a directory of source to an estate."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from vmgate.errors import InputError
from vmgate.model.estate import Estate, Unread
from vmgate.read.hcl.configuration.arguments import Outside
from vmgate.read.hcl.configuration.definition import text_of
from vmgate.read.hcl.configuration.expand import format_key, repeat
from vmgate.read.hcl.configuration.imports import Imports, imports
from vmgate.read.hcl.configuration.instances import BlockInstance, Origin
from vmgate.read.hcl.configuration.module import Configuration, Module, Place
from vmgate.read.hcl.configuration.modules import Library
from vmgate.read.hcl.configuration.providers import (
    Locks,
    joined,
    key_of,
    keyed,
    local_name,
    provider_source,
    versions,
)
from vmgate.read.hcl.configuration.variables import Inputs, given_values
from vmgate.read.hcl.resource import SourceResource
from vmgate.read.stacks import is_stack

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterator

    from vmgate.model.resource import Resource
    from vmgate.read.hcl.syntax import nodes

_MODES = {"managed": "", "data": "data."}
_STACK = (
    "stacks are not read, so that what this one gives to its modules is not known; "
    "judge the plans of its components"
)


def load(directory: pathlib.Path, inputs: Inputs | None = None) -> Estate:
    """The estate that the configuration in a directory describes, without init, network or terraform.

    Parts that cannot be read are in `unread`. Raises `InputError` if the directory or a variable file cannot be
    read, `UsageError` for variables that are wrong.
    """
    if not directory.is_dir():
        raise InputError(f"{directory}: there is no such directory")
    with _without_collection():
        return _load(directory, inputs or Inputs())


@contextmanager
def _without_collection() -> Iterator[None]:
    """All that is read stays in use, so that looking for garbage in it would only double the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _load(directory: pathlib.Path, inputs: Inputs) -> Estate:
    locks = Locks(directory)
    root = root_module(directory, inputs)
    configuration, library = root.configuration, root.configuration.library
    resources: list[Resource] = list(_resources(root, locks, imports(root)))
    problems = [problem for each in library.order for problem in each.problems]
    problems += _stack(directory)
    return Estate(
        resources,
        versions(library.order, locks),
        [*problems, *configuration.unread],
        comments=[comment for each in library.order for comment in each.comments],
        directories=[str(each.directory.resolve()) for each in library.order],
    )


def root_module(directory: pathlib.Path, inputs: Inputs) -> Module:
    """The root module in a directory. Raises `InputError` and `UsageError` as `load`."""
    library = Library(directory, inputs.tops)
    configuration = Configuration(library, inputs.workspace)
    definition = library.definition(directory, directory.as_posix())
    values = given_values(directory, inputs, definition.variables, configuration.unread)
    return Module(configuration, definition, Place(), Outside(values), {})


def _stack(directory: pathlib.Path) -> list[Unread]:
    """The files of a stack in a root: what they give to modules is not read."""
    names = sorted(path.name for path in directory.iterdir() if is_stack(path.name))
    return [Unread((directory / name).as_posix(), _STACK) for name in names]


def _resources(module: Module, locks: Locks, taken_in: Imports) -> Iterator[Resource]:
    definition, place = module.definition, module.place
    prefix = f"{place.address}." if place.address else ""
    block_prefix = f"{place.block_address}." if place.block_address else ""
    configured = module.configured()
    for block in definition.providers:
        yield from _configured(block, module, locks)
    for key, block in definition.resources.items():
        mode, type_, name = key
        repeated, instances = module.instances(key)
        address = f"{_MODES[mode]}{type_}.{name}"
        provider = local_name(block)
        used = configured.get(joined(provider))
        chosen = key_of(block.body.attributes.get("provider"))
        for (own, _), instance in zip(repeated.instances, instances, strict=True):
            whole = prefix + address + format_key(own)
            yield SourceResource(
                instance,
                address=whole,
                block_address=block_prefix + address,
                mode=mode,
                type=type_,
                name=name,
                module=place.address,
                key=own,
                provider=provider_source(definition, provider[0], locks),
                provider_block=used and keyed(used, chosen, instance.scope),
                imported=taken_in.has(whole),
            )
    for name in definition.modules:
        called = module.called(name)
        for inner in called[1] if isinstance(called, tuple) else ():
            yield from _resources(inner, locks, taken_in)


def _configured(block: nodes.Block, module: Module, locks: Locks) -> Iterator[Resource]:
    """The configurations of a provider that a block makes: several with OpenTofu's `for_each`."""
    definition, place = module.definition, module.place
    name, alias = block.labels[0], text_of(block.body.attributes.get("alias"))
    address = f"provider.{joined((name, alias))}"
    own = f"{place.address}.{address}" if place.address else address
    block_address = f"{place.block_address}.{address}" if place.block_address else address
    for key, names in repeat(block.body, module.scope).instances:
        one = own + format_key(key)
        yield SourceResource(
            BlockInstance(block, module.scope.with_names(names), Origin(one, "the provider decides")),
            address=one,
            block_address=block_address,
            mode="provider",
            type=name,
            name=alias or name,
            module=place.address,
            key=key,
            provider=provider_source(definition, name, locks),
            provider_block=block_address + format_key(key),
        )

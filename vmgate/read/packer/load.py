"""From a template to an estate."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from vmgate.errors import InputError
from vmgate.model.estate import Estate
from vmgate.model.value import Unknown
from vmgate.read.hcl.configuration.instances import BlockInstance, Origin
from vmgate.read.hcl.syntax import nodes
from vmgate.read.packer import engine
from vmgate.read.packer.builds import Use, read_build
from vmgate.read.packer.definition import Definition, SourceKey, read_definition
from vmgate.read.packer.legacy import load_legacy
from vmgate.read.packer.resource import Commands, PackerSource
from vmgate.read.packer.surroundings import DataSource, Template
from vmgate.read.packer.variables import PackerInputs, give_values

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterator

    from vmgate.read.hcl.evaluate.values import Val


def load(path: pathlib.Path, inputs: PackerInputs | None = None) -> Estate:
    """The estate of the template in a directory, or in one file (`.pkr.hcl`, `.pkr.json`, or the older JSON).

    Its resources are the data sources (`mode` "data", never read) and the sources (`mode` "packer", `type` that of the
    builder): `source.TYPE.NAME`, once for all builds that use it as it is; `build.NAME.source.TYPE.NAME` for each build
    that adds to it. Parts that cannot be read are in `unread`. Raises `InputError` if the path or a file of values
    cannot be read, `UsageError` for variables that are wrong.
    """
    inputs = inputs or PackerInputs()
    if path.is_dir() or path.name.endswith((".pkr.hcl", ".pkr.json")):
        return _load(path, inputs)
    return load_legacy(path, inputs)


def _load(path: pathlib.Path, inputs: PackerInputs) -> Estate:
    try:
        definition = read_definition(path)
        # A template that is one file goes without the files of values beside it.
        directory = path if path.is_dir() else None
        give_values(directory, inputs, definition.variables, definition.problems)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None
    template = Template(definition, path if path.is_dir() else path.parent, inputs.tops)
    uses: dict[SourceKey, list[Use]] = {}
    for block in definition.builds:
        for use in read_build(block, template).uses:
            uses.setdefault(use.key, []).append(use)
    resources = [*_data(template), *_sources(template, uses)]
    return Estate(
        resources,
        list(definition.plugins.values()),
        definition.problems,
        comments=definition.comments,
        directories=[str((path if path.is_dir() else path.parent).resolve())],
    )


def _data(template: Template) -> Iterator[PackerSource]:
    for key, block in template.definition.data.items():
        address = f"data.{'.'.join(key)}"
        instance = DataSource(block, template.scope, Origin(address, "data source not read"))
        yield PackerSource(
            instance, address=address, mode="data", provider=_provider(template.definition, key[0])
        )


def _sources(template: Template, uses: dict[SourceKey, list[Use]]) -> Iterator[PackerSource]:
    changed = [_address(use) for some in uses.values() for use in some if use.block is not None]
    often = {address for address, count in Counter(changed).items() if count > 1}
    numbers: Counter[str] = Counter()
    for key, block in template.definition.sources.items():
        own = uses.get(key, [])
        plain = [use for use in own if use.block is None]
        if plain or not own:
            commands = Commands()
            for use in plain:
                commands.provisioners += use.commands().provisioners
                commands.post_processors += use.commands().post_processors
            yield _source(template, key, block, f"source.{'.'.join(key)}", commands)
        for use in own:
            if use.block is not None:
                address = _address(use)
                number = numbers[address] if address in often else None
                numbers[address] += 1
                yield _changed(template, use, block, number)


def _address(use: Use) -> str:
    return f"{use.build.prefix}source.{'.'.join(use.key)}"


def _source(
    template: Template, key: SourceKey, block: nodes.Block, address: str, commands: Commands
) -> PackerSource:
    names: dict[str, Val] = {"source": {"type": key[0], "name": key[1]}}
    instance = BlockInstance(block, template.scope.with_names(names), Origin(address, "the builder decides"))
    return PackerSource(
        instance, address=address, mode="packer", provider=_provider(template.definition, key[0]),
        functions=_functions(key), commands=commands, handed=template.is_handed,
        file_of=template.file_of,
    )  # fmt: skip


def _changed(template: Template, use: Use, base: nodes.Block, number: int | None) -> PackerSource:
    """A source with what a build adds to it.

    Packer refuses to set an argument twice; where both do it, the build's is taken, and the fact noted.
    """
    added = use.block
    assert added is not None  # noqa: S101  - only such uses get here
    extra = {name: attribute for name, attribute in added.body.attributes.items() if name != "name"}
    for name, attribute in extra.items():
        if name in base.body.attributes:
            message = f"Packer refuses to set {name} both in source.{'.'.join(use.key)} and in a build"
            template.definition.complain(attribute, message, fatal=False)
    body = nodes.Body({**base.body.attributes, **extra}, [*base.body.blocks, *added.body.blocks])
    address = _address(use)
    names: dict[str, Val] = {"source": {"type": use.key[0], "name": use.local_name}}
    merged = replace(added, type="source", labels=use.key, body=body)
    instance = BlockInstance(merged, use.scope.with_names(names), Origin(address, "the builder decides"))
    return PackerSource(
        instance, address=address, mode="packer", key=number, provider=_provider(template.definition, use.key[0]),
        functions=_functions(use.key), commands=use.commands(), handed=template.is_handed,
        file_of=template.file_of,
    )  # fmt: skip


def _functions(key: SourceKey) -> dict[str, engine.Function]:
    """What `{{ … }}` in a source may call beside what it always may. Fact: `build_name` is the source's own name."""
    missing = Unknown("{{user}} has no meaning in HCL")
    return {
        "build_name": engine.constant_function(key[1]),
        "build_type": engine.constant_function(key[0]),
        "user": engine.user_function(lambda _name: missing),
    }


def _provider(definition: Definition, type_: str) -> str | None:
    """The plugin that a component comes from, as `required_plugins` names it."""
    for name, plugin in definition.plugins.items():
        if type_ == name or type_.startswith(f"{name}-"):
            return plugin.source
    return None

"""Which provider a block belongs to, which configuration of it applies, and which version is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.estate import ProviderVersion
from vmgate.read.hcl.configuration.definition import Definition, read_body, text_of
from vmgate.read.hcl.configuration.expand import format_key
from vmgate.read.hcl.evaluate.expressions import attempt
from vmgate.read.hcl.evaluate.values import unmark
from vmgate.read.hcl.syntax import nodes

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterable

    from vmgate.read.hcl.evaluate.scope import Scope

_HOST = "registry.terraform.io"
_BUILT_IN = "terraform.io/builtin/terraform"
"""The provider of `terraform_data` and `terraform_remote_state`, which nobody needs to require."""


def source_address(source: str) -> str:
    """The full address of a provider: `vmware/vsphere` → `registry.terraform.io/vmware/vsphere`."""
    parts = source.lower().split("/")
    if len(parts) == 1:
        return f"{_HOST}/hashicorp/{parts[0]}"
    return "/".join(parts) if len(parts) > 2 else f"{_HOST}/{parts[0]}/{parts[1]}"


class Locks:
    """The versions in `.terraform.lock.hcl`."""

    def __init__(self, directory: pathlib.Path) -> None:
        self.versions: dict[str, str] = {}
        path = directory / ".terraform.lock.hcl"
        if not path.is_file():
            return
        body = read_body(path, path.as_posix(), Definition(directory))
        for block in body.blocks if body is not None else ():
            version = text_of(block.body.attributes.get("version"))
            if block.type == "provider" and block.labels and version is not None:
                self.versions[block.labels[0]] = version

    def address(self, address: str) -> str:
        """The address under which a provider is locked, which names the registry that was really used."""
        if address in self.versions:
            return address
        tail = address.removeprefix(_HOST)
        return next(
            (own for own in self.versions if address.startswith(_HOST) and own.endswith(tail)), address
        )


def local_name(block: nodes.Block) -> tuple[str, str | None]:
    """The local name of the provider that a resource uses, and the alias of its configuration."""
    attribute = block.body.attributes.get("provider")
    if attribute is not None:
        name, alias = reference(attribute.value)
        if name is not None:
            return name, alias
    return block.labels[0].split("_", 1)[0], None


def reference(expression: nodes.Expression) -> tuple[str | None, str | None]:
    """The name and alias in `vsphere.dr`; a name alone is the default configuration."""
    if isinstance(expression, nodes.Name):
        return expression.name, None
    if isinstance(expression, nodes.Literal) and isinstance(expression.value, str):
        name, _, alias = expression.value.partition(".")
        return name, alias or None
    if isinstance(expression, nodes.Traversal) and isinstance(expression.head, nodes.Name):
        step = expression.steps[0]
        return expression.head.name, step.name if isinstance(step, nodes.Attr) else None
    return None, None


def provider_source(definition: Definition, name: str, locks: Locks) -> str:
    """The address of the provider that a module calls by a local name."""
    requirement = definition.requirements.get(name)
    source = requirement.source if requirement is not None and requirement.source else name
    if source == "terraform":
        return _BUILT_IN
    return locks.address(source_address(source))


def key_of(used: nodes.Attribute | nodes.Item | None) -> nodes.Expression | None:
    """The key in `proxmox.by[each.key]`, by which one of several configurations is chosen."""
    step = used.value.steps[-1] if used is not None and isinstance(used.value, nodes.Traversal) else None
    return step.key if isinstance(step, nodes.Index) else None


def keyed(address: str, key: nodes.Expression | None, scope: Scope) -> str:
    """The address of the configuration that is chosen by a key; that of all of them where it is not known."""
    chosen = None if key is None else unmark(attempt(key, scope))[0]
    return address + format_key(chosen) if isinstance(chosen, str) else address


def passed(call: nodes.Block, outer: dict[str, str], scope: Scope) -> dict[str, str]:
    """The provider configurations of a called module: those passed, and the defaults of the calling one."""
    configured = {name: address for name, address in outer.items() if "." not in name}
    attribute = call.body.attributes.get("providers")
    if attribute is not None and isinstance(attribute.value, nodes.Object):
        for item in attribute.value.items:
            inside, outside = joined(reference(item.key)), joined(reference(item.value))
            if isinstance(item.key, nodes.Invalid):
                # `vsphere.dr` is no key of an object anywhere but here.
                inside = attribute.source.data[item.key.start : item.key.end].decode()
            configured.pop(inside, None)
            if outside in outer:
                configured[inside] = keyed(outer[outside], key_of(item), scope)
    return configured


def joined(name: tuple[str | None, str | None]) -> str:
    """`vsphere` or `vsphere.dr`."""
    return ".".join(part for part in name if part)


def versions(definitions: Iterable[Definition], locks: Locks) -> list[ProviderVersion]:
    """The providers that are required anywhere, with their constraints and the version that is locked."""
    constraints: dict[str, list[str]] = {address: [] for address in locks.versions}
    for definition in definitions:
        for name, requirement in definition.requirements.items():
            own = constraints.setdefault(provider_source(definition, name, locks), [])
            if requirement.constraint is not None and requirement.constraint not in own:
                own.append(requirement.constraint)
        for block in definition.providers:
            constraint = text_of(block.body.attributes.get("version"))
            own = constraints.setdefault(provider_source(definition, block.labels[0], locks), [])
            if constraint is not None and constraint not in own:
                own.append(constraint)
    return [ProviderVersion(a, locks.versions.get(a), tuple(found)) for a, found in constraints.items()]

"""From the output of `terraform show -json PLAN` to an estate."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from msgspec import Struct, ValidationError, convert

from vmgate.errors import InputError
from vmgate.model.address import block_address, kind_of
from vmgate.model.estate import Estate, ProviderVersion, Unread
from vmgate.model.resource import Resource
from vmgate.read.plan import strict
from vmgate.read.plan.configuration import read_module
from vmgate.read.plan.document import (
    Configuration,
    ProviderBlock,
    RelevantAttribute,
    State,
    Variable,
    read,
    take_apart,
)
from vmgate.read.plan.effect import Effect
from vmgate.read.plan.masks import has_unknown, true_paths
from vmgate.read.plan.resource import PlanResource
from vmgate.read.plan.scope import Scope, evaluated, provider_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from msgspec import Raw

    from vmgate.model.position import Span
    from vmgate.model.resource import Key, Mode
    from vmgate.model.value import Path, Value

SUPPORTED_MAJOR = "1"


class Plan(Struct):
    """A plan as it was read.

    `variables` are the values that the plan was made with, by name. `effect` is what becomes of its resources.
    """

    estate: Estate
    scope: Scope
    variables: Mapping[str, Value]
    effect: Effect

    def join(self, source: Estate) -> None:
        """Let the source say where values are written, and fill in what the plan cannot know."""
        self.scope.join(source)
        by_address = {
            resource.address: resource for resource in source.resources if resource.mode == "provider"
        }
        joined = [by_address.get(r.address, r) if r.mode == "provider" else r for r in self.estate.resources]
        versions = _merged(self.estate.providers, source.providers)
        self.estate = Estate(joined, versions, self.estate.unread)

    def matches(self, source: Estate) -> bool:
        """Whether a source is the one of this plan: the same blocks, as far as both know them."""
        own = {r.block_address for r in self.estate.resources if r.mode == "managed"}
        written = {r.block_address for r in source.resources if r.mode == "managed"}
        return own <= written


def read_plan(data: bytes) -> Plan:
    """Read a plan's JSON. Raises `InputError` when it is not one, or is not whole."""
    strict.check_utf8(data)
    if len(data) <= strict.EXACT_UP_TO:
        strict.exact(data)
    document, changes = take_apart(data)
    _check_format(document)
    written = read(document.get("configuration"), Configuration)
    scope = Scope(read_module(written.root_module))
    providers = written.provider_config or {}
    effect = Effect()
    resources: list[Resource] = list(_provider_blocks(providers))
    if changes is None:
        changes = _listed(document.get("resource_changes"))
    managed = list(_changes(changes, scope, providers, effect))
    deferred = {resource.address for resource in managed if resource.mode == "data"}
    known = _prior_data(read(document.get("prior_state"), State), scope, providers)
    resources += [resource for resource in known if resource.address not in deferred]
    resources += managed
    estate = Estate(resources, _versions(providers), list(_unread(document)))
    scope.relevant = partial(_relevant, document.get("relevant_attributes"))
    scope.is_unknown = partial(_is_unknown, estate)
    variables = read(document.get("variables"), dict[str, Variable])
    return Plan(estate, scope, {name: one.value for name, one in variables.items()}, effect)


def _relevant(raw: Raw | None) -> list[RelevantAttribute]:
    """`relevant_attributes`. Raises `ValueError` for what is not written as Terraform writes it."""
    try:
        value = [] if raw is None else strict.value(raw)
        return convert(value or [], list[RelevantAttribute])
    except (ValidationError, InputError) as error:
        raise ValueError(str(error)) from None


def _is_unknown(estate: Estate, block: str, path: Path) -> bool:
    """Whether an attribute of some instance of a block is unknown, or a part of it."""
    mode, type_ = kind_of(block)
    own = (one for one in estate.of_type(type_, mode=mode) if one.block_address == block)
    if path:
        return any(has_unknown(one.at(path)) for one in own)
    return any(has_unknown(one.read(name)) for one in own for name in one.attributes())


def _check_format(document: Mapping[str, Raw]) -> None:
    version = strict.value(document["format_version"]) if "format_version" in document else None
    if not isinstance(version, str) or not {"resource_changes", "planned_values"} & document.keys():
        if "values" in document or {"lineage", "serial"} <= document.keys():
            message = "it is a state, not a plan"
        else:
            message = "it is JSON, but no plan; give the output of `terraform show -json PLANFILE`"
        raise InputError(message)
    if version.partition(".")[0] != SUPPORTED_MAJOR:
        message = (
            f"its format is {version}; this vmgate reads 1.x, and what it does not know it does not judge"
        )
        raise InputError(message)
    if "resource_changes" not in document and b'"resources"' in bytes(document.get("planned_values", b"")):
        message = "it has planned values but no resource_changes: it is not a whole plan"
        raise InputError(message)


def _unread(document: Mapping[str, Raw]) -> Iterator[Unread]:
    if "errored" in document and strict.value(document["errored"]) not in (False, None):
        reason = "the plan says that planning failed half-way: resources are missing from it"
        yield Unread("plan", reason, fatal=True)
    elif "complete" in document and strict.value(document["complete"]) not in (True, None):
        reason = "the plan says that it is not complete (targeted or deferred): there is more to come"
        yield Unread("plan", reason, fatal=True)
    elif "deferred_changes" in document and strict.value(document["deferred_changes"]):
        reason = "the plan puts some changes off to another one: there is more to come"
        yield Unread("plan", reason, fatal=True)
    elif "resource_changes" not in document and b'"managed"' in bytes(document.get("prior_state", b"")):
        reason = "the plan lists no resources, as one made with -refresh-only does; judge the state instead"
        yield Unread("plan", reason, fatal=True)


def _listed(changes: Raw | None) -> list[dict[str, Raw]]:
    return [] if changes is None or strict.is_null(changes) else strict.objects(changes)


def _changes(
    changes: Iterable[Mapping[str, Raw]],
    scope: Scope,
    providers: Mapping[str, ProviderBlock],
    effect: Effect,
) -> Iterator[PlanResource]:
    configured: dict[str, str | None] = {}
    words = _Words()
    for item in changes:
        try:
            address, change = strict.text(item["address"]), item["change"]
            mode, type_, name = words[item["mode"]], words[item["type"]], words[item["name"]]
        except KeyError as missing:
            message = f"it is no plan: a resource change has no {missing}"
            raise InputError(message) from None
        if mode not in ("managed", "data"):
            continue
        done = effect.note(address, item)
        if done is None:
            continue
        effect.left += mode == "managed"
        resource = PlanResource(
            address=address, mode=cast("Mode", mode), type=type_, name=name,
            module=words[item["module_address"]] if "module_address" in item else "",
            key=_key(item["index"]) if "index" in item else None,
            block_address=block_address(address),
            provider=words[item["provider_name"]] if "provider_name" in item else None,
            change=change, actions=done,
            reason="known after apply" if mode == "managed" else "data source not read", scope=scope,
        )  # fmt: skip
        if resource.block_address not in configured:
            configured[resource.block_address] = _provider_of(resource, scope, providers)
        resource.provider_block = configured[resource.block_address]
        yield resource


def _provider_of(resource: Resource, scope: Scope, providers: Mapping[str, ProviderBlock]) -> str | None:
    """The address of the provider configuration that a resource uses, when the configuration tells."""
    found = scope.block(resource)
    key = found[1].provider_config_key if found is not None else None
    return None if key is None else provider_address(key, providers)


def _key(text: Raw) -> Key:
    if bytes(text).startswith(b'"'):
        return strict.text(text)
    key = strict.value(text)
    if not isinstance(key, int) and key is not None:
        message = "it is no plan: the index of a resource is neither a number nor a string"
        raise InputError(message)
    return key


class _Words(dict[bytes, str]):
    """Strings that thousands of resources share, decoded once."""

    def __getitem__(self, raw: bytes | Raw) -> str:
        text = bytes(raw)
        found = self.get(text)
        if found is None:
            found = self[text] = strict.text(text)
        return found


def _prior_data(state: State, scope: Scope, providers: Mapping[str, ProviderBlock]) -> Iterator[Resource]:
    """The data sources that were read while planning: a plan shows them only as prior state."""
    waiting = [state.values.root_module] if state.values and state.values.root_module else []
    while waiting:
        module = waiting.pop()
        for item in module.resources or ():
            if item.mode != "data":
                continue
            resource = _DataResource(
                address=item.address, mode="data", type=item.type, name=item.name, module=module.address,
                key=item.index, block_address=block_address(item.address), provider=item.provider_name,
                values=item.values or {}, sensitive=true_paths(item.sensitive_values),
            )  # fmt: skip
            resource.scope = scope
            resource.provider_block = _provider_of(resource, scope, providers)
            yield resource
        waiting += module.child_modules or ()


class _DataResource(Resource):
    """A data source that was read: its values are known, its place in the source is the configuration's."""

    __slots__ = ("scope",)

    scope: Scope

    def span(self, path: Path = ()) -> Span | None:
        """See `Resource.span`."""
        source = self.scope.block_of(self)
        return source.span(path) if source is not None else None


def _provider_blocks(providers: Mapping[str, ProviderBlock]) -> Iterator[Resource]:
    for key, entry in providers.items():
        yield Resource(
            address=provider_address(key, providers),
            mode="provider",
            type=(entry.full_name or entry.name or key).rpartition("/")[2],
            name=entry.alias or "",
            module=entry.module_address or "",
            provider=entry.full_name,
            values={name: evaluated(one) for name, one in (entry.expressions or {}).items()},
        )


def _versions(providers: Mapping[str, ProviderBlock]) -> list[ProviderVersion]:
    found: dict[str, tuple[str, ...]] = {}
    for key, entry in providers.items():
        source = entry.full_name or entry.name or key
        constraint = (entry.version_constraint,) if entry.version_constraint else ()
        found[source] = (*found.get(source, ()), *constraint)
    return [ProviderVersion(source, None, constraints) for source, constraints in found.items()]


def _merged(plan: Sequence[ProviderVersion], source: Sequence[ProviderVersion]) -> list[ProviderVersion]:
    """The plan's constraints with the versions that the source's lock file names."""
    locked = {one.source.rpartition("/")[2]: one.locked for one in source if one.locked}
    return [
        ProviderVersion(one.source, locked.get(one.source.rpartition("/")[2]), one.constraints)
        for one in plan
    ]

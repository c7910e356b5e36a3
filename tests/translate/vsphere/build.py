"""Resources and estates as literals, as a reader of configuration or of a plan hands them over."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from vmgate.model.address import block_address
from vmgate.model.estate import Estate, ProviderVersion
from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.resource import Resource
from vmgate.model.value import Reference, Unknown
from vmgate.read.hcl.load import load
from vmgate.read.plan.load import read_plan
from vmgate.translate.vsphere import TRANSLATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmgate.model.resource import Mode
    from vmgate.model.value import Path as ValuePath
    from vmgate.model.value import Value
    from vmgate.vocabulary.thing import Thing

T = TypeVar("T")
K = TypeVar("K", bound="Thing")

PLANS = Path(__file__).parents[2] / "fixtures" / "plans"


class Planned(Resource):
    """A resource of a plan: attributes may be unknown although nothing sets them, because the server does."""

    __slots__ = ("_unset",)

    def __init__(self, resource: Resource, unset: Iterable[str]) -> None:
        names = tuple(unset)
        values = {name: resource.read(name) for name in resource.attributes()}
        super().__init__(
            address=resource.address,
            mode=resource.mode,
            type=resource.type,
            name=resource.name,
            block_address=resource.block_address,
            values={**values, **{name: Unknown("known after apply") for name in names}},
        )
        self._unset = frozenset(names)

    def written(self, path: ValuePath) -> bool | None:
        """False for what the configuration leaves to the server."""
        return False if path[0] in self._unset else super().written(path)


def of(address: str, under: str | None = None, /, **values: Value) -> Resource:
    """A resource by its address: `vsphere_vnic.a["x"]`, `data.vsphere_network.n`, `provider.vsphere.dr`.

    `under` is the address of the provider configuration that it is under.
    """
    block = block_address(address)
    mode: Mode = "managed"
    if block.startswith("data."):
        mode, block = "data", block.removeprefix("data.")
    elif block.startswith("provider."):
        mode, block = "provider", block.removeprefix("provider.")
    type_, _, name = block.partition(".")
    return Resource(
        address=address,
        mode=mode,
        type=type_,
        name=name,
        block_address=block_address(address),
        provider_block=under,
        values=values,
    )


def copy_of(*attributes: str, reason: str = "known after apply") -> Unknown:
    """An unknown that is a copy of one of some attributes, each as `ADDRESS:ATTRIBUTE`."""
    split = [text.rpartition(":") for text in attributes]
    return Unknown(reason, tuple(Reference(address, (name,)) for address, _, name in split))


def estate(*resources: Resource, version: str | None = None) -> Estate:
    """An estate under one locked version of the provider, or under none that is known."""
    return Estate(resources, [ProviderVersion("vmware/vsphere", version)] if version else [])


def thing(kind: type[K], whole: Estate, address: str) -> K:
    """The thing of a kind that a resource of the estate states."""
    for resource in whole.resources:
        if resource.address == address:
            for made in TRANSLATIONS[resource.mode, resource.type](resource, whole):
                if isinstance(made, kind):
                    return made
    message = f"no {kind.__name__} at {address}"
    raise LookupError(message)


def alone(kind: type[K], resource: Resource, *others: Resource, version: str | None = None) -> K:
    """The thing of a kind that a resource states, in an estate of it and some others."""
    return thing(kind, estate(resource, *others, version=version), resource.address)


def reason(fact: Fact[T]) -> str | None:
    """Why a fact is unknown; None when it is known."""
    try:
        fact.value  # noqa: B018  - reading is what raises
    except UnknownValue as missing:
        return missing.reason
    return None


@cache
def plan(name: str) -> Estate:
    """The estate of a real plan: `broken/plan-vsphere-2.16.1`."""
    return read_plan((PLANS / f"{name}.json").read_bytes()).estate


@cache
def source(name: str) -> Estate:
    """The estate of the configuration that a real plan was made of: `broken`."""
    return load(PLANS / name)

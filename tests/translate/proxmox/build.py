"""Resources as a configuration would state them, and the things that the translation makes of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from vmgate.model.estate import Estate
from vmgate.model.fact import UnknownValue
from vmgate.model.resource import Resource
from vmgate.model.value import Reference, Unknown
from vmgate.read.plan.load import read_plan
from vmgate.translate.proxmox import TRANSLATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmgate.model.fact import Fact
    from vmgate.model.resource import Mode
    from vmgate.vocabulary.thing import Thing

T = TypeVar("T")
K = TypeVar("K", bound="Thing")

MACHINE = "proxmox_virtual_environment_vm"
CONTAINER = "proxmox_virtual_environment_container"
PLAN = Path(__file__).parents[2] / "fixtures" / "plans" / "proxmox-bpg-0.111.1" / "plan.json"

LATER = Unknown("known after apply")
"""A value that a plan does not have."""


def resource(type_: str, label: str = "it", /, *, mode: Mode = "managed", **values: Any) -> Resource:
    """A resource, or a data source, with these values, which are JSON of any shape."""
    prefix = "data." if mode == "data" else ""
    address = f"{prefix}{type_}.{label}"
    return Resource(
        address=address, mode=mode, type=type_, name=label, values=values, provider_block="provider.proxmox"
    )


def provider(*, source: str | None = None, **values: Any) -> Resource:
    """A configuration of the provider."""
    return Resource(
        address="provider.proxmox",
        mode="provider",
        type="proxmox",
        name="proxmox",
        provider=source,
        values=values,
    )


def copy_of(address: str, *attribute: str) -> Unknown:
    """A value that is a copy of another resource's attribute and not known yet."""
    return Unknown("known after apply", (Reference(address, attribute),))


def thing(kind: type[K], own: Resource, *others: Resource) -> K:
    """The one thing of a kind that a resource states, in an estate with others."""
    return _only(kind, TRANSLATIONS[own.mode, own.type](own, Estate([own, *others])))


def planned(kind: type[K], address: str) -> K:
    """The thing that a resource of the real plan states."""
    estate = planned_estate()
    (own,) = (candidate for candidate in estate.resources if candidate.address == address)
    return _only(kind, TRANSLATIONS[own.mode, own.type](own, estate))


def _only(kind: type[K], things: Iterable[Thing]) -> K:
    (found,) = (one for one in things if isinstance(one, kind))
    return found


@cache
def planned_estate() -> Estate:
    """Everything in the real plan."""
    return read_plan(PLAN.read_bytes()).estate


def known(fact: Fact[T]) -> T | str:
    """The value, or "unknown: …" with the reason why not."""
    try:
        return fact.value
    except UnknownValue as missing:
        return f"unknown: {missing.reason}"

"""From a provider's resources and defaults to the procedure's vocabulary, one package for each provider."""

from __future__ import annotations

from functools import cache, cached_property
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar, cast

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.uncovered import creates, names_tool
from vmgate.vocabulary.uncovered import LocalCommand, UncoveredResource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.thing import Thing

    Translation = Callable[[Resource, Estate], Iterable[Thing]]

T = TypeVar("T", bound="Thing")

PROVIDERS = {
    "vsphere": "vmgate.translate.vsphere",
    "proxmox": "vmgate.translate.proxmox",
    "tls": "vmgate.translate.tls",
    "netapp-ontap": "vmgate.translate.ontap",
}
"""The package of each provider, by what its resource types begin with. Loaded when a resource asks for it."""

PACKER = "vmgate.translate.packer"
"""The package for the sources of Packer templates, whatever their types."""

MAKING_NOTHING = frozenset({"file", "null"})
"""Packer's builders that make no machine."""


def things(estate: Estate) -> Iterator[Thing]:
    """Everything in the estate that the procedure speaks of, in the order of the resources."""
    surroundings = estate.kept(EstateSurroundings)
    for resource in estate.resources:
        for thing in _stated(resource, estate):
            thing.surroundings = surroundings
            yield thing


class EstateSurroundings:
    """The things of an estate by their kinds, whichever provider's they are (see `thing.Surroundings`).

    They are made once, when the first is asked for.
    """

    def __init__(self, estate: Estate) -> None:
        self._estate = estate
        self._by_kind: dict[type[Thing], Sequence[Thing]] = {}

    def of(self, kind: type[T]) -> Sequence[T]:
        """All things of a kind that does not repeat, in the order of their resources."""
        if kind not in self._by_kind:
            self._by_kind[kind] = [thing for thing in self._all if isinstance(thing, kind)]
        return cast("Sequence[T]", self._by_kind[kind])

    @cached_property
    def _all(self) -> Sequence[Thing]:
        repeating: set[str] = set()
        found: list[Thing] = []
        for resource in self._estate.resources:
            if resource.type in repeating:
                continue
            for thing in _stated(resource, self._estate):
                if thing.repeats:
                    repeating.add(resource.type)
                else:
                    thing.surroundings = self
                    found.append(thing)
        return found


def _stated(resource: Resource, estate: Estate) -> Iterator[Thing]:
    translation = _translation(resource.mode, _type(resource))
    if translation is not None:
        yield from translation(resource, estate)
    elif resource.mode == "managed":
        what = creates(resource.type)
        if what is not None:
            yield UncoveredResource(resource, what)
    elif resource.mode == "packer" and resource.type not in MAKING_NOTHING:
        yield UncoveredResource(resource, "virtual machine")
    if resource.mode == "managed":
        yield from _commands(resource)


def is_covered(resource: Resource) -> bool:
    """Whether some translation knows the type."""
    return _translation(resource.mode, _type(resource)) is not None


@cache
def _translation(mode: str, type_: str) -> Translation | None:
    package = PACKER if mode == "packer" else PROVIDERS.get(type_.partition("_")[0])
    if package is None:
        return None
    translations: dict[tuple[str, str], Translation] = import_module(package).TRANSLATIONS
    return translations.get((mode, type_))


def _type(resource: Resource) -> str:
    """What it is looked up by. A provider's local name is the user's choice, its source address is not."""
    if resource.mode == "provider" and resource.provider:
        return resource.provider.rpartition("/")[2].lower()
    return resource.type


def _commands(resource: Resource) -> Iterator[LocalCommand]:
    for index, provisioner in enumerate(resource.provisioners()):
        if provisioner.get("type") == "local-exec":
            command = provisioner.get("command")
            text = provisioner.get("text")
            known: str | Unknown = (
                command if isinstance(command, str | Unknown) else Unknown("the command is not a string")
            )
            fact: Fact[str] = Fact(known, resource, ("provisioner", index, "command"))
            literal = command if isinstance(command, str) else text if isinstance(text, str) else ""
            yield LocalCommand(resource, fact, literal, names_tool(literal))

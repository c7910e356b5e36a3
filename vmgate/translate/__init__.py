"""From a provider's resources and defaults to the procedure's vocabulary, one package or module for each provider.

It goes by what the provider's resource types begin with (`netapp_ontap` for `netapp-ontap_volume`), and has a table
`TRANSLATIONS`: by mode and type, which function turns a resource into things. Being there is all that it takes; it is
loaded when a resource asks for it.
"""

from __future__ import annotations

from functools import cache, cached_property
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeVar, cast

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate import provisioning
from vmgate.translate.ignored import NotKept
from vmgate.translate.uncovered import creates, names_tool
from vmgate.vocabulary.uncovered import LocalCommand, UncoveredResource

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import ModuleType

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.model.value import Value
    from vmgate.translate.translation import Translation
    from vmgate.vocabulary.thing import Thing

T = TypeVar("T", bound="Thing")

MAKING_NOTHING = frozenset({"file", "null"})
"""Packer's builders that make no machine."""


def things(estate: Estate) -> Iterator[Thing]:
    """Everything in the estate that the procedure speaks of, in the order of the resources; of a state, after that,
    that it stands.
    """
    found = _things(estate)
    if estate.standing is None:
        return found
    from vmgate.translate.standing import standing  # noqa: PLC0415  - of states only

    return standing(found, estate.standing)


def _things(estate: Estate) -> Iterator[Thing]:
    surroundings = estate.kept(EstateSurroundings)
    for resource in estate.resources:
        for thing in _stated(resource, estate):
            thing.surroundings = surroundings
            yield thing
        ignored = resource.ignored_changes() if resource.mode == "managed" else None
        if ignored and is_covered(resource):
            unkept = NotKept(resource, estate, ignored, lambda changed: _stated(changed, estate))
            unkept.surroundings = surroundings
            yield unkept


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
        yield from _provisioned(resource)


def is_covered(resource: Resource) -> bool:
    """Whether some translation knows the type."""
    return _translation(resource.mode, _type(resource)) is not None


def providers() -> Mapping[str, ModuleType]:
    """Every provider's translation, by what its resource types begin with. All of them are loaded."""
    from pkgutil import iter_modules  # noqa: PLC0415  - judging asks for providers one by one

    names = [module.name for module in iter_modules(__path__)]
    loaded = {name.replace("_", "-"): import_module(f"{__name__}.{name}") for name in names}
    return {prefix: module for prefix, module in loaded.items() if hasattr(module, "TRANSLATIONS")}


@cache
def _translation(mode: str, type_: str) -> Translation | None:
    # The sources of Packer templates have one translation, whatever their types.
    translations = _translations("packer" if mode == "packer" else type_.partition("_")[0])
    return translations.get((mode, type_))


@cache
def _translations(prefix: str) -> Mapping[tuple[str, str], Translation]:
    name = f"{__name__}.{prefix.replace('-', '_')}"
    # A type is whatever somebody wrote; only what is an identifier can be a module.
    if not prefix.replace("-", "_").isidentifier() or find_spec(name) is None:
        return {}
    found: Mapping[tuple[str, str], Translation] = getattr(import_module(name), "TRANSLATIONS", {})
    return found


def _type(resource: Resource) -> str:
    """What it is looked up by. A provider's local name is the user's choice, its source address is not."""
    if resource.mode == "provider" and resource.provider:
        return resource.provider.rpartition("/")[2].lower()
    return resource.type


def _provisioned(resource: Resource) -> Iterator[Thing]:
    for index, provisioner in enumerate(resource.provisioners()):
        yield from provisioning.things(resource, index, provisioner)
        if provisioner.get("type") == "local-exec":
            command = provisioner.get("command")
            text = provisioner.get("text")
            known: str | Unknown = (
                command if isinstance(command, str | Unknown) else Unknown("the command is not a string")
            )
            fact: Fact[str] = Fact(known, resource, ("provisioner", index, "command"))
            literal = command if isinstance(command, str) else text if isinstance(text, str) else ""
            yield LocalCommand(resource, fact, literal, names_tool(literal))
        elif provisioner.get("type") == "remote-exec":
            yield from _on_a_hypervisor(resource, index, provisioner.get("inline"))


def _on_a_hypervisor(resource: Resource, number: int, inline: Value) -> Iterator[LocalCommand]:
    """Commands that build, wherever they run; what else is done in a guest builds nothing."""
    words = inline if isinstance(inline, list) else [inline]
    literal = "\n".join(word for word in words if isinstance(word, str))
    tool = names_tool(literal)
    if tool is not None:
        fact: Fact[str] = Fact(literal, resource, ("provisioner", number, "inline"))
        yield LocalCommand(resource, fact, literal, tool)

"""From a provider's resources and defaults to the procedure's vocabulary, one package for each provider."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.uncovered import creates, names_tool
from vmgate.vocabulary.uncovered import LocalCommand, UncoveredResource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.thing import Thing

    Translation = Callable[[Resource, Estate], Iterable[Thing]]

PROVIDERS = {
    "vsphere": "vmgate.translate.vsphere",
    "proxmox": "vmgate.translate.proxmox",
    "tls": "vmgate.translate.tls",
}
"""The package of each provider, by what its resource types begin with. Loaded when a resource asks for it."""


def things(estate: Estate) -> Iterator[Thing]:
    """Everything in the estate that the procedure speaks of, in the order of the resources."""
    for resource in estate.resources:
        translation = _translation(resource.mode, _type(resource))
        if translation is not None:
            yield from translation(resource, estate)
        elif resource.mode == "managed":
            what = creates(resource.type)
            if what is not None:
                yield UncoveredResource(resource, what)
        if resource.mode == "managed":
            yield from _commands(resource)


def is_covered(resource: Resource) -> bool:
    """Whether some translation knows the type."""
    return _translation(resource.mode, _type(resource)) is not None


@cache
def _translation(mode: str, type_: str) -> Translation | None:
    package = PROVIDERS.get(type_.partition("_")[0])
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

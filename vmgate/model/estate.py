"""Everything that was read from one input: the resources of a whole configuration, looked up in several ways."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar, cast

from msgspec import Struct

from vmgate.model.address import kind_of, without_last_key
from vmgate.model.value import Unknown, at_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from vmgate.model.comment import MarkedComment
    from vmgate.model.position import Span
    from vmgate.model.resource import Resource
    from vmgate.model.value import Path, Reference

T = TypeVar("T")


class ProviderVersion(Struct, frozen=True):
    """What is known of the version of a provider: the one locked, and the constraints that select one.

    `source` is the provider's source address as far as it is written ("vmware/vsphere" or the full address).
    """

    source: str
    locked: str | None = None
    constraints: tuple[str, ...] = ()


class Unread(Struct, frozen=True):
    """A part of the input that could not be judged: a module that is not there, a file that does not parse.

    `fatal` says that its absence leaves no verdict on the input at all (a syntax error), not merely a gap.
    """

    name: str
    reason: str
    span: Span | None = None
    fatal: bool = False


class Standing(Struct, frozen=True):
    """That an estate is a state: what it is called, and its lineage, where the state has one."""

    name: str = "state"
    lineage: str | None = None


@dataclass
class Estate:
    """The resources of one input, in the order they were read. `standing` is None unless they are a state's.

    `comments` are those in its source that speak to vmgate, `directories` the absolute paths of those whose files it
    was read from; both are empty for a plan or a state, whose source is an estate of its own.
    """

    resources: Sequence[Resource]
    providers: Sequence[ProviderVersion] = ()
    unread: Sequence[Unread] = ()
    standing: Standing | None = None
    comments: Sequence[MarkedComment] = ()
    directories: Sequence[str] = ()
    _kept: dict[object, object] = field(default_factory=dict, repr=False)
    _by_type: dict[str, list[Resource]] | None = field(default=None, repr=False)
    _by_address: dict[tuple[str, str], dict[str, list[Resource]]] = field(default_factory=dict, repr=False)
    _by_value: dict[tuple[str, Path], dict[object, list[Resource]]] = field(default_factory=dict, repr=False)

    def kept(self, make: Callable[[Estate], T]) -> T:
        """What `make` makes of this estate, made once: a place for indexes that translations need."""
        if make not in self._kept:
            self._kept[make] = make(self)
        return cast("T", self._kept[make])

    def of_type(self, *types: str, mode: str = "managed") -> list[Resource]:
        """All instances of these types, in order."""
        if self._by_type is None:
            self._by_type = {}
            for resource in self.resources:
                self._by_type.setdefault(f"{resource.mode}.{resource.type}", []).append(resource)
        found = [self._by_type.get(f"{mode}.{type_}", []) for type_ in types]
        return found[0] if len(found) == 1 else [resource for some in found for resource in some]

    def at(self, reference: Reference) -> list[Resource]:
        """The instances that a reference may mean: one if its address has its keys, else all of the block."""
        mode, type_ = kind_of(reference.address)
        index = self._by_address.get((mode, type_))
        if index is None:
            index = self._by_address[mode, type_] = {}
            for resource in self.of_type(type_, mode=mode):
                own = {resource.address, resource.block_address, without_last_key(resource.address)}
                for name in own:
                    index.setdefault(name, []).append(resource)
        return index.get(reference.address, [])

    def where(self, mode: str, types: Iterable[str], path: Path, value: object) -> list[Resource]:
        """The instances of these types whose value at the path is known and equals `value`."""
        found: list[Resource] = []
        if isinstance(value, Unknown | list | dict):
            return found
        for type_ in types:
            index = self._by_value.get((f"{mode}.{type_}", path))
            if index is None:
                index = {}
                for resource in self.of_type(type_, mode=mode):
                    own = at_path(resource.read(str(path[0])), path[1:])
                    if not isinstance(own, Unknown | list | dict):
                        index.setdefault(own, []).append(resource)
                self._by_value[f"{mode}.{type_}", path] = index
            found += index.get(value, [])
        return found

"""Which attributes are controlled, found out by trying: without a list that would have to follow the translations.

An attribute whose changes are ignored is controlled if what the vocabulary says of its resource changes with it: the
resource is translated once without the attribute and once with one that nobody knows, and all that the two say is
compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from vmgate.model.fact import Fact, NotExpressible, UnknownValue
from vmgate.model.resource import Resource
from vmgate.model.value import Unknown, format_path
from vmgate.vocabulary.ignored import IgnoredAttribute, IgnoredChanges
from vmgate.vocabulary.marks import READ
from vmgate.vocabulary.thing import Thing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from vmgate.model.estate import Estate
    from vmgate.model.value import Path, Reference, Value

    Told = dict[str, object]

VOCABULARY: Final = "vmgate.vocabulary."
ELSEWHERE: Final = frozenset({"origin", "provenance_flaws", "grants"})
"""What a machine is made from has a rule of its own for ignored changes (C30); who has rights where it stands is stated
by the permissions."""
_KINDS: Final = {name: kind for kind, name in READ.items()}
_EVERYTHING: Final = "changes of all attributes"


class NotKept(IgnoredChanges):
    """A resource with the paths that it ignores, and what makes things of a resource."""

    def __init__(
        self,
        resource: Resource,
        estate: Estate,
        ignored: Sequence[Path],
        translate: Callable[[Resource], Iterable[Thing]],
    ) -> None:
        super().__init__(resource)
        self._estate = estate
        self._ignored = ignored
        self._translate = translate

    @property
    def attributes(self) -> Sequence[IgnoredAttribute]:
        """See `IgnoredChanges.attributes`."""
        return [self._attribute(path) for path in self._ignored]

    def _attribute(self, path: Path) -> IgnoredAttribute:
        if not path:
            return IgnoredAttribute(
                _EVERYTHING, Fact(value=True, resource=self.resource, path=()), frozenset()
            )
        # Instances of a block differ in values, hardly in what depends on them.
        known = self._estate.kept(_depending)
        key = (self.resource.block_address, path)
        if key not in known:
            known[key] = self._depending(path)
        names = known[key]
        controlled = Fact(bool(names - _KINDS.keys()), self.resource, path)
        marks = frozenset(kind for name, kind in _KINDS.items() if name in names)
        return IgnoredAttribute(f"changes of {format_path(path)}", controlled, marks)

    def _depending(self, path: Path) -> frozenset[str]:
        """The properties that say something else when the attribute is something else."""
        absent, any_value = (self._told(path, value) for value in (None, Unknown("its changes are ignored")))
        return frozenset(
            name for name in absent.keys() | any_value.keys() if absent.get(name) != any_value.get(name)
        )

    def _told(self, path: Path, value: Value) -> Told:
        found: Told = {}
        for number, thing in enumerate(self._translate(_Changed(self.resource, path, value))):
            thing.surroundings = self.surroundings
            for name, told in _properties(thing):
                # Several things of one resource say different things under one name.
                found[name] = {**_mapping(found.get(name)), number: told}
        return found


def _depending(_estate: Estate) -> dict[tuple[str, Path], frozenset[str]]:
    return {}


def _mapping(value: object) -> Mapping[int, object]:
    return value if isinstance(value, dict) else {}


class _Changed(Resource):
    """A resource with another value at one path."""

    __slots__ = ("_inner", "_path", "_value")

    def __init__(self, inner: Resource, path: Path, value: Value) -> None:
        super().__init__(
            address=inner.address,
            mode=inner.mode,
            type=inner.type,
            name=inner.name,
            module=inner.module,
            key=inner.key,
            block_address=inner.block_address,
            provider=inner.provider,
            provider_block=inner.provider_block,
        )
        self._inner = inner
        self._path = path
        self._value = value

    def read(self, attribute: str) -> Value:
        value = self._inner.read(attribute)
        return _with(value, self._path[1:], self._value) if attribute == self._path[0] else value

    def attributes(self) -> Iterable[str]:
        return dict.fromkeys([*self._inner.attributes(), str(self._path[0])])

    def written(self, path: Path) -> bool | None:
        return self._inner.written(path)

    def hidden_blocks(self) -> Unknown | None:
        return self._inner.hidden_blocks()

    def may_differ(self) -> bool:
        return self._inner.may_differ()

    def references(self, path: Path) -> tuple[Reference, ...]:
        # An unknown in the attribute's place is a copy of nothing.
        common = min(len(path), len(self._path))
        return () if path[:common] == self._path[:common] else self._inner.references(path)


def _with(value: Value, path: Path, new: Value) -> Value:
    """A value with another at a path, which is made where it is not there."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = list(value) if isinstance(value, list) else []
        items += [{} for _ in range(step + 1 - len(items))]
        items[step] = _with(items[step], rest, new)
        return items
    members = dict(value) if isinstance(value, dict) else {}
    return {**members, step: _with(members.get(step), rest, new)}


def _properties(thing: object) -> Iterator[tuple[str, object]]:
    """What the vocabulary asks of a thing or of a part of one, and the answers in a form to compare."""
    for cls in type(thing).__mro__:
        if not cls.__module__.startswith(VOCABULARY):
            continue
        for name, member in vars(cls).items():
            stated = isinstance(member, property | cached_property) and name not in ELSEWHERE
            if stated and not name.startswith("_"):
                yield name, _answer(thing, name)


def _answer(thing: object, name: str) -> object:
    try:
        return _form(getattr(thing, name))
    except (UnknownValue, NotExpressible) as error:
        return (type(error).__name__, str(error))


def _form(value: Any) -> object:
    """An answer to compare: values as they are, unknowns by their reasons, other things by their addresses."""
    if isinstance(value, Fact):
        return value.value if value.known else ("unknown", _answer(value, "value"))
    if isinstance(value, Thing):
        return value.resource.address
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_form(one) for one in value]
    if isinstance(value, Struct):
        return [_form(getattr(value, name)) for name in value.__struct_fields__]
    if type(value).__module__.startswith("vmgate."):
        return dict(_properties(value))
    return value

"""Hiding one value of an estate at a time, to see that a rule which knows less never claims more.

What a rule says of a thing depends on what was read while it was judged and on nothing else. So every thing is
judged once with an account of the attributes read, each of these is hidden, and the things that read it are judged
again. Every judging has an estate of its own, so that no index remembers what was read before.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vmgate.judge import judge
from vmgate.model.estate import Estate
from vmgate.model.resource import Resource
from vmgate.model.result import Verdict
from vmgate.model.value import Unknown, format_path
from vmgate.translate import things

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from vmgate.model.position import Span
    from vmgate.model.site import Site
    from vmgate.model.value import Path, Reference, Value
    from vmgate.rule import Rule
    from vmgate.vocabulary.thing import Thing

Place = tuple[str, str, int]
"""A thing among those of its estate: its address, its class, and which of those it is."""
Verdicts = dict[str, Verdict]
NOT_IN_THE_SCHEMA = frozenset({"pm_api_url"})
"""What is read to tell two providers of one name apart: the other provider has no such attribute to hide."""
ORDER = (Verdict.CRASH, Verdict.FAIL, Verdict.UNKNOWN, Verdict.PASS)


class Hidden(Resource):
    """A resource as another reader made it, with the value at one path hidden and an account of what is read."""

    __slots__ = ("_inner", "_left", "_path", "_seen")

    def __init__(self, inner: Resource, path: Path | None, seen: set[tuple[str, str]]) -> None:
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
        self._left: list[Value] = []
        self._seen = seen

    def read(self, attribute: str) -> Value:
        """The value, or what is left of it."""
        self._seen.add((self.address, attribute))
        value = self._inner.read(attribute)
        if self._path is None or self._path[0] != attribute:
            return value
        if not self._left:
            self._left.append(hide(value, self._path[1:]))
        return self._left[0]

    def attributes(self) -> list[str]:
        """The names; a hidden attribute has one."""
        hidden = [] if self._path is None else [str(self._path[0])]
        return list(dict.fromkeys([*self._inner.attributes(), *hidden]))

    def written(self, path: Path) -> bool | None:
        """See `Resource.written`."""
        return self._inner.written(path)

    def references(self, path: Path) -> tuple[Reference, ...]:
        """See `Resource.references`: hiding a value does not hide where it comes from."""
        self._seen.add((self.address, str(path[0])))
        return self._inner.references(path)

    def is_sensitive(self, path: Path) -> bool:
        """See `Resource.is_sensitive`."""
        return self._inner.is_sensitive(path)

    def span(self, path: Path = ()) -> Span | None:
        """See `Resource.span`."""
        return self._inner.span(path)

    def ignored_changes(self) -> Sequence[Path] | None:
        """See `Resource.ignored_changes`."""
        return self._inner.ignored_changes()

    def may_differ(self) -> bool:
        """See `Resource.may_differ`."""
        return self._inner.may_differ()

    def is_imported(self) -> bool:
        """See `Resource.is_imported`."""
        return self._inner.is_imported()

    def provisioners(self) -> Sequence[Mapping[str, Value]]:
        """See `Resource.provisioners`."""
        return self._inner.provisioners()

    def post_processors(self) -> Sequence[Mapping[str, Value]]:
        """See `Resource.post_processors`."""
        return self._inner.post_processors()

    def unfilled(self, attribute: str) -> Value:
        """See `Resource.unfilled`."""
        return self._inner.unfilled(attribute)

    def files(self, name: str) -> Mapping[str, str] | Unknown:
        """See `Resource.files`."""
        return self._inner.files(name)

    def stands_in_source(self, path: Path) -> bool | None:
        """See `Resource.stands_in_source`: hiding a value does not hide that it is written."""
        return self._inner.stands_in_source(path)


@dataclass(frozen=True)
class Claim:
    """A verdict that changed to something else than unknown when a value was hidden."""

    rule: str
    address: str
    hidden: str
    was: Verdict | None
    became: Verdict | None

    def __str__(self) -> str:
        was, became = (verdict.value if verdict else "not judged" for verdict in (self.was, self.became))
        return f"{self.rule} on {self.address}: {was}, but {became} without {self.hidden}"


def hide(value: Value, path: Path) -> Value:
    """A value with `Unknown` at a path."""
    if not path:
        return Unknown("hidden")
    step, rest = path[0], path[1:]
    if isinstance(value, dict):
        return {key: hide(item, rest) if key == step else item for key, item in value.items()}
    if isinstance(value, list):
        return [hide(item, rest) if index == step else item for index, item in enumerate(value)]
    return value


def paths(value: Value, prefix: Path) -> Iterator[Path]:
    """The path of a value and of everything in it that is known."""
    if isinstance(value, Unknown):
        return
    yield prefix
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in items:
        yield from paths(item, (*prefix, step))


def claims(estate: Estate, rules: Sequence[Rule], site: Site) -> list[Claim]:
    """Everything that rules say of an estate only because a value of it is hidden."""
    usual: dict[Place, Verdicts] = {}
    readers: dict[tuple[str, str], list[Place]] = {}
    for place in _things(estate):
        seen: set[tuple[str, str]] = set()
        usual[place] = _judged(_hidden(estate, None, None, seen), [place], rules, site)[place]
        for read in seen:
            readers.setdefault(read, []).append(place)
    found: list[Claim] = []
    for resource in _unlike(estate):
        attributes = {name for address, name in readers if address == resource.address}
        for attribute in sorted(attributes - NOT_IN_THE_SCHEMA):
            affected = readers[resource.address, attribute]
            for path in paths(resource.read(attribute), (attribute,)):
                hidden = _hidden(estate, resource, path, set())
                for place, verdicts in _judged(hidden, affected, rules, site).items():
                    what = f"{resource.address}.{format_path(path)}"
                    found += _differences(place[0], usual[place], verdicts, what)
    return found


def _unlike(estate: Estate) -> list[Resource]:
    """The resources, without the third and further instances of a block: they are as the first two."""
    counts: dict[str, int] = {}
    kept = []
    for resource in estate.resources:
        counts[resource.block_address] = counts.get(resource.block_address, 0) + 1
        if counts[resource.block_address] <= 2:
            kept.append(resource)
    return kept


def _hidden(
    estate: Estate, resource: Resource | None, path: Path | None, seen: set[tuple[str, str]]
) -> Estate:
    resources = [Hidden(one, path if one is resource else None, seen) for one in estate.resources]
    return Estate(resources, estate.providers, estate.unread, estate.standing)


def _things(estate: Estate) -> dict[Place, Thing]:
    found: dict[Place, Thing] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for thing in things(estate):
        kind = (thing.resource.address, type(thing).__name__)
        found[*kind, counts[kind]] = thing
        counts[kind] += 1
    return found


def _judged(
    estate: Estate, places: Sequence[Place], rules: Sequence[Rule], site: Site
) -> dict[Place, Verdicts]:
    found = _things(estate)
    return {place: _verdicts(found[place], rules, site) if place in found else {} for place in places}


def _verdicts(thing: Thing, rules: Sequence[Rule], site: Site) -> Verdicts:
    judgement = judge([thing], rules, site, keep_passes=True)
    verdicts: Verdicts = {}
    for finding in (*judgement.findings, *judgement.passes):
        known = verdicts.get(finding.rule, Verdict.PASS)
        verdicts[finding.rule] = min(known, finding.verdict, key=ORDER.index)
    return verdicts


def _differences(address: str, was: Verdicts, became: Verdicts, hidden: str) -> Iterator[Claim]:
    for rule in sorted({*was, *became}):
        now = became.get(rule)
        if now is not was.get(rule) and now is not Verdict.UNKNOWN:
            yield Claim(rule, address, hidden, was.get(rule), now)

"""Reading a source's arguments, and those of what runs beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from vmgate.model.resource import Resource
    from vmgate.model.value import Path, Value

BUILDER_DEFAULT: Final = "the builder's default"


class Arguments(Attributes):
    """The arguments of a source, or of one nested block of it."""

    __slots__ = ()

    note: ClassVar[str] = BUILDER_DEFAULT


class Command(Attributes):
    """The arguments of a provisioner or post-processor. `kind` is its type: `shell`, `manifest`."""

    __slots__ = ("_values", "kind")

    note: ClassVar[str] = "the default"

    def __init__(self, resource: Resource, path: Path, values: Mapping[str, Value]) -> None:
        super().__init__(resource, path)
        self._values = values
        self.kind = str(values.get("type", ""))

    def raw(self, name: str) -> Value:
        """The value as it stands; None when absent."""
        return self._values.get(name)

    @property
    def literal(self) -> str:
        """What is literal in arguments of which something is not known; "" where all is known."""
        text = self._values.get("text")
        return text if isinstance(text, str) else ""


class Settings(Attributes):
    """Arguments whose map of a machine's advanced settings goes by other names than Terraform's `extra_config`.

    Of several maps the last one has the last word.
    """

    __slots__ = ("_maps",)

    def __init__(self, resource: Resource, maps: Sequence[str]) -> None:
        super().__init__(resource)
        self._maps = maps

    def at(self, name: str) -> Path:  # noqa: ARG002  - there is only the one map
        """The path of the map."""
        return (self._maps[0],)

    def entries(
        self,
        name: str,  # noqa: ARG002  - as in `at`
        wanted: Callable[[str], object],
    ) -> list[tuple[str, Fact[str | None]]]:
        """See `Attributes.entries`. Raises `UnknownValue` when a map is unknown as a whole."""
        found: dict[str, tuple[str, Fact[str | None]]] = {}
        for own in self._maps:
            for key, fact in Attributes.entries(_Plain(self.resource), own, wanted):
                found[key.lower()] = (key, fact)
        return list(found.values())


class _Plain(Attributes):
    __slots__ = ()


def commands(resource: Resource) -> Iterator[Command]:
    """The provisioners of a source, in order."""
    for index, values in enumerate(resource.provisioners()):
        yield Command(resource, ("provisioner", index), values)


def post_processors(resource: Resource) -> Iterator[Command]:
    """The post-processors of a source, in order."""
    for index, values in enumerate(resource.post_processors()):
        yield Command(resource, ("post-processor", index), values)


def elements(attributes: Attributes, name: str) -> list[Fact[str]]:
    """The strings of a list, each by itself; one unknown fact where the list is not known. A lone string is a list."""
    value = attributes.raw(name)
    if value is None:
        return []
    items: list[tuple[Value, Path]] = [(value, attributes.at(name))]
    if isinstance(value, list):
        items = [(item, (*attributes.at(name), position)) for position, item in enumerate(value)]
    return [Fact(_text(item), attributes.resource, path) for item, path in items]


def any_of(attributes: Attributes, names: Sequence[str]) -> Fact[bool]:
    """Whether one of some arguments says something: not null, "" or nothing at all."""
    facts = [attributes.present(name) for name in names]
    for fact in facts:
        if fact.known and fact.value:
            return fact
    return next((fact for fact in facts if not fact.known), facts[0])


def _text(value: Value) -> str | Unknown:
    if isinstance(value, str | Unknown):
        return value
    return str(value) if isinstance(value, bool | int | float) else Unknown("the value is not a string")

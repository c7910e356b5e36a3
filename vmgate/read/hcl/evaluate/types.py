"""The types of values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from vmgate.read.hcl.syntax.nodes import Expression


@dataclass(frozen=True, slots=True)
class Primitive:
    """string, number, bool; `any` for what Terraform itself does not know; `unsaid` for what only we do not."""

    name: str


@dataclass(frozen=True, slots=True)
class Collection:
    """list, set or map of one type."""

    name: str
    element: Type


@dataclass(frozen=True, slots=True)
class TupleOf:
    """A tuple: a type for each element."""

    elements: tuple[Type, ...]


@dataclass(frozen=True, slots=True)
class ObjectOf:
    """An object: a type for each attribute. `optional` maps the optional ones to their default expressions."""

    attributes: dict[str, Type]
    optional: dict[str, Expression | None] = field(default_factory=dict, compare=False)


Type: TypeAlias = Primitive | Collection | TupleOf | ObjectOf

ANY = Primitive("any")
UNSAID = Primitive("unsaid")
STRING = Primitive("string")
NUMBER = Primitive("number")
BOOL = Primitive("bool")


def mentions(type_: Type, wanted: Type) -> bool:
    """Whether a type is the wanted one or has it inside."""
    match type_:
        case Primitive():
            return type_ == wanted
        case Collection(_, element):
            return mentions(element, wanted)
        case TupleOf(elements):
            return any(mentions(element, wanted) for element in elements)
    return any(mentions(attribute, wanted) for attribute in type_.attributes.values())


def replaced(type_: Type, wanted: Type, other: Type) -> Type:
    """The type with another in place of each that is the wanted one, and without optional attributes."""
    match type_:
        case Primitive():
            return other if type_ == wanted else type_
        case Collection(name, element):
            return Collection(name, replaced(element, wanted, other))
        case TupleOf(elements):
            return TupleOf(tuple(replaced(element, wanted, other) for element in elements))
    return ObjectOf({name: replaced(each, wanted, other) for name, each in type_.attributes.items()})

"""The syntax tree. `start` and `end` are byte offsets in the file that holds the node."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from fractions import Fraction

    from vmgate.read.hcl.syntax.source import SourceFile


@dataclass(slots=True)
class Literal:
    """A number, a string without interpolation, true, false or null; also a bare word as an object's key."""

    start: int
    end: int
    value: bool | int | Fraction | str | None


@dataclass(slots=True)
class Name:
    """A bare word: the root of a reference."""

    start: int
    end: int
    name: str


@dataclass(slots=True)
class Attr:
    """`.name`."""

    name: str


@dataclass(slots=True)
class Index:
    """`[key]`, and the older `.0`."""

    key: Expression


@dataclass(slots=True)
class Splat:
    """`[*]` or `.*` with the steps that apply to each element."""

    steps: tuple[Step, ...]


Step: TypeAlias = Attr | Index | Splat


@dataclass(slots=True)
class Traversal:
    """Something followed by steps: `var.a.b[0]`, `(expression)[*].id`."""

    start: int
    end: int
    head: Expression
    steps: tuple[Step, ...]


@dataclass(slots=True)
class If:
    """`%{ if … }…%{ else }…%{ endif }`."""

    condition: Expression
    then: tuple[Part, ...]
    otherwise: tuple[Part, ...]


@dataclass(slots=True)
class For:
    """`%{ for key, value in … }…%{ endfor }`."""

    key: str | None
    value: str
    collection: Expression
    body: tuple[Part, ...]


@dataclass(slots=True)
class Template:
    """A string with interpolations or directives. A lone interpolation is not one: it is its expression."""

    start: int
    end: int
    parts: tuple[Part, ...]


@dataclass(slots=True)
class Tuple:
    """`[a, b]`."""

    start: int
    end: int
    items: tuple[Expression, ...]


@dataclass(slots=True)
class Item:
    """`key = value` in an object."""

    start: int
    end: int
    key: Expression
    value: Expression


@dataclass(slots=True)
class Object:
    """`{ key = value, … }`."""

    start: int
    end: int
    items: tuple[Item, ...]


@dataclass(slots=True)
class ForExpression:
    """`[for k, v in c : value if condition]`, or with `=>` (then `result_key` is set) an object."""

    start: int
    end: int
    key: str | None
    value: str
    collection: Expression
    result_key: Expression | None
    result: Expression
    condition: Expression | None
    grouped: bool


@dataclass(slots=True)
class Call:
    """`name(arguments)`; `expand` when the last one ends in `...`."""

    start: int
    end: int
    name: str
    arguments: tuple[Expression, ...]
    expand: bool


@dataclass(slots=True)
class Unary:
    """`-a`, `!a`."""

    start: int
    end: int
    operator: str
    operand: Expression


@dataclass(slots=True)
class Binary:
    """`a + b` and the like."""

    start: int
    end: int
    operator: str
    left: Expression
    right: Expression


@dataclass(slots=True)
class Conditional:
    """`condition ? then : otherwise`."""

    start: int
    end: int
    condition: Expression
    then: Expression
    otherwise: Expression


@dataclass(slots=True)
class Unclear:
    """Something whose meaning the text alone does not tell, with the reason.

    In JSON, an object may be a nested block or a value: `block` and `value` are what it then is.
    """

    start: int
    end: int
    reason: str
    block: Block | None = None
    value: Expression | None = None


@dataclass(slots=True)
class Invalid:
    """Something that parses and that Terraform refuses when it is evaluated, with the reason."""

    start: int
    end: int
    reason: str


Expression: TypeAlias = (
    Literal
    | Name
    | Traversal
    | Template
    | Tuple
    | Object
    | ForExpression
    | Call
    | Unary
    | Binary
    | Conditional
    | Unclear
    | Invalid
)
Part: TypeAlias = str | Expression | If | For


@dataclass(slots=True)
class Attribute:
    """`name = value`, from the start of the name to the end of the value."""

    name: str
    value: Expression
    start: int
    end: int
    source: SourceFile


@dataclass(slots=True)
class Block:
    """`type "label" { … }`. The header runs from `start` to `header_end`, before the brace."""

    type: str
    labels: tuple[str, ...]
    body: Body
    start: int
    header_end: int
    end: int
    source: SourceFile


@dataclass(slots=True)
class Body:
    """What stands between braces, or in a whole file."""

    attributes: dict[str, Attribute]
    blocks: list[Block]

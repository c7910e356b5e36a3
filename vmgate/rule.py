"""What a rule is: a page, an id, a clause, and judges that each look at one thing of the vocabulary."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from msgspec import Struct

from vmgate.errors import RuleDefinitionError
from vmgate.model.fact import UnknownValue
from vmgate.procedure import CLAUSES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from vmgate.model.fact import Fact
    from vmgate.model.result import Severity
    from vmgate.model.site import Site
    from vmgate.vocabulary.thing import Thing

T = TypeVar("T", bound="Thing")
P = TypeVar("P")

HEADINGS = ("Why", "Fix", "Bad", "Good")


class Fault(Struct, frozen=True):
    """What is wrong, in one sentence without a full stop, and the fact that makes it so."""

    message: str
    at: Fact[Any]


class Judge(Struct, Generic[T, P], frozen=True):
    """One look at one kind of thing: at the thing itself, or at each of some parts of it."""

    thing: type[T]
    parts: Callable[[T], Sequence[P]] | None
    check: Callable[[Any, Site], Fault | None]


class Page(Struct, frozen=True):
    """A rule's page, from its module's docstring. `sections` holds Why, Fix, Bad and Good as Markdown."""

    title: str
    sections: dict[str, str]


@dataclass
class Rule:
    """One rule. `slug` is the name of its file and names the fault."""

    id: str
    slug: str
    clause: str
    severity: Severity
    document: str = field(repr=False)
    judges: list[Judge[Any, Any]] = field(default_factory=list, repr=False)

    def on(
        self, thing: type[T]
    ) -> Callable[[Callable[[T, Site], Fault | None]], Callable[[T, Site], Fault | None]]:
        """Judge every thing of this kind. The function answers None (in order) or a `Fault`; reading anything
        unknown makes the verdict unknown without its doing.
        """

        def register(check: Callable[[T, Site], Fault | None]) -> Callable[[T, Site], Fault | None]:
            self.judges.append(Judge(thing, None, check))
            return check

        return register

    def each(
        self, thing: type[T], parts: Callable[[T], Sequence[P]]
    ) -> Callable[[Callable[[P, Site], Fault | None]], Callable[[P, Site], Fault | None]]:
        """Judge every one of some parts of every thing of this kind, so that an unknown part hides no other."""

        def register(check: Callable[[P, Site], Fault | None]) -> Callable[[P, Site], Fault | None]:
            self.judges.append(Judge(thing, parts, check))
            return check

        return register

    @property
    def title(self) -> str:
        """The page's first line, without its full stop."""
        return self.document.strip().split("\n", 1)[0].rstrip(".")

    def page(self) -> Page:
        """The page, taken apart."""
        return parse_page(self.document, self.slug)


def declare(module: str, *, id: str, clause: str, severity: Severity) -> Rule:  # noqa: A002  - the field's word
    """What a rule begins with, below its module docstring: a `rule = declare` with the module name, id and so on.

    Raises `RuleDefinitionError` for an id that is not its clause's, or a clause that the procedure does not have.
    """
    slug = module.rpartition(".")[2]
    if not re.fullmatch(r"VMG\d{4}", id) or f"C{id[3:5]}" != clause:
        message = (
            f"{slug}: {id} is not an id of clause {clause}: an id is VMG, the clause's number, two digits"
        )
        raise RuleDefinitionError(message)
    if clause not in CLAUSES:
        message = f"{slug}: the procedure has no clause {clause}"
        raise RuleDefinitionError(message)
    document = sys.modules[module].__doc__
    if not document:
        message = f"{slug}: a rule's docstring is its page, and there is none"
        raise RuleDefinitionError(message)
    return Rule(id=id, slug=slug, clause=clause, severity=severity, document=document)


def parse_page(document: str, slug: str) -> Page:
    """A docstring as a page. Raises `RuleDefinitionError` unless it has a title and the four headings in order."""
    head, *rest = re.split(r"^## +(.+)$", document.strip(), flags=re.MULTILINE)
    sections = {name.strip(): text.strip() for name, text in zip(rest[::2], rest[1::2], strict=True)}
    if tuple(sections)[: len(HEADINGS)] != HEADINGS or not all(sections.values()):
        message = f"{slug}: a page has the headings {', '.join(HEADINGS)}, each with text; found {', '.join(sections)}"
        raise RuleDefinitionError(message)
    title = head.strip().split("\n", 1)[0].rstrip(".")
    if not title:
        message = f"{slug}: a page begins with a title"
        raise RuleDefinitionError(message)
    return Page(title, sections)


def unanimous(faults: Iterable[Fault | None], among: str) -> Fault | None:
    """One answer where several things are possible: the common one, `UnknownValue` if the candidates differ.

    `among` completes the reason: "which of …".
    """
    answers = list(faults)
    wrong = [fault for fault in answers if fault is not None]
    if not wrong:
        return None
    if len(wrong) < len(answers):
        raise UnknownValue(f"it depends on {among}", wrong[0].at.resource, wrong[0].at.path)
    return wrong[0]

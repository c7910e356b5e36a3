"""What a rule can decide for, and from what: the providers whose translation states what its judges ask for, and the
kinds of inputs that hold what it judges.

Nothing is written down twice: the vocabulary's classes say what a provider states, and a judge's own code says what it
asks for.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any

from vmgate.model.report import Kind
from vmgate.translate import providers
from vmgate.vocabulary.connection import ManagementConnection
from vmgate.vocabulary.exception import LimitedException
from vmgate.vocabulary.ignored import IgnoredChanges
from vmgate.vocabulary.image import ImageBuild
from vmgate.vocabulary.machine import VirtualMachine
from vmgate.vocabulary.network import Nic
from vmgate.vocabulary.oversight import EvidenceOnRecord, Oversight
from vmgate.vocabulary.record import TemplateOnRecord
from vmgate.vocabulary.standing import StandingMachine, StandingState
from vmgate.vocabulary.thing import Thing
from vmgate.vocabulary.uncovered import LocalCommand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import ModuleType

    from vmgate.rule import Judge, Rule


CONFIGURED_ONLY = (ManagementConnection, LocalCommand)
"""What is made of a provider's configuration and of provisioners: a state holds neither."""

BUILT_ONLY = (ImageBuild,)
"""What is made of the sources of images alone."""

WRITTEN_ONLY = (IgnoredChanges,)
"""What is made of source, and of a plan that has its source beside it."""

STANDING_ONLY = (StandingState, StandingMachine)
"""What is made of a state alone: what stands."""

EVIDENCE = (Oversight, EvidenceOnRecord)
"""What is made of the evidence register."""

RECORDED = (*EVIDENCE, TemplateOnRecord)
"""What is made of records alone: of evidence, and of the template registry."""


def decided_from(rule: Rule) -> tuple[Kind, ...]:
    """The kinds of inputs that can hold what the rule judges, and the registers that it asks."""
    configured = [judge for judge in rule.judges if not issubclass(judge.thing, RECORDED)]
    provided = [judge for judge in configured if not issubclass(judge.thing, BUILT_ONLY)]
    kinds: list[Kind] = []
    if any(not issubclass(judge.thing, STANDING_ONLY) for judge in provided):
        kinds.append(Kind.SOURCE)
    if any(not issubclass(judge.thing, (*WRITTEN_ONLY, *STANDING_ONLY)) for judge in provided):
        kinds.append(Kind.PLAN)
    if any(not issubclass(judge.thing, (*WRITTEN_ONLY, *CONFIGURED_ONLY)) for judge in provided):
        kinds.append(Kind.STATE)
    if any(_states(Part(providers()["packer"]), judge) for judge in configured):
        kinds.append(Kind.PACKER)
    if any(issubclass(judge.thing, EVIDENCE) for judge in rule.judges) or _asks(rule, "evidence"):
        kinds.append(Kind.EVIDENCE)
    if any(issubclass(judge.thing, TemplateOnRecord) for judge in rule.judges) or _asks(rule, "registry"):
        kinds.append(Kind.REGISTRY)
    return tuple(kinds)


def _asks(rule: Rule, register: str) -> bool:
    """Whether a judge asks the site's register of that name: in its own code, or in the vocabulary's that it calls."""
    return any(register in _names(judge.check, frozenset()) for judge in rule.judges)


def _names(function: Callable[..., Any], seen: frozenset[object]) -> set[str]:
    """The names in a function's code, and in that of the vocabulary's functions that it calls."""
    found: set[str] = set()
    codes = [function.__code__]
    while codes:
        code = codes.pop()
        found.update(code.co_names)
        codes += [inner for inner in code.co_consts if isinstance(inner, CodeType)]
    for name in tuple(found):
        called = function.__globals__.get(name)
        if not isinstance(called, FunctionType) or called in seen:
            continue
        if called.__module__.startswith("vmgate.vocabulary."):
            found |= _names(called, seen | {function, called})
    return found


@dataclass(frozen=True, slots=True)
class Part:
    """The translation of one provider: a package or module, or those modules of a package that two providers share
    whose names begin alike.

    `own` is what their names begin with, `others` what those of the other providers in the package begin with.
    """

    package: ModuleType
    own: str = ""
    others: tuple[str, ...] = ()

    def has(self, cls: type) -> bool:
        """Whether a class is of it."""
        before, found, module = f"{cls.__module__}.".partition(f"{self.package.__name__}.")
        others = bool(self.others) and module.startswith(self.others)
        return bool(found) and not before and module.startswith(self.own) and not others


def parts() -> Mapping[str, Part]:
    """The translation of every provider by its name; two that share a package are told apart."""
    found: dict[str, Part] = {}
    for name, package in providers().items():
        shared: Mapping[str, str] = getattr(package, "SHARED_WITH", {})
        found[name] = Part(package, others=tuple(shared.values()))
        found |= {f"{name} ({other})": Part(package, own) for other, own in shared.items()}
    return found


def decided_for(rule: Rule) -> tuple[str, ...]:
    """The names of the providers, and "packer", for which the rule can come to a verdict.

    Those that share a package go by its one name.
    """
    return tuple(name for name, package in providers().items() if is_decided(rule, Part(package)))


def is_decided(rule: Rule, part: Part) -> bool:
    """Whether the rule can come to a verdict for a provider."""
    return any(_states(part, judge) for judge in rule.judges)


def _states(part: Part, judge: Judge[Any, Any]) -> bool:
    if judge.thing in (Thing, LimitedException):
        # There may be an exception to whatever anybody states.
        return True
    if issubclass(judge.thing, WRITTEN_ONLY):
        return any(mode == "managed" for mode, _ in part.package.TRANSLATIONS)
    thing: type = judge.thing
    if issubclass(thing, STANDING_ONLY):
        # A state's machines are any provider's that tells them apart.
        return any(
            getattr(cls, "identity", None) is not VirtualMachine.identity
            for cls in _classes(VirtualMachine)
            if part.has(cls)
        )
    own = [cls for cls in _classes(thing) if part.has(cls)]
    asked = judge.check if judge.parts is None else judge.parts
    if not any(_overrides(cls, judge.thing, asked) for cls in own):
        return False
    if judge.parts is None or "nics" not in judge.parts.__code__.co_names:
        return True
    # What an interface is may be the same for both of a package.
    nics = [cls for cls in _classes(Nic) if Part(part.package).has(cls)]
    return any(_overrides(cls, Nic, judge.check) for cls in nics)


def _overrides(cls: type, vocabulary: type, asked: Callable[..., Any]) -> bool:
    """Whether a class states everything of the vocabulary that some code asks for."""
    names = [
        name for name in asked.__code__.co_names if isinstance(getattr(vocabulary, name, None), property)
    ]
    return all(getattr(cls, name) is not getattr(vocabulary, name) for name in names)


def _classes(of: type) -> Iterator[type]:
    below: list[type] = type.__subclasses__(of)
    for cls in below:
        yield cls
        yield from _classes(cls)

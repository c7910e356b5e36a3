"""What a state states beside its resources: that they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.vocabulary.machine import VirtualMachine
from vmgate.vocabulary.standing import StandingMachine, StandingState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vmgate.model.estate import Standing
    from vmgate.vocabulary.thing import Thing


def standing(things: Iterable[Thing], state: Standing) -> Iterator[Thing]:
    """The things of a state, and after them the state itself and each of its machines as what stands.

    Nothing more when it has no machines.
    """
    machines: list[VirtualMachine] = []
    for thing in things:
        if isinstance(thing, VirtualMachine):
            machines.append(thing)
        yield thing
    if machines:
        whole = StandingState(state, machines)
        yield whole
        for machine in machines:
            yield StandingMachine(machine, whole)

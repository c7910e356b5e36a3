"""What stands, as a state records it: its machines, and the log that is kept of them (C22)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from vmgate.model.fact import Fact, NotExpressible, UnknownValue
from vmgate.model.resource import Resource
from vmgate.model.running import Power
from vmgate.model.value import Unknown
from vmgate.vocabulary.thing import Thing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Standing
    from vmgate.model.running import LoggedMachine, RunningLog, RunningRecord
    from vmgate.vocabulary.machine import VirtualMachine

SECRET = "(sensitive)"  # noqa: S105  - what stands in place of one
_NOT_TOLD = "the provider does not tell whether it runs"


class StandingMachine(Thing):
    """A machine of a state."""

    kind: ClassVar[str] = "standing machine"

    def __init__(self, machine: VirtualMachine, state: StandingState) -> None:
        super().__init__(machine.resource)
        self._machine = machine
        self.state = state

    @property
    def name(self) -> Fact[str]:
        """Its name as a log has it: a secret one is not told."""
        name = self._machine.name
        return Fact(told(name) or "", name.resource, name.path) if name.known else name

    @property
    def running(self) -> Fact[bool]:
        """Whether it runs; unknown where the provider does not tell."""
        try:
            running = self._machine.running
        except NotExpressible:
            return Fact(Unknown(_NOT_TOLD), self.resource, ())
        return running if running.known else Fact(Unknown(_NOT_TOLD), running.resource, running.path)

    def logged(self, record: RunningRecord) -> LoggedMachine | None:
        """What a record says of it. Raises `UnknownValue` when its identity is not known."""
        return record.find(key(self._machine), self.resource.address)


class StandingState(Thing):
    """A state as a whole, which has at least one machine. `where` is the state."""

    kind: ClassVar[str] = "state"

    def __init__(self, state: Standing, machines: Sequence[VirtualMachine]) -> None:
        super().__init__(Resource(address=state.name, mode="managed", type="state", name=state.name))
        self.where: Fact[object] = Fact(state.name, self.resource, ())
        self._state = state
        self._machines = machines
        self._asked: tuple[RunningLog, RunningRecord | None] | None = None

    def record(self, log: RunningLog) -> RunningRecord | None:
        """The log's record of this state. Raises `UnknownValue` when it cannot be told which one that is."""
        if self._asked is None or self._asked[0] is not log:
            self._asked = (log, self._record(log))
        return self._asked[1]

    def gone(self, record: RunningRecord) -> tuple[str, ...]:
        """The machines that a record says run, and that are not in the state. Raises `UnknownValue`."""
        running = [one for one in record.machines if one.power is not Power.OFF]
        own = {key(machine) or machine.resource.address for machine in self._machines}
        return tuple(one.shown for one in running if (one.key or one.address) not in own)

    def _record(self, log: RunningLog) -> RunningRecord | None:
        keys = []
        doubt: UnknownValue | None = None
        for machine in self._machines:
            try:
                own = key(machine)
            except UnknownValue as unknown:
                doubt = doubt or unknown
            else:
                keys += [own] if own is not None else []
        found = log.of_state(self._state.lineage, keys)
        if found is None and doubt is not None and log.records:
            raise doubt
        return found


def told(fact: Fact[str | None] | Fact[str]) -> str | None:
    """A value as the log has it: never a secret. Raises `UnknownValue`."""
    value = fact.value
    return SECRET if value is not None and fact.resource.is_sensitive(fact.path) else value


def key(machine: VirtualMachine) -> tuple[str, str] | None:
    """What a machine is found by in the log; None where its provider has no identities. Raises `UnknownValue`."""
    try:
        identity = told(machine.identity)
    except NotExpressible:
        return None
    return None if identity in (None, SECRET) else (machine.platform, identity)

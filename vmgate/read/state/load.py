"""From a state, in either of its two forms, to an estate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vmgate.errors import InputError
from vmgate.model.estate import Estate, Standing
from vmgate.read.plan import strict
from vmgate.read.plan.configuration import read_module
from vmgate.read.plan.scope import Scope
from vmgate.read.state import file, shown
from vmgate.read.state.recognize import of_state

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass
class State:
    """A state as it was read. `deposed` are the addresses whose old object waits to be destroyed."""

    estate: Estate
    scope: Scope
    deposed: Sequence[str]

    def join(self, source: Estate) -> None:
        """Let the source say where blocks are written, and which versions of providers are meant."""
        self.scope.join(source)
        self.estate = Estate(self.estate.resources, source.providers, standing=self.estate.standing)

    def matches(self, source: Estate) -> bool:
        """Whether a source is the one of this state: it has all the blocks that the state has."""
        own = {r.block_address for r in self.estate.resources if r.mode == "managed"}
        return own <= {r.block_address for r in source.resources if r.mode == "managed"}

    def notes(self) -> tuple[str, ...]:
        """What a reader must know beside the verdicts."""
        if not self.deposed:
            return ()
        names = ", ".join(dict.fromkeys(self.deposed))
        return (f"replaced, but not yet destroyed, and not judged: {names}",)


def read_state(data: bytes, name: str = "state") -> State:
    """Read a state: `terraform show -json`, or a `terraform.tfstate` of version 4. `name` is what it is called.

    Raises `InputError` when it is neither, of another version, or not whole.
    """
    strict.check_utf8(data)
    if len(data) <= strict.EXACT_UP_TO:
        strict.exact(data)
    document = strict.fields(data)
    if not of_state(document):
        message = "it is JSON, but no state; give `terraform show -json`, or the state file itself"
        raise InputError(message)
    scope = Scope(read_module(None))
    read = shown.resources if "format_version" in document else file.resources
    deposed: list[str] = []
    lineage = strict.value(document["lineage"]) if "lineage" in document else None
    standing = Standing(name, lineage if isinstance(lineage, str) and lineage else None)
    return State(Estate(list(read(document, scope, deposed)), standing=standing), scope, deposed)

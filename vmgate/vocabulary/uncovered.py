"""What nobody judges (C03)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from vmgate.model.fact import Fact
from vmgate.vocabulary.thing import Thing

if TYPE_CHECKING:
    from vmgate.model.resource import Resource


class UncoveredResource(Thing):
    """A resource that creates a machine, host, network or storage, of a type that no translation knows.

    `creates` reads "virtual machine", `where` is the resource as a whole.
    """

    kind: ClassVar[str] = "uncovered resource"

    def __init__(self, resource: Resource, creates: str) -> None:
        super().__init__(resource)
        self.creates = creates
        self.where: Fact[object] = Fact(creates, resource, ())


class LocalCommand(Thing):
    """A command that runs beside the configuration, or on a hypervisor, and could build infrastructure behind its back.

    `literal` is as much of its text as is known. `tool` is the tool it calls that builds or changes virtual
    infrastructure, None when the literal text names none.
    """

    kind: ClassVar[str] = "local command"

    def __init__(self, resource: Resource, command: Fact[str], literal: str, tool: str | None) -> None:
        super().__init__(resource)
        self.command = command
        self.literal = literal
        self.tool = tool

"""What one resource says to one switch of a fleet, whichever system the switch runs (C12, C16)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from vmgate.model.evidence import Subject, SubjectKind
from vmgate.translate.attributes import Attributes
from vmgate.translate.command_line import safeguards
from vmgate.translate.derivation import derive
from vmgate.translate.fleet import device_name
from vmgate.vocabulary.logs import Log, LoggingThing
from vmgate.vocabulary.switching import SwitchSecurity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.fact import Fact
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.switching import Safeguard


class SwitchMeasures(SwitchSecurity):
    """Measures that one switch is told. `address` is the attribute of the provider's own switch."""

    address: ClassVar[str]

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate

    @property
    def switch(self) -> Fact[str]:
        """The device's name."""
        return device_name(self.resource, self._estate, self.address)


class SwitchCommands(SwitchMeasures):
    """Commands in the switch's own language, as `cli`."""

    @property
    def safeguards(self) -> Sequence[Safeguard]:
        """See `command_line.safeguards`. Raises `UnknownValue`."""
        return safeguards(Attributes(self.resource).text("cli", ""))


class SwitchLog(LoggingThing, Log):
    """One switch's log. `address` is the attribute of the provider's own switch."""

    address: ClassVar[str]

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate

    @property
    def logs(self) -> Sequence[Log]:
        """The log alone."""
        return (self,)

    @property
    def name(self) -> Fact[Subject]:
        """`switch:` and the device's name."""
        name = device_name(self.resource, self._estate, self.address)
        return derive(name, lambda text: Subject(SubjectKind.SWITCH, text))

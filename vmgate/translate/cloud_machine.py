"""What machines of public clouds have in common (C30): an image of a disk, by whatever the cloud calls it.

Everything else of their hosts is the cloud's own: what a hypervisor's administrator would set is not expressible.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate import boot_disk
from vmgate.translate.filled_in import FilledIn
from vmgate.vocabulary.mac_filter import FilteredThing, MacFilter
from vmgate.vocabulary.machine import VirtualMachine
from vmgate.vocabulary.template import Template
from vmgate.vocabulary.thing import not_expressible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.guest import Guest
    from vmgate.vocabulary.machine import ProvenanceFlaw

FORWARDS: Final = "the machine may send from addresses that are not its own"
FOUND: Final = "which image a lookup finds shows when it is read"
MADE: Final = "the image is made by this configuration, and known once it is"


class CloudMachine(VirtualMachine, FilteredThing):
    """A machine of a cloud. `source` is the attribute that names its image."""

    kind: ClassVar[str] = VirtualMachine.kind
    source: ClassVar[str]

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate
        self._own = FilledIn(resource)

    @property
    def identity(self) -> Fact[str | None]:
        """`id`."""
        return self._own.text("id")

    @property
    def name(self) -> Fact[str]:
        """Its name."""
        return self._own.text("name", "")

    @property
    def mac_filters(self) -> Sequence[MacFilter]:
        """That it keeps to its own addresses, which is so unless it is told otherwise.

        Raises `NotExpressible` where it is not: the cloud's filter has no attribute.
        """
        keeps = self._keeps_to_its_addresses()
        if keeps.known and keeps.value:
            not_expressible("the cloud's filter")
        return (MacFilter(FORWARDS, keeps),)

    @property
    def provenance_flaws(self) -> Sequence[ProvenanceFlaw]:
        """Imports, and ignored changes of the image."""
        return boot_disk.provenance_flaws(lambda: None, self.resource, (self.source,))

    @property
    def guest(self) -> Guest:
        """What the image's own word says of the system."""
        return boot_disk.guest(lambda: self.origin, self.resource, (self.source,))

    def _keeps_to_its_addresses(self) -> Fact[bool]:
        not_expressible("forwarding of a machine")

    def _template(
        self, where: Fact[object], identity: Fact[str | None], name: Fact[str | None] | None = None
    ) -> Template:
        nobody: Fact[str | None] = Fact(None, self.resource, where.path)
        return Template(self.platform, where, name or nobody, identity)

    def _unknown(self, where: Fact[object], reason: str) -> Fact[str | None]:
        return Fact(Unknown(reason), self.resource, where.path)

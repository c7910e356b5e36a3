"""Whether the memory of moving machines is encrypted on its way (C06)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.model.evidence import Subject, SubjectKind
from vmgate.vocabulary.placement import possible_endpoints
from vmgate.vocabulary.proof import SITE, unproven, valid
from vmgate.vocabulary.thing import Thing, not_expressible

if TYPE_CHECKING:
    from vmgate.model.fact import Fact
    from vmgate.model.site import Site
    from vmgate.vocabulary.network import HostInterface

CLAUSE: Final = "C06"
NOTE: Final = "migration"
REQUIRED: Final = "required"


class MigrationSettings(Thing):
    """What a cluster's configuration says of how machines move."""

    kind: ClassVar[str] = "migration settings"

    @property
    def encrypted(self) -> Fact[bool]:
        """Whether what moves is encrypted."""
        not_expressible("encrypted migration")


def unencrypted(interface: HostInterface, site: Site) -> str | None:
    """Why what moves over an interface may go in the clear, to end a message with; None where it may not.

    What the same resource states as the settings of its cluster is judged there. Elsewhere evidence shows it, with the
    note `migration = "required"`: about the management server of the interface, or every
    one that it may be of. Raises `UnknownValue`.
    """
    settings = interface.surroundings.of(MigrationSettings)
    if any(one.resource is interface.resource for one in settings):
        return None
    told = {network.endpoint for network in interface.networks}
    names = [name for one in told for name in possible_endpoints(one, site, ())]
    for name in names or [None]:
        subject = SITE if name is None else Subject(SubjectKind.ENDPOINT, name)
        missing = unproven(site, CLAUSE, subject)
        if missing is not None:
            return missing
        if not any(record.notes.get(NOTE) == REQUIRED for record in valid(site, CLAUSE, subject)):
            return f'no evidence about {subject} notes {NOTE} = "{REQUIRED}"'
    return None

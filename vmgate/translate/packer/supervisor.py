"""Machines of the builder `vsphere-supervisor`, which a class of the cluster gives their hardware."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.fact import Fact
from vmgate.translate.derivation import derive
from vmgate.translate.packer import guest
from vmgate.translate.packer.machine import LEFT_BEHIND, BuiltMachine
from vmgate.vocabulary.template import Origin, Template
from vmgate.vocabulary.thing import not_expressible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.vocabulary.guest import Guest
    from vmgate.vocabulary.machine import ProvenanceFlaw


class SupervisorMachine(BuiltMachine):
    """A machine of a supervisor cluster."""

    @property
    def name(self) -> Fact[str]:
        """`source_name`."""
        return self.arguments.text("source_name", f"packer-{self.resource.name}")

    @property
    def provenance_flaws(self) -> Sequence[ProvenanceFlaw]:
        """What it is made of lies on the cluster, or is fetched by it."""
        return ()

    @property
    def origin(self) -> Origin:
        """`image_name`, the image in a content library; with `import_source_url`, what is fetched from there."""
        imported = self.arguments.text("import_source_url")
        identity: Fact[str | None]
        if not imported.known or imported.value:
            if not self.arguments.raw("publish_location_name"):
                return Origin(self.arguments.anything("publish_location_name"), nothing=LEFT_BEHIND)
            not_expressible("the origin of a template")
        name = self.arguments.text("image_name")
        identity = Fact(None, self.resource, name.path)
        where = self.arguments.anything("image_name")
        return Origin(where, (Template("vsphere", where, name, identity),))

    @property
    def guest(self) -> Guest:
        """`guest_os_type`, else what the image's name says."""
        written = self.arguments.text("guest_os_type", "")
        named = [self.arguments.text(name, "") for name in ("image_name", "import_source_url")]
        names = [fact for fact in named if not fact.known or fact.value]
        if written.known and not written.value:
            return guest.of_media(names, self.arguments.anything("guest_os_type"))
        return guest.of_id(derive(written, str), names)

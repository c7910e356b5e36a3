"""Machines that are made of whole ones: clones, deployments of templates and of OVAs, all of the fourth API.

What they do not say is their source's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate import boot_disk
from vmgate.translate.derivation import derive
from vmgate.translate.nutanix import origin
from vmgate.translate.nutanix.machine import NutanixMachine
from vmgate.translate.nutanix.machine_v2 import interfaces
from vmgate.translate.nutanix.resource_types import CLONE, DEPLOYMENT
from vmgate.vocabulary.template import Origin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.translate.nutanix.attributes import Filled
    from vmgate.vocabulary.guest import Guest
    from vmgate.vocabulary.machine import ProvenanceFlaw
    from vmgate.vocabulary.network import Nic

INHERITED: Final = "it is inherited from what the machine is made of"


class Copy(NutanixMachine):
    """A machine that is made of a whole one."""

    @property
    def name(self) -> Fact[str]:
        """Its name; where it has none of its own, Nutanix makes one up."""
        within = self._overrides()
        named = within[0].text("name") if within else Fact(None, self.resource, ("name",))
        return derive(named, lambda name: Unknown(INHERITED) if name is None else name)

    @property
    def powered_off(self) -> Fact[bool]:
        """`power_state`, where it is told."""
        for one in self._overrides():
            if self.resource.type not in (CLONE, DEPLOYMENT):
                return derive(one.told("power_state"), lambda word: word.upper() == "OFF")
        return Fact(Unknown(INHERITED), self.resource, ())

    @property
    def nics(self) -> Sequence[Nic]:
        """`nics`, where they are told. Raises `UnknownValue`."""
        within = self._overrides()
        found = [nic for one in within for nic in interfaces(one, self, self._estate)]
        if not within or not all(one.blocks("nics") for one in within):
            raise UnknownValue(INHERITED, self.resource, self._source.path)
        return found

    @property
    def origin(self) -> Origin:
        """The machine, template or OVA. Raises `UnknownValue`."""
        kinds = {CLONE: origin.machines, DEPLOYMENT: origin.templates}
        find = kinds.get(self.resource.type, origin.ovas)
        return Origin(self._source, tuple(find(self._source, self._estate)))

    @property
    def provenance_flaws(self) -> Sequence[ProvenanceFlaw]:
        """Imports, and ignored changes of the source."""
        return boot_disk.provenance_flaws(lambda: None, self.resource, self._source.path)

    @property
    def guest(self) -> Guest:
        """What the name of the source says."""
        return origin.guest(lambda: self.origin, self.resource, ("ext_id",))

    @property
    def _source(self) -> Fact[str | None]:
        return self._own.text("vm_ext_id" if self.resource.type == CLONE else "ext_id")

    def _overrides(self) -> Sequence[Filled]:
        """Where it says what is to differ. Raises `UnknownValue`."""
        if self.resource.type == CLONE:
            return (self._own,)
        name = "override_vm_config_map" if self.resource.type == DEPLOYMENT else "override_vm_config"
        return self._own.blocks(name)

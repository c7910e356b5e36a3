"""Virtual machines: `xenorchestra_vm`. Each is made of a template, some of which are empty."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.templates import GuestSystem
from vmgate.model.value import Unknown
from vmgate.translate import boot_disk
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive, is_off
from vmgate.translate.lookups import meant
from vmgate.translate.xenorchestra import defaults
from vmgate.translate.xenorchestra.connection import endpoint
from vmgate.translate.xenorchestra.network import XenNic
from vmgate.vocabulary.guest import Guest
from vmgate.vocabulary.machine import Exposure, Port, VirtualMachine
from vmgate.vocabulary.template import Origin, Template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.machine import ProvenanceFlaw
    from vmgate.vocabulary.network import Nic

PLATFORM: Final = "xenorchestra"
EMPTY: Final = "Other install media"
"""The template that every pool has for machines that are installed by hand."""

_NAME: Final = re.compile(
    r"(debian|ubuntu|rocky|almalinux|centos|oracle linux|windows server)\b[a-z ]*?(\d+(?:\.\d+)?)\b",
    re.IGNORECASE,
)
_PRODUCTS: Final = {"oracle linux": "oracle-linux", "windows server": "windows-server"}


class XenMachine(VirtualMachine):
    """A virtual machine. Its console has no clipboard, and the provider gives no devices of the host."""

    platform: ClassVar[str] = PLATFORM

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate
        self._attributes = Attributes(resource)

    @property
    def name(self) -> Fact[str]:
        """`name_label`."""
        return self._attributes.text("name_label", "")

    @property
    def identity(self) -> Fact[str | None]:
        """`id`: its uuid."""
        return self._attributes.text("id")

    @property
    def endpoint(self) -> str | None:
        """See `connection.endpoint`."""
        return endpoint(self.resource, self._estate)

    @property
    def tags(self) -> Sequence[Fact[str]]:
        """`tags`. Raises `UnknownValue`."""
        listed = self._attributes.texts("tags")
        return [Fact(one, listed.resource, listed.path) for one in listed.value]

    @property
    def running(self) -> Fact[bool]:
        """`power_state`; a machine that is paused or suspended is not off."""
        default = str(defaults.DEFAULTS[defaults.MACHINE]["power_state"])
        return derive(self._attributes.text("power_state", default), lambda word: word.casefold() != "halted")

    @property
    def powered_off(self) -> Fact[bool]:
        """`power_state`; not if it starts with its host (`auto_poweron`)."""
        return is_off(self.running, self._flag("auto_poweron"))

    @property
    def nics(self) -> Sequence[Nic]:
        """`network`. Raises `UnknownValue`."""
        return [XenNic(self, self._estate, block) for block in self._attributes.blocks("network")]

    @property
    def exposures(self) -> Sequence[Exposure]:
        """Nested virtualization: the provider opens nothing else."""
        return (Exposure("nested virtualization", self._flag("exp_nested_hvm")),)

    @property
    def ports(self) -> Sequence[Port]:
        """CD-ROM drives. Raises `UnknownValue`."""
        return [
            Port("CD-ROM drive", Fact(value=True, resource=self.resource, path=block.path))
            for block in self._attributes.blocks("cdrom")
        ]

    @property
    def origin(self) -> Origin:
        """`template`, unless it is the empty one, or the machine boots from the network. Raises `UnknownValue`."""
        id_ = self._attributes.text("template")
        method = self._attributes.text("installation_method", "")
        if method.value == "network":
            return Origin(method, nothing="it is installed over the network")
        found = meant(id_, self._estate, data=(defaults.TEMPLATE,))
        nobody: Fact[str | None] = Fact(None, self.resource, id_.path)
        if not found:
            if id_.known and any(isinstance(one.read("id"), Unknown) for one in self._lookups):
                raise id_.doubt("which template a data source finds is not known")
            _ = id_.value
            return Origin(id_, (Template(PLATFORM, id_, nobody, id_, self.endpoint),))
        names = [Attributes(one).text("name_label") for one in found]
        if any(name.value == EMPTY for name in names):
            return Origin(id_, nothing=f"its template is the empty one, {EMPTY}")
        known = id_ if id_.known else Fact[str | None](Unknown("it is looked up"), self.resource, id_.path)
        return Origin(id_, tuple(Template(PLATFORM, id_, name, known, self.endpoint) for name in names))

    @property
    def provenance_flaws(self) -> Sequence[ProvenanceFlaw]:
        """Imports, and ignored changes of the template."""
        return boot_disk.provenance_flaws(lambda: None, self.resource, ("template",))

    @property
    def guest(self) -> Guest:
        """What the name of the template says: "Debian Bookworm 12"."""
        try:
            templates = self.origin.templates
            said = next((one.name.value for one in templates), None)
        except UnknownValue as missing:
            unknown = Unknown(missing.reason)
            return Guest(
                Fact(unknown, self.resource, missing.path), Fact(unknown, self.resource, missing.path)
            )
        return Guest(
            Fact(said, self.resource, ("template",)), Fact(_systems(said), self.resource, ("template",))
        )

    @property
    def _lookups(self) -> Sequence[Resource]:
        return self._estate.of_type(defaults.TEMPLATE, mode="data")

    def _flag(self, name: str) -> Fact[bool]:
        return self._attributes.flag(name, default=bool(defaults.DEFAULTS[defaults.MACHINE][name]))


def _systems(name: str | None) -> tuple[GuestSystem, ...]:
    found = _NAME.search(name or "")
    if found is None:
        return ()
    product = found[1].lower()
    return (GuestSystem(_PRODUCTS.get(product, product), found[2]),)

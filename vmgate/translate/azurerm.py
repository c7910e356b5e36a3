"""Microsoft Azure (hashicorp/azurerm): machines, and the images that they are made of.

From the provider's documentation: no schema of it is held.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.templates import GuestSystem
from vmgate.model.value import Unknown
from vmgate.translate.boot_disk import provenance_flaws
from vmgate.translate.cloud_machine import FOUND, MADE, CloudMachine
from vmgate.translate.derivation import told
from vmgate.translate.lookups import meant
from vmgate.translate.reasons import OF_CLOUD, because
from vmgate.vocabulary.guest import Guest
from vmgate.vocabulary.machine import ProvenanceFlaw
from vmgate.vocabulary.template import Origin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.translate.filled_in import FilledIn
    from vmgate.vocabulary.thing import Thing

MACHINES: Final = tuple(
    f"azurerm_{system}_virtual_machine{kind}"
    for system in ("linux", "windows")
    for kind in ("", "_scale_set")
)
IMAGES: Final = ("azurerm_image", "azurerm_shared_image", "azurerm_shared_image_version")
LATEST: Final = "latest"
DISK: Final = "it boots from a disk that is there already"

_URN: Final = ("publisher", "offer", "sku", "version")
_UBUNTU: Final = {"xenial": "16.04", "bionic": "18.04", "focal": "20.04", "jammy": "22.04", "noble": "24.04"}
_NAMED: Final = re.compile(r"(debian|ubuntu)(?:-|server:)(\d+(?:[._]\d+)?)")
_WINDOWS: Final = re.compile(r"(20\d\d)(-r2)?-(?:datacenter|sp1)")
_MAJOR: Final = re.compile(r"(rhel|centos)(?:-\w+)*:(10|[5-9])")
"""A Red Hat system by its major: `7_9`, `7-lvm`, and `79-gen2`, which is 7.9 as well."""


class Machine(CloudMachine):
    """A machine, or a set of machines that are alike."""

    platform: ClassVar[str] = "azure"
    source: ClassVar[str] = "source_image_id"

    @property
    def origin(self) -> Origin:
        """`source_image_id`, or `source_image_reference` as `publisher:offer:sku:version`. Raises `UnknownValue`."""
        image = self._own.text("source_image_id")
        if not image.known or image.value:
            identity = image
            if not image.known:
                found = meant(image, self._estate, managed=IMAGES, data=IMAGES)
                _ = found or image.value
                made = any(one.mode == "managed" for one in found)
                identity = self._unknown(image, MADE if made else FOUND)
            return Origin(image, (self._template(image, identity),))
        for block in self._own.blocks("source_image_reference"):
            urn: Fact[str | None] = Fact(told(lambda block=block: _urn(block)), self.resource, block.path)  # type: ignore[misc]  # mypy infers no defaults of lambdas
            return Origin(urn, (self._template(urn, urn),))
        disk = self._own.text("os_managed_disk_id")
        if not disk.known or disk.value:
            return Origin(disk, nothing=DISK)
        return Origin(image, nothing="no image")

    @property
    def provenance_flaws(self) -> Sequence[ProvenanceFlaw]:
        """Imports, ignored changes of the image, and a disk that is there already."""
        attached = self._own.present("os_managed_disk_id")
        return [
            *provenance_flaws(lambda: None, self.resource, (self.source,)),
            *provenance_flaws(lambda: None, self.resource, ("source_image_reference",))[1:2],
            ProvenanceFlaw(DISK, attached),
        ]

    @property
    def guest(self) -> Guest:
        """What offer and SKU of a reference say."""
        none: tuple[GuestSystem, ...] = ()
        try:
            for block in self._own.blocks("source_image_reference"):
                said = f"{block.text('offer', '').value}:{block.text('sku', '').value}"
                where = block.path
                return Guest(Fact(said, self.resource, where), Fact(_systems(said), self.resource, where))
        except UnknownValue as missing:
            unknown = Unknown(missing.reason)
            return Guest(
                Fact(unknown, self.resource, missing.path), Fact(unknown, self.resource, missing.path)
            )
        return Guest(Fact(None, self.resource, (self.source,)), Fact(none, self.resource, (self.source,)))


def _urn(block: FilledIn) -> str | Unknown:
    parts = [block.text(name, "").value for name in _URN]
    if parts[-1].lower() in ("", LATEST):
        return Unknown("the latest version is whatever is newest when it runs")
    return ":".join(parts)


def _systems(said: str) -> tuple[GuestSystem, ...]:
    text = said.lower()
    for name, version in _UBUNTU.items():
        if "ubuntu" in text and name in text:
            return (GuestSystem("ubuntu", version),)
    named = _NAMED.search(text)
    if named is not None:
        return (GuestSystem(named[1], named[2].replace("_", ".")),)
    windows = _WINDOWS.search(text)
    if windows is not None and "windowsserver" in text:
        return (GuestSystem("windows-server", windows[1] + (" R2" if windows[2] else "")),)
    major = _MAJOR.match(text)
    return (GuestSystem(major[1], major[2]),) if major is not None else ()


def _machine(resource: Resource, estate: Estate) -> Iterable[Thing]:
    return (Machine(resource, estate),)


TRANSLATIONS: dict[tuple[str, str], Callable[[Resource, Estate], Iterable[Thing]]] = {
    ("managed", type_): _machine for type_ in MACHINES
}
"""By mode and type, what each resource states."""

NOT_EXPRESSIBLE: Final[Mapping[str, str]] = {
    **OF_CLOUD,
    **because("whether a machine runs is no attribute of it", "C23"),
}

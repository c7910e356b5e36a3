"""Google Compute Engine (hashicorp/google): instances, and the images that they are made of.

From the provider's documentation: no schema of it is held.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.model.fact import Fact
from vmgate.model.templates import GuestSystem
from vmgate.model.value import Unknown
from vmgate.translate import image_names
from vmgate.translate.boot_disk import provenance_flaws
from vmgate.translate.cloud_machine import FOUND, MADE, CloudMachine
from vmgate.translate.derivation import derive
from vmgate.translate.lookups import meant
from vmgate.translate.reasons import OF_CLOUD
from vmgate.vocabulary.guest import Guest
from vmgate.vocabulary.machine import ProvenanceFlaw
from vmgate.vocabulary.template import Origin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.template import Template
    from vmgate.vocabulary.thing import Thing

INSTANCE: Final = "google_compute_instance"
OF_MACHINE_IMAGE: Final = "google_compute_instance_from_machine_image"
IMAGE: Final = "google_compute_image"
DISK: Final = "it boots from a disk that is there already"

_UBUNTU: Final = re.compile(r"ubuntu-(?:minimal-|pro-)*(\d\d)(\d\d)(?!\d)")
_WINDOWS: Final = re.compile(r"windows-(?:server-)?(20\d\d)(-r2)?(?![\d])")
"""How the public images are called: `ubuntu-2404-lts`, `windows-server-2012-r2-dc-core`."""


class Instance(CloudMachine):
    """An instance."""

    platform: ClassVar[str] = "gcp"
    source: ClassVar[str] = "boot_disk"

    @property
    def powered_off(self) -> Fact[bool]:
        """`desired_status`, which is running unless it is told otherwise; one that is suspended is not off."""
        return derive(self._own.text("desired_status", "RUNNING"), lambda word: word == "TERMINATED")

    @property
    def origin(self) -> Origin:
        """The image of `boot_disk`. Raises `UnknownValue`."""
        if self.resource.type == OF_MACHINE_IMAGE:
            image = self._own.text("source_machine_image")
            return Origin(image, (self._template(image, derive(image, _path)),))
        for disk in self._own.blocks("boot_disk"):
            attached = disk.text("source")
            if not attached.known or attached.value:
                return Origin(attached, nothing=DISK)
            for new in disk.blocks("initialize_params"):
                image = new.text("image")
                if not image.known or image.value:
                    return Origin(image, (self._image(image),))
        return Origin(self._own.anything("boot_disk"), nothing="no image")

    @property
    def provenance_flaws(self) -> Sequence[ProvenanceFlaw]:
        """Imports, ignored changes of the disk, and a disk that is there already. Raises `UnknownValue`."""
        attached = [disk.present("source") for disk in self._own.blocks("boot_disk")]
        return [
            *provenance_flaws(lambda: None, self.resource, (self.source,)),
            *(ProvenanceFlaw(DISK, one) for one in attached),
        ]

    @property
    def guest(self) -> Guest:
        """What the image's name says, or that of its family, which are all of one system."""
        if self.resource.type == INSTANCE:
            for disk in self._own.blocks("boot_disk"):
                for new in disk.blocks("initialize_params"):
                    image = new.text("image")
                    named = _system(image.value or "") if image.known else None
                    if named is not None:
                        found = Fact((named,), self.resource, image.path)
                        return Guest(image, found)
        return super().guest

    def _image(self, image: Fact[str | None]) -> Template:
        if image.known:
            return self._template(image, derive(image, _path))
        found = meant(image, self._estate, managed=(IMAGE,), data=(IMAGE,), by=("id", "self_link", "name"))
        _ = found or image.value
        made = any(one.mode == "managed" for one in found)
        return self._template(image, self._unknown(image, MADE if made else FOUND))

    def _keeps_to_its_addresses(self) -> Fact[bool]:
        return derive(self._own.flag("can_ip_forward", default=False), lambda on: not on)


def _system(image: str) -> GuestSystem | None:
    name = image.rstrip("/").rpartition("/")[2].lower()
    ubuntu = _UBUNTU.match(name)
    if ubuntu is not None:
        return GuestSystem("ubuntu", f"{ubuntu[1]}.{ubuntu[2]}")
    windows = _WINDOWS.match(name)
    if windows is not None:
        return GuestSystem("windows-server", windows[1] + (" R2" if windows[2] else ""))
    return image_names.system(name)


def _path(image: str | None) -> str | Unknown | None:
    """`projects/PROJECT/global/images/NAME` of any of the ways to write it; a family is whatever is newest in it."""
    text = (image or "").rstrip("/")
    parts = text.split("/")
    if "family" in parts:
        return Unknown("a family is whatever is newest in it when it runs")
    if len(parts) == 2:
        return Unknown("it may be a family, which is whatever is newest in it when it runs")
    return text[text.find("projects/") :] if "projects/" in text else text


def _instance(resource: Resource, estate: Estate) -> Iterable[Thing]:
    return (Instance(resource, estate),)


TRANSLATIONS: dict[tuple[str, str], Callable[[Resource, Estate], Iterable[Thing]]] = {
    ("managed", type_): _instance for type_ in (INSTANCE, OF_MACHINE_IMAGE)
}
"""By mode and type, what each resource states."""

NOT_EXPRESSIBLE: Final[Mapping[str, str]] = {
    **OF_CLOUD,
}

"""Amazon EC2 (hashicorp/aws): instances, and the machine images (AMI) that they are made of.

From the provider's documentation: no schema of it is held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.model.fact import Fact
from vmgate.translate.cloud_machine import FOUND, MADE, CloudMachine
from vmgate.translate.filled_in import FilledIn
from vmgate.translate.lookups import meant
from vmgate.translate.reasons import OF_CLOUD, because
from vmgate.vocabulary.template import Origin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.template import Template
    from vmgate.vocabulary.thing import Thing

INSTANCES: Final = ("aws_instance", "aws_spot_instance_request")
LAUNCH_TEMPLATE: Final = "aws_launch_template"
IMAGES: Final = ("aws_ami", "aws_ami_copy", "aws_ami_from_instance")
LOOKUP: Final = "aws_ami"


class Instance(CloudMachine):
    """An instance, by itself or by a launch template."""

    platform: ClassVar[str] = "aws"
    source: ClassVar[str] = "ami"

    @property
    def name(self) -> Fact[str]:
        """The tag `Name`."""
        tags = self._own.block("tags")
        return Fact("", self.resource, ("tags",)) if tags is None else tags.text("Name", "")

    @property
    def origin(self) -> Origin:
        """`ami`, else that of the launch template. Raises `UnknownValue`."""
        image = self._own.text("ami")
        if not image.known or image.value:
            return Origin(image, (self._image(image),))
        for block in self._own.blocks("launch_template"):
            image = self._of_launch_template(block)
            if image.known and not image.value:
                break
            return Origin(image, (self._image(image),))
        return Origin(image, nothing="no ami, and no launch template with one")

    def _of_launch_template(self, block: FilledIn) -> Fact[str | None]:
        """The image of a launch template of this configuration. Raises `UnknownValue`."""
        id_, name = block.text("id"), block.text("name")
        found = meant(id_, self._estate, managed=(LAUNCH_TEMPLATE,))
        if not found and name.known and name.value:
            found = self._estate.where("managed", (LAUNCH_TEMPLATE,), ("name",), name.value)
        if len(found) != 1:
            raise id_.doubt("the launch template is not part of this configuration")
        version = block.text("version")
        if version.known and version.value not in (None, "$Latest", "$Default"):
            raise version.doubt("which image that version of the launch template has is not told")
        return FilledIn(found[0]).text("image_id")

    def _image(self, image: Fact[str | None]) -> Template:
        """An id is unique in the world; what a data source finds by owner and name is known once it is read."""
        if image.known:
            return self._template(image, image)
        found = meant(image, self._estate, managed=IMAGES, data=(LOOKUP,))
        if not found:
            _ = image.value
        looked_up = any(one.mode == "data" for one in found)
        return self._template(image, self._unknown(image, FOUND if looked_up else MADE))

    def _keeps_to_its_addresses(self) -> Fact[bool]:
        return self._own.flag("source_dest_check", default=True)


def _instance(resource: Resource, estate: Estate) -> Iterable[Thing]:
    return (Instance(resource, estate),)


TRANSLATIONS: dict[tuple[str, str], Callable[[Resource, Estate], Iterable[Thing]]] = {
    ("managed", type_): _instance for type_ in INSTANCES
}
"""By mode and type, what each resource states."""

NOT_EXPRESSIBLE: Final[Mapping[str, str]] = {
    **OF_CLOUD,
    **because("whether a machine runs is no attribute of it", "C23"),
}

"""Virtual machines: `openstack_compute_instance_v2`, and the images that they are made of."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate import boot_disk
from vmgate.translate.attributes import Attributes
from vmgate.translate.boot_disk import BootDisk
from vmgate.translate.derivation import derive
from vmgate.translate.filled_in import FilledIn
from vmgate.translate.lookups import meant
from vmgate.translate.openstack import defaults
from vmgate.translate.openstack.connection import endpoint
from vmgate.translate.openstack.network import NeutronNic
from vmgate.vocabulary.machine import Device, VirtualMachine
from vmgate.vocabulary.template import Origin, Template
from vmgate.vocabulary.thing import not_expressible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.guest import Guest
    from vmgate.vocabulary.machine import ProvenanceFlaw
    from vmgate.vocabulary.network import Nic

PLATFORM: Final = "openstack"
OFF: Final = frozenset({"shutoff", "shelved_offloaded"})
FLAVOR_IDS: Final = ("id", "flavor_id")
CARDS: Final = frozenset({"direct", "direct-physical", "macvtap"})
ALIAS: Final = "pci_passthrough:alias"


class Instance(VirtualMachine):
    """An instance. Console, logs and live migration are the operator's settings of Nova."""

    platform: ClassVar[str] = PLATFORM

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate
        self._own = FilledIn(resource)

    @property
    def name(self) -> Fact[str]:
        """Its name."""
        return self._own.text("name", "")

    @property
    def identity(self) -> Fact[str | None]:
        """`id`: its uuid."""
        return self._own.text("id")

    @property
    def endpoint(self) -> str | None:
        """See `connection.endpoint`."""
        return endpoint(self.resource, self._estate)

    @property
    def tags(self) -> Sequence[Fact[str]]:
        """`tags`. Raises `UnknownValue`."""
        listed = self._own.texts("tags")
        return [Fact(one, listed.resource, listed.path) for one in listed.value]

    @property
    def powered_off(self) -> Fact[bool]:
        """`power_state`, which is active unless it is told otherwise."""
        default = defaults.DEFAULTS[defaults.INSTANCE]["power_state"]
        return derive(
            Attributes(self.resource).text("power_state", default), lambda word: word.casefold() in OFF
        )

    @property
    def nics(self) -> Sequence[Nic]:
        """`network`. Without one the project's only network is taken: raises `UnknownValue`."""
        blocks = self._own.blocks("network")
        if not blocks:
            where = self._own.anything("network_mode")
            if where.value != "none":
                raise where.doubt("it names no network, and gets what its project has")
        return [NeutronNic(self, self._estate, block) for block in blocks]

    @property
    def devices(self) -> Sequence[Device]:
        """What its flavor asks for, `pci:alias/NAME`, and `sriov` ports. Raises `UnknownValue`.

        Raises `NotExpressible` where neither is there and the flavor is not part of the configuration.
        """
        found = [*self._cards()]
        flavors = self._flavors()
        if not flavors and not found:
            not_expressible("a flavor that is kept elsewhere")
        id_ = self._own.text("flavor_id")
        name = "flavor_name" if id_.known and not id_.value else "flavor_id"
        for flavor in flavors:
            for _, alias in FilledIn(flavor).entries("extra_specs", lambda key: key == ALIAS):
                known = derive(alias, lambda text: f"pci:alias/{(text or '').partition(':')[0]}")
                there = Fact(value=True, resource=self.resource, path=(name,))
                found.append(Device("PCI devices of its flavor", known, there, self))
        return found

    @property
    def origin(self) -> Origin:
        """The image of the disk that it boots from. Raises `UnknownValue`."""
        boot = self._boot()
        if boot is None:
            return Origin(self._own.anything("image_id"), nothing="no image")
        return boot.origin()

    @property
    def provenance_flaws(self) -> Sequence[ProvenanceFlaw]:
        """See `boot_disk`."""
        return boot_disk.provenance_flaws(self._boot, self.resource, ("image_id",))

    @property
    def guest(self) -> Guest:
        """What the name of the image says."""
        return boot_disk.guest(lambda: self.origin, self.resource, ("image_id",))

    def _cards(self) -> Iterator[Device]:
        """The ports that are functions of a network card. Raises `UnknownValue`."""
        for block in self._own.blocks("network"):
            port = block.text("port")
            found = meant(port, self._estate, managed=(defaults.PORT,))
            _ = found or port.value
            for one in found:
                for binding in FilledIn(one).blocks("binding"):
                    kind = binding.text("vnic_type", defaults.DEFAULTS[defaults.PORT]["binding.vnic_type"])
                    given = derive(kind, lambda word: word in CARDS)
                    if not given.known or given.value:
                        name = Fact("sriov", kind.resource, kind.path)
                        yield Device("a network card of the host", name, given, self)

    def _flavors(self) -> list[Resource]:
        """The flavors of this configuration that it may have. Raises `UnknownValue`."""
        id_, name = self._own.text("flavor_id"), self._own.text("flavor_name")
        if not id_.known or id_.value:
            found = meant(
                id_, self._estate, managed=(defaults.FLAVOR,), data=(defaults.FLAVOR,), by=FLAVOR_IDS
            )
            _ = found or id_.value
            return [one for one in found if one.mode == "managed"]
        wanted = name.value
        names = [(one, Attributes(one).text("name")) for one in self._estate.of_type(defaults.FLAVOR)]
        found = [one for one, own in names if own.known and own.value == wanted]
        if not found and not all(own.known for _, own in names):
            raise name.doubt("the name of a flavor is not known")
        return found

    def _boot(self) -> BootDisk | None:
        for block in self._own.blocks("block_device"):
            if block.number("boot_index", -1).value == 0:
                return self._boot_device(block)
        id_, name = self._own.text("image_id"), self._own.text("image_name")
        if not id_.known or id_.value:
            return BootDisk(id_, partial(images, id_, self._estate))
        if not name.known or name.value:
            return BootDisk(name, partial(_by_name, name, self.endpoint))
        return None

    def _boot_device(self, block: FilledIn) -> BootDisk:
        kind, id_ = block.text("source_type", ""), block.text("uuid")
        if kind.value == "image":
            return BootDisk(id_, partial(images, id_, self._estate))
        if kind.value == "blank":
            return BootDisk(kind, tuple)
        if kind.value != "volume":
            raise id_.doubt(f"it boots from a {kind.value}, and nobody knows what is on that")
        return BootDisk(id_, partial(_of_volume, id_, self._estate))


def images(id_: Fact[str | None], estate: Estate) -> list[Template]:
    """The images that an id may stand for: by where one is fetched from if the configuration makes it, else by its
    name if it is looked up. Raises `UnknownValue`.
    """
    own = endpoint(id_.resource, estate)
    nobody: Fact[str | None] = Fact(None, id_.resource, id_.path)
    found = meant(id_, estate, managed=(defaults.IMAGE,), data=(defaults.IMAGE,), by=("id", "image_id"))
    if not found:
        _ = id_.value
        return [Template(PLATFORM, id_, nobody, id_, own)]
    made = []
    for one in found:
        written = Attributes(one)
        if one.mode == "managed":
            url = written.text("image_source_url")
            source = url if not url.known or url.value else written.text("local_file_path")
            made.append(Template(PLATFORM, id_, nobody, source, own))
        else:
            known = id_ if id_.known else Fact[str | None](Unknown("it is looked up"), one, ("id",))
            made.append(Template(PLATFORM, id_, _looked_up(written), known, own))
    return made


def _looked_up(lookup: Attributes) -> Fact[str | None]:
    """The name that an image is looked up by: several may have it, and the newest of them is none in particular."""
    name, newest = lookup.text("name"), lookup.flag("most_recent", default=False)
    return derive(name, lambda text: Unknown("it is the newest of that name") if newest.value else text)


def _by_name(name: Fact[str | None], own: str | None) -> list[Template]:
    nobody: Fact[str | None] = Fact(None, name.resource, name.path)
    _ = name.value
    return [Template(PLATFORM, name, name, nobody, own)]


def _of_volume(id_: Fact[str | None], estate: Estate) -> list[Template]:
    found = meant(id_, estate, managed=(defaults.VOLUME,))
    if len(found) != 1:
        raise id_.doubt("the volume is not part of this configuration")
    volume = FilledIn(found[0])
    image = volume.text("image_id")
    if not image.known or image.value:
        return images(image, estate)
    for name in ("source_vol_id", "snapshot_id", "backup_id"):
        other = volume.text(name)
        if not other.known or other.value:
            raise other.doubt("it is a copy of another volume, and nobody knows what is on that")
    return []

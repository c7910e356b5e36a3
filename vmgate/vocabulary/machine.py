"""Virtual machines and containers, and what they have of the host."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.vocabulary.thing import Thing, not_expressible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.vocabulary.access import Grant
    from vmgate.vocabulary.guest import Guest
    from vmgate.vocabulary.network import Nic
    from vmgate.vocabulary.template import Origin


class Exposure(Struct, frozen=True):
    """One way in which a guest can see the host or its kernel (C21). `what` reads "nested virtualization"."""

    what: str
    exposed: Fact[bool]


class Device(Struct, frozen=True):
    """A device of the host that is given to the guest (C25).

    `name` is how the site approves it: `pci:10de:2330`, `usb:046d:c52b`, `vgpu:…`, `sriov`, `cdrom`, `disk:…`.
    `what` reads "PCI device 0000:3b:00.0". `present` is unknown where the device may or may not be there.
    `machine` is the machine that it is given to.
    """

    what: str
    name: Fact[str]
    present: Fact[bool]
    machine: VirtualMachine


class Port(Struct, frozen=True):
    """A virtual hardware port or drive that a guest rarely needs (C24). `what` reads "serial port"."""

    what: str
    present: Fact[bool]


class DatastoreAccess(Struct, frozen=True):
    """One way in which a guest reaches into a datastore (C28). `what` reads "disk0 is shared with other machines"."""

    what: str
    present: Fact[bool]


class ProvenanceFlaw(Struct, frozen=True):
    """One thing that makes what a configuration says of a machine's origin worthless (C30).

    `what` reads "the machine is imported".
    """

    what: str
    present: Fact[bool]


class ConsoleChannel(Struct, frozen=True):
    """A way between console and guest (C32). `what` reads "copy from the guest"; `disabled` is None when the
    configuration does not say, which leaves it to the template or to the hypervisor's default. `off_by_default` is set
    for what is off unless something turns it on.
    """

    what: str
    disabled: Fact[bool | None]
    off_by_default: bool = False


class CustomAttribute(Struct, frozen=True):
    """One thing that the site notes down beside a machine: the attribute `name` holds `content`."""

    name: Fact[str]
    content: Fact[str]


class VirtualMachine(Thing):
    """A virtual machine or container."""

    kind: ClassVar[str] = "virtual machine"
    repeats: ClassVar[bool] = True
    platform: ClassVar[str] = ""
    """What it runs on, as in a template's locator: vsphere, proxmox."""

    @property
    def identity(self) -> Fact[str | None]:
        """What its platform identifies it by: a uuid, the number of the machine. None before it exists."""
        not_expressible("the identity of a machine")

    @property
    def endpoint(self) -> str | None:
        """The management server that it is managed through; None when that is not known."""
        return None

    @property
    def name(self) -> Fact[str]:
        """Its name."""
        not_expressible("the name of a machine")

    @property
    def path(self) -> Fact[str]:
        """Its inventory path: `/campus-dc1/vm/web/web-01`."""
        not_expressible("the path of a machine")

    @property
    def tags(self) -> Sequence[Fact[str]]:
        """Its tags, as `category/name` where tags have categories. Raises `UnknownValue`."""
        not_expressible("tags of a machine")

    @property
    def custom_attributes(self) -> Sequence[CustomAttribute]:
        """What the site notes down beside it. Raises `UnknownValue` when it is not known which there are."""
        not_expressible("custom attributes of a machine")

    @property
    def pool(self) -> Fact[str | None]:
        """The name of the pool that it is in."""
        not_expressible("the pool of a machine")

    @property
    def node(self) -> Fact[str | None]:
        """The name of the host that it is on."""
        not_expressible("the node of a machine")

    @property
    def powered_off(self) -> Fact[bool]:
        """Whether it is powered off, and stays so when its host starts (C23)."""
        not_expressible("the power state of a machine")

    @property
    def running(self) -> Fact[bool]:
        """Whether it runs, whatever happens when its host starts (C22)."""
        off = self.powered_off
        try:
            return Fact(not off.value, off.resource, off.path, off.note)
        except UnknownValue as unknown:
            return Fact(Unknown(unknown.reason), off.resource, off.path)

    @property
    def grants(self) -> Sequence[Grant]:
        """Who has access to it: the grants on it and those it inherits, for each principal the nearest (C29).

        Only what the configuration states. Raises `UnknownValue` when some grant may or may not be on it.
        """
        not_expressible("access to a machine")

    @property
    def nics(self) -> Sequence[Nic]:
        """Its network interfaces. Raises `UnknownValue` when their number is not known."""
        not_expressible("network interfaces")

    @property
    def logging(self) -> Fact[bool]:
        """Whether the hypervisor keeps a log of this machine (C16)."""
        not_expressible("logging of a machine")

    @property
    def exposures(self) -> Sequence[Exposure]:
        """The ways in which it could see the host, whether open or not (C21)."""
        not_expressible("exposure of the host")

    @property
    def ports(self) -> Sequence[Port]:
        """The ports and drives it could keep, whether there or not (C24)."""
        not_expressible("virtual hardware ports")

    @property
    def devices(self) -> Sequence[Device]:
        """Devices of the host that it is given (C25). Raises `UnknownValue` when that is not known."""
        not_expressible("devices of the host")

    @property
    def datastore_accesses(self) -> Sequence[DatastoreAccess]:
        """The ways into a datastore that it could have, open or not (C28)."""
        not_expressible("access to datastores")

    @property
    def copy_paste(self) -> Sequence[ConsoleChannel]:
        """The channels for copy and paste (C32)."""
        not_expressible("copy and paste")

    @property
    def drag_and_drop(self) -> Sequence[ConsoleChannel]:
        """The channels for drag and drop and console GUI options (C32)."""
        not_expressible("drag and drop")

    @property
    def origin(self) -> Origin:
        """What it is created from (C30). Raises `UnknownValue`."""
        not_expressible("the origin of a machine")

    @property
    def provenance_flaws(self) -> Sequence[ProvenanceFlaw]:
        """What would make its origin untrustworthy, whether it is so or not (C30)."""
        not_expressible("how the origin of a machine is kept")

    @property
    def guest(self) -> Guest:
        """What is known of its operating system (C35)."""
        not_expressible("the guest operating system")

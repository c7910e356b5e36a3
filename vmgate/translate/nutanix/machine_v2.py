"""Virtual machines of the fourth API: `nutanix_virtual_machine_v2`. What they are attached to has two spellings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.boot_disk import BootDisk
from vmgate.translate.derivation import derive, parts, shown, told
from vmgate.translate.lookups import meant
from vmgate.translate.nutanix import defaults, devices, origin
from vmgate.translate.nutanix.machine import DRIVE, PASSTHROUGH, MachineOfDisks
from vmgate.translate.nutanix.network import ModalNic, SubnetNic
from vmgate.translate.nutanix.resource_types import CATEGORY, MACHINE_V2
from vmgate.translate.nutanix.volumes import shared
from vmgate.vocabulary.mac_filter import FilteredThing, MacFilter
from vmgate.vocabulary.machine import DatastoreAccess, Exposure, Port, VirtualMachine
from vmgate.vocabulary.thing import not_expressible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.model.estate import Estate
    from vmgate.translate.nutanix.attributes import Filled
    from vmgate.vocabulary.machine import Device, VirtualMachine
    from vmgate.vocabulary.network import Nic
    from vmgate.vocabulary.template import Template

UNKNOWN_MACS: Final = "the interface may send under MAC addresses that nobody knows"
CUSTOMIZATION: Final = "GUEST_CUSTOMIZATION"
_ATTACHED: Final = (
    ("nic_network_info", "virtual_ethernet_nic_network_info"),
    ("nic_network_info", "dp_offload_nic_network_info"),
    ("network_info",),
)
"""Where an interface says what it is attached to; the last is the older spelling."""


class MachineV2(MachineOfDisks, FilteredThing):
    """A virtual machine of the fourth API."""

    kind = MachineOfDisks.kind
    disks: ClassVar[str] = "disks"

    @property
    def tags(self) -> Sequence[Fact[str]]:
        """Its categories, `Environment/Production`, which it names by their ids. Raises `UnknownValue`."""
        return [self._category(one.text("ext_id")) for one in self._own.blocks("categories")]

    @property
    def powered_off(self) -> Fact[bool]:
        """`power_state`, which is on unless it is told otherwise. A machine that is paused is not off."""
        default = str(defaults.DEFAULTS[MACHINE_V2]["power_state"])
        return derive(
            Attributes(self.resource).text("power_state", default), lambda word: word.upper() == "OFF"
        )

    @property
    def nics(self) -> Sequence[Nic]:
        """`nics`. Raises `UnknownValue`."""
        return interfaces(self._own, self, self._estate)

    @property
    def mac_filters(self) -> Sequence[MacFilter]:
        """Interfaces that may send under any address. Raises `UnknownValue`.

        Raises `NotExpressible` where there is none: that is no filter yet.
        """
        found = []
        for nic in self._own.blocks("nics"):
            block = attached(nic)
            allowed = block.flag("should_allow_unknown_macs", default=False) if block is not None else None
            if allowed is not None and not (allowed.known and not allowed.value):
                found.append(MacFilter(UNKNOWN_MACS, derive(allowed, lambda on: not on)))
        return found or not_expressible("a filter of MAC addresses")

    @property
    def exposures(self) -> Sequence[Exposure]:
        """The processor of the host."""
        return (
            Exposure(
                PASSTHROUGH, self._own.flag("is_cpu_passthrough_enabled", default=defaults.CPU_PASSTHROUGH)
            ),
        )

    @property
    def ports(self) -> Sequence[Port]:
        """Serial ports, and CD-ROM drives but for the one that customizes the guest at its first start."""
        return tuple(self._ports())

    @property
    def devices(self) -> Sequence[Device]:
        """Graphics cards, and functions of network cards."""
        return (
            *devices.graphics(self._own, "gpus", self),
            *devices.network_functions(self._own, self),
        )

    def _category(self, id_: Fact[str | None]) -> Fact[str]:
        found = meant(id_, self._estate, managed=(CATEGORY,), data=(CATEGORY,), by=("id", "ext_id"))
        for one in found[:1]:
            own = Attributes(one)
            key, value = own.text("key", ""), own.text("value", "")
            return Fact(told(partial(_joined, key, value)), self.resource, id_.path)
        return derive(id_, lambda _: Unknown("which category it is is not told"))

    def _boot(self) -> BootDisk | None:
        for disk in self._own.blocks("disks"):
            group = disk.inner("backing_info", "adfs_volume_group_reference")
            if group is not None:
                return BootDisk(
                    group.text("volume_group_ext_id"), tuple, "it boots from a volume group", attached=True
                )
            reference = disk.inner("backing_info", "vm_disk", "data_source", "reference")
            if reference is None:
                return BootDisk(disk.anything("backing_info"), tuple)
            image = reference.block("image_reference")
            if image is not None:
                return BootDisk(image.text("image_ext_id"), partial(self._images, image))
            reason = "a copy of a disk of another machine"
            where = reference.anything("vm_disk_reference")
            return BootDisk(where, partial(_copy, where), reason)
        return None

    def _images(self, image: Filled) -> list[Template]:
        return origin.images(image.text("image_ext_id"), self._estate)

    def _ports(self) -> Iterator[Port]:
        for name, what in (("serial_ports", "serial port"), ("cd_roms", DRIVE)):
            blocks, unknown = parts(self._own, name)
            for block in blocks:
                if name == "cd_roms" and block.text("iso_type").known:
                    customizes = block.text("iso_type").value == CUSTOMIZATION
                    present = Fact(value=not customizes, resource=self.resource, path=block.path)
                else:
                    present = Fact(value=True, resource=self.resource, path=block.path)
                    if name == "cd_roms":
                        present = derive(block.text("iso_type"), bool)
                yield Port(what, present)
            if unknown is not None:
                yield Port(what, unknown)

    def _accesses(self) -> Iterator[DatastoreAccess]:
        disks, unknown = parts(self._own, "disks")
        for disk in disks:
            try:
                group = disk.inner("backing_info", "adfs_volume_group_reference")
            except UnknownValue as missing:
                unknown = Fact(Unknown(missing.reason), self.resource, missing.path)
                continue
            if group is not None:
                id_ = group.text("volume_group_ext_id")
                what = f"the volume group {shown(derive(id_, str))} is shared with other machines"
                yield DatastoreAccess(what, shared(id_, self._estate))
        if unknown is not None:
            yield DatastoreAccess("a disk reaches into a datastore", unknown)
        drives, unknown = parts(self._own, "cd_roms")
        for drive in drives:
            try:
                source = drive.inner("backing_info", "data_source")
            except UnknownValue as missing:
                unknown = Fact(Unknown(missing.reason), self.resource, missing.path)
                continue
            left = Fact(value=source is not None, resource=self.resource, path=drive.path)
            yield DatastoreAccess("an image is left in a drive", left)
        if unknown is not None:
            yield DatastoreAccess("an image is left in a drive", unknown)


def interfaces(own: Filled, machine: VirtualMachine, estate: Estate) -> list[Nic]:
    """The interfaces in `nics`, in either spelling. Raises `UnknownValue`."""
    found: list[Nic] = []
    for nic in own.blocks("nics"):
        block = attached(nic)
        subnet = block.block("subnet") if block is not None else None
        if block is None or subnet is None:
            nowhere: Fact[str | None] = Fact(Unknown("it names no subnet"), nic.resource, nic.path)
            found.append(SubnetNic(machine, estate, nowhere))
        else:
            found.append(ModalNic(machine, estate, block, subnet.text("ext_id")))
    return found


def attached(nic: Filled) -> Filled | None:
    """The block that says what an interface is attached to. Raises `UnknownValue`."""
    for names in _ATTACHED:
        block = nic.inner(*names)
        if block is not None:
            return block
    return None


def _joined(key: Fact[str], value: Fact[str]) -> str:
    return f"{key.value}/{value.value}"


def _copy(where: Fact[object]) -> list[Template]:
    raise where.doubt("it is a copy of a disk of another machine, and nobody knows what is on that")

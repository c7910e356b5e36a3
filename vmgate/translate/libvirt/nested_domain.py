"""Domains since 0.9, which follow the hypervisor's own XML.

What is left out is left out of the XML, and the hypervisor's defaults hold. Most switches are texts ("yes", "no").
A domain is not started unless `running` says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from vmgate.translate.derivation import is_off
from vmgate.translate.libvirt import nested_console, nested_disks, nested_hardware
from vmgate.translate.libvirt.domain import Domain
from vmgate.translate.libvirt.generation import is_flat
from vmgate.translate.libvirt.nested_devices import devices_by_arguments, devices_of_host
from vmgate.translate.libvirt.nested_filters import mac_filters
from vmgate.translate.libvirt.nic import LibvirtNic, of_object
from vmgate.vocabulary.thing import not_expressible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.fact import Fact
    from vmgate.model.value import Path
    from vmgate.translate.attributes import Attributes
    from vmgate.translate.boot_disk import BootDisk
    from vmgate.vocabulary.connection import Link
    from vmgate.vocabulary.mac_filter import MacFilter
    from vmgate.vocabulary.machine import ConsoleChannel, DatastoreAccess, Device, Exposure, Port
    from vmgate.vocabulary.network import Nic


class NestedDomain(Domain):
    """A domain of nested attributes."""

    disks: ClassVar[Path] = ("devices", "disks")

    @property
    def powered_off(self) -> Fact[bool]:
        """`running`, which is off unless it is set; not if it starts with the host."""
        return is_off(self.running, self._attributes.flag("autostart", default=False))

    @property
    def running(self) -> Fact[bool]:
        """`running`."""
        return self._attributes.flag("running", default=False)

    @property
    def identity(self) -> Fact[str | None]:
        """`uuid`."""
        return self._attributes.text("uuid")

    @property
    def nics(self) -> Sequence[Nic]:
        """`devices.interfaces`."""
        devices = self._devices
        return [
            LibvirtNic(self, self._estate, of_object(one, flat=is_flat(one, self._estate)))
            for one in (devices.blocks("interfaces") if devices is not None else ())
        ]

    @property
    def mac_filters(self) -> Sequence[MacFilter]:
        """See `nested_filters`."""
        return tuple(mac_filters(self._devices, self._estate))

    @property
    def exposures(self) -> Sequence[Exposure]:
        """See `nested_hardware`."""
        return tuple(nested_hardware.exposures(self._attributes, self._devices))

    @property
    def ports(self) -> Sequence[Port]:
        """See `nested_hardware` and `nested_disks`."""
        devices = self._devices
        return (*nested_hardware.ports(devices), *nested_disks.drives(devices, self._estate))

    @property
    def devices(self) -> Sequence[Device]:
        """See `nested_devices`."""
        return (*devices_of_host(self._devices, self), *devices_by_arguments(self._attributes, self))

    @property
    def datastore_accesses(self) -> Sequence[DatastoreAccess]:
        """See `nested_disks`."""
        return tuple(nested_disks.accesses(self._devices, self._estate))

    @property
    def copy_paste(self) -> Sequence[ConsoleChannel]:
        """See `nested_console`."""
        return tuple(nested_console.copy_paste(self._devices))

    @property
    def drag_and_drop(self) -> Sequence[ConsoleChannel]:
        """See `nested_console`."""
        return tuple(nested_console.drag_and_drop(self._devices))

    @property
    def links(self) -> Sequence[Link]:
        """Consoles, and disks that are somewhere else."""
        return (*nested_console.links(self._devices), *nested_disks.links(self._devices))

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """Of disks that are read over TLS; a machine without one opens no such connection."""
        return nested_disks.checks(self._devices) or not_expressible("a disk that is read over TLS")

    @property
    def _devices(self) -> Attributes | None:
        """Raises `UnknownValue` when they are not known as a whole."""
        return self._attributes.block("devices")

    def _boot_disk(self) -> BootDisk | None:
        return nested_disks.boot_disk(self._devices, self._estate)

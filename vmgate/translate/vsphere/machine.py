"""Virtual machines: `vsphere_virtual_machine`."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.derivation import derive
from vmgate.translate.vsphere import defaults, devices, hardening
from vmgate.translate.vsphere.access import grants_on
from vmgate.translate.vsphere.connections import download_checks, download_switches, machine_links
from vmgate.translate.vsphere.disks import datastore_accesses
from vmgate.translate.vsphere.guests import guest
from vmgate.translate.vsphere.interfaces import machine_nics
from vmgate.translate.vsphere.inventory import FromInventory
from vmgate.translate.vsphere.origin import origin
from vmgate.translate.vsphere.paths import path_of
from vmgate.translate.vsphere.provenance import provenance_flaws
from vmgate.translate.vsphere.tags import custom_attributes, tags
from vmgate.vocabulary.connection import Connection
from vmgate.vocabulary.machine import Exposure, VirtualMachine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.vocabulary.access import Grant
    from vmgate.vocabulary.connection import EnvironmentSwitch, Link
    from vmgate.vocabulary.guest import Guest
    from vmgate.vocabulary.machine import (
        ConsoleChannel,
        CustomAttribute,
        DatastoreAccess,
        Device,
        Port,
        ProvenanceFlaw,
    )
    from vmgate.vocabulary.network import Nic
    from vmgate.vocabulary.template import Origin


NEEDED: Final = "needed by virtualization-based security"


class Machine(FromInventory, VirtualMachine, Connection):
    """A virtual machine, which opens a connection of its own when it is deployed from an OVF."""

    kind: ClassVar[str] = VirtualMachine.kind
    platform: ClassVar[str] = "vsphere"

    @property
    def identity(self) -> Fact[str | None]:
        """`uuid`, which the server gives."""
        return self.attributes.text("uuid")

    @property
    def endpoint(self) -> str | None:
        """See `joins.endpoint`."""
        return self.inventory.endpoint(self.resource)

    @property
    def name(self) -> Fact[str]:
        """`name`."""
        return self.attributes.text("name", "")

    @property
    def path(self) -> Fact[str]:
        """`folder` and `name`, in the datacenter of what it is placed on."""
        return path_of(self.inventory.estate, self.resource)

    @property
    def tags(self) -> Sequence[Fact[str]]:
        """`tags`, as far as the tags are in the configuration. Raises `UnknownValue`."""
        return tags(self.attributes, self.inventory.estate)

    @property
    def custom_attributes(self) -> Sequence[CustomAttribute]:
        """`custom_attributes`, by the names behind their ids. Raises `UnknownValue`."""
        return custom_attributes(self.attributes, self.inventory.estate)

    @property
    def powered_off(self) -> Fact[bool]:
        """`power_state`, which only the server tells. A run that changes anything of it powers it on."""
        state = self.attributes.text("power_state")
        if state.known and state.value in (None, ""):
            return Fact(
                Unknown("the power state is known once the machine exists"), self.resource, state.path
            )
        if state.known and state.value == "off" and self.resource.may_differ():
            return Fact(value=False, resource=self.resource, path=state.path, note="the update powers it on")
        return derive(state, lambda text: text == "off")

    @property
    def grants(self) -> Sequence[Grant]:
        """Of all `vsphere_entity_permissions` whose entity is on the machine's path. Raises `UnknownValue`."""
        return grants_on(self.path.value, self.inventory.permissions)

    @property
    def nics(self) -> Sequence[Nic]:
        """`network_interface`, or the networks that an OVF's are mapped to. Raises `UnknownValue`."""
        return machine_nics(self, self.inventory)

    @property
    def logging(self) -> Fact[bool]:
        """`enable_logging`: absent it is sent as false, except with `ovf_deploy`, which leaves it to the OVF."""
        fact = defaults.flag(self.attributes, "enable_logging")
        if self.attributes.raw("enable_logging") is not None:
            return fact
        image = self.attributes.outline("ovf_deploy")
        if isinstance(image, Unknown):
            return Fact(image, self.resource, fact.path)
        return Fact(Unknown("left to the OVF"), self.resource, fact.path) if image else fact

    @property
    def exposures(self) -> Sequence[Exposure]:
        """Nested virtualization, performance counters, and the settings that open the host to the guest."""
        counters = defaults.flag(self.attributes, "cpu_performance_counters_enabled")
        return [
            Exposure("nested virtualization", self._nested()),
            Exposure("CPU performance counters", counters),
            *hardening.exposures(self.attributes),
        ]

    @property
    def ports(self) -> Sequence[Port]:
        """CD drives, and what `extra_config` says of other ports."""
        return devices.ports(self.attributes)

    @property
    def devices(self) -> Sequence[Device]:
        """PCI devices, SR-IOV functions, the host's CD drive and graphics."""
        return devices.devices(self, self.attributes, self.inventory.estate)

    @property
    def datastore_accesses(self) -> Sequence[DatastoreAccess]:
        """Shared and foreign disks, and images in the CD drive."""
        return datastore_accesses(self.attributes)

    @property
    def copy_paste(self) -> Sequence[ConsoleChannel]:
        """`isolation.tools.copy.disable` and `…paste.disable`."""
        return hardening.channels(self.attributes, hardening.COPY_PASTE)

    @property
    def drag_and_drop(self) -> Sequence[ConsoleChannel]:
        """`isolation.tools.dnd.disable` and `…setGUIOptions.enable`."""
        return hardening.channels(self.attributes, hardening.DRAG_AND_DROP)

    @property
    def origin(self) -> Origin:
        """`clone` or `ovf_deploy`. Raises `UnknownValue`."""
        return origin(self.attributes, self.inventory.estate)

    @property
    def provenance_flaws(self) -> Sequence[ProvenanceFlaw]:
        """Imports, `ignore_changes` on the source, and attached disks in place of one."""
        return provenance_flaws(self.attributes, self.inventory.estate)

    @property
    def guest(self) -> Guest:
        """`guest_id`."""
        return guest(self.attributes)

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """Of the download by `ovf_deploy`. Raises `NotExpressible` without one."""
        return download_checks(self.attributes)

    @property
    def environment_switches(self) -> Sequence[EnvironmentSwitch]:
        """Of the download by `ovf_deploy`. Raises `NotExpressible` without one."""
        return download_switches(self.attributes)

    @property
    def links(self) -> Sequence[Link]:
        """Of the download by `ovf_deploy` and of the console. Raises `NotExpressible` without any."""
        return machine_links(self.attributes)

    def _nested(self) -> Fact[bool]:
        """Virtualization-based security, which protects the guest's own kernel, needs nested virtualization."""
        protected = defaults.flag(self.attributes, "vbs_enabled")
        nested = defaults.flag(self.attributes, "nested_hv_enabled")
        if not protected.known:
            off = nested.known and not nested.value
            return nested if off else derive(protected, lambda _: True)
        if protected.value:
            return Fact(value=False, resource=self.resource, path=nested.path, note=NEEDED)
        return nested

"""Machines of the builders `qemu`, `hyperv-iso`, `hyperv-vmcx`, `vmware-iso` and `vmware-vmx`, which run where Packer
does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.derivation import derive
from vmgate.translate.packer import defaults, guest, media, qemu_arguments
from vmgate.translate.packer.arguments import Settings
from vmgate.translate.packer.machine import BridgedNic, BuiltMachine, InheritedNic, TaggedNic, logging, tag
from vmgate.translate.vsphere import hardening
from vmgate.translate.vsphere.devices import settings_devices, settings_ports
from vmgate.vocabulary.mac_filter import FilteredThing, MacFilter
from vmgate.vocabulary.machine import ConsoleChannel, Device, Exposure, Port

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.model.resource import Resource
    from vmgate.vocabulary.guest import Guest
    from vmgate.vocabulary.network import Nic

_PRIVATE: Final = frozenset({"nat", "hostonly"})
"""Networks of a desktop hypervisor that nobody else is on."""
_DRIVE: Final = re.compile(r"(?:ide|sata|scsi)\d+:\d+\.present", re.IGNORECASE)
_NESTED: Final = re.compile(r"vhv\.enable", re.IGNORECASE)


class QemuMachine(BuiltMachine):
    """A machine of QEMU. Its image is a disk: of ports, drives and the console nothing stays."""

    @property
    def nics(self) -> Sequence[Nic]:
        """`net_bridge` and bridges in `qemuargs`; without any, QEMU's own network, which nobody else is on."""
        bridge = defaults.text(self.arguments, "net_bridge")
        found = list(qemu_arguments.bridges(self.arguments))
        if not bridge.known or bridge.value:
            found.append(bridge)
        return [BridgedNic(self, one, bridged=True) for one in found]

    @property
    def exposures(self) -> Sequence[Exposure]:
        """The host's processor, and what `qemuargs` opens."""
        model = defaults.text(self.arguments, "cpu_model")
        own = Exposure("host CPU passthrough", derive(model, lambda name: name.partition(",")[0] == "host"))
        return [own, *qemu_arguments.exposures(self.arguments)]

    @property
    def devices(self) -> Sequence[Device]:
        """Those of the host that `qemuargs` hands over."""
        found = qemu_arguments.devices(self.arguments)
        return [Device(what, name, present, self) for what, name, present in found]

    @property
    def guest(self) -> Guest:
        """What the medium's name says."""
        return guest.of_media(media.names(self.arguments), self.arguments.anything("iso_url"))


class HypervMachine(BuiltMachine, FilteredThing):
    """A machine of Hyper-V. Whether its image keeps drives, the builder does not let choose."""

    @property
    def nics(self) -> Sequence[Nic]:
        """`switch_name` with `vlan_id`. Left out, the builder looks for a switch: unknown."""
        switch = self.arguments.text("switch_name", "")
        if switch.known and not switch.value:
            reason = Unknown("the builder takes whatever switch it finds")
            switch = Fact(reason, self.resource, switch.path)
        vlan = derive(defaults.text(self.arguments, "vlan_id"), tag)
        return [TaggedNic(self, switch, vlan, endpoint=None, bridged=False)]

    @property
    def mac_filters(self) -> Sequence[MacFilter]:
        """`enable_mac_spoofing`, turned round."""
        spoofing = defaults.flag(self.arguments, "enable_mac_spoofing")
        return (MacFilter("the machine may take any MAC address", derive(spoofing, lambda on: not on)),)

    @property
    def exposures(self) -> Sequence[Exposure]:
        """`enable_virtualization_extensions`."""
        nested = defaults.flag(self.arguments, "enable_virtualization_extensions")
        return (Exposure("nested virtualization", nested),)

    @property
    def guest(self) -> Guest:
        """What the medium's name says, or that of the machine that is cloned."""
        names = media.names(self.arguments)
        clone = self.arguments.text("clone_from_vm_name", "")
        names += [clone] if not clone.known or clone.value else []
        return guest.of_media(names, self.arguments.anything("iso_url"))


class VmwareMachine(BuiltMachine):
    """What both builders for VMware's desktop hypervisors have."""

    def __init__(self, resource: Resource) -> None:
        super().__init__(resource)
        self.settings = Settings(resource, ["vmx_data", "vmx_data_post"])

    @property
    def logging(self) -> Fact[bool]:
        """The advanced setting `logging`."""
        return logging(self.settings)

    @property
    def exposures(self) -> Sequence[Exposure]:
        """Nested virtualization, and the advanced settings."""
        nested = [fact for _, fact in hardening.matching(self.settings, _NESTED)]
        return [
            *(Exposure("nested virtualization", hardening.switched(fact, on=True)) for fact in nested),
            *hardening.exposures(self.settings),
        ]

    @property
    def ports(self) -> Sequence[Port]:
        """What the advanced settings say of ports."""
        return settings_ports(self.settings)

    @property
    def devices(self) -> Sequence[Device]:
        """What the advanced settings hand over."""
        found = settings_devices(self.settings)
        return [Device(what, name, present, self) for what, name, present in found]

    @property
    def copy_paste(self) -> Sequence[ConsoleChannel]:
        """`isolation.tools.copy.disable` and `…paste.disable`."""
        return hardening.channels(self.settings, hardening.COPY_PASTE)

    @property
    def drag_and_drop(self) -> Sequence[ConsoleChannel]:
        """`isolation.tools.dnd.disable` and `…setGUIOptions.enable`."""
        return hardening.channels(self.settings, hardening.DRAG_AND_DROP)


class InstalledVmware(VmwareMachine):
    """A machine that is installed from a medium: `vmware-iso`."""

    @property
    def nics(self) -> Sequence[Nic]:
        """`network_name` on a remote host, else `network`; the private ones of a desktop reach nobody."""
        named = self.arguments.text("network_name", "")
        if not named.known or named.value:
            return (BridgedNic(self, named),)
        network = defaults.text(self.arguments, "network")
        private = network.known and network.value.lower() in _PRIVATE
        return () if private else (BridgedNic(self, network),)

    @property
    def exposures(self) -> Sequence[Exposure]:
        """`vhv_enabled`, beside those of the advanced settings."""
        nested = Exposure("nested virtualization", defaults.flag(self.arguments, "vhv_enabled"))
        return [nested, *super().exposures]

    @property
    def ports(self) -> Sequence[Port]:
        """USB, sound, serial, parallel, and the CD drive, which stays unless a setting takes it away."""
        found = [
            Port("USB controller", defaults.flag(self.arguments, "usb")),
            Port("sound card", defaults.flag(self.arguments, "sound")),
        ]
        for name in ("serial", "parallel"):
            port = derive(defaults.text(self.arguments, name), lambda text: text.upper() not in ("", "NONE"))
            found.append(Port(f"{name} port", port))
        return [*found, Port("CD-ROM drive", self._drive()), *super().ports]

    @property
    def guest(self) -> Guest:
        """`guest_os_type`."""
        identifier = defaults.text(self.arguments, "guest_os_type")
        return guest.of_workstation_id(identifier, media.names(self.arguments))

    def _drive(self) -> Fact[bool]:
        drives: Iterator[Fact[bool]] = (
            hardening.switched(fact, on=True) for _, fact in hardening.matching(self.settings, _DRIVE)
        )
        absent = [fact for fact in drives if not fact.known or not fact.value]
        if absent:
            return absent[0]
        return Fact(value=True, resource=self.resource, path=("vmx_data_post",), note="the builder leaves it")


class ClonedVmware(VmwareMachine):
    """A machine that is made of another's files: `vmware-vmx`."""

    @property
    def nics(self) -> Sequence[Nic]:
        """The source's."""
        return (InheritedNic(self, ("source_path",)),)

    @property
    def guest(self) -> Guest:
        """`guest_os_type`, else the source's, which its name may tell."""
        written = self.arguments.text("guest_os_type", "")
        source = self.arguments.text("source_path", "")
        names = [source] if not source.known or source.value else []
        if written.known and not written.value:
            return guest.of_media(names, self.arguments.anything("guest_os_type"))
        return guest.of_workstation_id(written, names)

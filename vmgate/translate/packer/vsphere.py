"""Machines of the builders `vsphere-iso` and `vsphere-clone`."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from vmgate.model.fact import Fact
from vmgate.translate.derivation import derive, parts
from vmgate.translate.packer import defaults, guest, media
from vmgate.translate.packer.arguments import Settings, any_of, elements, post_processors
from vmgate.translate.packer.machine import (
    LEFT_BEHIND,
    AttachedNic,
    BuiltMachine,
    InheritedNic,
    logging,
    unless_template,
)
from vmgate.translate.vsphere import hardening
from vmgate.translate.vsphere.devices import settings_devices, settings_ports
from vmgate.vocabulary.machine import ConsoleChannel, Device, Exposure, Port
from vmgate.vocabulary.template import Origin, Template

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.model.resource import Resource
    from vmgate.translate.attributes import Attributes
    from vmgate.vocabulary.guest import Guest
    from vmgate.vocabulary.network import Nic

PLATFORM = "vsphere"
_SETTINGS = "configuration_parameters"
_COPIES = (
    ("content_library_destination", "ovf_flags", "the library's OVF"),
    ("export", "options", "the exported OVF"),
)
_KEEPING = frozenset({"extra_config", "extraconfig"})


class VsphereMachine(BuiltMachine):
    """What both builders have."""

    platform: ClassVar[str] = PLATFORM

    def __init__(self, resource: Resource) -> None:
        super().__init__(resource)
        self.settings = Settings(resource, [_SETTINGS])

    @property
    def logging(self) -> Fact[bool]:
        """The advanced setting `logging`."""
        return logging(self.settings)

    @property
    def exposures(self) -> Sequence[Exposure]:
        """Nested virtualization, unless the guest's own security rests on it, and the advanced settings."""
        nested = defaults.flag(self.arguments, "NestedHV")
        secured = defaults.flag(self.arguments, "vbs_enabled")
        return [
            Exposure("nested virtualization", derive(nested, lambda on: on and not secured.value)),
            *hardening.exposures(self.settings),
        ]

    @property
    def ports(self) -> Sequence[Port]:
        """CD drives, USB controllers, and what the advanced settings say of other ports."""
        return [*self._drives(), *self._usb(), *settings_ports(self.settings)]

    @property
    def devices(self) -> Sequence[Device]:
        """PCI devices, virtual GPUs, passed-through network cards, and those of the advanced settings."""
        return [Device(what, name, present, self) for what, name, present in self._devices()]

    @property
    def copy_paste(self) -> Sequence[ConsoleChannel]:
        """`isolation.tools.copy.disable` and `…paste.disable`, in the machine and in every copy that leaves it."""
        return self._channels(hardening.COPY_PASTE)

    @property
    def drag_and_drop(self) -> Sequence[ConsoleChannel]:
        """`isolation.tools.dnd.disable` and `…setGUIOptions.enable`, likewise."""
        return self._channels(hardening.DRAG_AND_DROP)

    @property
    def is_template(self) -> bool:
        """Whether the build ends in a template, an item of a library or an export. Raises `UnknownValue`."""
        converted = defaults.flag(self.arguments, "convert_to_template")
        if converted.known and converted.value:
            return True
        if any(command.kind == "vsphere-template" for command in post_processors(self.resource)):
            return True
        for name in ("content_library_destination", "export"):
            for block in self.arguments.blocks(name):
                skipped = name == "content_library_destination" and defaults.flag(block, "skip_import").value
                if not skipped:
                    return True
        return converted.value

    @property
    def endpoint(self) -> str | None:
        """The management server, None where it is not known."""
        server = self.arguments.text("vcenter_server")
        return server.value if server.known else None

    def _channels(self, table: tuple[tuple[str, str, str, bool], ...]) -> list[ConsoleChannel]:
        own = hardening.channels(self.settings, table)
        return [*own, *(channel for kept in self._kept() for channel in _exported(own, *kept))]

    def _kept(self) -> Iterator[tuple[str, Fact[bool]]]:
        """For each copy of the machine that is made as an OVF: whether the advanced settings are in it."""
        for name, flags, copy in _COPIES:
            blocks, unknown = parts(self.arguments, name)
            for block in blocks:
                is_ovf = name == "export" or _may_be(defaults.flag(block, "ovf"))
                if is_ovf:
                    yield copy, _keeps_settings(block, flags)
            if unknown is not None:
                yield copy, unknown

    def _drives(self) -> Iterator[Port]:
        removed = defaults.flag(self.arguments, "remove_cdrom")
        again = defaults.number(self.arguments, "reattach_cdroms")
        present = derive(removed, lambda gone: not gone and self._has_drive.value)
        yield Port("CD drive", present)
        yield Port("CD drive that is attached again", derive(again, lambda count: count > 0))

    @property
    def _has_drive(self) -> Fact[bool]:
        return any_of(self.arguments, ("iso_paths", "cd_files", "cd_content"))

    def _usb(self) -> Iterator[Port]:
        for controller in elements(self.arguments, "usb_controller"):
            yield Port("USB controller", derive(controller, bool))

    def _devices(self) -> Iterator[tuple[str, Fact[str], Fact[bool]]]:
        blocks, unknown = parts(self.arguments, "pci_passthrough_allowed_device")
        for block in blocks:
            yield "PCI device", _pci_name(block), Fact(value=True, resource=self.resource, path=block.path)
        if unknown is not None:
            yield "PCI device", derive(unknown, str), unknown
        profile = self.arguments.text("vgpu_profile", "")
        if not profile.known or profile.value:
            yield "virtual GPU", derive(profile, lambda known: f"vgpu:{known}"), derive(profile, bool)
        yield from settings_devices(self.settings)


class InstalledMachine(VsphereMachine):
    """A machine that is installed from a medium: `vsphere-iso`."""

    @property
    def nics(self) -> Sequence[Nic]:
        """`network_adapters`; none where the build removes them. Raises `UnknownValue`."""
        if defaults.flag(self.arguments, "remove_network_adapter").value:
            return ()
        blocks = self.arguments.blocks("network_adapters")
        # Plugins before 1.0 have one network without a block.
        blocks += [self.arguments] if self.arguments.text("network", "").value else []
        return [
            AttachedNic(self, block.text("network", ""), endpoint=self.endpoint)
            for block in blocks
            if block.raw("network") not in (None, "")
        ]

    @property
    def origin(self) -> Origin:
        """From nothing, if a machine stays that is no template. Raises `UnknownValue`."""
        where = self.arguments.anything("convert_to_template")
        return unless_template(self.is_template, Origin(where, nothing=LEFT_BEHIND))

    @property
    def guest(self) -> Guest:
        """`guest_os_type`."""
        return guest.of_id(defaults.text(self.arguments, "guest_os_type"), media.names(self.arguments))

    @property
    def _has_drive(self) -> Fact[bool]:
        """Always: that is what it is installed from."""
        return Fact(value=True, resource=self.resource, path=("iso_paths",))

    def _devices(self) -> Iterator[tuple[str, Fact[str], Fact[bool]]]:
        yield from super()._devices()
        blocks, unknown = parts(self.arguments, "network_adapters")
        for block in blocks:
            passed = defaults.flag(block, "passthrough")
            if not passed.known or passed.value:
                yield "DirectPath I/O of a network adapter", Fact("directpath", *_place(passed)), passed
        if unknown is not None:
            yield "DirectPath I/O of a network adapter", Fact("directpath", *_place(unknown)), unknown


class ClonedMachine(VsphereMachine):
    """A machine that is cloned from a template: `vsphere-clone`."""

    @property
    def nics(self) -> Sequence[Nic]:
        """`network`; left out, the template's."""
        network = self.arguments.text("network", "")
        if network.known and not network.value:
            return (InheritedNic(self, network.path),)
        return (AttachedNic(self, network, endpoint=self.endpoint),)

    @property
    def origin(self) -> Origin:
        """`template`, by its name: what an image is made of has to be an approved one, too."""
        name = self.arguments.text("template")
        short = derive(name, lambda path: None if path is None else path.rpartition("/")[2])
        identity: Fact[str | None] = Fact(None, self.resource, name.path)
        where = self.arguments.anything("template")
        return Origin(where, (Template(PLATFORM, where, short, identity, self.endpoint),))

    @property
    def guest(self) -> Guest:
        """The template's, which its name may tell."""
        name = self.arguments.text("template", "")
        return guest.of_media([name] if name.value else [], self.arguments.anything("template"))


def _exported(own: Sequence[ConsoleChannel], copy: str, kept: Fact[bool]) -> Iterator[ConsoleChannel]:
    """The channels of a copy. Without the advanced settings nothing in it disables them."""
    if kept.known and kept.value:
        return
    for channel in own:
        shut = not channel.disabled.known or channel.disabled.value
        if shut and not channel.off_by_default:
            disabled: Fact[bool | None] = derive(kept, lambda _: None)
            yield ConsoleChannel(f"{channel.what} in {copy}, which leaves out the settings,", disabled)


def _keeps_settings(block: Attributes, flags: str) -> Fact[bool]:
    kept = derive(block.texts(flags), lambda known: any(flag.lower() in _KEEPING for flag in known))
    ovf = block.flag("ovf", default=True)
    # Whether there is such a copy at all may not be known either.
    return kept if ovf.known else derive(ovf, bool)


def _may_be(fact: Fact[bool]) -> bool:
    return not fact.known or fact.value


def _pci_name(block: Attributes) -> Fact[str]:
    vendor, device = block.text("vendor_id", ""), block.text("device_id", "")
    return derive(vendor, lambda maker: f"pci:{_hex(maker)}:{_hex(device.value)}")


def _hex(id_: str) -> str:
    return id_.lower().removeprefix("0x")


def _place(fact: Fact[bool]) -> tuple[Resource, tuple[str | int, ...]]:
    return fact.resource, fact.path

"""Containers of Telmate's provider: `proxmox_lxc`, and `proxmox_lxc_guest` of its third generation."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.derivation import derive, is_off, parts
from vmgate.translate.filled_in import FilledIn
from vmgate.translate.proxmox import guest, hardware, storage_access
from vmgate.translate.proxmox.image import PLATFORM, image_templates
from vmgate.translate.proxmox.telmate_defaults import CONTAINER, DEFAULTS, GUEST
from vmgate.translate.proxmox.telmate_guest import TelmateGuest, slots
from vmgate.vocabulary.guest import Guest
from vmgate.vocabulary.machine import DatastoreAccess, Exposure
from vmgate.vocabulary.template import Origin, Template
from vmgate.vocabulary.thing import not_expressible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.model.templates import GuestSystem
    from vmgate.translate.attributes import Attributes
    from vmgate.vocabulary.machine import Device
    from vmgate.vocabulary.network import Nic

PRIVILEGED = "a privileged container"
DIRECTORY = "a directory of the host"
FEATURES = {
    "keyctl": "the kernel's keyrings",
    "fuse": "FUSE",
    "mknod": "device nodes",
    "create_device_nodes": "device nodes",
    "nfs": "NFS mounts of its own",
    "smb": "SMB mounts of its own",
}


class TelmateContainer(TelmateGuest):
    """A container in the older spelling."""

    @property
    def name(self) -> Fact[str]:
        """`hostname`."""
        return self._attributes.text("hostname", "")

    @property
    def running(self) -> Fact[bool]:
        """`start`, which it is not unless told."""
        return self._flag("start")

    @property
    def powered_off(self) -> Fact[bool]:
        """`start` and `onboot`."""
        return is_off(self.running, self._flag("onboot"))

    @property
    def exposures(self) -> Sequence[Exposure]:
        """Privileges, features of the kernel, directories of the host, and a script that runs there."""
        return tuple(self._exposures())

    @property
    def devices(self) -> Sequence[Device]:
        """Disks of the host that are mounted."""
        return tuple(self._devices())

    @property
    def datastore_accesses(self) -> Sequence[DatastoreAccess]:
        """Directories and disks of the host that are mounted."""
        return tuple(self._accesses())

    @property
    def origin(self) -> Origin:
        """`clone`, else `ostemplate`. Raises `UnknownValue`."""
        template = self._attributes.flag("template", default=False)
        if template.value:
            not_expressible("the origin of a template")
        clone, file = self._attributes.text("clone"), self._attributes.text("ostemplate", "")
        if not clone.known or clone.value:
            _ = clone.value
            nobody: Fact[str | None] = Fact(None, self.resource, clone.path)
            return Origin(clone, (Template(PLATFORM, clone, nobody, clone, self.endpoint),))
        _ = file.value
        found = image_templates(file, self._estate)
        return Origin(file, tuple(found), "" if found else "no clone and no ostemplate")

    @property
    def guest(self) -> Guest:
        """What the name of the template's file says."""
        return _by_name(self._attributes.text("ostemplate"))

    def _flag(self, name: str) -> Fact[bool]:
        return self._attributes.flag(name, default=bool(DEFAULTS[CONTAINER][name]))

    def _nic(self, block: Attributes) -> Nic:
        bridge = derive(block.text("bridge"), _known_bridge)
        # The server fills these two in where they are not written.
        filled = FilledIn(block.resource, block.path)
        trunks = derive(filled.text("trunks", ""), lambda text: tuple(filter(None, text.split(";"))))
        return self._bridged(bridge, filled.number("tag", 0), trunks)

    def _exposures(self) -> Iterator[Exposure]:
        yield Exposure(PRIVILEGED, derive(self._flag("unprivileged"), lambda on: not on))
        yield Exposure("a hook script that runs on the host", self._attributes.present("hookscript"))
        yield from _features(self._attributes, "features", self._flag("unprivileged"))
        mounts, unknown = parts(self._attributes, "mountpoint")
        for block in mounts:
            yield Exposure(DIRECTORY, derive(_volume(block), _is_directory))
        if unknown is not None:
            yield Exposure(DIRECTORY, unknown)

    def _devices(self) -> Iterator[Device]:
        mounts, unknown = parts(self._attributes, "mountpoint")
        for block in mounts:
            yield from hardware.device_file(_volume(block), "disk", "disk of the host", self)
        if unknown is not None:
            yield hardware.unknown_device(unknown, self)

    def _accesses(self) -> Iterator[DatastoreAccess]:
        mounts, unknown = parts(self._attributes, "mountpoint")
        for block in mounts:
            for one in (_volume(block), block.text("storage", "")):
                yield from storage_access.mounted(one, self._estate)
        if unknown is not None:
            yield DatastoreAccess("the container reaches into a storage", unknown)


class TelmateLxcGuest(TelmateGuest):
    """A container in the newer spelling."""

    firewall: ClassVar[bool] = True

    @property
    def identity(self) -> Fact[str | None]:
        """`guest_id`."""
        number = self._attributes.number("guest_id")
        return derive(number, lambda known: None if known is None else str(known))

    @property
    def name(self) -> Fact[str]:
        """Its name."""
        return self._attributes.text("name", "")

    @property
    def tags(self) -> Sequence[Fact[str]]:
        """`tags`. Raises `UnknownValue`."""
        listed = self._attributes.texts("tags")
        return [Fact(one, listed.resource, listed.path) for one in listed.value]

    @property
    def running(self) -> Fact[bool]:
        """`power_state`, which is running unless told otherwise."""
        state = self._attributes.text("power_state", str(DEFAULTS[GUEST]["power_state"]))
        return derive(state, lambda word: word != "stopped")

    @property
    def powered_off(self) -> Fact[bool]:
        """`power_state` and `start_at_node_boot`."""
        return is_off(self.running, self._attributes.flag("start_at_node_boot", default=False))

    @property
    def exposures(self) -> Sequence[Exposure]:
        """Privileges, features of the kernel, and directories of the host."""
        return tuple(self._exposures())

    @property
    def devices(self) -> Sequence[Device]:
        """Disks of the host that are mounted."""
        return tuple(self._devices())

    @property
    def datastore_accesses(self) -> Sequence[DatastoreAccess]:
        """Directories and disks of the host that are mounted. Raises `UnknownValue`."""
        return [one for path in self._host_paths() for one in storage_access.mounted(path, self._estate)]

    @property
    def origin(self) -> Origin:
        """`clone`, else `template`. Raises `UnknownValue`."""
        for clone in self._attributes.blocks("clone"):
            number, name = clone.number("id"), clone.text("name")
            identity = derive(number, lambda id_: None if id_ is None else str(id_))
            where: Fact[object] = number if not number.known or number.value is not None else name
            _ = name.value if identity.known and identity.value is None else identity.value
            return Origin(where, (Template(PLATFORM, where, name, identity, self.endpoint),))
        for template in self._attributes.blocks("template"):
            file, storage = template.text("file", ""), template.text("storage", "")
            nobody: Fact[str | None] = Fact(None, self.resource, file.path)
            found = f"{storage.value}:vztmpl/{file.value}"
            identity = Fact(found, self.resource, file.path)
            return Origin(file, (Template(PLATFORM, file, nobody, identity, self.endpoint),))
        return Origin(self._attributes.anything("clone"), nothing="no clone and no template block")

    @property
    def guest(self) -> Guest:
        """What the name of the template's file says."""
        try:
            for template in self._attributes.blocks("template"):
                return _by_name(template.text("file"))
        except UnknownValue as missing:
            unknown = Unknown(missing.reason)
            return Guest(
                Fact(unknown, self.resource, missing.path), Fact(unknown, self.resource, missing.path)
            )
        return guest.not_said(self._attributes, ("clone",))

    def _interfaces(self) -> Sequence[Attributes]:
        return [*self._attributes.blocks("network"), *slots(self._attributes, "networks")]

    def _nic(self, block: Attributes) -> Nic:
        return self._bridged(block.text("bridge", ""), block.number("vlan_native", 0))

    def _exposures(self) -> Iterator[Exposure]:
        # One of the two is written; a container is unprivileged only where that is.
        unprivileged = self._attributes.flag("unprivileged", default=False)
        yield Exposure(PRIVILEGED, derive(unprivileged, lambda on: not on))
        features, unknown = parts(self._attributes, "features")
        for block in features:
            for name in ("privileged", "unprivileged"):
                yield from _features(block, name, unprivileged)
        if unknown is not None:
            yield Exposure("kernel features", unknown)
        try:
            yield from (Exposure(DIRECTORY, derive(path, _is_directory)) for path in self._host_paths())
        except UnknownValue as missing:
            yield Exposure(DIRECTORY, Fact(Unknown(missing.reason), self.resource, missing.path))

    def _devices(self) -> Iterator[Device]:
        try:
            for path in self._host_paths():
                yield from hardware.device_file(path, "disk", "disk of the host", self)
        except UnknownValue as missing:
            doubt: Fact[bool] = Fact(Unknown(missing.reason), self.resource, missing.path)
            yield hardware.unknown_device(doubt, self)

    def _host_paths(self) -> list[Fact[str]]:
        """The paths of the host that are mounted. Raises `UnknownValue`."""
        listed = [block.text("host_path", "") for block in self._attributes.blocks("mount")]
        bound = [bind for slot in slots(self._attributes, "mounts") for bind in slot.blocks("bind")]
        return [*listed, *(bind.text("host_path", "") for bind in bound)]


def _features(attributes: Attributes, name: str, unprivileged: Fact[bool]) -> Iterator[Exposure]:
    """Features of the kernel; nested containers are usual in an unprivileged one."""
    blocks, unknown = parts(attributes, name)
    for block in blocks:
        nesting = block.flag("nesting", default=False)
        both = derive(nesting, lambda on: on and not unprivileged.value)
        yield Exposure("nested containers in a privileged container", both)
        for feature, what in FEATURES.items():
            yield Exposure(what, block.flag(feature, default=False))
        yield Exposure("file systems that it may mount itself", block.present("mount"))
    if unknown is not None:
        yield Exposure("kernel features", unknown)


def _volume(mount: Attributes) -> Fact[str]:
    """The path of the host that is mounted, "" for a volume of a storage, which the server names."""
    volume = mount.text("volume", "")
    if not volume.known and not volume.resource.references(volume.path) and mount.written("volume") is False:
        return Fact("", volume.resource, volume.path)
    return volume


def _is_directory(path: str) -> bool:
    return path.startswith("/") and not path.startswith("/dev/")


def _known_bridge(name: str | None) -> str | Unknown:
    return Unknown("no bridge is named") if name is None else name


def _by_name(file: Fact[str | None]) -> Guest:
    none: tuple[GuestSystem, ...] = ()

    def named(name: str | None) -> tuple[GuestSystem, ...]:
        found = guest.from_file_name(name) if name else None
        return none if found is None else (found,)

    return Guest(file, derive(file, named))

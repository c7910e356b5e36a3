"""Containers, which share the kernel of their host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.facts import derive, parts
from vmgate.translate.proxmox import defaults, guest, hardware, origin, provenance, storage_access
from vmgate.translate.proxmox.from_estate import FromEstate
from vmgate.translate.proxmox.network import INHERITED
from vmgate.translate.proxmox.nic import BridgedNic
from vmgate.translate.proxmox.resource_types import CONTAINER
from vmgate.vocabulary.machine import Exposure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.vocabulary.guest import Guest
    from vmgate.vocabulary.machine import DatastoreAccess, Device, ProvenanceFlaw
    from vmgate.vocabulary.network import Nic
    from vmgate.vocabulary.template import Origin

FIRST_MAPPED_ID = 100_000
"""Where the host's ids for unprivileged containers begin; below are the host's own users."""


class Container(FromEstate):
    """A container.

    Nested containers are normal in an unprivileged one (systemd needs them) and an opening in a privileged one.
    It has a terminal and no display, hence neither clipboard nor virtual ports.
    """

    @property
    def name(self) -> Fact[str]:
        """The host name, "" where Proxmox makes one up."""
        default = defaults.text(CONTAINER, "initialization.hostname")
        blocks, unknown = parts(self._attributes, "initialization")
        if unknown is not None:
            return derive(unknown, str)
        if blocks:
            return blocks[0].text("hostname", default)
        return Fact(default, self.resource, ("initialization",))

    @property
    def nics(self) -> Sequence[Nic]:
        """The `network_interface` blocks. A clone without any has its template's: raises `UnknownValue`."""
        blocks = self._attributes.blocks("network_interface")
        if not blocks and self._cloned:
            raise UnknownValue(INHERITED, self.resource, ("network_interface",))
        node = self._attributes.text("node_name", "")
        found: list[Nic] = []
        for block in blocks:
            enabled = block.flag("enabled", default=defaults.flag(CONTAINER, "network_interface.enabled"))
            if enabled.known and not enabled.value:
                continue
            bridge = block.text("bridge", defaults.text(CONTAINER, "network_interface.bridge"))
            tag = block.number("vlan_id", defaults.number(CONTAINER, "network_interface.vlan_id"))
            found.append(BridgedNic(self, self._estate, node=node, bridge=bridge, tag=tag))
        return found

    @property
    def exposures(self) -> Sequence[Exposure]:
        """Privileges, kernel features, directories and ids of the host."""
        return tuple(self._exposures())

    @property
    def devices(self) -> Sequence[Device]:
        """Files under /dev that are passed through or mounted."""
        return tuple(self._devices())

    @property
    def datastore_accesses(self) -> Sequence[DatastoreAccess]:
        """See `storage_access`."""
        return tuple(storage_access.of_container(self._attributes, self._estate))

    @property
    def origin(self) -> Origin:
        """See `origin`."""
        return origin.of_container(self._attributes, self._estate)

    @property
    def provenance_flaws(self) -> Sequence[ProvenanceFlaw]:
        """See `provenance`."""
        return tuple(provenance.of_container(self._attributes, self._estate))

    @property
    def guest(self) -> Guest:
        """See `guest`."""
        return guest.of_container(self._attributes, self._estate)

    @property
    def _unprivileged(self) -> Fact[bool]:
        """A clone that does not say it is what its template is, whatever the provider's default."""
        fact = self._attributes.flag("unprivileged", default=defaults.flag(CONTAINER, "unprivileged"))
        said = (
            self._attributes.raw("unprivileged") is not None
            and self._attributes.written("unprivileged") is not False
        )
        return (
            fact if said or not self._cloned else Fact(Unknown(INHERITED), self.resource, ("unprivileged",))
        )

    def _exposures(self) -> Iterator[Exposure]:
        unprivileged = self._unprivileged
        yield Exposure("a privileged container", derive(unprivileged, lambda on: not on))
        yield Exposure("a hook script that runs on the host", self._attributes.present("hook_script_file_id"))
        features, unknown = parts(self._attributes, "features")
        if unknown is not None:
            yield Exposure("kernel features", unknown)
        for block in features:
            nesting = block.flag("nesting", default=defaults.flag(CONTAINER, "features.nesting"))
            both = derive(nesting, lambda on: on and not unprivileged.value)
            yield Exposure("nested containers in a privileged container", both)
            for name, what in (
                ("keyctl", "the kernel's keyrings"),
                ("fuse", "FUSE"),
                ("mknod", "device nodes"),
            ):
                yield Exposure(what, block.flag(name, default=defaults.flag(CONTAINER, f"features.{name}")))
            yield Exposure("file systems that it may mount itself", block.present("mount"))
        mounts, unknown = parts(self._attributes, "mount_point")
        if unknown is not None:
            yield Exposure("a directory of the host", unknown)
        for block in mounts:
            yield Exposure("a directory of the host", derive(block.text("volume", ""), _is_directory))
        mapped, unknown = parts(self._attributes, "idmap")
        if unknown is not None:
            yield Exposure("user ids of the host", unknown)
        for block in mapped:
            first = block.number("host_id", 0)
            yield Exposure("user ids of the host", derive(first, lambda id_: id_ < FIRST_MAPPED_ID))

    def _devices(self) -> Iterator[Device]:
        for name, attribute, kind, what in (
            ("device_passthrough", "path", "dev", "device file"),
            ("mount_point", "volume", "disk", "disk of the host"),
        ):
            blocks, unknown = parts(self._attributes, name)
            for block in blocks:
                yield from hardware.device_file(block.text(attribute, ""), kind, what, self)
            if unknown is not None:
                yield hardware.unknown_device(unknown, self)


def _is_directory(volume: str) -> bool:
    return volume.startswith("/") and not volume.startswith("/dev/")

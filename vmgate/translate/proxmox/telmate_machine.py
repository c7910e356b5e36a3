"""Virtual machines of Telmate's provider: `proxmox_vm_qemu`, clones of a template by its name or its number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.derivation import derive, is_off
from vmgate.translate.proxmox import console, guest, telmate_hardware
from vmgate.translate.proxmox.image import PLATFORM
from vmgate.translate.proxmox.network import INHERITED
from vmgate.translate.proxmox.nic import UntoldNic
from vmgate.translate.proxmox.telmate_defaults import DEFAULTS, MACHINE, keeps_interfaces
from vmgate.translate.proxmox.telmate_guest import FLAW, TelmateGuest
from vmgate.vocabulary.guest import Guest
from vmgate.vocabulary.mac_filter import MacFilter
from vmgate.vocabulary.machine import ConsoleChannel
from vmgate.vocabulary.template import Origin, Template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.translate.attributes import Attributes
    from vmgate.vocabulary.machine import DatastoreAccess, Device, Exposure, Port
    from vmgate.vocabulary.network import Nic

RUNNING: Final = "a machine of this configuration, no template"
AGENT: Final = "clipboard of the SPICE agent"
_LEFT: Final = "whether it is started again is not told"
_STARTED: Final = ("started", "enabled")


class TelmateMachine(TelmateGuest):
    """A virtual machine."""

    @property
    def name(self) -> Fact[str]:
        """Its name."""
        return self._attributes.text("name", "")

    @property
    def running(self) -> Fact[bool]:
        """`power_state`, or `vm_state` before it; it runs where neither says otherwise.

        `oncreate` of the second generation says only whether it is started when it is made.
        """
        for name in ("power_state", "vm_state"):
            state = self._attributes.text(name)
            if not state.known or state.value is not None:
                return derive(state, lambda word: word != "stopped")
        created = self._attributes.flag("oncreate", default=True)
        if created.known and not created.value and self.resource.may_differ():
            return Fact(Unknown(_LEFT), created.resource, created.path)
        return created

    @property
    def powered_off(self) -> Fact[bool]:
        """See `running`; not if it starts with its node, or is kept running by high availability."""
        available = self._attributes.text("hastate", "")
        if not available.known or available.value in _STARTED:
            return derive(available, lambda _: False)
        own = self._attributes.flag("start_at_node_boot")
        starts = own if not own.known or own.value is not None else self._attributes.flag("onboot")
        return is_off(self.running, derive(starts, bool))

    @property
    def nics(self) -> Sequence[Nic]:
        """Its interfaces; what a clone keeps of its template's is not told. Raises `UnknownValue`."""
        return [UntoldNic(self, ("network",))] if self._inherits else super().nics

    @property
    def mac_filters(self) -> Sequence[MacFilter]:
        """Those of its interfaces; what a clone keeps of its template's is not told. Raises `UnknownValue`."""
        if self._inherits:
            return (MacFilter(FLAW, Fact(Unknown(INHERITED), self.resource, ("network",))),)
        return super().mac_filters

    @property
    def exposures(self) -> Sequence[Exposure]:
        """See `telmate_hardware`."""
        return tuple(telmate_hardware.exposures(self._attributes, self._estate))

    @property
    def ports(self) -> Sequence[Port]:
        """See `telmate_hardware`."""
        return tuple(telmate_hardware.ports(self._attributes))

    @property
    def devices(self) -> Sequence[Device]:
        """See `telmate_hardware`."""
        return tuple(telmate_hardware.devices(self._attributes, self))

    @property
    def datastore_accesses(self) -> Sequence[DatastoreAccess]:
        """See `telmate_hardware`."""
        return tuple(telmate_hardware.accesses(self._attributes, self._estate))

    @property
    def copy_paste(self) -> Sequence[ConsoleChannel]:
        """See `console`, and an agent among the raw arguments. Raises `UnknownValue`."""
        arguments = self._attributes.text("args", "")
        agent = derive(arguments, lambda text: "vdagent" not in text)
        # What is written replaces the template's display as a whole.
        cloned = not self._attributes.blocks("vga") and self._cloned
        return (*console.copy_paste(self._attributes, cloned=cloned), ConsoleChannel(AGENT, agent))

    @property
    def origin(self) -> Origin:
        """`clone_id`, else `clone`. Raises `UnknownValue`."""
        number, name = self._attributes.number("clone_id"), self._attributes.text("clone")
        nobody: Fact[str | None] = Fact(None, self.resource, name.path)
        if not number.known or number.value:
            identity = derive(number, lambda id_: None if id_ is None else str(id_))
            _ = identity.value
            return Origin(number, (Template(PLATFORM, number, nobody, identity, self.endpoint),))
        if not name.known or name.value:
            _ = name.value
            template = Template(PLATFORM, name, name, nobody, self.endpoint, self._defect(name))
            return Origin(name, (template,))
        return Origin(name, nothing=self._nothing())

    @property
    def guest(self) -> Guest:
        """`qemu_os`; a clone that does not say it has its template's."""
        kind = self._attributes.text("qemu_os")
        if kind.known and not kind.value:
            return guest.not_said(self._attributes, ("qemu_os",))
        return Guest(kind, derive(kind, lambda word: guest.systems(word or "")))

    @property
    def _cloned(self) -> bool:
        """Whether it is a clone. Raises `UnknownValue`."""
        number = derive(self._attributes.number("clone_id"), bool)
        return any(one.value for one in (self._attributes.present("clone"), number))

    @property
    def _inherits(self) -> bool:
        """Whether it has its template's interfaces. Raises `UnknownValue`."""
        return not self._interfaces() and keeps_interfaces(self._estate) and self._cloned

    def _nic(self, block: Attributes) -> Nic:
        default = str(DEFAULTS[MACHINE]["network.bridge"])
        return self._bridged(block.text("bridge", default), block.number("tag", 0))

    def _defect(self, name: Fact[str | None]) -> str | None:
        """What is wrong with a machine of this configuration as a template: that it is none."""
        same = name.known and self._estate.where("managed", (MACHINE,), ("name",), name.value)
        return RUNNING if same else None

    def _nothing(self) -> str:
        if telmate_hardware.has_image(self._attributes):
            return "no clone, but an ISO image in a drive"
        if self._attributes.flag("pxe", default=False).value:
            return "no clone, but whatever the network boots"
        return "no clone"

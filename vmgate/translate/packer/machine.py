"""What the machines of all builders have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.derivation import derive
from vmgate.translate.packer import media
from vmgate.translate.packer.arguments import Arguments
from vmgate.translate.vsphere import hardening
from vmgate.vocabulary.machine import VirtualMachine
from vmgate.vocabulary.network import Network, Nic, tagged
from vmgate.vocabulary.thing import not_expressible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.resource import Resource
    from vmgate.model.value import Path
    from vmgate.translate.packer.arguments import Settings
    from vmgate.vocabulary.machine import ProvenanceFlaw
    from vmgate.vocabulary.network import Vlan
    from vmgate.vocabulary.template import Origin

INHERITED = "it is inherited from the template that the machine is cloned from"
LEFT_BEHIND = "the build leaves a virtual machine behind that is no template"


class BuiltMachine(VirtualMachine):
    """The machine that a build runs, and that its image is taken from."""

    repeats: ClassVar[bool] = False

    def __init__(self, resource: Resource) -> None:
        super().__init__(resource)
        self.arguments = Arguments(resource)

    @property
    def name(self) -> Fact[str]:
        """`vm_name`; left out, the builder makes one of the build's own name."""
        return self.arguments.text("vm_name", f"packer-{self.resource.name}")

    @property
    def provenance_flaws(self) -> Sequence[ProvenanceFlaw]:
        """Media that nothing proves to be what they should."""
        return tuple(media.flaws(self.arguments))


def logging(settings: Settings) -> Fact[bool]:
    """Whether the hypervisor keeps a log of a machine: it does, unless an advanced setting says no."""
    own = hardening.setting(settings, "logging")
    return derive(own, lambda text: (text or "true").strip().lower() not in ("false", "0"))


class AttachedNic(Nic):
    """A network interface on a network that goes by a name or by the name of a bridge."""

    def __init__(
        self,
        machine: BuiltMachine,
        attachment: Fact[str],
        *,
        endpoint: str | None = None,
        bridged: bool = False,
    ) -> None:
        super().__init__(machine)
        self._attachment = attachment
        self._endpoint = endpoint
        self._bridged = bridged

    @property
    def attachment(self) -> Fact[object]:
        """What the template names."""
        return self._attachment

    @property
    def networks(self) -> Sequence[Network]:
        """The network by its name, without the folders that it is in. Raises `UnknownValue`."""
        name = self._attachment.value.rpartition("/")[2]
        return (self._network(name),)

    def _network(self, name: str) -> Network:
        if self._bridged:
            return Network(self._attachment, bridge=name, endpoint=self._endpoint)
        return Network(self._attachment, name=name, endpoint=self._endpoint)


class BridgedNic(AttachedNic):
    """An interface on a bridge of the machine that Packer runs on, or on a network of its desktop hypervisor."""

    @property
    def vlan(self) -> Fact[Vlan]:
        """What it is bridged to decides."""
        reason = Unknown("what the interface is bridged to decides")
        return Fact(reason, self._attachment.resource, self._attachment.path)


class InheritedNic(Nic):
    """The interface of a clone whose configuration does not say where it is attached."""

    def __init__(self, machine: BuiltMachine, path: Path) -> None:
        super().__init__(machine)
        self._where: Fact[object] = Fact(Unknown(INHERITED), machine.resource, path)

    @property
    def attachment(self) -> Fact[object]:
        """Not known."""
        return self._where

    @property
    def networks(self) -> Sequence[Network]:
        """Raises `UnknownValue`."""
        raise UnknownValue(INHERITED, self._where.resource, self._where.path)


class TaggedNic(AttachedNic):
    """An interface that chooses its VLAN itself."""

    def __init__(
        self,
        machine: BuiltMachine,
        bridge: Fact[str],
        tag: Fact[Vlan],
        *,
        endpoint: str | None,
        bridged: bool,
    ) -> None:
        super().__init__(machine, bridge, endpoint=endpoint, bridged=bridged)
        self._tag = tag

    @property
    def vlan(self) -> Fact[Vlan]:
        """The tag; without one the interface is untagged."""
        return self._tag

    def _network(self, name: str) -> Network:
        own = super()._network(name)
        return Network(own.where, own.name, bridge=own.bridge, endpoint=own.endpoint, vlan=self._tag)


def tag(text: str) -> Vlan | Unknown:
    """What a VLAN id says that may be left empty."""
    id_ = text.strip() or "0"
    return tagged(int(id_)) if id_.isascii() and id_.isdigit() else Unknown("the VLAN id is not a number")


def unless_template(template: bool, origin: Origin) -> Origin:  # noqa: FBT001  - the condition itself
    """An image is not created *from* a template: the rules on that are for the machines that stay."""
    if template:
        not_expressible("the origin of a template")
    return origin

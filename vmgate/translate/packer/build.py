"""The build of an image: what it writes and leaves, beside the machine that it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.derivation import derive
from vmgate.translate.packer import media
from vmgate.translate.packer.answers import answered
from vmgate.translate.packer.arguments import Arguments, post_processors
from vmgate.translate.packer.outputs import outputs
from vmgate.translate.packer.screensaver import switched_off
from vmgate.translate.packer.stray import stray
from vmgate.vocabulary.image import TEMPLATE, BuildOutput, ImageBuild, Password, StraySetting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.translate.attributes import Attributes
    from vmgate.translate.packer.machine import BuiltMachine

_MANAGEMENT = {
    "vsphere-iso": ("password",),
    "vsphere-clone": ("password",),
    "proxmox": ("password", "token"),
    "proxmox-iso": ("password", "token"),
    "proxmox-clone": ("password", "token"),
    "vmware-iso": ("remote_password",),
    "vmware-vmx": ("remote_password",),
}
_GUEST = ("ssh_password", "winrm_password", "ssh_bastion_password", "ssh_proxy_password")
_CLONED = ("vsphere-clone", "vsphere-supervisor", "proxmox-clone", "hyperv-vmcx", "vmware-vmx")


class Build(ImageBuild):
    """One source, as one build uses it."""

    def __init__(self, resource: Resource, estate: Estate, machine: BuiltMachine) -> None:
        super().__init__(resource)
        self.arguments = Arguments(resource)
        self._estate = estate
        self._machine = machine

    @property
    def screensaver_off(self) -> Fact[bool]:
        """What provisioners and answer files say of it."""
        names = media.names(self.arguments)
        cloned = self.resource.type in _CLONED
        return switched_off(self.resource, self._machine.guest.systems, names, cloned=cloned)

    @property
    def guest_passwords(self) -> Sequence[Password]:
        """Those of the communicator, and those that answer files hold in clear."""
        own = [_password(self.arguments, name) for name in _GUEST]
        return [*own, *answered(self.resource)]

    @property
    def management_passwords(self) -> Sequence[Password]:
        """The builder's own, and those of post-processors that work on a server."""
        own = [_password(self.arguments, name) for name in _MANAGEMENT.get(self.resource.type, ())]
        return [*own, *self._of_post_processors()]

    @property
    def outputs(self) -> Sequence[BuildOutput]:
        """Manifests, files of checksums, output directories."""
        return outputs(self.resource, self._estate)

    @property
    def stray_settings(self) -> Sequence[StraySetting]:
        """Arguments and blocks that the builder does not have."""
        return list(stray(self.resource))

    def _of_post_processors(self) -> Iterator[Password]:
        for command in post_processors(self.resource):
            if command.kind in ("vsphere", "vsphere-template"):
                yield _password(command, "password")


def _password(arguments: Attributes, name: str) -> Password:
    value = arguments.text(name, "")
    here = arguments.resource.stands_in_source(arguments.at(name))

    def written(text: str) -> bool | Unknown:
        return Unknown("where the value comes from is not told") if text and here is None else bool(text)

    if here is False:
        return Password(name, Fact(value=False, resource=value.resource, path=value.path))
    file = arguments.resource.file_of_values(arguments.at(name))
    return Password(name, derive(value, written), file or TEMPLATE)

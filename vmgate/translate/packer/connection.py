"""Links that a build opens: to management servers, to where media come from, into the machine, to its console."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.translate.derivation import derive
from vmgate.translate.hosts import named_host
from vmgate.translate.packer import defaults, media, qemu_arguments, scripts
from vmgate.translate.packer.arguments import Arguments, Command, commands, elements
from vmgate.translate.provisioning import MAKES_CERTIFICATE
from vmgate.vocabulary.certificate import Pin, TrustingThing
from vmgate.vocabulary.connection import Connection, Link, ManagementConnection

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.model.fact import Fact
    from vmgate.model.resource import Resource
    from vmgate.translate.attributes import Attributes

WINRM: Final = "winrm"
_UNVERIFIED: Final = "ansible_winrm_server_cert_validation=ignore"
_VNC: Final = "the console is offered to the network over VNC, without encryption"


class BuildConnection(Connection, TrustingThing):
    """What any build opens: media, the communicator, the console."""

    def __init__(self, resource: Resource) -> None:
        super().__init__(resource)
        self.arguments = Arguments(resource)

    @property
    def links(self) -> Sequence[Link]:
        """Media, WinRM, the console over VNC or SPICE."""
        return [*media.links(self.arguments), *self._winrm(), *self._console()]

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """`winrm_insecure`, turned round, where WinRM is used, and what Ansible is told of it."""
        insecure = defaults.flag(self.arguments, "winrm_insecure")
        communicator = defaults.text(self.arguments, "communicator")
        own = derive(insecure, lambda skipped: not (skipped and communicator.value == WINRM))
        return [own, *self._of_provisioners()]

    @property
    def pins(self) -> Sequence[Pin]:
        """`winrm_insecure`, and scripts that sign a certificate themselves."""
        insecure = derive(self.certificate_checks[0], lambda verified: not verified)
        made = scripts.searched(self.resource, MAKES_CERTIFICATE)
        return [
            Pin("whatever certificate WinRM shows is taken, a self-signed one too", insecure),
            *(Pin("a script of the build creates a self-signed certificate", found) for found in made),
        ]

    def _of_provisioners(self) -> Iterator[Fact[bool]]:
        for command in commands(self.resource):
            for name in ("extra_arguments", "ansible_env_vars"):
                for word in elements(command, name) if command.kind == "ansible" else ():
                    if word.known and _UNVERIFIED in word.value:
                        yield derive(word, lambda _: False)

    def _winrm(self) -> Iterator[Link]:
        communicator = defaults.text(self.arguments, "communicator")
        encrypted = defaults.flag(self.arguments, "winrm_use_ssl")
        sound = derive(encrypted, lambda on: on or communicator.value != WINRM)
        yield Link("the build works through WinRM without encryption", sound)

    def _console(self) -> Iterator[Link]:
        if "vnc_bind_address" in defaults.DEFAULTS[self.resource.type]:
            off = defaults.flag(self.arguments, "disable_vnc")
            address = defaults.text(self.arguments, "vnc_bind_address")
            yield Link(_VNC, derive(address, lambda known: is_local(known) or off.value))
        if self.resource.type == "qemu":
            for option, value in qemu_arguments.options(self.arguments):
                if option == "-vnc":
                    yield Link(_VNC, derive(value, qemu_arguments.vnc_is_local))
                if option == "-spice":
                    yield Link(
                        "the console is offered to the network over SPICE, without encryption",
                        derive(value, qemu_arguments.spice_is_sound),
                    )


class ServerConnection(ManagementConnection, TrustingThing):
    """From Packer to what manages the hosts: one switch takes whatever certificate it shows."""

    kind: ClassVar[str] = ManagementConnection.kind

    @property
    def insecure(self) -> Fact[bool]:
        """The switch."""
        raise NotImplementedError

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """The switch, turned round."""
        return [derive(self.insecure, lambda skipped: not skipped)]

    @property
    def pins(self) -> Sequence[Pin]:
        """The switch."""
        return [Pin("whatever certificate the server shows is taken, a self-signed one too", self.insecure)]


class VsphereConnection(ServerConnection):
    """From Packer to vCenter, which is HTTPS whatever is written."""

    @property
    def server(self) -> Fact[str | None]:
        """`vcenter_server`."""
        return _server(Arguments(self.resource).text("vcenter_server"))

    @property
    def insecure(self) -> Fact[bool]:
        """`insecure_connection`."""
        return defaults.flag(Arguments(self.resource), "insecure_connection")


class ProxmoxConnection(ServerConnection):
    """From Packer to the Proxmox API."""

    @property
    def server(self) -> Fact[str | None]:
        """The host in `proxmox_url`; left out, a variable of the environment tells."""
        return _server(Arguments(self.resource).text("proxmox_url"))

    @property
    def insecure(self) -> Fact[bool]:
        """`insecure_skip_tls_verify`."""
        return defaults.flag(Arguments(self.resource), "insecure_skip_tls_verify")

    @property
    def links(self) -> Sequence[Link]:
        """`proxmox_url`."""
        url = Arguments(self.resource).text("proxmox_url", "")
        sound = derive(url, lambda address: not address.strip().lower().startswith("http://"))
        return [Link("the API is spoken to over plain HTTP", sound)]


class RemoteConnection(ServerConnection):
    """From Packer to the ESXi host that a VMware build runs on (arguments of plugins before 2.0)."""

    @property
    def server(self) -> Fact[str | None]:
        """`remote_host`."""
        return _server(Arguments(self.resource).text("remote_host"))

    @property
    def insecure(self) -> Fact[bool]:
        """`insecure_connection`."""
        return Arguments(self.resource).flag("insecure_connection", default=False)


class UploadConnection(ServerConnection):
    """From a post-processor (`vsphere`, `vsphere-template`) to vCenter."""

    def __init__(self, resource: Resource, command: Command) -> None:
        super().__init__(resource)
        self.command = command

    @property
    def server(self) -> Fact[str | None]:
        """`host`."""
        return _server(self.command.text("host"))

    @property
    def insecure(self) -> Fact[bool]:
        """`insecure`."""
        return self.command.flag("insecure", default=False)


def is_local(address: str) -> bool:
    """Whether only the machine itself can connect to an address that something listens on."""
    text = address.strip().strip("[]").lower()
    if text in ("localhost", "none"):
        return True
    try:
        return ip_address(text).is_loopback
    except ValueError:
        return False


def management(resource: Resource, posts: Sequence[Attributes]) -> Iterator[ManagementConnection]:
    """The links of a source to management servers, those of its post-processors among them."""
    if resource.type in ("vsphere-iso", "vsphere-clone"):
        yield VsphereConnection(resource)
    elif resource.type.partition("-")[0] == "proxmox":
        yield ProxmoxConnection(resource)
    elif resource.type.partition("-")[0] == "vmware" and resource.read("remote_host") is not None:
        yield RemoteConnection(resource)
    for command in posts:
        if isinstance(command, Command) and command.kind in ("vsphere", "vsphere-template"):
            yield UploadConnection(resource, command)


def _server(found: Fact[str | None]) -> Fact[str | None]:
    return derive(found, lambda name: named_host(name and name.strip()))

"""Connections that a run opens, and whether the server's certificate is verified."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.model.endpoint import canonical
from vmgate.model.fact import Fact, NotExpressible
from vmgate.translate.certificate_checks import switches
from vmgate.translate.derivation import derive
from vmgate.translate.vsphere import defaults, hardening
from vmgate.translate.vsphere.inventory import FromInventory
from vmgate.vocabulary.certificate import Pin, TrustingThing
from vmgate.vocabulary.connection import Connection, EnvironmentSwitch, Link, ManagementConnection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.translate.attributes import Attributes

VARIABLE: Final = "VSPHERE_ALLOW_UNVERIFIED_SSL"
PLAIN: Final = ("http://", "ftp://")


class ProviderConnection(FromInventory, ManagementConnection, TrustingThing):
    """The provider's own connection to vCenter or to a host, which is HTTPS whatever is written."""

    kind: ClassVar[str] = ManagementConnection.kind

    @property
    def server(self) -> Fact[str | None]:
        """`vsphere_server`, or its old name `vcenter_server`. Where neither is written, variables tell."""
        found = self.attributes.text("vsphere_server")
        if found.known and found.value is None:
            older = self.attributes.text("vcenter_server")
            found = older if not older.known or older.value is not None else found
        return derive(found, lambda name: None if name is None else canonical(name))

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """`allow_unverified_ssl`, turned round."""
        return [_verified(self.attributes, "allow_unverified_ssl")]

    @property
    def environment_switches(self) -> Sequence[EnvironmentSwitch]:
        """`VSPHERE_ALLOW_UNVERIFIED_SSL`, where the configuration does not set the attribute."""
        return _switches(self.attributes, "allow_unverified_ssl")

    @property
    def pins(self) -> Sequence[Pin]:
        """`allow_unverified_ssl`: whatever certificate the server shows is taken."""
        insecure = defaults.flag(self.attributes, "allow_unverified_ssl")
        return [Pin("whatever certificate vCenter shows is taken, a self-signed one too", insecure)]


def download_switches(attributes: Attributes) -> list[EnvironmentSwitch]:
    """For a machine's `ovf_deploy`: the same variable is its default too. Raises `NotExpressible` without one."""
    blocks = attributes.blocks("ovf_deploy")
    if not blocks:
        raise NotExpressible("a download of an OVF")
    return [switch for block in blocks for switch in _switches(block, "allow_unverified_ssl_cert")]


def download_checks(attributes: Attributes) -> list[Fact[bool]]:
    """For a machine's `ovf_deploy`: `allow_unverified_ssl_cert`, turned round.

    Raises `NotExpressible` without one, since the machine then opens no connection.
    """
    blocks = attributes.blocks("ovf_deploy")
    if not blocks:
        raise NotExpressible("a download of an OVF")
    return [_verified(block, "allow_unverified_ssl_cert") for block in blocks]


def machine_links(attributes: Attributes) -> list[Link]:
    """Of a machine: `remote_ovf_url` in `ovf_deploy`, and its console where a setting offers that to the network.

    Raises `NotExpressible` where there is neither.
    """
    links = [ovf_link(block) for block in attributes.blocks("ovf_deploy")]
    links += hardening.console_links(attributes)
    if not links:
        raise NotExpressible("a download of an OVF")
    return links


def ovf_link(attributes: Attributes) -> Link:
    """`remote_ovf_url`."""
    return Link(
        "the OVF is fetched over a link that is not encrypted", encrypted(attributes, "remote_ovf_url")
    )


def encrypted(attributes: Attributes, name: str) -> Fact[bool]:
    """Whether an address is none of a plain protocol; a path in a file system is none."""
    return derive(attributes.text(name, ""), lambda url: not url.strip().lower().startswith(PLAIN), note="")


class OvfConnection(FromInventory, Connection):
    """The data source `vsphere_ovf_vm_template`, which downloads an OVF."""

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """`allow_unverified_ssl_cert`, turned round."""
        return [_verified(self.attributes, "allow_unverified_ssl_cert")]

    @property
    def environment_switches(self) -> Sequence[EnvironmentSwitch]:
        """The same variable is its default too."""
        return _switches(self.attributes, "allow_unverified_ssl_cert")

    @property
    def links(self) -> Sequence[Link]:
        """`remote_ovf_url`."""
        return [ovf_link(self.attributes)]


class ThumbprintConnection(FromInventory, Connection, TrustingThing):
    """The data source `vsphere_host_thumbprint`, which asks a host for its certificate."""

    kind: ClassVar[str] = Connection.kind

    @property
    def pins(self) -> Sequence[Pin]:
        """`insecure`: whatever certificate the host shows is taken as its own."""
        insecure = defaults.flag(self.attributes, "insecure")
        return [Pin("the thumbprint of any certificate is taken, a self-signed one too", insecure)]

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """`insecure`, turned round."""
        return [_verified(self.attributes, "insecure")]


def _verified(attributes: Attributes, name: str) -> Fact[bool]:
    return derive(defaults.flag(attributes, name), lambda skipped: not skipped)


def _switches(attributes: Attributes, name: str) -> list[EnvironmentSwitch]:
    return switches(attributes, name, VARIABLE, lambda: [_verified(attributes, name)])

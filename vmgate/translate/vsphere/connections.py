"""Connections that a run opens, and whether the server's certificate is verified."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact, NotExpressible
from vmgate.translate.vsphere import defaults
from vmgate.translate.vsphere.derived import derived
from vmgate.translate.vsphere.inventory import FromInventory
from vmgate.vocabulary.connection import Connection, EnvironmentSwitch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.translate.attributes import Attributes

VARIABLE: Final = "VSPHERE_ALLOW_UNVERIFIED_SSL"


class ProviderConnection(FromInventory, Connection):
    """The provider's own connection to vCenter or to a host."""

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """`allow_unverified_ssl`, turned round."""
        return [_verified(self.attributes, "allow_unverified_ssl")]

    @property
    def environment_switches(self) -> Sequence[EnvironmentSwitch]:
        """`VSPHERE_ALLOW_UNVERIFIED_SSL`, where the configuration does not set the attribute."""
        return _switches(self.attributes, "allow_unverified_ssl")


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


class ThumbprintConnection(FromInventory, Connection):
    """The data source `vsphere_host_thumbprint`, which asks a host for its certificate."""

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """`insecure`, turned round."""
        return [_verified(self.attributes, "insecure")]


def _verified(attributes: Attributes, name: str) -> Fact[bool]:
    return derived(defaults.flag(attributes, name), lambda skipped: not skipped)


def _switches(attributes: Attributes, name: str) -> list[EnvironmentSwitch]:
    left_open = attributes.raw(name) is None
    return [EnvironmentSwitch(VARIABLE, _verified(attributes, name))] if left_open else []

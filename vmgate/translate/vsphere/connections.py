"""Connections that a run opens, and whether the server's certificate is verified."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact, NotExpressible
from vmgate.translate.vsphere import defaults
from vmgate.translate.vsphere.derived import derived
from vmgate.translate.vsphere.inventory import FromInventory
from vmgate.vocabulary.connection import Connection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.translate.attributes import Attributes

UNSEEN: Final = "the environment variable VSPHERE_ALLOW_UNVERIFIED_SSL is not visible"


class ProviderConnection(FromInventory, Connection):
    """The provider's own connection to vCenter or to a host."""

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """`allow_unverified_ssl`, turned round."""
        return [_verified(self.attributes, "allow_unverified_ssl", UNSEEN)]


def download_checks(attributes: Attributes) -> list[Fact[bool]]:
    """For a machine's `ovf_deploy`: `allow_unverified_ssl_cert`, turned round.

    Raises `NotExpressible` without one, since the machine then opens no connection.
    """
    blocks = attributes.blocks("ovf_deploy")
    if not blocks:
        raise NotExpressible("a download of an OVF")
    return [_verified(block, "allow_unverified_ssl_cert", UNSEEN) for block in blocks]


class OvfConnection(FromInventory, Connection):
    """The data source `vsphere_ovf_vm_template`, which downloads an OVF."""

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """`allow_unverified_ssl_cert`, turned round."""
        return [_verified(self.attributes, "allow_unverified_ssl_cert", UNSEEN)]


class ThumbprintConnection(FromInventory, Connection):
    """The data source `vsphere_host_thumbprint`, which asks a host for its certificate."""

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """`insecure`, turned round."""
        return [_verified(self.attributes, "insecure", None)]


def _verified(attributes: Attributes, name: str, unseen: str | None) -> Fact[bool]:
    note = unseen if attributes.raw(name) is None else None
    return derived(defaults.flag(attributes, name), lambda skipped: not skipped, note)
